package dev.fabula.isa.arm;

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

/**
 * Reads the operands of one instruction as LLVM's ARM printer writes them.
 *
 * <p>A shift by a register is a word and a register behind the shifted register. The extension of a
 * memory operand is its whole shift, with a minus in front where the index is subtracted.
 */
final class OperandText {

  private static final Set<String> SHIFTS = Set.of("lsl", "lsr", "asr", "ror", "rrx");

  private final ArmRegisters registers;
  private final List<String> parts;
  private int at;

  private OperandText(ArmRegisters registers, String text) {
    this.registers = registers;
    this.parts = split(text);
  }

  /** The operands in the order of the text. */
  static List<Operand> read(ArmRegisters registers, String text) throws UnknownInstruction {
    OperandText reader = new OperandText(registers, text);
    List<Operand> operands = new ArrayList<>();
    while (reader.at < reader.parts.size()) {
      reader.next(operands);
    }
    return operands;
  }

  private void next(List<Operand> operands) throws UnknownInstruction {
    String part = parts.get(at++);
    switch (part.charAt(0)) {
      case '[' -> operands.add(memory(part));
      case '{' -> operands.add(list(part));
      case '#' -> operands.add(immediate(part));
      default -> word(part, operands);
    }
  }

  /** A second number rotates the first one right (A5.2.4). */
  private Operand immediate(String part) {
    Optional<Long> number = number(part);
    if (number.isEmpty()) {
      return new Operand.Word(part);
    }
    return new Operand.Immediate(Address.constant(number.get()));
  }

  private void word(String part, List<Operand> operands) {
    boolean written = part.endsWith("!");
    String name = written ? part.substring(0, part.length() - 1) : part;
    Optional<RegisterView> view = registers.view(name);
    if (view.isEmpty()) {
      operands.add(new Operand.Word(part.toLowerCase(Locale.ROOT)));
      return;
    }
    String shift = at < parts.size() ? parts.get(at) : "";
    String operation = firstWord(shift);
    Optional<RegisterView> by =
        registers.view(shift.substring(Math.min(shift.length(), operation.length())).strip());
    if (!SHIFTS.contains(operation)) {
      operands.add(new Operand.Register(view.get()));
    } else if (by.isEmpty()) {
      operands.add(new Operand.Shifted(view.get(), operation, amount(shift)));
      at++;
    } else {
      operands.add(new Operand.Register(view.get()));
      operands.add(new Operand.Word(operation));
      operands.add(new Operand.Register(by.get()));
      at++;
    }
    if (written) {
      operands.add(new Operand.Word("!"));
    }
  }

  private Operand list(String part) {
    int close = part.indexOf('}');
    List<Operand> list = new ArrayList<>();
    for (String inner : split(part.substring(1, close))) {
      registers
          .view(inner)
          .<Operand>map(Operand.Register::new)
          .or(() -> Optional.of(new Operand.Word(inner)))
          .ifPresent(list::add);
    }
    if (close + 1 < part.length()) {
      list.add(new Operand.Word(part.substring(close + 1)));
    }
    return new Operand.RegisterList(list);
  }

  private Operand memory(String part) throws UnknownInstruction {
    int close = part.lastIndexOf(']');
    List<String> inner = split(part.substring(1, close));
    String name = inner.getFirst();
    int colon = name.indexOf(':');
    Optional<RegisterView> base = registers.view(colon < 0 ? name : name.substring(0, colon));
    if (base.isEmpty()) {
      throw new UnknownInstruction("a memory operand without a base register: " + part);
    }
    if (part.endsWith("!")) {
      return access(base, inner.subList(1, inner.size()), WriteBack.BEFORE);
    }
    if (at < parts.size() && inner.size() == 1 && !parts.get(at).startsWith("{")) {
      List<String> offset = parts.subList(at, parts.size());
      at = parts.size();
      return access(base, offset, WriteBack.AFTER);
    }
    return access(base, inner.subList(1, inner.size()), WriteBack.NONE);
  }

  private Operand access(Optional<RegisterView> base, List<String> offset, WriteBack writeBack) {
    String first = offset.isEmpty() ? "#0" : offset.getFirst();
    boolean minus = first.startsWith("-");
    Optional<RegisterView> index = registers.view(minus ? first.substring(1) : first);
    String shift = offset.size() > 1 ? offset.get(1) : "lsl #0";
    return new Operand.Memory(
        Optional.empty(),
        base,
        index,
        shift.startsWith("lsl") ? 1 << amount(shift) : 1,
        index.map(i -> (minus ? "-" : "") + shift),
        Address.constant(number(first).orElse(0L)),
        false,
        0,
        writeBack);
  }

  private static String firstWord(String part) {
    int blank = part.indexOf(' ');
    return blank < 0 ? part : part.substring(0, blank);
  }

  /** The number behind a shift's name; 0 if there is none. */
  static int amount(String shift) {
    int hash = shift.indexOf('#');
    return hash < 0 ? 0 : Integer.parseInt(shift.substring(hash + 1));
  }

  private static Optional<Long> number(String part) {
    try {
      return Optional.of(Long.decode(part.startsWith("#") ? part.substring(1) : part));
    } catch (NumberFormatException notWhole) {
      return Optional.empty();
    }
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
