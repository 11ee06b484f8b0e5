package dev.fabula.machine;

import dev.fabula.mir.Type;

/** Types that are not {@code Unpin}, mutable references to which are never made new ones. */
final class Pins {

  private Pins() {}

  static boolean isPinned(Machine machine, Ty ty) throws Halt {
    return switch (ty) {
      case Ty.Struct struct -> {
        boolean pinned =
            struct.type() instanceof Type.Named n && n.path().equals("std::marker::PhantomPinned");
        for (Ty.Field field : struct.fields()) {
          pinned |= isPinned(machine, field.ty());
        }
        yield pinned && !Retags.isBox(struct);
      }
      case Ty.Array array -> isPinned(machine, array.element());
      case Ty.Enum e -> {
        boolean pinned = false;
        for (Ty.Variant variant : e.variants()) {
          for (Ty.Field field : variant.fields()) {
            pinned |= isPinned(machine, field.ty());
          }
        }
        yield pinned;
      }
      case Ty.Slice slice -> isPinned(machine, slice.element());
      case Ty.Dynamic _ -> false;
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> false;
      case Ty.Item _, Ty.Union _, Ty.Never _, Ty.Opaque _ -> false;
    };
  }
}
