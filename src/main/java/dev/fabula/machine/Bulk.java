package dev.fabula.machine;

import dev.fabula.mir.Type;

/** Untyped copies of many bytes. */
final class Bulk {

  private final Machine machine;

  Bulk(Machine machine) {
    this.machine = machine;
  }

  /** The size of so many elements, which is no more than can be. */
  static long size(long count, Ty element) throws Halt {
    boolean fits =
        element.size() == 0 || Long.compareUnsigned(count, Integer.MAX_VALUE / element.size()) <= 0;
    if (!fits) {
      throw Halt.undefined(
          "%s elements are more than can be in memory".formatted(Long.toUnsignedString(count)));
    }
    return count * element.size();
  }

  /** Which of two ranges has the smaller byte where they differ first; 0 if they are equal. */
  int compare(Pointer left, Pointer right, long count) throws Halt {
    int size = (int) Math.min(count, Integer.MAX_VALUE);
    Place a = machine.access(Machine.place(left), size, false);
    Place b = machine.access(Machine.place(right), size, false);
    if (size > 0) {
      demandInitialised(a, size);
      demandInitialised(b, size);
    }
    for (int i = 0; i < size; i++) {
      long one = Machine.bitsAt(a.plus(i), 1);
      long other = Machine.bitsAt(b.plus(i), 1);
      if (one != other) {
        return one < other ? -1 : 1;
      }
    }
    return 0;
  }

  private static void demandInitialised(Place at, int size) throws Halt {
    for (int i = 0; i < size; i++) {
      Machine.bitsAt(at.plus(i), 1);
    }
  }

  /** The size of what a pointer points to. */
  private Ty element(Value pointer) throws Halt {
    if (pointer.ty() instanceof Ty.Pointer p) {
      Type pointee = p.pointee();
      return machine.types().of(pointee);
    }
    throw Halt.unknown("a copy between what are no pointers");
  }

  /** A copy of a number of elements. */
  Code.Step copy(Value to, Value from, Value count, boolean overlap) throws Halt {
    Ty element = element(to);
    return f ->
        copy(
            to.pointer(machine, f),
            from.pointer(machine, f),
            count.bits(machine, f),
            element,
            overlap);
  }

  void copy(Pointer to, Pointer from, long count, Ty element, boolean overlap) throws Halt {
    long size = size(count, element);
    demandAligned(to, element);
    demandAligned(from, element);
    if (size == 0) {
      return;
    }
    Place source = machine.access(Machine.place(from), (int) size, false);
    Place target = machine.access(Machine.place(to), (int) size, true);
    Allocation out = target.allocation;
    Allocation in = source.allocation;
    if (in == null || out == null) {
      throw new IllegalStateException("a place of nothing");
    }
    if (!overlap && in == out && Math.abs(source.offset - target.offset) < size) {
      throw Halt.undefined("a copy between ranges that must not overlap, but do");
    }
    out.copy(in, (int) source.offset, (int) target.offset, (int) size);
  }

  private static void demandAligned(Pointer pointer, Ty element) throws Halt {
    if (Long.remainderUnsigned(pointer.address(), element.align()) != 0) {
      throw Halt.undefined(
          "address 0x%x is accessed as something aligned to %d bytes"
              .formatted(pointer.address(), element.align()));
    }
    if (pointer.address() == 0 && element.size() > 0) {
      throw Halt.undefined("a null pointer is used to access memory");
    }
  }

  /** Sets bytes. */
  void fill(Pointer to, long bytes, byte value, Ty element) throws Halt {
    demandAligned(to, element);
    if (bytes > 0) {
      Place target = machine.access(Machine.place(to), (int) bytes, true);
      for (int i = 0; i < bytes && target.allocation != null; i++) {
        target.allocation.setByte((int) target.offset + i, value);
      }
    }
  }
}
