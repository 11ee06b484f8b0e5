package dev.fabula.site;

import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.Optional;

/** One operand of a site; placeholders count operands by their place in {@link Site#operands()}. */
public sealed interface Operand {

  /** The whole argument, with its name. */
  Span span();

  /** The name before the equals sign, if it has one. */
  Optional<String> name();

  /**
   * A value in a register.
   *
   * @param span the whole argument
   * @param name its name
   * @param direction whether it goes in, out or both
   * @param binding the register or class
   * @param input the expression that goes in; present exactly if the direction reads
   * @param output the place that comes out; empty for {@code _} and for a direction that only reads
   */
  record Register(
      Span span,
      Optional<String> name,
      Direction direction,
      Binding binding,
      Optional<Value> input,
      Optional<Value> output)
      implements Operand {

    /** Whether the output is written as {@code _}, so that the register is only clobbered. */
    public boolean isDiscarded() {
      return direction.writes() && output.isEmpty();
    }

    /** Whether it is an output that is neither read nor kept: {@code out(…) _} or lateout. */
    public boolean isClobber() {
      return isDiscarded() && !direction.reads();
    }
  }

  /**
   * An integer constant that is printed into the text.
   *
   * @param span the whole argument
   * @param name its name
   * @param expression the expression as written
   * @param value its value, if it can be computed from the crate's own text
   * @param type what is known of its type
   */
  record Constant(
      Span span,
      Optional<String> name,
      String expression,
      Optional<BigInteger> value,
      ValueType type)
      implements Operand {}

  /**
   * The symbol of a function or static.
   *
   * @param span the whole argument
   * @param name its name
   * @param path the path as written
   * @param callee what is known of the function; empty for a static and what is not found
   */
  record Symbol(Span span, Optional<String> name, String path, Optional<Callee> callee)
      implements Operand {}

  /**
   * A block of Rust that the text may jump to.
   *
   * @param span the whole argument
   * @param name its name
   * @param block the block with its braces
   * @param diverges whether the block plainly never ends normally
   */
  record Label(Span span, Optional<String> name, Span block, boolean diverges) implements Operand {}

  /**
   * A place in memory whose address is printed (GCC manual, 6.11.3, constraint {@code m}).
   *
   * @param span the whole operand
   * @param name its name
   * @param place the object
   * @param bytes the size of the object; 0 if it is not known
   * @param reads whether its value goes in
   * @param writes whether a value comes out
   * @param base how its address is made up
   * @param at the number of an operand that certainly has this address: a pointer to the object, or
   *     the same object; empty if none is known
   * @param alone whether it is a variable that no pointer among the operands leads to
   */
  record Memory(
      Span span,
      Optional<String> name,
      Value place,
      int bytes,
      boolean reads,
      boolean writes,
      Base base,
      Optional<Integer> at,
      boolean alone)
      implements Operand {

    /** How an address is made up. */
    public enum Base {
      /** In some register. */
      REGISTER,
      /** A symbol. */
      SYMBOL,
      /** The stack pointer and an offset, as for a variable of the function. */
      STACK
    }
  }

  /**
   * An input that is in the same place as an output (GCC manual, constraint {@code 0}).
   *
   * @param span the whole operand
   * @param name its name
   * @param with the number of the output
   */
  record Matching(Span span, Optional<String> name, int with) implements Operand {}

  /**
   * A constant that is printed as an immediate operand of the dialect.
   *
   * @param span the whole operand
   * @param name its name
   * @param expression the expression as written
   * @param value its value, if it is a number that can be computed
   */
  record Immediate(Span span, Optional<String> name, String expression, Optional<BigInteger> value)
      implements Operand {}
}
