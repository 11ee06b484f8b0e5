package dev.fabula.rust;

import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One asm statement as a compiler understood it.
 *
 * @param architecture the machine it was compiled for, as {@code target_arch} names it
 * @param macro the compiler's macro
 * @param template the whole text; a placeholder is {@link #placeholder}
 * @param operands the operands in order, those that {@code clobber_abi} stands for behind them
 * @param options the options; {@code raw} is none of them, for the template is cut already
 */
public record CompiledAsm(
    String architecture,
    MacroKind macro,
    String template,
    List<Operand> operands,
    Set<Option> options) {

  /** Copies the collections. */
  public CompiledAsm {
    operands = List.copyOf(operands);
    options = Set.copyOf(options);
  }

  /** How a placeholder stands in a template: in characters that no assembly has. */
  public static String placeholder(int operand, Optional<Character> modifier) {
    return "\u0001" + operand + modifier.map(m -> ":" + m).orElse("") + "\u0002";
  }

  /** What an operand is. */
  public enum Kind {
    /** A value that goes in. */
    IN,
    /** A place that a value comes out to, or that is discarded. */
    OUT,
    /** One place for both. */
    INOUT,
    /** A value that goes in and a place, or nothing, for what comes out. */
    SPLIT,
    /** A constant. */
    CONST,
    /** A function or static. */
    SYM,
    /** A block. */
    LABEL
  }

  /**
   * An operand.
   *
   * @param kind what it is
   * @param register the class's name; empty for a register by name and for what is in none
   * @param fixed the name of the one register; empty for a class and for what is in none
   * @param late whether it may share its register with an input
   * @param input the type of what goes in, or of a constant, as the compiler spells it
   * @param output the type of the place; empty if it is discarded
   * @param value the value of a constant, if it was found out
   */
  public record Operand(
      Kind kind,
      Optional<String> register,
      Optional<String> fixed,
      boolean late,
      Optional<String> input,
      Optional<String> output,
      Optional<BigInteger> value) {}
}
