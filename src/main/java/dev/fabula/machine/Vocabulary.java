package dev.fabula.machine;

import java.util.List;

/** What stories need beyond plain Rust: the functions of the module {@code story}. */
final class Vocabulary {

  private final Context context;
  private final Machine machine;

  Vocabulary(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    return switch (name) {
      case "any" ->
          f -> {
            if (!(to.ty() instanceof Ty.Int) && !(to.ty() instanceof Ty.Float)) {
              throw Halt.unknown("an arbitrary `" + Words.type(to.ty().type()) + "`");
            }
            Place place = to.place().at(f);
            for (int i = 0; i < to.ty().size(); i++) {
              machine.setBits(place.plus(i), 1, machine.memory().random() & 0xff);
            }
          };
      case "allocate_at" ->
          f ->
              machine.store(
                  to.place().at(f),
                  allocate(in.get(0).bits(machine, f), in.get(1).bits(machine, f)),
                  false);
      case "store_later" -> later(in);
      case "wait_for_stores" -> f -> context.threads.awaitStores();
      case "free_at" -> f -> free(in.get(0).bits(machine, f), in.get(1).bits(machine, f));
      case "move_to" ->
          f -> {
            long size = in.get(2).bits(machine, f);
            Allocation old = at(in.get(0).bits(machine, f), size);
            Pointer fresh = allocate(in.get(1).bits(machine, f), size);
            Tag tag = fresh.tag();
            if (tag != null) {
              tag.allocation().copy(old, 0, 0, (int) size);
            }
            machine.end(old, f.spot());
            machine.store(to.place().at(f), fresh, false);
          };
      default -> throw Halt.unknown("a call of `story::" + name + "`");
    };
  }

  private Library.Meaning later(List<Value> in) throws Halt {
    Ty ty = in.get(1).ty();
    return f -> {
      Pointer pointer = in.get(0).pointer(machine, f);
      Place there = Machine.place(pointer);
      boolean aligned = Long.remainderUnsigned(pointer.address(), ty.align()) == 0;
      Place to =
          aligned
              ? there
              : new Place(there.allocation, there.offset, there.tag, there.meta, ty.align());
      Place value = Place.of(in.get(1).copy(machine, f));
      context.threads.later(g -> context.copies.copy(value, to, ty), f);
    };
  }

  private Pointer allocate(long address, long size) throws Halt {
    if (address == 0 || size <= 0 || size > Integer.MAX_VALUE / 4) {
      throw Halt.undefined("a story allocates %d bytes at 0x%x".formatted(size, address));
    }
    Allocation made =
        machine.allocate(
            Allocation.Kind.MAPPED, "memory at 0x%x".formatted(address), (int) size, 1);
    if (!machine.memory().placeAt(made, address)) {
      throw Halt.undefined(
          "a story allocates %d bytes at 0x%x, where other memory is".formatted(size, address));
    }
    Pointer pointer = machine.pointer(Place.of(made));
    if (pointer.tag() != null) {
      pointer.tag().exposed = true;
    }
    return pointer;
  }

  private Allocation at(long address, long size) throws Halt {
    return machine
        .memory()
        .at(address)
        .filter(a -> a.base() == address && a.kind() == Allocation.Kind.MAPPED)
        .filter(a -> a.size() == size)
        .orElseThrow(() ->
            Halt.undefined(
                "a story ends memory of %d bytes at 0x%x, which is not there"
                    .formatted(size, address)));
  }

  private void free(long address, long size) throws Halt {
    machine.end(at(address, size), context.machine.frame().spot());
  }
}
