package dev.fabula.machine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The functions that Miri offers to programs, which declare them in {@code extern "Rust"} blocks;
 * those that name or show references do nothing here.
 */
final class MiriCalls {

  private final Context context;
  private final Machine machine;

  MiriCalls(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    return switch (name) {
      case "miri_pointer_name", "miri_print_borrow_state", "miri_static_root" -> f -> {};
      case "miri_run_provenance_gc" -> f -> {};
      case "miri_get_alloc_id" ->
          f -> {
            Place at = machine.located(Machine.place(in.getFirst().pointer(machine, f)), 0);
            long id = at.allocation == null ? 0 : at.allocation.serial();
            machine.setBits(to.place().at(f), to.ty().size(), id);
          };
      case "miri_write_to_stdout" -> f -> context.output.append(text(in.getFirst(), f));
      case "miri_write_to_stderr" -> f -> {};
      default -> throw Halt.unknown("a call of `" + name + "`");
    };
  }

  private String text(Value bytes, Frame f) throws Halt {
    Pointer pointer = bytes.pointer(machine, f);
    int length = (int) pointer.meta();
    Place at = machine.access(Machine.place(pointer), length, false);
    if (at.allocation == null || length == 0) {
      return "";
    }
    int from = (int) at.offset;
    return new String(
        Arrays.copyOfRange(at.allocation.bytes(), from, from + length), StandardCharsets.UTF_8);
  }
}
