package dev.fabula.exec;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Rendered;
import dev.fabula.asm.Template.Placeholder;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Allocation;
import dev.fabula.site.Binding;
import dev.fabula.site.Contract;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a site's template into an assembly text for one allocation, as rustc would print it. */
public final class Assembling {

  private static final Pattern DOLLARS = Pattern.compile("(?<![\\w.$@])\\$+(?=-?\\d)");

  private final Site site;
  private final Contract contract;
  private final BigInteger assumedConstant;

  /**
   * The printing of a site.
   *
   * @param assumedConstant what is printed for a {@code const} operand of unknown value
   */
  public Assembling(Site site, Contract contract, BigInteger assumedConstant) {
    this.site = site;
    this.contract = contract;
    this.assumedConstant = assumedConstant;
  }

  /** The text under an allocation. */
  public Rendered render(Allocation allocation) {
    if (site.gnu().isPresent()) {
      return new GnuPrinting(site, contract, allocation, assumedConstant).render();
    }
    Rendered rendered = site.template().render(p -> print(p, allocation));
    return site.dialect() == Dialect.INTEL ? withoutDollars(rendered) : rendered;
  }

  /**
   * In inline assembly of Intel syntax LLVM passes over dollar signs before a number, in a file of
   * assembly it does not: blanks in their place keep all offsets.
   */
  private static Rendered withoutDollars(Rendered rendered) {
    if (rendered.text().indexOf('$') < 0) {
      return rendered;
    }
    Matcher matcher = DOLLARS.matcher(rendered.text());
    String text = matcher.replaceAll(m -> " ".repeat(m.group().length()));
    return new Rendered(text, rendered.spans());
  }

  /** What the assembler makes of a text. */
  public Assembly assemble(Assembler assembler, Rendered text) {
    Architecture architecture = site.target().architecture();
    return assembler.assemble(
        new AssemblyRequest(architecture, site.dialect(), text.text()).in(site.target().mode()));
  }

  private String print(Placeholder placeholder, Allocation allocation) {
    int index = placeholder.operand();
    return switch (site.operands().get(index)) {
      case Operand.Register register -> printRegister(placeholder, register, allocation);
      case Operand.Constant constant -> constant.value().orElse(assumedConstant).toString();
      case Operand.Symbol symbol -> Labels.symbol(index, symbol.path());
      case Operand.Label label -> Labels.label(index);
      case Operand.Memory _, Operand.Matching _, Operand.Immediate _ ->
          throw new IllegalStateException("an operand of C in a site of Rust");
    };
  }

  private String printRegister(
      Placeholder placeholder, Operand.Register operand, Allocation allocation) {
    RegisterTable table = RegisterTable.of(site.target().architecture());
    OperandRegister register = allocation.of(contract.slotOf(placeholder.operand()).orElseThrow());
    OperandClass operandClass = operandClass(table, operand.binding(), register);
    String name = table.print(register, operandClass, placeholder.modifier());
    return site.dialect() == Dialect.ATT ? "%" + name : name;
  }

  private static OperandClass operandClass(
      RegisterTable table, Binding binding, OperandRegister register) {
    return switch (binding) {
      case Binding.OfClass ofClass -> table.operandClass(ofClass.name()).orElseThrow();
      case Binding.Explicit _, Binding.AnyOf _ -> table.classOf(register).orElseThrow();
    };
  }
}
