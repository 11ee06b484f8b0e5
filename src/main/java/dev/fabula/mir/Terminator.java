package dev.fabula.mir;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The end of a block. */
public sealed interface Terminator {

  /** Goes on at a block. */
  record Goto(int target) implements Terminator {}

  /** Goes on at the block of the value, or at the last one. */
  record Switch(Operand value, Map<BigInteger, Integer> cases, Optional<Integer> otherwise)
      implements Terminator {
    /** Copies the map, whose order does not matter. */
    public Switch {
      cases = Map.copyOf(cases);
    }
  }

  /** Goes on if the condition is as expected, else panics. */
  record Assert(Operand condition, boolean expected, String message, int target)
      implements Terminator {}

  /**
   * A call.
   *
   * @param result where the result goes
   * @param callee the path of the function, or its operand, as printed
   * @param arguments the arguments
   * @param target where it goes on; empty if it does not come back
   */
  record Call(Place result, String callee, List<Operand> arguments, Optional<Integer> target)
      implements Terminator {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Drops the value in a place. */
  record Drop(Place place, int target) implements Terminator {}

  /** Returns to the caller. */
  record Return() implements Terminator {}

  /** Undefined behaviour. */
  record Unreachable() implements Terminator {}

  /**
   * An asm statement.
   *
   * @param operands its register operands, {@code const}, {@code sym} and {@code label} in order
   * @param target where it goes on; empty if it does not come back
   */
  record Asm(List<AsmOperand> operands, Optional<Integer> target) implements Terminator {
    /** Copies the list. */
    public Asm {
      operands = List.copyOf(operands);
    }
  }

  /**
   * An operand of an asm statement.
   *
   * @param input what goes in
   * @param output where what comes out is put
   */
  record AsmOperand(Optional<Operand> input, Optional<Place> output) {}

  /** A terminator that is not understood. */
  record Other(String text) implements Terminator {}
}
