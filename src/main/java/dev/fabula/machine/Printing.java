package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What {@code print!} and its kin write: literal text, and numbers, truth values, characters and
 * strings in their plain form. The text is a code of the library of rustc 1.93 and later.
 */
final class Printing {

  private static final int LONG_TEXT = 0x80;
  private static final int PLAIN = 0xc0;
  private static final int ARGUMENT = 16;

  private final Context context;
  private final Machine machine;

  Printing(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  /** A call that prints; what goes to standard error is looked at, and not kept. */
  Library.Meaning print(Calls.Ready call, boolean kept) throws Halt {
    Value arguments = call.arguments().getFirst();
    if (!(arguments.ty() instanceof Ty.Struct struct) || struct.fields().size() != 2) {
      throw Halt.unknown("printing");
    }
    return f -> {
      Place at = arguments.place().at(f);
      Pointer template = machine.load(at.plus(struct.fields().get(0).offset()), false);
      Pointer rest = machine.load(at.plus(struct.fields().get(1).offset()), false);
      boolean plain = (rest.address() & 1) != 0;
      String text =
          plain
              ? utf8(Machine.place(template), (int) (rest.address() >>> 1))
              : text(Machine.place(template), Machine.place(rest));
      if (kept) {
        context.output.append(text);
      }
    };
  }

  private String text(Place template, Place arguments) throws Halt {
    StringBuilder result = new StringBuilder();
    long at = 0;
    long argument = 0;
    while (true) {
      int code = (int) machine.bits(template.plus(at++), 1);
      if (code == 0) {
        return result.toString();
      }
      if (code < LONG_TEXT) {
        result.append(utf8(template.plus(at), code));
        at += code;
      } else if (code == LONG_TEXT) {
        int length =
            (int)
                (machine.bits(template.plus(at), 1) | machine.bits(template.plus(at + 1), 1) << 8);
        result.append(utf8(template.plus(at + 2), length));
        at += 2 + length;
      } else if (code == PLAIN) {
        result.append(argument(arguments.plus(ARGUMENT * argument++)));
      } else {
        throw Halt.unknown("printing in another than the plain form");
      }
    }
  }

  private String utf8(Place at, int length) throws Halt {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) machine.bits(at.plus(i), 1);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String argument(Place at) throws Halt {
    Pointer value = machine.load(at, false);
    Functions.Callee formatter = Functions.at(machine.load(at.plus(8), false));
    if (!(formatter instanceof Functions.Callee.Foreign(String path, List<Type> types))
        || !path.endsWith("::fmt")
        || types.size() != 1) {
      throw Halt.unknown("printing a value by code of its type");
    }
    boolean debug = path.contains("Debug");
    if (!debug && !path.contains("Display")) {
      throw Halt.unknown("printing in another than the plain form");
    }
    return form(types.getFirst(), Machine.place(value), debug);
  }

  private String form(Type type, Place at, boolean debug) throws Halt {
    Ty ty = context.types.of(type);
    return switch (ty) {
      case Ty.Int number -> Value.of(f -> at, number).wide(machine, machine.frame()).toString();
      case Ty.Bool _ -> machine.bits(at, 1) != 0 ? "true" : "false";
      case Ty.Char _ when !debug -> Character.toString((int) machine.bits(at, 4));
      case Ty.Pointer pointer when pointer.reference() ->
          text(pointer.pointee(), machine.load(at, pointer.isWide()), debug);
      case Ty.Struct string
          when type instanceof Type.Named(String path, _) && path.equals("std::string::String") ->
          quoted(utf8(content(at, string), (int) machine.bits(at.plus(length(string)), 8)), debug);
      case Ty.Struct unit when unit.type().equals(Type.UNIT) && debug -> "()";
      default -> throw Halt.unknown("printing a value of type `" + Words.type(type) + "`");
    };
  }

  private String text(Type pointee, Pointer pointer, boolean debug) throws Halt {
    return pointee.equals(new Type.Named("str", List.of()))
        ? quoted(utf8(Machine.place(pointer), (int) pointer.meta()), debug)
        : form(pointee, Machine.place(pointer), debug);
  }

  private static String quoted(String text, boolean debug) throws Halt {
    if (!debug) {
      return text;
    }
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '\'')) {
      throw Halt.unknown("printing a string with escapes");
    }
    return '"' + text + '"';
  }

  /** Where the bytes of a string are: its vector's buffer's pointer. */
  private Place content(Place string, Ty.Struct ty) throws Halt {
    Ty.Field vector = ty.fields().getFirst();
    Ty.Field buffer = ((Ty.Struct) vector.ty()).fields().getFirst();
    Ty.Field inner = ((Ty.Struct) buffer.ty()).fields().getFirst();
    Ty.Field pointer = ((Ty.Struct) inner.ty()).fields().getFirst();
    int offset = vector.offset() + buffer.offset() + inner.offset() + pointer.offset();
    return Machine.place(machine.load(string.plus(offset), false));
  }

  private static int length(Ty.Struct ty) {
    Ty.Field vector = ty.fields().getFirst();
    return vector.offset() + ((Ty.Struct) vector.ty()).fields().get(1).offset();
  }
}
