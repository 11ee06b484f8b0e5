package dev.fabula.machine;

import java.util.List;

/** Atomic operations, of the one thread that there is. */
final class Atomics {

  private final Machine machine;

  Atomics(Machine machine) {
    this.machine = machine;
  }

  Library.Meaning meaning(String name, Functions.Callee.Foreign callee, Calls.Ready call)
      throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    int size = in.isEmpty() ? 0 : width(in.getFirst());
    return switch (name) {
      case "atomic_fence", "atomic_singlethreadfence" -> f -> {};
      case "atomic_load" ->
          f -> {
            Place at = at(in.get(0), f, size);
            copy(at, to.place().at(f), size);
          };
      case "atomic_store" ->
          f -> {
            Place at = at(in.get(0), f, size);
            put(at, in.get(1), f, size);
          };
      case "atomic_xchg" ->
          f -> {
            Place at = at(in.get(0), f, size);
            copy(at, to.place().at(f), size);
            put(at, in.get(1), f, size);
          };
      case "atomic_cxchg", "atomic_cxchgweak" -> exchange(in, to, size);
      case "atomic_xadd",
          "atomic_xsub",
          "atomic_and",
          "atomic_or",
          "atomic_xor",
          "atomic_nand",
          "atomic_max",
          "atomic_min",
          "atomic_umax",
          "atomic_umin" ->
          f -> {
            Place at = at(in.get(0), f, size);
            long old = machine.bits(at, size);
            long by = in.get(1).bits(machine, f);
            machine.setBits(to.place().at(f), size, old);
            machine.setBits(at, size, after(name, old, by, size));
          };
      default -> throw Halt.unknown("a call of `std::intrinsics::" + name + "`");
    };
  }

  private int width(Value pointer) throws Halt {
    if (pointer.ty() instanceof Ty.Pointer p) {
      return machine.types().of(p.pointee()).size();
    }
    return 0;
  }

  private Place at(Value pointer, Frame f, int size) throws Halt {
    Pointer value = pointer.pointer(machine, f);
    Place there = Machine.place(value);
    boolean aligned = Long.remainderUnsigned(value.address(), size) == 0;
    return aligned ? there : new Place(there.allocation, there.offset, there.tag, there.meta, size);
  }

  /** A copy of what may be a pointer. */
  private void copy(Place from, Place to, int size) throws Halt {
    if (size == 8) {
      machine.store(to, machine.load(from, false), false);
    } else {
      machine.setBits(to, size, machine.bits(from, size));
    }
  }

  private void put(Place to, Value value, Frame f, int size) throws Halt {
    if (size == 8) {
      machine.store(to, value.pointer(machine, f), false);
    } else {
      machine.setBits(to, size, value.bits(machine, f));
    }
  }

  private Library.Meaning exchange(List<Value> in, Value to, int size) throws Halt {
    if (!(to.ty() instanceof Ty.Struct pair) || pair.fields().size() != 2) {
      throw Halt.unknown("an atomic exchange");
    }
    return f -> {
      Place at = at(in.get(0), f, size);
      boolean same = machine.bits(at, size) == in.get(1).bits(machine, f);
      Place result = to.place().at(f);
      copy(at, result.plus(pair.fields().get(0).offset()), size);
      machine.setBits(result.plus(pair.fields().get(1).offset()), 1, same ? 1 : 0);
      if (same) {
        put(at, in.get(2), f, size);
      } else {
        // An exchange that fails demands a place that may be written, too.
        machine.demandWritable(at, size);
      }
    };
  }

  private static long after(String name, long old, long by, int size) {
    return switch (name) {
      case "atomic_xadd" -> old + by;
      case "atomic_xsub" -> old - by;
      case "atomic_and" -> old & by;
      case "atomic_or" -> old | by;
      case "atomic_xor" -> old ^ by;
      case "atomic_nand" -> ~(old & by);
      case "atomic_max" -> Math.max(Bits.signed(old, size), Bits.signed(by, size));
      case "atomic_min" -> Math.min(Bits.signed(old, size), Bits.signed(by, size));
      case "atomic_umax" -> Long.compareUnsigned(old, by) > 0 ? old : by;
      default -> Long.compareUnsigned(old, by) < 0 ? old : by;
    };
  }
}
