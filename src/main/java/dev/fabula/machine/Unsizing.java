package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;

/** Pointers that get a length or a vtable. */
final class Unsizing {

  private final Context context;
  private final Machine machine;

  Unsizing(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  Code.Step unsize(Value to, Value from) throws Halt {
    Type inner = pointee(from.ty());
    Type outer = pointee(to.ty());
    if (from.ty().size() == to.ty().size()) {
      return f -> {
        Pointer wide = machine.load(from.place().at(f), true);
        long other = context.vtables.address(Vtables.of(machine, wide.meta()), outer);
        machine.store(to.place().at(f), new Pointer(wide.address(), wide.tag(), other), true);
      };
    }
    long meta = meta(inner, outer);
    return f -> {
      Pointer thin = machine.load(from.place().at(f), false);
      machine.store(to.place().at(f), new Pointer(thin.address(), thin.tag(), meta), true);
    };
  }

  private long meta(Type from, Type to) throws Halt {
    if (from instanceof Type.Array(var _, var length) && to instanceof Type.Slice) {
      return length.orElseThrow(() -> Halt.unknown("an array whose length is a parameter"));
    }
    if (context.types.of(to) instanceof Ty.Dynamic) {
      return context.vtables.address(context.types.of(from), to);
    }
    throw Halt.unknown("an unsizing of `%s` to `%s`".formatted(Words.type(from), Words.type(to)));
  }

  /** What a pointer, or a struct that is but one, points to. */
  private static Type pointee(Ty ty) throws Halt {
    return switch (ty) {
      case Ty.Pointer pointer -> pointer.pointee();
      case Ty.Struct struct -> {
        List<Ty.Field> parts = struct.fields().stream().filter(p -> p.ty().size() > 0).toList();
        if (parts.size() != 1) {
          throw Halt.unknown("an unsizing of `" + Words.type(ty.type()) + "`");
        }
        yield pointee(parts.getFirst().ty());
      }
      default -> throw Halt.unknown("an unsizing of `" + Words.type(ty.type()) + "`");
    };
  }
}
