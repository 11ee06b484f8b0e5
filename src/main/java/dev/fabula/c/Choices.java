package dev.fabula.c;

import dev.fabula.c.Constraint.Form;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import dev.fabula.site.Value;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The operands of a statement under the choices that its constraints leave the compiler: one choice
 * with registers wherever they may be, and one for every other form of a single operand.
 */
final class Choices {

  private static final int MOST = 12;

  private final DataModel model;
  private final List<Place> places;
  private final List<Operand> fixed;
  private final Map<Integer, Integer> matches = new HashMap<>();

  /**
   * Choices.
   *
   * @param places the outputs and inputs
   * @param fixed labels and clobbers, which come behind them
   */
  Choices(DataModel model, List<Place> places, List<Operand> fixed) {
    this.model = model;
    this.places = places;
    this.fixed = fixed;
  }

  /**
   * An output or input.
   *
   * @param span the whole operand
   * @param name its name
   * @param constraint its constraint
   * @param expression its expression as written
   * @param value the place of the expression
   * @param typed what is known of the expression
   * @param form the expression in a comparable form
   * @param register the register that its variable is bound to
   */
  record Place(
      Span span,
      Optional<String> name,
      Constraint constraint,
      String expression,
      Span value,
      Typed typed,
      Lvalue form,
      Optional<String> register) {}

