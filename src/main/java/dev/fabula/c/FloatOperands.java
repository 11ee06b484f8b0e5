package dev.fabula.c;

import dev.fabula.site.Binding;
import dev.fabula.site.Operand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What GCC demands of operands on the x87 stack (GCC manual, 6.11.2.9). */
final class FloatOperands {

  private static final String FLOATS = "st(";

  private FloatOperands() {}

  /** Sees to it that outputs are on top, and so are inputs that do not stay. */
  static void demand(List<Operand> operands) throws Fault {
    List<Operand.Register> floats =
        operands.stream()
            .filter(Operand.Register.class::isInstance)
            .map(Operand.Register.class::cast)
            .filter(r -> r.binding().name().startsWith(FLOATS) || r.binding().name().equals("st"))
            .toList();
    Set<Integer> outputs = places(floats, r -> r.output().isPresent());
    if (!isOnTop(outputs)) {
      throw new Fault("its x87 outputs are not on top of the stack");
    }
    Set<Integer> inputs = places(floats, r -> r.direction().reads());
    Set<Integer> popped =
        places(
            floats, r -> r.direction().writes() && (r.output().isEmpty() || r.input().isPresent()));
    popped.retainAll(inputs);
    if (!isOnTop(popped)) {
      throw new Fault("the x87 inputs that it pops are not on top of the stack");
    }
    boolean anywhere = floats.stream().anyMatch(r -> r.binding() instanceof Binding.AnyOf);
    if (anywhere && !outputs.isEmpty()) {
      throw new Fault("an x87 input may be anywhere on the stack, beside outputs");
    }
  }

  private static Set<Integer> places(
      List<Operand.Register> floats, Predicate<Operand.Register> wanted) {
    Set<Integer> result = new TreeSet<>();
    for (Operand.Register operand : floats) {
      if (wanted.test(operand)
          && operand.binding() instanceof Binding.Explicit(String name, var _)) {
        result.add(name.equals("st") ? 0 : name.charAt(FLOATS.length()) - '0');
      }
    }
    return result;
  }

  private static boolean isOnTop(Set<Integer> places) {
    return places.stream().allMatch(place -> place < places.size());
  }
}
