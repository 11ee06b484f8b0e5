package dev.fabula.isa.x86;

import dev.fabula.isa.Address;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads operands of LLVM's Intel syntax. */
final class Operands {

  private final X86Registers registers;
  private final boolean clearing;

  /**
   * A reader of operands.
   *
   * @param clearing whether narrow vector names clear the rest of their register when written
   */
  Operands(X86Registers registers, boolean clearing) {
    this.registers = registers;
    this.clearing = clearing;
  }

  /** Splits at commas outside brackets and braces. */
  static List<String> split(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>(3);
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(start, at).strip());
            start = at + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** Reads one operand; decorations such as <code>{k1}</code> follow as words of their own. */
  List<Operand> read(String text) throws UnknownInstruction {
    int brace = text.indexOf('{');
    if (brace < 0) {
      return List.of(plain(text));
    }
    List<Operand> result = new ArrayList<>();
    if (brace > 0) {
      result.add(plain(text.substring(0, brace).strip()));
    }
    for (int at = brace; at < text.length(); ) {
      int close = text.indexOf('}', at);
      int end = close < 0 ? text.length() : close + 1;
      result.add(new Operand.Word(text.substring(at, end).strip()));
      at = end;
    }
    return result;
  }

  private Operand plain(String text) throws UnknownInstruction {
    Optional<RegisterView> view = view(text);
    if (view.isPresent()) {
      return new Operand.Register(view.get());
    }
    int bracket = text.indexOf('[');
    if (bracket >= 0) {
      return memory(text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1));
    }
    return new Operand.Immediate(Address.constant(number(text)));
  }

  private Optional<RegisterView> view(String name) {
    return clearing ? registers.clearingView(name) : registers.view(name);
  }

  private Operand memory(String front, String inside) throws UnknownInstruction {
    Optional<RegisterView> segment = Optional.empty();
    int colon = front.indexOf(':');
    String size = front;
    if (colon >= 0) {
      String name = front.substring(front.lastIndexOf(' ', colon) + 1, colon);
      segment = Optional.of(known(name));
      size = front.substring(0, colon - name.length());
    }
    Sum sum = new Sum();
    sum.addAll(inside);
    return new Operand.Memory(
        segment,
        sum.base,
        sum.index,
        sum.scale,
        Optional.empty(),
        Address.constant(sum.displacement),
        sum.pcRelative,
        bits(size.strip()),
        WriteBack.NONE);
  }

  private RegisterView known(String name) throws UnknownInstruction {
    return registers
        .view(name)
        .orElseThrow(() -> new UnknownInstruction("operand `" + name + "` is not understood"));
  }

  /** Width in bits that a size word gives; 0 if there is none. */
  private static int bits(String size) throws UnknownInstruction {
    return switch (size) {
      case "" -> 0;
      case "byte ptr" -> 8;
      case "word ptr" -> 16;
      case "dword ptr" -> 32;
      case "fword ptr" -> 48;
      case "qword ptr" -> 64;
      case "tbyte ptr", "xword ptr" -> 80;
      case "xmmword ptr" -> 128;
      case "ymmword ptr" -> 256;
      case "zmmword ptr" -> 512;
      default -> throw new UnknownInstruction("operand size `" + size + "` is not understood");
    };
  }

  /** Reads a signed number, decimal or with {@code 0x}. */
  static long number(String text) throws UnknownInstruction {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    try {
      long magnitude =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseUnsignedLong(digits);
      return negative ? -magnitude : magnitude;
    } catch (NumberFormatException e) {
      throw new UnknownInstruction("operand `" + text + "` is not understood");
    }
  }

  /** The inside of a memory operand: registers and numbers joined by plus and minus. */
  private final class Sum {
    Optional<RegisterView> base = Optional.empty();
    Optional<RegisterView> index = Optional.empty();
    int scale = 1;
    long displacement;
    boolean pcRelative;

    void addAll(String inside) throws UnknownInstruction {
      int start = 0;
      boolean minus = false;
      for (int at = 1; at < inside.length(); at++) {
        char c = inside.charAt(at);
        if ((c == '+' || c == '-') && inside.charAt(at - 1) == ' ') {
          add(inside.substring(start, at).strip(), minus);
          minus = c == '-';
          start = at + 1;
        }
      }
      add(inside.substring(start).strip(), minus);
    }

    private void add(String part, boolean minus) throws UnknownInstruction {
      int star = part.indexOf('*');
      if (star > 0) {
        scale = (int) number(part.substring(0, star));
        addIndex(part.substring(star + 1));
      } else if (Character.isDigit(part.charAt(0)) || part.charAt(0) == '-') {
        displacement += minus ? -number(part) : number(part);
      } else if (part.equals("rip") || part.equals("eip")) {
        pcRelative = true;
      } else if (base.isEmpty()) {
        base = Optional.of(known(part));
      } else {
        addIndex(part);
      }
    }

    private void addIndex(String name) throws UnknownInstruction {
      if (!name.equals("riz") && !name.equals("eiz")) {
        index = Optional.of(known(name));
      }
    }
  }
}
