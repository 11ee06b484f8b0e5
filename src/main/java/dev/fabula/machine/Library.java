package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.math.BigInteger;
import java.util.List;

/** Functions whose meaning is ours: what is left of the standard library in MIR. */
final class Library {

  /** What a call does. */
  @FunctionalInterface
  interface Meaning {
    void run(Frame frame) throws Halt;
  }

  private final Context context;
  private final Machine machine;

  Library(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  /**
   * The meaning of a call.
   *
   * @throws Halt if the function is not known
   */
  Meaning meaning(Functions.Callee.Foreign callee, Calls.Ready call) throws Halt {
    String name = callee.path();
    if (name.endsWith("precondition_check") || name.endsWith("::cold_path")) {
      return f -> {};
    }
    if (name.startsWith("std::intrinsics::") || name.startsWith("core::intrinsics::")) {
      String bare =
          name.substring("core::intrinsics::".length() - (name.startsWith("std") ? 1 : 0));
      return bare.startsWith("atomic_")
          ? new Atomics(machine).meaning(bare, callee, call)
          : intrinsic(bare, callee.arguments(), call);
    }
    if (name.startsWith("story::") || name.contains("::story::")) {
      return new Vocabulary(context).meaning(Impl.last(name), call);
    }
    if (Impl.last(name).startsWith("fabula_thread_")) {
      return new ThreadCalls(context).meaning(Impl.last(name), call);
    }
    return Impl.last(name).startsWith("miri_")
        ? new MiriCalls(context).meaning(Impl.last(name), call)
        : function(name, callee.arguments(), call);
  }

  private Meaning intrinsic(String name, List<Type> types, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    return switch (name) {
      case "black_box" -> f -> context.copies.copy(place(in.get(0), f), to.place().at(f), to.ty());
      case "abort" ->
          f -> {
            throw Halt.panic("the program aborts");
          };
      case "forget", "assume" -> f -> {};
      case "assert_inhabited", "assert_zero_valid", "assert_mem_uninitialized_valid" ->
          new Assertions(context).meaning(name, context.types.of(types.getFirst()));
      case "copy_nonoverlapping", "volatile_copy_nonoverlapping_memory" ->
          new Bulk(machine).copy(in.get(1), in.get(0), in.get(2), false)::run;
      case "copy" -> new Bulk(machine).copy(in.get(1), in.get(0), in.get(2), true)::run;
      case "write_bytes" -> {
        Ty element = pointee(in.get(0));
        yield f ->
            new Bulk(machine)
                .fill(
                    in.get(0).pointer(machine, f),
                    Bulk.size(in.get(2).bits(machine, f), element),
                    (byte) in.get(1).bits(machine, f),
                    element);
      }
      case "volatile_load", "unaligned_volatile_load" ->
          f -> context.copies.copy(target(in.get(0), f, to.ty()), to.place().at(f), to.ty());
      case "volatile_store", "unaligned_volatile_store" ->
          f ->
              context.copies.copy(
                  place(in.get(1), f), target(in.get(0), f, in.get(1).ty()), in.get(1).ty());
      case "arith_offset" -> {
        Ty element = pointee(in.get(0));
        yield f -> {
          Pointer from = in.get(0).pointer(machine, f);
          long distance = in.get(1).number(machine, f) * element.size();
          machine.store(
              to.place().at(f),
              new Pointer(from.address() + distance, from.tag(), from.meta()),
              false);
        };
      }
      case "offset" -> {
        Ty element = pointee(in.get(0));
        yield f ->
            machine.store(
                to.place().at(f),
                Arithmetic.moved(
                    machine,
                    in.get(0).pointer(machine, f),
                    in.get(1).wide(machine, f).multiply(BigInteger.valueOf(element.size()))),
                false);
      }
      case "ptr_offset_from", "ptr_offset_from_unsigned" -> distance(name, in, to);
      case "size_of_val", "align_of_val" -> {
        Type type = pointeeType(in.get(0));
        yield f -> {
          Extent extent = Extent.of(machine, type, in.get(0).pointer(machine, f).meta());
          long value = name.startsWith("size") ? extent.size() : extent.align();
          machine.setBits(to.place().at(f), 8, value);
        };
      }
      case "size_of", "align_of", "min_align_of" -> {
        Ty ty = context.types.of(types.getFirst());
        yield f ->
            machine.setBits(to.place().at(f), 8, name.startsWith("size") ? ty.size() : ty.align());
      }
      case "needs_drop" -> {
        Ty ty = context.types.of(types.getFirst());
        yield f -> machine.setBits(to.place().at(f), 1, context.drops.isPlain(ty) ? 0 : 1);
      }
      case "compare_bytes" ->
          f -> {
            long count = in.get(2).bits(machine, f);
            int order =
                new Bulk(machine)
                    .compare(in.get(0).pointer(machine, f), in.get(1).pointer(machine, f), count);
            machine.setBits(to.place().at(f), 4, order);
          };
      case "raw_eq" -> {
        Ty ty = pointee(in.get(0));
        yield f -> {
          int order =
              new Bulk(machine)
                  .compare(in.get(0).pointer(machine, f), in.get(1).pointer(machine, f), ty.size());
          machine.setBits(to.place().at(f), 1, order == 0 ? 1 : 0);
        };
      }
      case "typed_swap_nonoverlapping" -> {
        Ty ty = pointee(in.get(0));
        yield f -> swap(target(in.get(0), f, ty), target(in.get(1), f, ty), ty);
      }
      default -> new Unchecked(machine).meaning(name, call);
    };
  }

  private void swap(Place a, Place b, Ty ty) throws Halt {
    Place one = machine.access(a, ty.size(), true);
    Place other = machine.access(b, ty.size(), true);
    if (ty.size() > 0
        && one.allocation == other.allocation
        && Math.abs(one.offset - other.offset) < ty.size()) {
      throw Halt.undefined("values are swapped between ranges that must not overlap, but do");
    }
    Allocation temporary =
        machine.allocate(Allocation.Kind.LOCAL, "a temporary", ty.size(), ty.align());
    context.copies.copy(a, Place.of(temporary), ty);
    context.copies.copy(b, a, ty);
    context.copies.copy(Place.of(temporary), b, ty);
  }

  private Place place(Value value, Frame f) throws Halt {
    if (!value.literal()) {
      return value.place().at(f);
    }
    Allocation temporary =
        machine.allocate(
            Allocation.Kind.LOCAL, "a temporary", value.ty().size(), value.ty().align());
    temporary.setBits(0, value.ty().size(), value.bits());
    return Place.of(temporary);
  }

  /** What a pointer leads to, which must be aligned for a type. */
  private Place target(Value pointer, Frame f, Ty ty) throws Halt {
    Pointer value = pointer.pointer(machine, f);
    Place there = Machine.place(value);
    boolean aligned = Long.remainderUnsigned(value.address(), ty.align()) == 0;
    return aligned
        ? there
        : new Place(there.allocation, there.offset, there.tag, there.meta, ty.align());
  }

  private Type pointeeType(Value pointer) throws Halt {
    if (pointer.ty() instanceof Ty.Pointer p) {
      return p.pointee();
    }
    throw Halt.unknown("a pointer of type `" + Words.type(pointer.ty().type()) + "`");
  }

  private Ty pointee(Value pointer) throws Halt {
    return context.types.of(pointeeType(pointer));
  }

  private Meaning distance(String name, List<Value> in, Value to) throws Halt {
    Ty element = pointee(in.get(0));
    boolean unsigned = name.endsWith("unsigned");
    return f -> {
      Pointer a = in.get(0).pointer(machine, f);
      Pointer b = in.get(1).pointer(machine, f);
      long bytes = a.address() - b.address();
      if (bytes != 0) {
        Place first = machine.located(Machine.place(a), 0);
        Place second = machine.located(Machine.place(b), 0);
        if (first.allocation == null || first.allocation != second.allocation) {
          throw Halt.undefined("the distance of pointers into different allocations");
        }
        machine.demandInside(
            first.allocation, Math.min(first.offset, second.offset), Math.abs(bytes));
      }
      if (element.size() == 0 || bytes % element.size() != 0) {
        throw Halt.undefined("the distance of pointers is no multiple of the elements' size");
      }
      if (unsigned && bytes < 0) {
        throw Halt.undefined("the first of two pointers is below the second");
      }
      machine.setBits(to.place().at(f), 8, bytes / element.size());
    };
  }

  private Meaning function(String name, List<Type> types, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    return switch (name) {
      case "std::mem::size_of", "std::mem::align_of" -> intrinsic(Impl.last(name), types, call);
      case "std::process::exit" ->
          f -> {
            throw Halt.exit((int) in.get(0).number(machine, f));
          };
      case "std::process::abort" ->
          f -> {
            throw Halt.panic("the program aborts");
          };
      case "std::io::_print", "std::io::_eprint" ->
          new Printing(context).print(call, name.endsWith("_print"));
      case "std::mem::drop", "std::mem::forget" ->
          f -> {
            if (name.endsWith("drop")) {
              context.drops.drop(place(in.get(0), f), in.get(0).ty());
            }
          };
      case "std::ptr::drop_in_place" -> {
        Ty ty = pointee(in.get(0));
        yield f -> context.drops.glue(in.get(0).pointer(machine, f), ty);
      }
      default -> new Heap(context).meaning(name, call);
    };
  }
}
