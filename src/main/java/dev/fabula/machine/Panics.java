package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Calls that panic, which ends the program. */
final class Panics {

  private final Machine machine;

  Panics(Machine machine) {
    this.machine = machine;
  }

  static boolean is(String callee) {
    return callee.startsWith("core::panicking::")
        || callee.startsWith("std::rt::begin_panic")
        || callee.startsWith("std::rt::panic_")
        || callee.startsWith("core::option::unwrap_failed")
        || callee.startsWith("std::option::unwrap_failed")
        || callee.startsWith("core::option::expect_failed")
        || callee.startsWith("std::option::expect_failed")
        || callee.startsWith("std::result::unwrap_failed")
        || callee.startsWith("core::result::unwrap_failed")
        || callee.startsWith("core::cell::panic_already")
        || callee.startsWith("core::slice::index::slice_")
        || callee.startsWith("core::str::slice_error_fail");
  }

  Code.Jump panic(String callee, List<Value> arguments) {
    return f -> {
      throw Halt.panic(message(callee, arguments, f));
    };
  }

  private String message(String callee, List<Value> arguments, Frame f) throws Halt {
    if (callee.contains("assert_failed")) {
      return "assertion failed";
    }
    if (!arguments.isEmpty() && isText(arguments.getFirst())) {
      Pointer text = arguments.getFirst().pointer(machine, f);
      return text(machine, text);
    }
    String plain = Texts.plain(callee);
    return "`" + plain.substring(plain.lastIndexOf(':') + 1) + "`";
  }

  private static boolean isText(Value value) {
    return value.ty() instanceof Ty.Pointer pointer
        && pointer.pointee().equals(new Type.Named("str", List.of()));
  }

  /** The text that a wide pointer leads to. */
  static String text(Machine machine, Pointer pointer) throws Halt {
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
