package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;

/** The allocator. */
final class Heap {

  private static final int MOST = 1 << 28;

  private final Context context;
  private final Machine machine;

  Heap(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    return switch (name.replaceFirst("^.*::(?=__rust_)", "")) {
      case "std::boxed::box_new_uninit", "alloc::boxed::box_new_uninit" ->
          f -> {
            Place layout = in.get(0).place().at(f);
            long size = machine.bits(layout.plus(field(in.get(0), 0)), 8);
            long align = machine.bits(layout.plus(field(in.get(0), 1)), 8);
            Pointer fresh = size == 0 ? new Pointer(align, null, 0) : allocate(size, align, false);
            machine.store(to.place().at(f), fresh, false);
          };
      case "__rust_alloc", "__rust_alloc_zeroed" ->
          f ->
              machine.store(
                  to.place().at(f),
                  allocate(in.get(0).bits(machine, f), size(in.get(1), f), name.endsWith("zeroed")),
                  false);
      case "__rust_dealloc" ->
          f ->
              machine.free(
                  Machine.place(in.get(0).pointer(machine, f)),
                  (int) in.get(1).bits(machine, f),
                  (int) size(in.get(2), f));
      case "__rust_realloc" -> f -> machine.store(to.place().at(f), move(in, f), false);
      case "__rust_no_alloc_shim_is_unstable_v2" -> f -> {};
      case "alloc::raw_vec::RawVec::grow_one" -> grow(call);
      case "alloc::raw_vec::RawVecInner::reserve::do_reserve_and_handle" -> reserve(call);
      default -> throw Halt.unknown("a call of `" + name + "`");
    };
  }

  /** An alignment may be a struct of one number. */
  private long size(Value value, Frame f) throws Halt {
    return value.bits(machine, f);
  }

  private static int field(Value layout, int index) throws Halt {
    if (layout.ty() instanceof Ty.Struct struct && struct.fields().size() == 2) {
      return struct.fields().get(index).offset();
    }
    throw Halt.unknown("a layout");
  }

  private Pointer allocate(long size, long align, boolean zeroed) throws Halt {
    if (Long.bitCount(align) != 1) {
      throw Halt.undefined("memory aligned to %d bytes is asked for".formatted(align));
    }
    if (size < 0) {
      throw Halt.undefined("more than half of all addresses are asked for");
    }
    if (size > MOST || align > MOST) {
      throw Halt.unknown("an allocation of " + Long.toUnsignedString(size) + " bytes");
    }
    if (size == 0) {
      throw Halt.undefined("an allocation without size is asked for");
    }
    Allocation made =
        machine.allocate(
            Allocation.Kind.HEAP, "an allocation of the heap", (int) size, (int) align);
    for (int i = 0; i < size && zeroed; i++) {
      made.setByte(i, (byte) 0);
    }
    return machine.pointer(Place.of(made));
  }

  private Pointer move(List<Value> in, Frame f) throws Halt {
    Pointer old = in.get(0).pointer(machine, f);
    long before = in.get(1).bits(machine, f);
    long align = size(in.get(2), f);
    return move(old, before, align, in.get(3).bits(machine, f));
  }

  private Pointer move(Pointer old, long before, long align, long after) throws Halt {
    Pointer fresh = allocate(after, align, false);
    Ty octet = context.types.of(new Type.Int(8, false));
    new Bulk(machine).copy(fresh, old, Math.min(before, after), octet, false);
    machine.free(Machine.place(old), (int) before, (int) align);
    return fresh;
  }

  /** What {@code Vec} does when more is to come than it has room for. */
  private Library.Meaning reserve(Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    if (!(in.getFirst().ty() instanceof Ty.Pointer p)
        || !(context.types.of(p.pointee()) instanceof Ty.Struct inner)) {
      throw Halt.unknown("a call of `do_reserve_and_handle`");
    }
    return f -> {
      Place place = Machine.place(in.get(0).pointer(machine, f));
      long size;
      long align;
      if (in.size() == 4) {
        Place layout = in.get(3).place().at(f);
        size = machine.bits(layout.plus(field(in.get(3), 0)), 8);
        align = machine.bits(layout.plus(field(in.get(3), 1)), 8);
      } else {
        align = in.get(3).bits(machine, f);
        size = in.get(4).bits(machine, f);
      }
      Place capacity = place.plus(inner.fields().get(1).offset());
      long before = machine.bits(capacity, 8);
      long needed = in.get(1).bits(machine, f) + in.get(2).bits(machine, f);
      long least = size == 1 ? 8 : size <= 1024 ? 4 : 1;
      resize(place, inner, Math.max(Math.max(2 * before, needed), least), size, align);
    };
  }

  /** Gives a vector room for so many elements. */
  private void resize(Place place, Ty.Struct inner, long after, long size, long align) throws Halt {
    Place pointer = place.plus(inner.fields().get(0).offset());
    Place capacity = place.plus(inner.fields().get(1).offset());
    long before = machine.bits(capacity, 8);
    Pointer old = machine.load(pointer, false);
    Pointer fresh =
        before == 0
            ? allocate(after * size, align, false)
            : move(old, before * size, align, after * size);
    machine.store(pointer, fresh, false);
    machine.setBits(capacity, 8, after);
  }

  /** What {@code Vec} does when it is full: at least 4 elements, then twice as many each time. */
  private Library.Meaning grow(Calls.Ready call) throws Halt {
    Value self = call.arguments().getFirst();
    boolean vector =
        self.ty() instanceof Ty.Pointer p
            && p.pointee() instanceof Type.Named n
            && n.path().equals("alloc::raw_vec::RawVec");
    if (!vector) {
      throw Halt.unknown("a call of `RawVec::grow_one`");
    }
    Type.Named raw = (Type.Named) ((Ty.Pointer) self.ty()).pointee();
    Ty element = context.types.of(raw.arguments().getFirst());
    Ty.Struct outer = (Ty.Struct) context.types.of(raw);
    Ty.Struct inner = (Ty.Struct) outer.fields().getFirst().ty();
    int start = outer.fields().getFirst().offset();
    return f -> {
      Place place = Machine.place(self.pointer(machine, f)).plus(start);
      long before = machine.bits(place.plus(inner.fields().get(1).offset()), 8);
      int least = element.size() == 1 ? 8 : element.size() <= 1024 ? 4 : 1;
      resize(place, inner, Math.max(2 * before, least), element.size(), element.align());
    };
  }
}