  /** The operands under each choice, each once. */
  List<List<Operand>> all() throws Fault {
    List<List<Form>> forms = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      forms.add(forms(i));
    }
    Set<List<Operand>> all = new LinkedHashSet<>();
    List<Integer> first = places.stream().map(_ -> 0).toList();
    all.add(operands(forms, first, Operand.Memory.Base.REGISTER));
    for (int i = 0; i < places.size(); i++) {
      for (int form = 1; form < forms.get(i).size() && all.size() < MOST; form++) {
        List<Integer> choice = new ArrayList<>(first);
        choice.set(i, form);
        all.add(operands(forms, choice, Operand.Memory.Base.REGISTER));
      }
    }
    all.add(operands(forms, first, Operand.Memory.Base.SYMBOL));
    return List.copyOf(all);
  }

  /** The forms of an operand, a good one first. */
  private List<Form> forms(int index) throws Fault {
    Place place = places.get(index);
    Set<Form> forms = new LinkedHashSet<>();
    for (List<Form> alternative : place.constraint().alternatives()) {
      for (Form form : alternative) {
        if (form instanceof Constraint.Match(int operand)) {
          matches.put(index, operand);
          return List.of(form);
        }
        forms.add(form);
      }
    }
    List<Form> possible =
        new ArrayList<>(forms.stream().filter(f -> isPossible(place, f)).toList());
    if (possible.isEmpty()) {
      throw new Fault("`" + place.expression() + "` fits no form of its constraint");
    }
    if (place.typed().value().isPresent() && possible.remove(new Constraint.Immediate())) {
      possible.addFirst(new Constraint.Immediate());
    }
    return possible;
  }

  /** A variable is no constant where it can be something else. */
  private static boolean isPossible(Place place, Form form) {
    return switch (form) {
      case Constraint.Immediate _ ->
          place.typed().value().isPresent()
              || place.constraint().alternatives().stream()
                  .flatMap(List::stream)
                  .allMatch(Constraint.Immediate.class::isInstance);
      case Constraint.Memory _ -> place.typed().value().isEmpty();
      case Constraint.Class _, Constraint.Registers _, Constraint.Pair _ -> true;
      case Constraint.Address _, Constraint.Match _, Constraint.Other _ -> true;
    };
  }

  private List<Operand> operands(
      List<List<Form>> forms, List<Integer> choice, Operand.Memory.Base base) throws Fault {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      operands.add(operand(i, forms.get(i).get(choice.get(i)), base));
    }
    operands.addAll(fixed);
    return operands;
  }

  /** The input that shares the place of an output. */
  private Optional<Place> matching(int output) {
    return matches.entrySet().stream()
        .filter(e -> e.getValue() == output)
        .map(e -> places.get(e.getKey()))
        .findFirst();
  }

  private Operand operand(int index, Form form, Operand.Memory.Base base) throws Fault {
    Place place = places.get(index);
    return switch (form) {
      case Constraint.Class(String name) -> register(index, inClass(place, name));
      case Constraint.Registers(List<String> names) -> register(index, among(place, names));
      case Constraint.Address _ -> register(index, new Binding.OfClass("reg", place.span()));
      case Constraint.Memory _ -> memory(index, base);
      case Constraint.Immediate _ -> immediate(place);
      case Constraint.Match(int output) -> {
        if (output >= index) {
          throw new Fault("`" + place.expression() + "` matches no output");
        }
        yield new Operand.Matching(place.span(), place.name(), output);
      }
      case Constraint.Pair _ -> throw new Fault("`" + place.expression() + "` is in two registers");
      case Constraint.Other(String what) ->
          throw new Fault("`" + place.expression() + "` is " + what);
    };
  }

  private Binding inClass(Place place, String name) {
    if (place.register().isPresent()) {
      return new Binding.Explicit(place.register().get(), place.span());
    }
    OptionalInt bytes = model.size(place.typed().type().decayed());
    boolean vector = name.equals("xmm_reg") && bytes.isPresent() && bytes.getAsInt() > 16;
    String fitting = vector ? bytes.getAsInt() > 32 ? "zmm_reg" : "ymm_reg" : name;
    return new Binding.OfClass(fitting, place.span());
  }

  private static Binding among(Place place, List<String> names) {
    return names.size() == 1
        ? new Binding.Explicit(names.getFirst(), place.span())
        : new Binding.AnyOf(String.join(", ", names), names, place.span());
  }

  private Operand register(int index, Binding binding) throws Fault {
    Place place = places.get(index);
    Optional<Place> input =
        matching(index)
            .or(() -> place.constraint().reads() ? Optional.of(place) : Optional.empty());
    boolean writes = place.constraint().writes();
    Direction direction = direction(input.isPresent(), writes, place.constraint().early());
    demandOneRegister(place, binding);
    Optional<Value> in = input.map(this::value);
    Optional<Value> out = writes ? Optional.of(value(place)) : Optional.empty();
    return new Operand.Register(place.span(), place.name(), direction, binding, in, out);
  }

  private static Direction direction(boolean reads, boolean writes, boolean early) {
    if (!writes) {
      return Direction.IN;
    }
    if (reads) {
      return early ? Direction.INOUT : Direction.INLATEOUT;
    }
    return early ? Direction.OUT : Direction.LATEOUT;
  }

  private void demandOneRegister(Place place, Binding binding) throws Fault {
    CType type = place.typed().type().decayed();
    OptionalInt bytes = model.size(type);
    boolean general =
        !(binding instanceof Binding.OfClass(String name, var _))
            || name.equals("reg")
            || name.equals("reg_abcd");
    if (general && bytes.isPresent() && bytes.getAsInt() > model.pointerBytes()) {
      throw new Fault("`" + place.expression() + "` is in two registers");
    }
  }

  private Value value(Place place) {
    CType type = place.typed().type().decayed();
    return new Value(
        place.expression(), place.value(), ValueTypes.of(type, model), place.typed().value());
  }

  private Operand memory(int index, Operand.Memory.Base wanted) {
    Place place = places.get(index);
    boolean reads = place.constraint().reads() || matching(index).isPresent();
    Optional<Integer> pointer = pointer(index);
    Optional<Integer> same = pointer.isPresent() ? Optional.empty() : sameObject(index);
    boolean pointed = pointer.or(() -> same.flatMap(this::pointer)).isPresent();
    Operand.Memory.Base base = pointed ? Operand.Memory.Base.REGISTER : wanted;
    Optional<Integer> at = pointer.or(() -> same);
    return new Operand.Memory(
        place.span(),
        place.name(),
        value(place),
        model.size(place.typed().type()).orElse(0),
        reads,
        place.constraint().writes(),
        base,
        at);
  }

  /** An operand in a register that points to the object. */
  private Optional<Integer> pointer(int index) {
    Optional<String> wanted = places.get(index).form().pointer();
    return IntStream.range(0, places.size())
        .filter(i -> wanted.filter(places.get(i).form().text()::equals).isPresent())
        .filter(i -> inRegister(places.get(i)))
        .boxed()
        .findFirst();
  }

  /** An earlier operand that is the same object. */
  private Optional<Integer> sameObject(int index) {
    String text = places.get(index).form().text();
    return IntStream.range(0, index)
        .filter(i -> places.get(i).form().text().equals(text) && onlyMemory(places.get(i)))
        .boxed()
        .findFirst();
  }

  private static boolean onlyMemory(Place place) {
    return place.constraint().alternatives().stream()
        .flatMap(List::stream)
        .allMatch(Constraint.Memory.class::isInstance);
  }

  private static boolean inRegister(Place place) {
    return place.constraint().reads()
        && place.constraint().alternatives().stream()
            .flatMap(List::stream)
            .allMatch(f -> f instanceof Constraint.Class || f instanceof Constraint.Registers);
  }

  private static Operand immediate(Place place) {
    Optional<BigInteger> value = place.typed().value();
    boolean symbol =
        value.isEmpty()
            && (place.typed().type() instanceof CType.Function
                || place.typed().type() instanceof CType.Array
                || place.typed().type() instanceof CType.Pointer);
    return symbol
        ? new Operand.Symbol(place.span(), place.name(), place.expression(), Optional.empty())
        : new Operand.Immediate(place.span(), place.name(), place.expression(), value);
  }
}
