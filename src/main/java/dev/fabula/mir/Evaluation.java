package dev.fabula.mir;

import dev.fabula.mir.Value.Part;
import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The meaning of statements and of what they compute, in one situation. */
final class Evaluation {

  private final Meaning meaning;
  private final Situation situation;
  private final Terms terms;
  private final Places places;
  private final Layout layout;
  private final Constants constants;
  private final Arithmetic arithmetic;
  private final MemoryUse memory;
  private final int pointerBits;

  Evaluation(Meaning meaning, Situation situation) {
    this.meaning = meaning;
    this.situation = situation;
    this.terms = meaning.terms();
    this.pointerBits = meaning.dump().pointerBits();
    this.layout = new Layout(terms, pointerBits);
    this.constants = new Constants(terms, pointerBits, layout);
    this.arithmetic = new Arithmetic(terms, (c, duty) -> meaning.demand(situation, c, duty));
    this.memory = new MemoryUse(meaning, situation, layout);
    this.places = new Places(meaning, situation, layout, memory);
  }

  Layout layout() {
    return layout;
  }

  Places places() {
    return places;
  }

  MemoryUse memory() {
    return memory;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  Floats floats() {
    return new Floats(meaning);
  }

  // Statements

  void execute(Statement statement) throws Unsupported {
    switch (statement) {
      case Statement.Assign(Place place, Rvalue value) ->
          places.write(place, value(value, places.type(place)));
      case Statement.Assume(Operand condition) ->
          meaning.demand(situation, bits(condition), assumption(bits(condition)));
      case Statement.Copy(Operand to, Operand from, Operand count) ->
          memory.copy(
              pointee(to),
              Values.address(value(to)),
              Values.address(value(from)),
              bits(count),
              false);
      case Statement.Other(String what) -> throw new Unsupported(what);
      case Statement.SetDiscriminant set -> throw new Unsupported("setting a discriminant");
      case Statement.Storage _, Statement.Retag _, Statement.Mention _, Statement.Nothing _ -> {}
    }
  }

  /** What has to hold, in words. */
  String assumption(Term condition) {
    return new RustText(meaning.naming())
        .of(condition)
        .map(c -> "`" + c + "`")
        .orElse("an assumption of the story is true");
  }

  // Operands

  Value value(Operand operand) throws Unsupported {
    return switch (operand) {
      case Operand.Use(Place place, var _) -> places.read(place);
      case Operand.Constant(String text) -> constant(text);
      case Operand.UbChecks checks -> new Value.Bits(terms.falseTerm());
    };
  }

  /** The term of an operand that is a number or a pointer. */
  Term bits(Operand operand) throws Unsupported {
    return Values.bits(value(operand));
  }

  private Value constant(String text) throws Unsupported {
    Optional<Value> known = constants.read(text);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<String> alias = meaning.dump().value(text);
    if (alias.isPresent()) {
      return constant(alias.get());
    }
    Optional<Body> body = meaning.dump().body(text);
    if (body.isEmpty() || body.get().parameters() > 0 || meaning.dump().isStatic(text)) {
      throw new Unsupported("the constant `" + text + "`");
    }
    return computed(body.get());
  }

  private Value computed(Body body) throws Unsupported {
    List<Outcome> outcomes =
        Meaning.of(
            meaning.dump(),
            body,
            List.of(),
            situation.memory(),
            meaning.naming(),
            Meaning.Limits.USUAL);
    if (outcomes.size() == 1
        && outcomes.getFirst().ending() instanceof Outcome.Ending.Returns(Value value)
        && outcomes.getFirst().events().isEmpty()) {
      return value;
    }
    throw new Unsupported("the constant `" + body.name() + "`");
  }

  Type type(Operand operand) throws Unsupported {
    return switch (operand) {
      case Operand.Use(Place place, var _) -> places.type(place);
      case Operand.UbChecks checks -> new Type.Bool();
      case Operand.Constant(String text) -> constantType(text);
    };
  }

  private Type constantType(String text) throws Unsupported {
    if (text.equals("true") || text.equals("false")) {
      return new Type.Bool();
    }
    if (text.startsWith("'")) {
      return new Type.Char();
    }
    int dash = text.lastIndexOf('_');
    String start = text.startsWith("core::num::<impl ") ? text.substring(17) : text;
    String head = start.split("[>:]", 2)[0];
    Optional<Type> known =
        text.endsWith("::BITS")
            ? Optional.of(new Type.Int(32, false))
            : Type.primitive(text.substring(dash + 1), pointerBits)
                .or(() -> Type.primitive(head, pointerBits));
    if (known.isPresent()) {
      return known.get();
    }
    if (text.endsWith("f32") || text.endsWith("f64")) {
      return new Type.Float(text.endsWith("f32") ? 32 : 64);
    }
    Optional<String> alias = meaning.dump().value(text);
    if (alias.isPresent()) {
      return constantType(alias.get());
    }
    Optional<Body> body = meaning.dump().body(text);
    return body.isPresent() ? body.get().type(0) : new Type.Other(text);
  }

  // Pointers

  private Type pointee(Operand operand) throws Unsupported {
    if (type(operand) instanceof Type.Pointer pointer) {
      return pointer.pointee();
    }
    throw new Unsupported("a copy by something that is no pointer");
  }

  /** The value that a pointer of a type points to. */
  Value readThrough(Operand pointer, MemoryEvent.Order order) throws Unsupported {
    Value.Pointer at = Values.pointer(value(pointer));
    return at.target() instanceof Target.Address(Term address)
        ? memory.load(pointee(pointer), address, order)
        : places.load(at, pointee(pointer));
  }

  /** Writes where a pointer of a type points to. */
  void writeThrough(Operand pointer, Value value, MemoryEvent.Order order) throws Unsupported {
    Value.Pointer at = Values.pointer(value(pointer));
    if (at.target() instanceof Target.Address(Term address)) {
      memory.store(pointee(pointer), address, value, order);
    } else {
      places.store(at, pointee(pointer), value);
    }
  }

  // Values

  private Value value(Rvalue rvalue, Type to) throws Unsupported {
    return switch (rvalue) {
      case Rvalue.Plain(Operand operand) -> value(operand);
      case Rvalue.Borrow(Place place, var _) -> borrow(place);
      case Rvalue.Cast(Operand operand, Type target, String kind) ->
          new Conversion(this, terms).of(value(operand), type(operand), target, kind);
      case Rvalue.Binary(String operator, Operand left, Operand right)
          when operator.equals("Offset") ->
          offset(value(left), type(left), bits(right));
      case Rvalue.Binary(String operator, Operand left, Operand right)
          when type(left) instanceof Type.Float ->
          floats().binary(operator, bits(left), bits(right));
      case Rvalue.Binary(String operator, Operand left, Operand right) ->
          arithmetic.binary(operator, type(left), bits(left), type(right), bits(right));
      case Rvalue.Unary(String operator, Operand operand) when operator.equals("PtrMetadata") ->
          metadata(value(operand));
      case Rvalue.Unary(String operator, Operand operand)
          when operator.equals("Neg") && type(operand) instanceof Type.Float ->
          negated(bits(operand));
      case Rvalue.Unary(String operator, Operand operand) ->
          arithmetic.unary(operator, type(operand), bits(operand));
      case Rvalue.Discriminant(Place place) -> discriminant(places.read(place), to);
      case Rvalue.Sequence(List<Operand> elements) -> new Value.Composite(values(elements));
      case Rvalue.Repeat(Operand element, long count) -> repeat(value(element), count);
      case Rvalue.Slice(Operand pointer, Operand metadata) ->
          slice(Values.pointer(value(pointer)), value(metadata));
      case Rvalue.Construct(String path, List<Operand> fields) -> construct(path, values(fields));
    };
  }

  private static Value negated(Term number) {
    return new Value.Bits(number.sign().not().concat(number.truncate(number.width() - 1)));
  }

  private List<Value> values(List<Operand> operands) throws Unsupported {
    List<Value> values = new ArrayList<>();
    for (Operand operand : operands) {
      values.add(value(operand));
    }
    return values;
  }

  private Value borrow(Place place) throws Unsupported {
    List<Place.Step> steps = place.steps();
    boolean reborrow = !steps.isEmpty() && steps.getLast() instanceof Place.Step.Deref;
    return reborrow
        ? Values.pointer(places.read(new Place(place.local(), steps.subList(0, steps.size() - 1))))
        : places.locate(place);
  }

  private static Value repeat(Value value, long count) throws Unsupported {
    if (count > 4096) {
      throw new Unsupported("an array of " + count + " elements");
    }
    return new Value.Composite(Collections.nCopies((int) count, value));
  }

  private Value construct(String path, List<Value> fields) throws Unsupported {
    String plain = Constants.withoutArguments(path);
    if (plain.endsWith("MaybeUninit")) {
      return fields.getFirst().equals(Value.UNIT) ? new Value.Unset() : new Value.Composite(fields);
    }
    Optional<Integer> variant = Enums.variant(plain);
    return variant.isPresent()
        ? new Value.Variant(
            terms.constant(variant.get(), Value.DISCRIMINANT),
            java.util.Map.of(variant.get(), fields))
        : new Value.Composite(fields);
  }

  private static Value slice(Value.Pointer pointer, Value metadata) {
    Optional<Term> length =
        metadata instanceof Value.Bits(Term term) ? Optional.of(term) : Optional.empty();
    return new Value.Pointer(pointer.target(), length);
  }

  private static Value discriminant(Value value, Type to) throws Unsupported {
    if (value instanceof Value.Variant variant && to instanceof Type.Int i) {
      return new Value.Bits(variant.discriminant().truncate(i.bits()));
    }
    throw new Unsupported("the discriminant of an enum that is not known");
  }

  private static Value metadata(Value value) throws Unsupported {
    if (value instanceof Value.Pointer pointer) {
      return pointer.length().<Value>map(Value.Bits::new).orElse(Value.UNIT);
    }
    throw new Unsupported("the length of a pointer that is not known");
  }

  /** The pointer that is a number of elements further. */
  Value offset(Value value, Type type, Term count) throws Unsupported {
    if (!(type instanceof Type.Pointer pointerType)) {
      throw new Unsupported("an offset to something that is no pointer");
    }
    Value.Pointer pointer = Values.pointer(value);
    return switch (pointer.target()) {
      case Target.Address(Term address) -> {
        int size = layout.bits(pointerType.pointee()) / 8;
        Term distance = count.mul(terms.constant(size, pointerBits));
        yield new Value.Pointer(new Target.Address(address.add(distance)), pointer.length());
      }
      case Target.Local(int frame, int local, List<Part> path) -> {
        if (path.isEmpty() || !(path.getLast() instanceof Part.At(Term index))) {
          throw new Unsupported("an offset to a pointer to a variable");
        }
        List<Part> moved = new ArrayList<>(path.subList(0, path.size() - 1));
        moved.add(new Part.At(index.add(count.sext(64))));
        yield new Value.Pointer(new Target.Local(frame, local, moved), pointer.length());
      }
    };
  }
}
