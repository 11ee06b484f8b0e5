package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.Optional;

/** Size and alignment of what a pointer leads to, in bytes. */
record Extent(long size, int align) {

  /**
   * Of a type.
   *
   * @param meta what the pointer carries: a length or a vtable's address
   */
  static Extent of(Machine machine, Type pointee, long meta) throws Halt {
    return of(machine, machine.types().of(pointee), meta);
  }

  static Extent of(Machine machine, Ty ty, long meta) throws Halt {
    return switch (ty) {
      case Ty.Slice(var _, Ty element) -> {
        if (element.size() > 0 && Long.compareUnsigned(meta, Long.MAX_VALUE / element.size()) > 0) {
          throw Halt.undefined(
              "a slice of %s elements is larger than can be"
                  .formatted(Long.toUnsignedString(meta)));
        }
        yield new Extent(meta * element.size(), element.align());
      }
      case Ty.Dynamic _ -> {
        Ty concrete = Vtables.of(machine, meta);
        yield new Extent(concrete.size(), concrete.align());
      }
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _, Ty.Item _ ->
          new Extent(ty.size(), ty.align());
      case Ty.Struct struct when tail(struct).isPresent() ->
          ofTail(machine, struct, tail(struct).get(), meta);
      case Ty.Struct _, Ty.Array _, Ty.Enum _, Ty.Union _, Ty.Never _, Ty.Opaque _ ->
          new Extent(ty.size(), ty.align());
    };
  }

  /** The last field of a struct, if its size is not part of the type. */
  static Optional<Ty.Field> tail(Ty.Struct struct) {
    return struct.fields().isEmpty()
        ? Optional.empty()
        : Optional.of(struct.fields().getLast()).filter(f -> isUnsized(f.ty()));
  }

  private static boolean isUnsized(Ty ty) {
    return !ty.isSized() || ty instanceof Ty.Struct struct && tail(struct).isPresent();
  }

  private static Extent ofTail(Machine machine, Ty.Struct struct, Ty.Field tail, long meta)
      throws Halt {
    Extent last = of(machine, tail.ty(), meta);
    int align = Math.max(struct.align(), last.align());
    return new Extent(up(up(tail.offset(), last.align()) + last.size(), align), align);
  }

  /** Where a field lies in a struct whose last field is unsized: a trait object's type decides. */
  static int offset(Machine machine, Ty.Field field, long meta) throws Halt {
    return isUnsized(field.ty())
        ? (int) up(field.offset(), of(machine, field.ty(), meta).align())
        : field.offset();
  }

  private static long up(long offset, long align) {
    return offset + align - 1 & -align;
  }
}
