package dev.fabula.machine;

import dev.fabula.mir.Type;

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
      case Ty.Struct _, Ty.Array _, Ty.Enum _, Ty.Union _, Ty.Never _, Ty.Opaque _ ->
          new Extent(ty.size(), ty.align());
    };
  }
}
