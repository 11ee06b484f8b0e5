package dev.fabula.c;

import dev.fabula.asm.Template;
import dev.fabula.c.Choices.Place;
import dev.fabula.site.Target;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Outputs that are conditions on the flags, as {@code "=@ccnz"} (GCC manual, 6.11.2.4). The
 * compiler puts the instruction that reads the flags behind the code, and so do we.
 */
final class FlagOutputs {

  private FlagOutputs() {}

  /** Whether an operand is such an output. */
  static boolean is(Place place) {
    return condition(place).isPresent();
  }

  private static Optional<String> condition(Place place) {
    return place.constraint().alternatives().stream()
        .flatMap(List::stream)
        .filter(Constraint.Flag.class::isInstance)
        .map(form -> ((Constraint.Flag) form).condition())
        .findFirst();
  }

  /** The template with the instructions that the compiler adds. */
  static Template added(Template own, List<Place> places, AsmStatement statement, Target target)
      throws Fault {
    List<Template.Piece> pieces = new ArrayList<>(own.pieces());
    for (int i = 0; i < places.size(); i++) {
      Optional<String> condition = condition(places.get(i));
      if (condition.isPresent()) {
        if (!statement.labels().isEmpty()) {
          throw new Fault("an output in a flag, in code that jumps to labels");
        }
        add(i, condition.get(), places.get(i).span(), target, pieces);
      }
    }
    return pieces.size() == own.pieces().size() ? own : new Template(pieces);
  }

  private static void add(
      int operand, String condition, Span span, Target target, List<Template.Piece> pieces)
      throws Fault {
    String name = condition.replaceFirst(",.*", "").strip();
    switch (target.architecture()) {
      case X86, X86_64 -> {
        pieces.add(text("\n\tset" + name + " ", span));
        pieces.add(new Template.Placeholder(operand, Optional.of('b'), span));
      }
      case AARCH64, ARM64EC -> {
        pieces.add(text("\n\tcset ", span));
        pieces.add(new Template.Placeholder(operand, Optional.of('w'), span));
        pieces.add(text(", " + name, span));
      }
      case ARM, RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          throw new Fault(
              "an output in a flag is not known on " + target.architecture().rustName());
    }
  }

  private static Template.Text text(String text, Span span) {
    return new Template.Text(text, Collections.nCopies(text.length(), span));
  }
}
