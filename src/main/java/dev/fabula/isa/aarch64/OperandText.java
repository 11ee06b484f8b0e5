package dev.fabula.isa.aarch64;

import dev.fabula.isa.Address;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the operands of one instruction as LLVM's AArch64 printer writes them. */
final class OperandText {

  private static final Set<String> SHIFTS =
      Set.of(
          "lsl", "lsr", "asr", "ror", "msl", "uxtb", "uxth", "uxtw", "uxtx", "sxtb", "sxth", "sxtw",
          "sxtx");

  private final A64Registers registers;
  private final List<String> parts;
  private final boolean separateShift;
  private int at;

  private OperandText(A64Registers registers, String text, boolean separateShift) {
    this.registers = registers;
    this.parts = split(text);
    this.separateShift = separateShift;
  }

  /**
   * The operands in the order of the text. An immediate with a shift is one shifted number, but
   * {@code movk} has the shift as an operand of its own. What a predicate does to inactive lanes is
   * a word behind it.
   *
   * @throws UnknownInstruction if a memory operand has no base register
   */
  static List<Operand> read(A64Registers registers, String mnemonic, String text)
      throws UnknownInstruction {
    OperandText reader = new OperandText(registers, text, mnemonic.equals("movk"));
    List<Operand> operands = new ArrayList<>();
    while (reader.at < reader.parts.size()) {
      String part = reader.parts.get(reader.at);
      operands.add(reader.next());
      if (part.endsWith("/m") || part.endsWith("/z")) {
        operands.add(new Operand.Word(part.substring(part.length() - 2)));
      }
    }
    return operands;
  }

  private Operand next() throws UnknownInstruction {
    String part = parts.get(at++);
    return switch (part.charAt(0)) {
      case '[' -> memory(part);
      case '{' -> list(part);
      case '#' -> immediate(part);
      default -> word(part);
    };
  }

  private Operand immediate(String part) {
    Optional<Long> number = number(part);
    if (number.isEmpty()) {
      return new Operand.Word(part);
    }
    long value = number.get();
    if (at < parts.size() && isShift(parts.get(at))) {
      String shift = parts.get(at++);
      int amount = amount(shift);
      if (separateShift) {
        at--;
        parts.set(at, "#" + amount);
      } else {
        value = shift.startsWith("msl") ? ((value + 1) << amount) - 1 : value << amount;
      }
    }
    return new Operand.Immediate(Address.constant(value));
  }

  private Operand word(String part) {
    if (isShift(part)) {
      return new Operand.Word(part);
    }
    Optional<Operand> register = register(part);
    if (register.isEmpty()) {
      return new Operand.Word(part.toLowerCase(Locale.ROOT));
    }
    if (at < parts.size()
        && isShift(parts.get(at))
        && register.get() instanceof Operand.Register(RegisterView view)) {
      String shift = parts.get(at++);
      return new Operand.Shifted(view, firstWord(shift), amount(shift));
    }
    return register.get();
  }

  private Optional<Operand> register(String part) {
    int dot = part.indexOf('.');
    int end = dot >= 0 ? dot : indexOrEnd(part, '/');
    Optional<RegisterView> view = registers.view(part.substring(0, end));
    if (view.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        dot < 0 ? new Operand.Register(view.get()) : Arrangement.read(part, dot + 1, view.get()));
  }

  private Operand list(String part) throws UnknownInstruction {
    int close = part.indexOf('}');
    List<Operand> registers = new ArrayList<>();
    for (String inner : split(part.substring(1, close).strip())) {
      int dash = inner.indexOf(" - ");
      if (dash < 0) {
        registers.add(word(inner + part.substring(close + 1)));
      } else {
        addRange(registers, inner.substring(0, dash).strip(), inner.substring(dash + 3).strip());
      }
    }
    return new Operand.RegisterList(registers);
  }

  private void addRange(List<Operand> to, String first, String last) {
    int dot = indexOrEnd(first, '.');
    int end = Integer.parseInt(last.substring(1, indexOrEnd(last, '.')));
    for (int i = Integer.parseInt(first.substring(1, dot)); ; i = (i + 1) % 32) {
      register(first.charAt(0) + "" + i + first.substring(dot)).ifPresent(to::add);
      if (i == end) {
        return;
      }
    }
  }

  private Operand memory(String part) throws UnknownInstruction {
    int close = part.lastIndexOf(']');
    List<String> inner = split(part.substring(1, close));
    Optional<RegisterView> base = plain(inner.getFirst());
    if (base.isEmpty()) {
      throw new UnknownInstruction("a memory operand without a base register: " + part);
    }
    String second = inner.size() > 1 ? inner.get(1) : "#0";
    if (part.endsWith("!")) {
      return access(base, second, inner, WriteBack.BEFORE);
    }
    if (at < parts.size() && inner.size() == 1) {
      return access(base, parts.get(at++), inner, WriteBack.AFTER);
    }
    return access(base, second, inner, WriteBack.NONE);
  }

  private Operand access(
      Optional<RegisterView> base, String offset, List<String> inner, WriteBack writeBack) {
    Optional<RegisterView> index = plain(offset);
    String shift = inner.size() > 2 ? inner.get(2) : "";
    return new Operand.Memory(
        Optional.empty(),
        base,
        index,
        1 << amount(shift),
        Optional.of(firstWord(shift)).filter(SHIFTS::contains),
        Address.constant(number(offset).orElse(0L)),
        false,
        0,
        writeBack);
  }

  /** The register of an address; one of SVE has an arrangement. */
  private Optional<RegisterView> plain(String name) {
    return registers.view(name.substring(0, indexOrEnd(name, '.')));
  }

  private static boolean isShift(String part) {
    return SHIFTS.contains(firstWord(part));
  }

  private static String firstWord(String part) {
    return part.substring(0, indexOrEnd(part, ' '));
  }

  private static int amount(String shift) {
    int hash = shift.indexOf('#');
    return hash < 0 ? 0 : Integer.parseInt(shift.substring(hash + 1));
  }

  private static Optional<Long> number(String part) {
    String digits = part.startsWith("#") ? part.substring(1) : part;
    try {
      return Optional.of(
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseLong(digits));
    } catch (NumberFormatException notWhole) {
      return Optional.empty();
    }
  }

  private static int indexOrEnd(String text, char wanted) {
    int index = text.indexOf(wanted);
    return index < 0 ? text.length() : index;
  }

  /** The parts between the commas that stand outside of brackets and braces. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>(4);
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    if (start < text.length()) {
      parts.add(text.substring(start).strip());
    }
    return parts;
  }
}
