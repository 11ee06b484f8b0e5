package dev.fabula.site;

import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A register operand as the register allocator sees it.
 *
 * @param index its number in the contract
 * @param operand its number in the site's operands
 * @param name how messages call it: the operand's name, or its expression, or its register
 * @param span the operand in the source
 * @param direction whether values go in, out or both, and how late
 * @param kept whether an output value is used afterwards; false for {@code _}
 * @param fixed whether the source names the one register
 * @param candidates the registers that it may be in, good choices first
 * @param inputBits width of the value that goes in; 0 if none does
 * @param outputBits width of the value that comes out; 0 if none does or it is discarded
 * @param literal the value that goes in, if the source writes it as a number
 * @param mayStayUnset whether the output may be left without a value ({@code MaybeUninit})
 * @param twin the index of a slot before it that certainly has the same value; empty if none is
 *     known
 */
public record Slot(
    int index,
    int operand,
    String name,
    Span span,
    Direction direction,
    boolean kept,
    boolean fixed,
    List<Candidate> candidates,
    int inputBits,
    int outputBits,
    Optional<BigInteger> literal,
    boolean mayStayUnset,
    Optional<Integer> twin) {

  /** Copies the candidates. */
  public Slot {
    candidates = List.copyOf(candidates);
  }

  /** The same if nobody looks at the output. */
  Slot unseen() {
    return new Slot(
        index,
        operand,
        name,
        span,
        direction,
        false,
        fixed,
        candidates,
        inputBits,
        outputBits,
        literal,
        mayStayUnset,
        twin);
  }

  /** The candidate register at the location of that name, if it may be there. */
  public Optional<Candidate> candidateAt(String location) {
    return candidates.stream().filter(c -> c.register().base().equals(location)).findFirst();
  }

  /** The one register of a fixed slot. */
  public OperandRegister register() {
    return candidates.getFirst().register();
  }

  /** Whether a value goes in. */
  public boolean reads() {
    return direction.reads();
  }

  /** Whether the register is free to be anything at exit. */
  public boolean writes() {
    return direction.writes();
  }

  @Override
  public String toString() {
    return name;
  }
}
