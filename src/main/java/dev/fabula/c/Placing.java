package dev.fabula.c;

import dev.fabula.c.Choices.Place;
import dev.fabula.c.Constraint.Form;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import dev.fabula.site.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The operands of a statement under one choice of the compiler. */
final class Placing {

  private final DataModel model;
  private final List<Place> places;
  private final int alternative;
  private final List<Form> choice;
  private final Operand.Memory.Base base;

  /**
   * A choice.
   *
   * @param places the outputs and inputs
   * @param alternative the number of the alternative that all of them take
   * @param choice the form of each
   * @param base how memory is addressed where it may be so
   */
  Placing(
      DataModel model,
      List<Place> places,
      int alternative,
      List<Form> choice,
      Operand.Memory.Base base) {
    this.model = model;
    this.places = places;
    this.alternative = alternative;
    this.choice = choice;
    this.base = base;
  }

  /** The outputs and inputs. */
  List<Operand> operands() throws Fault {
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      operands.add(operand(i));
    }
    return operands;
  }

  /** The input that shares the place of an output. */
  private Optional<Place> matching(int output) {
    return IntStream.range(0, places.size())
        .filter(i -> choice.get(i) instanceof Constraint.Match(int with) && with == output)
        .mapToObj(places::get)
        .findFirst();
  }

  private Operand operand(int index) throws Fault {
    Place place = places.get(index);
    return switch (choice.get(index)) {
      case Constraint.Class(String name) -> register(index, inClass(place, name));
      case Constraint.Registers(List<String> names) -> register(index, among(place, names));
      case Constraint.Address _ -> register(index, new Binding.OfClass("reg", place.span()));
      case Constraint.Memory _ -> memory(index);
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
    Direction direction =
        direction(input.isPresent(), writes, place.constraint().early().contains(alternative));
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
    Optional<BigInteger> constant = isExchanged(place) ? Optional.empty() : place.typed().value();
    return new Value(place.expression(), place.value(), ValueTypes.of(type, model), constant);
  }

  /** Whether it may get the value of another operand instead. */
  private boolean isExchanged(Place place) {
    int index = places.indexOf(place);
    return place.constraint().commutes()
        || (index > 0 && places.get(index - 1).constraint().commutes());
  }

  private Operand memory(int index) {
    Place place = places.get(index);
    boolean reads = place.constraint().reads() || matching(index).isPresent();
    Optional<Integer> pointer = pointer(index);
    Optional<Integer> same = pointer.isPresent() ? Optional.empty() : sameObject(index);
    boolean pointed = pointer.or(() -> same.flatMap(this::pointer)).isPresent();
    Optional<Integer> at = pointer.or(() -> same);
    return new Operand.Memory(
        place.span(),
        place.name(),
        value(place),
        model.size(place.typed().type()).orElse(0),
        reads,
        place.constraint().writes(),
        base(place, pointed),
        at,
        !pointed && isScalar(place) && place.form().isVariable());
  }

  /** Whether all of it is reached by one access, so that its address is never computed with. */
  private boolean isScalar(Place place) {
    return switch (place.typed().type()) {
      case CType.Int _, CType.Floating _, CType.Pointer _ -> true;
      case CType.Void _, CType.Record _, CType.Array _ -> false;
      case CType.Vector _, CType.Function _, CType.Unknown _ -> false;
    };
  }

  /** What a pointer leads to is no symbol, and an object of the file is not in a frame. */
  private Operand.Memory.Base base(Place place, boolean pointed) {
    boolean other =
        switch (base) {
          case REGISTER -> true;
          case SYMBOL -> !pointed;
          case STACK -> !place.form().isStatic();
        };
    return other ? base : Operand.Memory.Base.REGISTER;
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
