package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Rendered;
import dev.fabula.asm.Template;
import dev.fabula.asm.Template.Placeholder;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns the template of a statement of C into an assembly text for one allocation, as GCC prints it
 * (GCC manual, 6.11.2.8, operand modifiers; 6.11.3.4, machine constraints).
 */
final class GnuPrinting {

  private static final Pattern PORT =
      Pattern.compile("\\b((?:in|out)[bwl]\\s+)\\(%dx\\)(?=\\s*(?:[;\\n]|$))");

  private final Site site;
  private final Contract contract;
  private final Allocation allocation;
  private final BigInteger assumedConstant;
  private final RegisterTable table;
  private final Set<Placeholder> added = new HashSet<>();

  GnuPrinting(Site site, Contract contract, Allocation allocation, BigInteger assumedConstant) {
    this.site = site;
    this.contract = contract;
    this.allocation = allocation;
    this.assumedConstant = assumedConstant;
    this.table = RegisterTable.of(site.target().architecture());
  }

  /** The text. */
  Rendered render() {
    List<Template.Piece> pieces = site.template().pieces();
    for (int i = 1; i < pieces.size(); i++) {
      boolean afterSign =
          pieces.get(i - 1) instanceof Template.Text(String text, var _)
              && (text.endsWith("+") || text.endsWith("-"));
      if (afterSign && pieces.get(i) instanceof Placeholder placeholder) {
        added.add(placeholder);
      }
    }
    return withPlainPorts(site.template().render(this::print));
  }

  /** GNU's assembler takes {@code inb (%dx)} for {@code inb %dx}; blanks keep all offsets. */
  private Rendered withPlainPorts(Rendered rendered) {
    boolean may = site.target().architecture().isX86() && site.dialect() == Dialect.ATT;
    return may && rendered.text().contains("(%dx)")
        ? new Rendered(PORT.matcher(rendered.text()).replaceAll("$1 %dx "), rendered.spans())
        : rendered;
  }

  private String print(Placeholder placeholder) {
    char modifier = placeholder.modifier().orElse('_');
    return suffix(placeholder.operand(), modifier).orElseGet(() -> operand(placeholder, modifier));
  }

  /** What a letter prints in place of the operand, if it is of that kind. */
  private Optional<String> suffix(int index, char modifier) {
    return switch (site.target().architecture()) {
      case X86, X86_64 -> x86Suffix(index, modifier);
      case RISCV32, RISCV64 ->
          modifier == 'i'
              ? Optional.of(isImmediate(index) ? "i" : "")
              : Optional.of("zero").filter(_ -> modifier == 'z' && isZero(index));
      case AARCH64, ARM64EC, ARM, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          Optional.empty();
    };
  }

  private Optional<String> x86Suffix(int index, char modifier) {
    boolean letter = modifier != '_' && "BWLSQT".indexOf(modifier) >= 0;
    return letter
        ? Optional.of(String.valueOf(Character.toLowerCase(modifier)))
        : Optional.of(index).filter(_ -> modifier == 'z').map(this::sizeSuffix);
  }

  private boolean isImmediate(int index) {
    return site.operands().get(index) instanceof Operand.Immediate;
  }

  private boolean isZero(int index) {
    return site.operands().get(index) instanceof Operand.Immediate immediate
        && immediate.value().filter(v -> v.signum() == 0).isPresent();
  }

  private String sizeSuffix(int index) {
    int bits =
        switch (site.operands().get(index)) {
          case Operand.Memory memory -> 8 * memory.bytes();
          case Operand.Matching(var _, var _, int with) -> bits(with);
          case Operand.Register _ -> bits(index);
          case Operand.Immediate _, Operand.Constant _, Operand.Symbol _, Operand.Label _ -> 32;
        };
    return bits <= 8 ? "b" : bits <= 16 ? "w" : bits <= 32 ? "l" : "q";
  }

  private int bits(int index) {
    return Math.max(slot(index).inputBits(), slot(index).outputBits());
  }

  private String operand(Placeholder placeholder, char modifier) {
    int index = placeholder.operand();
    return switch (site.operands().get(index)) {
      case Operand.Register _ -> printRegister(slot(index), modifier);
      case Operand.Matching(var _, var _, int with) ->
          print(new Placeholder(with, placeholder.modifier(), placeholder.span()));
      case Operand.Memory memory ->
          (modifier == 'A' && site.dialect() == Dialect.ATT ? "*" : "")
              + printMemory(index, memory, placeholder);
      case Operand.Immediate(var _, var _, var _, Optional<BigInteger> value) ->
          printNumber(value.orElse(assumedConstant), modifier);
      case Operand.Constant(var _, var _, var _, Optional<BigInteger> value, var _) ->
          printNumber(value.orElse(assumedConstant), modifier);
      case Operand.Symbol(var _, var _, String path, var _) ->
          immediate(Labels.symbol(index, path), modifier);
      case Operand.Label _ -> Labels.label(index);
    };
  }

