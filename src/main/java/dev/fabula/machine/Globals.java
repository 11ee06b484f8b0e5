package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Unsupported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statics, constants with bodies, and what they point to. */
final class Globals {

  private static final Pattern HEAD =
      Pattern.compile(
          "(alloc\\d+) \\((?:(extern static|static|fn|vtable): (.*?))?(?:, )?"
              + "(?:size: (\\d+), align: (\\d+))?\\)(?: \\{)?");
  private static final Pattern RELOCATION =
      Pattern.compile("╾─*(alloc\\d+)(?:\\+(0x[0-9a-f]+))?(?:<imm>)?─*╼");

  private final Context context;
  private final Map<String, Allocation> known = new HashMap<>();
  private final Map<String, Value> constants = new HashMap<>();

  Globals(Context context) {
    this.context = context;
  }

  /** A pointer to an immutable string. */
  Pointer string(byte[] bytes) {
    Allocation allocation = allocate("a string", bytes.length, 1);
    for (int i = 0; i < bytes.length; i++) {
      allocation.setByte(i, bytes[i]);
    }
    allocation.freeze();
    return start(allocation);
  }

  private Allocation allocate(String name, int size, int align) {
    return context.machine.allocate(Allocation.Kind.STATIC, name, size, align);
  }

  private Pointer start(Allocation allocation) {
    return context.machine.pointer(Place.of(allocation));
  }

  /** A pointer to an allocation of the dump. */
  Pointer pointer(String name) throws Halt {
    Allocation allocation = known.get(name);
    if (allocation == null) {
      List<String> lines = context.dump.memory(name);
      if (lines.isEmpty()) {
        throw Halt.unknown("the constant `" + name + "`");
      }
      allocation = read(name, lines);
    }
    return start(allocation);
  }

  private Allocation read(String name, List<String> lines) throws Halt {
    Matcher head = HEAD.matcher(lines.getFirst());
    if (!head.matches()) {
      throw Halt.unknown("the constant `" + lines.getFirst() + "`");
    }
    boolean function = "fn".equals(head.group(2));
    if (function) {
      Functions.Callee callee =
          context.functions.resolve(head.group(3), Substitution.NONE, List.of());
      Allocation code = context.functions.allocation(callee);
      known.put(name, code);
      return code;
    }
    if (head.group(4) == null) {
      throw Halt.unknown("the constant `" + lines.getFirst() + "`");
    }
    String called = head.group(3) == null ? "a constant" : "`" + head.group(3) + "`";
    Allocation allocation =
        allocate(called, Integer.parseInt(head.group(4)), Integer.parseInt(head.group(5)));
    known.put(name, allocation);
    fill(allocation, lines.subList(1, lines.size()));
    boolean mutable = head.group(3) != null && isMutable(head.group(3));
    if (!mutable) {
      allocation.freeze();
    }
    return allocation;
  }

  /** Whether a static may change; one with a cell inside of it may, too. */
  private boolean isMutable(String name) throws Halt {
    Optional<String> header = context.dump.header(name);
    if (header.isEmpty()) {
      throw Halt.unknown("the static `" + name + "` of another crate");
    }
    try {
      Optional<Body> body = context.dump.body(name);
      return header.get().startsWith("static mut ")
          || body.isPresent()
              && !context.types.cells(context.types.of(body.get().type(0))).isEmpty();
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  private void fill(Allocation allocation, List<String> lines) throws Halt {
    int at = 0;
    for (String line : lines) {
      String text = line.replaceFirst("^\\s*0x[0-9a-f]+ │", "");
      int bar = text.indexOf('│');
      if (bar < 0) {
        continue;
      }
      for (String word : words(text.substring(0, bar))) {
        at = put(allocation, at, word);
      }
    }
  }

  private static List<String> words(String bytes) {
    List<String> words = new ArrayList<>();
    for (String word : bytes.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private int put(Allocation allocation, int at, String word) throws Halt {
    if (word.equals("__")) {
      return at + 1;
    }
    Matcher relocation = RELOCATION.matcher(word);
    if (relocation.matches()) {
      Pointer start = pointer(relocation.group(1));
      long offset = relocation.group(2) == null ? 0 : Long.decode(relocation.group(2));
      allocation.setPointer(at, start.address() + offset, start.tag());
      return at + 8;
    }
    try {
      allocation.setByte(at, (byte) Integer.parseInt(word, 16));
    } catch (NumberFormatException e) {
      throw Halt.unknown("the constant bytes `" + word + "`");
    }
    return at + 1;
  }

  /** The value of a constant with a body, if there is one of this name. */
  Optional<Value> constant(String name, Substitution substitution) throws Halt {
    String key = name + substitution.types();
    Value before = constants.get(key);
    if (before != null) {
      return Optional.of(before);
    }
    try {
      Optional<String> header = context.dump.header(name).filter(h -> !h.startsWith("fn "));
      Optional<Body> body = header.isPresent() ? context.dump.body(name) : Optional.empty();
      if (body.isEmpty()) {
        return Optional.empty();
      }
      Value value = evaluate(name, body.get(), substitution);
      constants.put(key, value);
      return Optional.of(value);
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  private Value evaluate(String name, Body body, Substitution substitution) throws Halt {
    Code code = new Code(name, body, substitution, context.types, false);
    Ty ty = code.ty(0);
    Allocation result = allocate("a constant", ty.size(), ty.align());
    Frame frame = context.interpreter.prepare(code, Place.of(result), -1);
    frame.keep = true;
    context.interpreter.enter(frame);
    context.interpreter.run();
    result.freeze();
    Place place = Place.of(result);
    return Value.of(f -> place, ty);
  }
}
