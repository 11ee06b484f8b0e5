package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;
import java.util.Optional;

/** The end of values: their destructors, then those of their parts. */
final class Drops {

  private final Context context;
  private final Machine machine;

  Drops(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  /** Ends a value that is borrowed while its destructors run, by a reference that is protected. */
  void glue(Pointer pointer, Ty ty) throws Halt {
    Ty.Pointer whole = (Ty.Pointer) context.types.of(new Type.Pointer(true, true, ty.type()));
    context.copies.validity().demandReference(pointer, whole);
    Tag tag = context.retags.protect(pointer, whole);
    if (tag == null) {
      drop(Machine.place(pointer), ty);
      return;
    }
    drop(Machine.place(new Pointer(pointer.address(), tag, pointer.meta())), ty);
    if (tag.allocation().isLive()) {
      machine.finish(tag, machine.frame().spot());
    }
    BorrowTree.release(tag);
  }

  /** Ends the value in a place. */
  void drop(Place place, Ty ty) throws Halt {
    switch (ty) {
      case Ty.Struct struct when Retags.isBox(struct) -> box(place, struct);
      case Ty.Struct struct -> struct(place, struct);
      case Ty.Enum e -> {
        if (!isPlain(e)) {
          destruct(place, e);
          Place at = machine.access(place, e.size(), false);
          if (at.allocation != null) {
            int variant = context.copies.validity().variant(at.allocation, (int) at.offset, e);
            fields(place, e.variants().get(variant).fields());
          }
        }
      }
      case Ty.Array array -> {
        for (long i = 0; i < array.count() && !isPlain(array.element()); i++) {
          drop(place.plus(i * array.element().size()), array.element());
        }
      }
      case Ty.Slice slice -> {
        for (long i = 0; i < place.meta && !isPlain(slice.element()); i++) {
          drop(place.plus(i * slice.element().size()).withMeta(0), slice.element());
        }
      }
      case Ty.Dynamic _ -> drop(place.withMeta(0), Vtables.of(machine, place.meta));
      case Ty.Opaque _ ->
          throw Halt.unknown("the end of a value of the type `" + Words.type(ty.type()) + "`");
      case Ty.Union union when destructor(union).isPresent() -> destruct(place, union);
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> {}
      case Ty.Item _, Ty.Union _, Ty.Never _ -> {}
    }
  }

  /** Whether nothing happens at the end of a value. */
  boolean isPlain(Ty ty) {
    return switch (ty) {
      case Ty.Struct struct ->
          !Retags.isBox(struct)
              && (isOurs(struct) ? destructor(struct).isEmpty() : isHarmless(struct))
              && struct.fields().stream().allMatch(f -> isPlain(f.ty()));
      case Ty.Enum e ->
          destructor(e).isEmpty()
              && e.variants().stream()
                  .flatMap(v -> v.fields().stream())
                  .allMatch(f -> isPlain(f.ty()));
      case Ty.Array array -> isPlain(array.element());
      case Ty.Slice slice -> isPlain(slice.element());
      case Ty.Dynamic _, Ty.Opaque _ -> false;
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> true;
      case Ty.Item _, Ty.Union _, Ty.Never _ -> true;
    };
  }

  private boolean isOurs(Ty ty) {
    return !(ty.type() instanceof Type.Named named)
        || context.types.definitions().get(named.path()).map(Definition::own).orElse(false);
  }

  /** Types of the library that end as their parts do. */
  private static boolean isHarmless(Ty.Struct struct) {
    return struct.type() instanceof Type.Named named
        && !named.path().equals("std::vec::Vec")
        && !Counted.is(named.path())
        && !named.path().equals("std::cell::Ref")
        && !named.path().equals("std::cell::RefMut")
        && !named.path().startsWith("core::cell::BorrowRef");
  }

  private Optional<Impl> destructor(Ty ty) {
    return context.functions.impls().all().stream()
        .filter(i -> i.method().equals("drop") && i.traitName().equals("Drop"))
        .filter(i -> ty.type() instanceof Type.Named n && n.name().equals(i.self()))
        .findFirst();
  }

  private void struct(Place place, Ty.Struct struct) throws Halt {
    if (isPlain(struct)) {
      return;
    }
    String path = struct.type() instanceof Type.Named named ? named.path() : "";
    if (path.equals("std::mem::ManuallyDrop")) {
      return;
    }
    if (Counted.is(path)) {
      new Counted(context, this).drop(place, struct);
      return;
    }
    if (path.equals("std::vec::Vec")) {
      vector(place, struct);
      return;
    }
    if (!isOurs(struct) && !isHarmless(struct)) {
      throw Halt.unknown("the end of a value of the type `" + Words.type(struct.type()) + "`");
    }
    destruct(place, struct);
    fields(place, struct.fields());
  }

  private void fields(Place place, List<Ty.Field> fields) throws Halt {
    for (Ty.Field field : fields) {
      drop(place.plus(field.offset()), field.ty());
    }
  }

  /** Calls the type's own destructor with a mutable reference. */
  private void destruct(Place place, Ty ty) throws Halt {
    if (destructor(ty).isEmpty()) {
      return;
    }
    Functions.Callee callee =
        context.functions.method(ty.type(), "std::ops::Drop", "Drop", "drop", List.of(), List.of());
    if (!(callee instanceof Functions.Callee.Own(Code code))) {
      throw Halt.unknown("the end of a value of the type `" + Words.type(ty.type()) + "`");
    }
    Ty.Pointer type = (Ty.Pointer) context.types.of(new Type.Pointer(true, true, ty.type()));
    Pointer self = context.retags.borrow(machine.pointer(place), type);
    Allocation argument = machine.allocate(Allocation.Kind.LOCAL, "a reference", 8, 8);
    Machine.storeAt(Place.of(argument), self, false);
    Calls.run(context, code, List.of(Place.of(argument)));
  }

  private void box(Place place, Ty.Struct box) throws Halt {
    boolean wide = box.size() > 8;
    Pointer content = machine.load(place, wide);
    Type inside = ((Type.Named) box.type()).arguments().getFirst();
    Ty ty = context.types.of(inside);
    Extent extent = Extent.of(machine, ty, content.meta());
    Place there = Machine.place(content);
    drop(there, ty);
    if (extent.size() > 0) {
      machine.free(there, (int) extent.size(), extent.align());
    }
  }

  private void vector(Place place, Ty.Struct vector) throws Halt {
    Ty element = context.types.of(((Type.Named) vector.type()).arguments().getFirst());
    Ty.Field buffer = vector.fields().getFirst();
    Ty.Field inner = ((Ty.Struct) buffer.ty()).fields().getFirst();
    List<Ty.Field> parts = ((Ty.Struct) inner.ty()).fields();
    Place start = place.plus(buffer.offset()).plus(inner.offset());
    Pointer pointer = machine.load(start.plus(parts.get(0).offset()), false);
    long capacity = machine.bits(start.plus(parts.get(1).offset()), 8);
    long length = machine.bits(place.plus(vector.fields().get(1).offset()), 8);
    Place first = Machine.place(pointer);
    for (long i = 0; i < length && !isPlain(element); i++) {
      drop(first.plus(i * element.size()), element);
    }
    if (capacity > 0 && element.size() > 0) {
      machine.free(first, (int) (capacity * element.size()), element.align());
    }
  }
}