  private Slot slot(int operand) {
    return contract.slotOf(operand).orElseThrow();
  }

  private String printNumber(BigInteger value, char modifier) {
    BigInteger shown =
        switch (modifier) {
          case 'n' -> value.negate();
          case 'B' -> value.not();
          default -> value;
        };
    return immediate(shown.toString(), modifier);
  }

  /** A number or symbol, with the sign of an immediate where the dialect has one. */
  private String immediate(String text, char modifier) {
    boolean bare = "cPanp".indexOf(modifier) >= 0 || site.dialect() != Dialect.ATT;
    boolean arm = site.target().architecture() == Architecture.ARM && modifier != 'c';
    return (bare ? arm ? "#" : "" : "$") + text;
  }

  private String printRegister(Slot slot, char modifier) {
    OperandRegister register = allocation.of(slot);
    if (modifier == 'a') {
      return indirect(register, "");
    }
    String name = spelled(register, Math.max(slot.inputBits(), slot.outputBits()), modifier);
    boolean bare = modifier == 'V' || site.dialect() != Dialect.ATT;
    return (modifier == 'A' ? "*" : "") + (bare ? "" : "%") + name;
  }

  private String spelled(OperandRegister register, int bits, char modifier) {
    OperandRegister whole = wide(register);
    boolean x86 = site.target().architecture().isX86();
    char letter = x86 ? x86Letter(bits, modifier) : modifier;
    List<OperandClass> classes =
        whole.classes().stream().flatMap(name -> table.operandClass(name).stream()).toList();
    return classes.stream()
        .filter(c -> c.modifiers().contains(letter))
        .findFirst()
        .map(c -> table.print(whole, c, Optional.of(letter)))
        .or(() -> classes.stream().findFirst().map(c -> table.print(whole, c, Optional.empty())))
        .orElse(register.name());
  }

  /** The register that holds a byte register, so that every name of it can be printed. */
  private OperandRegister wide(OperandRegister register) {
    return table.registers().stream()
        .filter(r -> r.base().equals(register.base()) && r.low() == 0)
        .filter(r -> r.width() >= register.width() && r.classes().contains("reg"))
        .findFirst()
        .orElse(register);
  }

  /** The letter of our tables for a modifier of GCC, or for a width where there is none. */
  private static char x86Letter(int bits, char modifier) {
    return switch (modifier) {
      case 'b' -> 'l';
      case 'h' -> 'h';
      case 'w' -> 'x';
      case 'k' -> 'e';
      case 'q' -> 'r';
      case 'x', 't', 'g' -> modifier == 'x' ? 'x' : modifier == 't' ? 'y' : 'z';
      default ->
          bits <= 8
              ? 'l'
              : bits <= 16 ? 'x' : bits <= 32 ? 'e' : bits <= 64 ? 'r' : wideVector(bits);
    };
  }

  private static char wideVector(int bits) {
    return bits <= 128 ? 'x' : bits <= 256 ? 'y' : 'z';
  }

  private String printMemory(int operand, Operand.Memory memory, Placeholder placeholder) {
    String offset = placeholder.modifier().filter(m -> m == 'H').isPresent() ? "8" : "";
    String shown = offset.isEmpty() && added.contains(placeholder) ? "0" : offset;
    return switch (memory.base()) {
      case SYMBOL -> symbol(memory.at().orElse(operand), offset);
      case REGISTER -> indirect(allocation.of(slot(operand)), shown);
      case STACK -> onStack(Contracts.stackOffset(memory.at().orElse(operand)), offset);
    };
  }

  private String onStack(int place, String offset) {
    int total = place + (offset.isEmpty() ? 0 : Integer.parseInt(offset));
    boolean wide = site.target().architecture() == Architecture.X86_64;
    String pointer = wide ? "rsp" : "esp";
    return site.dialect() == Dialect.ATT
        ? total + "(%" + pointer + ")"
        : "[" + pointer + "+" + total + "]";
  }

  private String symbol(int operand, String offset) {
    String name = Labels.place(operand) + (offset.isEmpty() ? "" : "+" + offset);
    return site.dialect() == Dialect.INTEL ? "[" + name + "]" : name;
  }

  private String indirect(OperandRegister register, String offset) {
    int width = site.target().architecture().pointerWidth();
    String name = spelled(register, width, '_');
    return switch (site.target().architecture()) {
      case X86_64, X86 ->
          site.dialect() == Dialect.ATT
              ? offset + "(%" + name + ")"
              : "[" + name + (offset.isEmpty() ? "" : "+" + offset) + "]";
      case RISCV32, RISCV64, LOONGARCH32, LOONGARCH64, POWERPC, POWERPC64, S390X ->
          (offset.isEmpty() ? "0" : offset) + "(" + name + ")";
      case AARCH64, ARM64EC, ARM -> "[" + name + (offset.isEmpty() ? "" : ", #" + offset) + "]";
    };
  }
}
