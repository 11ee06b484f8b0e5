package dev.fabula.machine;

import dev.fabula.mir.Place.Step;
import java.util.Optional;

/** Makes places ready. */
final class Places {

  private final Context context;
  private final Machine machine;
  private final Code code;

  Places(Context context, Code code) {
    this.context = context;
    this.machine = context.machine;
    this.code = code;
  }

  /** A place with what is known of it while it is made ready. */
  private record At(PlaceCode place, Ty ty, Optional<Ty.Variant> variant, boolean behind) {}

  Value value(dev.fabula.mir.Place place) throws Halt {
    int local = place.local();
    At at = new At(f -> Place.of(f.local(local)), code.ty(local), Optional.empty(), false);
    for (Step step : place.steps()) {
      at = step(at, step);
    }
    return Value.of(at.place(), at.ty());
  }

  private At step(At at, Step step) throws Halt {
    return switch (step) {
      case Step.Deref _ -> deref(at);
      case Step.Field(int index, var _) -> field(at, index);
      case Step.Downcast(String name) -> downcast(at, name);
      case Step.Index(int local) -> index(at, local);
      case Step.ConstantIndex(long offset, boolean fromEnd) -> element(at, offset, fromEnd);
      case Step.Subslice(long from, long to, boolean fromEnd) -> part(at, from, to, fromEnd);
    };
  }

  private At deref(At at) throws Halt {
    if (!(at.ty() instanceof Ty.Pointer pointer)) {
      throw Halt.unknown("a pointer of type `" + Words.type(at.ty().type()) + "`");
    }
    Ty target = context.types.of(pointer.pointee());
    PlaceCode inner = at.place();
    boolean wide = pointer.isWide();
    int align = target.align();
    PlaceCode place =
        f -> {
          Pointer value = machine.load(inner.at(f), wide);
          if (pointer.reference()) {
            context.copies.validity().demandReference(value, pointer);
          }
          Place there = Machine.place(value);
          int need =
              target instanceof Ty.Dynamic ? Vtables.of(machine, value.meta()).align() : align;
          return Long.remainderUnsigned(value.address(), need) == 0
              ? there
              : new Place(there.allocation, there.offset, there.tag, there.meta, need);
        };
    return new At(place, target, Optional.empty(), true);
  }

  private At field(At at, int index) throws Halt {
    var fields =
        at.variant().isPresent()
            ? at.variant().get().fields()
            : switch (at.ty()) {
              case Ty.Struct struct -> struct.fields();
              case Ty.Union union -> union.fields();
              default -> throw noField(at.ty());
            };
    if (index >= fields.size()) {
      throw noField(at.ty());
    }
    Ty.Field field = fields.get(index);
    PlaceCode inner = at.place();
    int offset = field.offset();
    PlaceCode place = at.behind() ? f -> moved(inner.at(f), offset) : f -> inner.at(f).plus(offset);
    if (at.ty() instanceof Ty.Struct struct && Extent.tail(struct).equals(Optional.of(field))) {
      place =
          f -> {
            Place whole = inner.at(f);
            return moved(whole, Extent.offset(machine, field, whole.meta));
          };
    }
    return new At(place, field.ty(), Optional.empty(), at.behind());
  }

  private static Halt noField(Ty ty) {
    return Halt.unknown("a field of the type `" + Words.type(ty.type()) + "`");
  }

  /** A place at a distance inside of the same allocation. */
  private static Place moved(Place place, int distance) throws Halt {
    Allocation in = place.allocation;
    if (distance != 0 && in != null) {
      long end = place.offset + distance;
      if (!in.isLive() || place.offset < 0 || end < 0 || end > in.size()) {
        throw Halt.undefined(
            "a field at offset %d of %s, which has %d bytes, is out of bounds"
                .formatted(end, in.name(), in.size()));
      }
    }
    return place.plus(distance);
  }

  private static At downcast(At at, String name) throws Halt {
    if (at.ty() instanceof Ty.Enum e) {
      for (Ty.Variant variant : e.variants()) {
        if (variant.name().equals(name)) {
          return new At(at.place(), e, Optional.of(variant), at.behind());
        }
      }
    }
    throw Halt.unknown("the variant `" + name + "` of `" + Words.type(at.ty().type()) + "`");
  }

  private static Ty elements(Ty ty) throws Halt {
    return switch (ty) {
      case Ty.Array array -> array.element();
      case Ty.Slice slice -> slice.element();
      default -> throw Halt.unknown("an element of the type `" + Words.type(ty.type()) + "`");
    };
  }

  private static long count(Ty ty, Place place) {
    return ty instanceof Ty.Array array ? array.count() : place.meta;
  }

  private At index(At at, int local) throws Halt {
    Ty element = elements(at.ty());
    PlaceCode inner = at.place();
    Ty ty = at.ty();
    PlaceCode place =
        f -> {
          Place whole = inner.at(f);
          long index = machine.bits(Place.of(f.local(local)), 8);
          if (Long.compareUnsigned(index, count(ty, whole)) >= 0) {
            throw Halt.undefined("the index %d is out of bounds".formatted(index));
          }
          return whole.plus(index * element.size()).withMeta(0);
        };
    return new At(place, element, Optional.empty(), at.behind());
  }

  private static At element(At at, long offset, boolean fromEnd) throws Halt {
    Ty element = elements(at.ty());
    PlaceCode inner = at.place();
    Ty ty = at.ty();
    PlaceCode place =
        f -> {
          Place whole = inner.at(f);
          long index = fromEnd ? count(ty, whole) - offset : offset;
          if (Long.compareUnsigned(index, count(ty, whole)) >= 0) {
            throw Halt.undefined("the index %d is out of bounds".formatted(index));
          }
          return whole.plus(index * element.size()).withMeta(0);
        };
    return new At(place, element, Optional.empty(), at.behind());
  }

  private At part(At at, long from, long to, boolean fromEnd) throws Halt {
    Ty element = elements(at.ty());
    PlaceCode inner = at.place();
    Ty ty = at.ty();
    if (ty instanceof Ty.Array array) {
      long end = fromEnd ? array.count() - to : to;
      Ty part =
          context.types.of(
              new dev.fabula.mir.Type.Array(
                  element.type(), java.util.OptionalLong.of(Math.max(0, end - from))));
      return new At(
          f -> inner.at(f).plus(from * element.size()), part, Optional.empty(), at.behind());
    }
    PlaceCode place =
        f -> {
          Place whole = inner.at(f);
          long end = fromEnd ? whole.meta - to : to;
          if (from > end || end > whole.meta) {
            throw Halt.undefined("the part %d..%d is out of bounds".formatted(from, end));
          }
          return whole.plus(from * element.size()).withMeta(end - from);
        };
    return new At(place, ty, Optional.empty(), at.behind());
  }
}
