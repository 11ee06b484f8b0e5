package dev.fabula.c;

import dev.fabula.c.Choices.Place;
import dev.fabula.c.Constraint.Form;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
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
  private final List<Operand> further = new ArrayList<>();

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
      case Constraint.Pair(String low, String high) -> inPair(index, low, high);
      case Constraint.Sized sized -> register(index, inClass(place, sizedClass(place, sized)));
      case Constraint.Flag _ -> flag(place);
      case Constraint.Other(String what) ->
          throw new Fault("`" + place.expression() + "` is " + what);
    };
  }

  /** The register of a value that the flags give behind the code; only its low byte is written. */
  private static Operand flag(Place place) {
    ValueType bit = new ValueType.Known(ValueType.Kind.INTEGER, 8, false, "bool", false);
    return new Operand.Register(
        place.span(),
        place.name(),
        Direction.LATEOUT,
        new Binding.OfClass("reg", place.span()),
        Optional.empty(),
        Optional.of(new Value(place.expression(), place.value(), bit)));
  }

  private String sizedClass(Place place, Constraint.Sized sized) throws Fault {
    int bytes = model.size(place.typed().type().decayed()).orElse(0);
    return switch (bytes) {
      case 1, 2, 4 -> sized.word();
      case 8 -> sized.twice();
      case 16 -> sized.fourfold();
      default ->
          throw new Fault("the width of `" + place.expression() + "` is not that of a register");
    };
  }

  /** One register of two, or both if the value needs them; the second is a further operand. */
  private Operand inPair(int index, String low, String high) throws Fault {
    Place place = places.get(index);
    int bytes = model.size(place.typed().type().decayed()).orElse(0);
    if (bytes == 0) {
      throw new Fault("the type of `" + place.expression() + "` is not known");
    }
    if (bytes <= model.pointerBytes()) {
      return register(index, among(place, List.of(low, high)));
    }
    if (bytes > 2 * model.pointerBytes()) {
      throw new Fault("`" + place.expression() + "` is too wide for two registers");
    }
    further.add(half(index, high, true));
    return half(index, low, false);
  }

  private Operand half(int index, String register, boolean high) {
    Place place = places.get(index);
    Optional<Place> input = input(index);
    Optional<Value> out =
        place.constraint().writes() ? Optional.of(half(place, high)) : Optional.empty();
    return new Operand.Register(
        place.span(),
        high ? Optional.empty() : place.name(),
        direction(input.isPresent(), place),
        new Binding.Explicit(register, place.span()),
        input.map(i -> half(i, high)),
        out);
  }

  private Value half(Place place, boolean high) {
    int bits = model.pointerBits();
    Optional<BigInteger> constant =
        value(place)
            .constant()
            .map(v -> v.shiftRight(high ? bits : 0).mod(BigInteger.ONE.shiftLeft(bits)));
    return new Value(
        (high ? "high" : "low") + " half of " + place.expression(),
        place.value(),
        new ValueType.Known(ValueType.Kind.INTEGER, bits, false, "unsigned int" + bits, false),
        constant);
  }

  private Optional<Place> input(int index) {
    Place place = places.get(index);
    return matching(index)
        .or(() -> place.constraint().reads() ? Optional.of(place) : Optional.empty());
  }

  /** Operands that no placeholder prints: the second registers of values that need two. */
  List<Operand> further() {
    return List.copyOf(further);
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

  private static Binding among(Place place, List<String> names) throws Fault {
    boolean floats = names.getFirst().startsWith("st(");
    if (floats && names.size() > 1 && place.constraint().writes()) {
      throw new Fault("`" + place.expression() + "` comes out in no certain x87 register");
    }
    CType type = place.typed().type();
    if (floats && !(type instanceof CType.Floating || type instanceof CType.Unknown)) {
      throw new Fault("`" + place.expression() + "` is no float, but in an x87 register");
    }
    return names.size() == 1
        ? new Binding.Explicit(names.getFirst(), place.span())
        : new Binding.AnyOf(String.join(", ", names), names, place.span());
  }

  private Operand register(int index, Binding binding) throws Fault {
    Place place = places.get(index);
    Optional<Place> input = input(index);
    boolean writes = place.constraint().writes();
    Direction direction = direction(input.isPresent(), place);
    demandOneRegister(place, binding);
    boolean extended = binding.name().startsWith("st(");
    Optional<Value> in = input.map(i -> extended ? extended(i) : value(i));
    Optional<Value> out =
        writes ? Optional.of(extended ? extended(place) : value(place)) : Optional.empty();
    return new Operand.Register(place.span(), place.name(), direction, binding, in, out);
  }

  /** A float of any type as the x87 stack holds it. */
  private Value extended(Place place) {
    return new Value(
        place.expression(),
        place.value(),
        ValueTypes.of(new CType.Floating(80), model),
        Optional.empty());
  }

  private Direction direction(boolean reads, Place place) {
    boolean early = place.constraint().early().contains(alternative);
    if (!place.constraint().writes()) {
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
    if (general
        && !binding.name().startsWith("st(")
        && bytes.isPresent()
        && bytes.getAsInt() > model.pointerBytes()) {
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
    List<String> addresses = addresses(places.get(index));
    return IntStream.range(0, places.size())
        .filter(i -> addresses.contains(places.get(i).form().text()))
        .filter(i -> inRegister(places.get(i)))
        .mapToObj(i -> choice.get(i) instanceof Constraint.Match(int output) ? output : i)
        .filter(i -> inRegister(choice.get(i)))
        .findFirst();
  }

  /** Expressions that are the address of an object, for one that has one. */
  private static List<String> addresses(Place place) {
    List<String> addresses = new ArrayList<>(List.of("& " + place.form().text()));
    place.form().pointer().ifPresent(addresses::add);
    if (place.typed().type() instanceof CType.Array) {
      addresses.add(place.form().text());
    }
    return addresses;
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
            .allMatch(f -> inRegister(f) || f instanceof Constraint.Match);
  }

  private static boolean inRegister(Form form) {
    return form instanceof Constraint.Class || form instanceof Constraint.Registers;
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
