package dev.fabula.mir;

import dev.fabula.mir.Value.Part;
import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where places are in one situation, and what is there. */
final class Places {

  private final Situation situation;
  private final Layout layout;
  private final Parts parts;
  private final MemoryUse memory;
  private final Terms terms;
  private final int pointerBits;

  Places(Meaning meaning, Situation situation, Layout layout, MemoryUse memory) {
    this.situation = situation;
    this.layout = layout;
    this.memory = memory;
    this.terms = meaning.terms();
    this.parts = new Parts(terms, meaning.merging());
    this.pointerBits = meaning.dump().pointerBits();
  }

  Type type(Place place) throws Unsupported {
    Type type = situation.top().body().type(place.local());
    for (Place.Step step : place.steps()) {
      type = type(type, step);
    }
    return type;
  }

  private static Type type(Type type, Place.Step step) throws Unsupported {
    return switch (step) {
      case Place.Step.Field(int index, Type field) -> field;
      case Place.Step.Downcast(String variant) -> type;
      case Place.Step.Deref deref when type instanceof Type.Pointer pointer -> pointer.pointee();
      case Place.Step.Index index -> element(type);
      case Place.Step.ConstantIndex index -> element(type);
      case Place.Step.Subslice part -> throw new Unsupported("a part of a slice");
      case Place.Step.Deref deref -> throw new Unsupported("a pointer of type " + type);
    };
  }

  static Type element(Type type) throws Unsupported {
    return switch (type) {
      case Type.Array(Type element, OptionalLong length) -> element;
      case Type.Slice(Type element) -> element;
      default -> throw new Unsupported("an element of " + type);
    };
  }

  /** Where a place is. */
  Value.Pointer locate(Place place) throws Unsupported {
    Frame frame = situation.top();
    Type type = frame.body().type(place.local());
    Value.Pointer at =
        new Value.Pointer(
            new Target.Local(frame.number(), place.local(), List.of()), Optional.empty());
    for (int i = 0; i < place.steps().size(); i++) {
      Place.Step step = place.steps().get(i);
      if (step instanceof Place.Step.Deref) {
        at = Values.pointer(load(at, type));
      } else if (step instanceof Place.Step.Downcast(String variant)
          && place.steps().get(i + 1) instanceof Place.Step.Field(int field, Type t)) {
        at = inVariant(at, type, variant, field);
        i++;
        type = t;
        continue;
      } else {
        at = step(at, type, step);
      }
      type = type(type, step);
    }
    return at;
  }

  private static Value.Pointer inVariant(Value.Pointer at, Type type, String variant, int field)
      throws Unsupported {
    int discriminant =
        Enums.variant(type, variant)
            .orElseThrow(() -> new Unsupported("the variant `" + variant + "` of " + type));
    if (at.target() instanceof Target.Local local) {
      return within(local, new Part.In(discriminant, field));
    }
    throw new Unsupported("an enum in memory");
  }

  /** Whether all fields are at the start, and only one of them is anything. */
  private static boolean isOne(Type type) {
    return type instanceof Type.Named named && named.name().equals("MaybeUninit");
  }

  private static Value.Pointer within(Target.Local local, Part part) {
    List<Part> path = new ArrayList<>(local.path());
    path.add(part);
    return new Value.Pointer(
        new Target.Local(local.frame(), local.local(), path), Optional.empty());
  }

  private Value.Pointer step(Value.Pointer at, Type type, Place.Step step) throws Unsupported {
    Term index =
        switch (step) {
          case Place.Step.Field(int field, Type t) -> terms.constant(isOne(type) ? 0 : field, 64);
          case Place.Step.Index(int local) -> Values.bits(situation.top().get(local)).zext(64);
          case Place.Step.ConstantIndex(long offset, boolean fromEnd) ->
              constantIndex(at, type, offset, fromEnd);
          case Place.Step.Deref deref -> throw new IllegalStateException("a pointer as a part");
          case Place.Step.Subslice part -> throw new Unsupported("a part of a slice");
          case Place.Step.Downcast d -> throw new Unsupported("a variant as a whole");
        };
    return switch (at.target()) {
      case Target.Local local -> within(local, new Part.At(index));
      case Target.Address(Term address) ->
          new Value.Pointer(
              new Target.Address(address.add(distance(type, step, index))), Optional.empty());
    };
  }

  private Term constantIndex(Value.Pointer at, Type type, long offset, boolean fromEnd)
      throws Unsupported {
    if (!fromEnd) {
      return terms.constant(offset, 64);
    }
    Term length =
        type instanceof Type.Array array && array.length().isPresent()
            ? terms.constant(array.length().getAsLong(), 64)
            : at.length().orElseThrow(() -> new Unsupported("the end of " + type)).zext(64);
    return length.sub(offset);
  }

  private Term distance(Type type, Place.Step step, Term index) throws Unsupported {
    if (step instanceof Place.Step.Field(int field, Type t)) {
      boolean first = field == 0 || isOne(type);
      if (first && type instanceof Type.Named named && layout.inner(named) != null) {
        return terms.zero(pointerBits);
      }
      throw new Unsupported("a field of " + type + " in memory");
    }
    int size = layout.bits(element(type)) / 8;
    return index.truncate(pointerBits).mul(terms.constant(size, pointerBits));
  }

  Value load(Value.Pointer at, Type type) throws Unsupported {
    return switch (at.target()) {
      case Target.Local(int frame, int local, List<Part> path) ->
          parts.read(situation.frame(frame).get(local), path);
      case Target.Address(Term address) -> memory.load(type, address, MemoryEvent.Order.PLAIN);
    };
  }

  Value read(Place place) throws Unsupported {
    return load(locate(place), type(place));
  }

  void write(Place place, Value value) throws Unsupported {
    store(locate(place), type(place), value);
  }

  void store(Value.Pointer at, Type type, Value value) throws Unsupported {
    switch (at.target()) {
      case Target.Local(int frame, int local, List<Part> path) -> {
        Frame owner = situation.frame(frame);
        owner.set(local, parts.write(owner.get(local), path, value));
      }
      case Target.Address(Term address) ->
          memory.store(type, address, value, MemoryEvent.Order.PLAIN);
    }
  }
}
