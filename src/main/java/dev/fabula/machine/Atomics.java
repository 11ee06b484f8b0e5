package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;

/** Atomic operations: the newest value is what a thread loads. */
final class Atomics {

  private final Machine machine;

  Atomics(Machine machine) {
    this.machine = machine;
  }

  /** What is told to {@link Races} of an operation on a place. */
  private interface Access {
    void run(Races races) throws Halt;
  }

  /** An operation that is no plain access. */
  private void quietly(Code.Step step, Frame f) throws Halt {
    machine.isAtomic = true;
    try {
      step.run(f);
    } finally {
      machine.isAtomic = false;
    }
  }

  private void tell(Access access) throws Halt {
    Races races = machine.races();
    if (races != null) {
      access.run(races);
    }
  }

  private void loads(Place at, int size, Races.Order order) throws Halt {
    tell(races -> {
      races.atomic(at, size, true, false);
      races.load(at, order);
    });
  }

  private void stores(Place at, int size, Races.Order order) throws Halt {
    tell(races -> {
      races.atomic(at, size, false, true);
      races.store(at, order, false);
    });
  }

  private void exchanges(Place at, int size, Races.Order order) throws Halt {
    tell(races -> {
      races.atomic(at, size, true, true);
      races.load(at, order);
      races.store(at, order, true);
    });
  }

  /** The number at a place, from which one is taken as counted pointers do at their end. */
  long subtractOne(Place count) throws Halt {
    Place at = located(count, 8);
    long before;
    machine.isAtomic = true;
    try {
      before = machine.bits(at, 8);
      machine.setBits(at, 8, before - 1);
    } finally {
      machine.isAtomic = false;
    }
    exchanges(at, 8, Races.Order.BOTH);
    return before;
  }

  private static List<Races.Order> orders(Functions.Callee.Foreign callee) throws Halt {
    List<Races.Order> orders = new ArrayList<>();
    for (Type type : callee.arguments()) {
      if (type instanceof Type.Named named && named.path().contains("AtomicOrdering::")) {
        orders.add(Races.Order.of(Impl.last(named.path())));
      }
    }
    if (orders.isEmpty()) {
      throw Halt.unknown("a call of `" + callee.path() + "` without an order");
    }
    return orders;
  }

  private Place located(Place place, int size) throws Halt {
    return machine.located(place, size);
  }

  Library.Meaning meaning(String name, Functions.Callee.Foreign callee, Calls.Ready call)
      throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    int size = in.isEmpty() ? 0 : width(in.getFirst());
    List<Races.Order> orders = orders(callee);
    Races.Order order = orders.getFirst();
    return switch (name) {
      case "atomic_fence" -> f -> tell(races -> races.fence(order));
      case "atomic_singlethreadfence" -> f -> {};
      case "atomic_load" ->
          f -> {
            Place at = at(in.get(0), f, size);
            quietly(g -> copy(at, to.place().at(g), size), f);
            loads(at, size, order);
          };
      case "atomic_store" ->
          f -> {
            Place at = at(in.get(0), f, size);
            quietly(g -> put(at, in.get(1), g, size), f);
            stores(at, size, order);
          };
      case "atomic_xchg" ->
          f -> {
            Place at = at(in.get(0), f, size);
            quietly(g -> swap(at, to.place().at(g), in.get(1), g, size), f);
            exchanges(at, size, order);
          };
      case "atomic_cxchg", "atomic_cxchgweak" -> exchange(in, to, size, order, orders.getLast());
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
            quietly(g -> update(name, at, to, in.get(1), g, size), f);
            exchanges(at, size, order);
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
    return aligned
        ? located(there, size)
        : new Place(there.allocation, there.offset, there.tag, there.meta, size);
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

  private void swap(Place at, Place to, Value value, Frame f, int size) throws Halt {
    Place old = Place.of(machine.allocate(Allocation.Kind.LOCAL, "a temporary", size, size));
    copy(at, old, size);
    put(at, value, f, size);
    copy(old, to, size);
  }

  private void update(String name, Place at, Value to, Value operand, Frame f, int size)
      throws Halt {
    long old = machine.bits(at, size);
    long by = operand.bits(machine, f);
    machine.setBits(at, size, after(name, old, by, size));
    machine.setBits(to.place().at(f), size, old);
  }

  private Library.Meaning exchange(
      List<Value> in, Value to, int size, Races.Order success, Races.Order failure) throws Halt {
    if (!(to.ty() instanceof Ty.Struct pair) || pair.fields().size() != 2) {
      throw Halt.unknown("an atomic exchange");
    }
    return f -> {
      Place at = at(in.get(0), f, size);
      boolean[] same = new boolean[1];
      quietly(g -> same[0] = exchange(in, to, pair, at, g, size), f);
      if (same[0]) {
        exchanges(at, size, success);
      } else {
        loads(at, size, failure);
      }
    };
  }

  private boolean exchange(List<Value> in, Value to, Ty.Struct pair, Place at, Frame f, int size)
      throws Halt {
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
    return same;
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
