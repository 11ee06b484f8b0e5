package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;

/** The end of values that several own: the library's counted pointers. */
final class Counted {

  private static final List<String> PATHS =
      List.of("std::rc::Rc", "std::rc::Weak", "std::sync::Arc", "std::sync::Weak");

  private final Context context;
  private final Machine machine;
  private final Drops drops;

  Counted(Context context, Drops drops) {
    this.context = context;
    this.machine = context.machine;
    this.drops = drops;
  }

  static boolean is(String path) {
    return PATHS.contains(path);
  }

  /** One owner less; with the last one ends the value, with the last pointer its memory. */
  void drop(Place place, Ty.Struct struct) throws Halt {
    Type.Named named = (Type.Named) struct.type();
    boolean atomic = named.path().startsWith("std::sync");
    String inner = atomic ? "alloc::sync::ArcInner" : "std::rc::RcInner";
    Ty.Struct ty = (Ty.Struct) context.types.of(new Type.Named(inner, named.arguments()));
    Ty.Field pointer = struct.fields().getFirst();
    Pointer counts = machine.load(place.plus(pointer.offset()), pointer.ty().size() > 8);
    if (counts.address() == -1) {
      return;
    }
    Place there = Machine.place(counts);
    if (!named.path().endsWith("Weak")) {
      if (!isLast(there.plus(ty.fields().get(0).offset()), atomic)) {
        return;
      }
      Ty.Field value = ty.fields().get(2);
      Place content = there.plus(Extent.offset(machine, value, counts.meta()));
      drops.glue(machine.pointer(content), value.ty());
    }
    if (isLast(there.plus(ty.fields().get(1).offset()), atomic)) {
      Extent extent = Extent.of(machine, ty, counts.meta());
      machine.free(there, (int) extent.size(), extent.align());
    }
  }

  private boolean isLast(Place count, boolean atomic) throws Halt {
    if (!atomic) {
      long before = machine.bits(count, 8);
      machine.setBits(count, 8, before - 1);
      return before == 1;
    }
    return new Atomics(machine).subtractOne(count) == 1;
  }
}
