package dev.fabula.exec;

import java.util.Optional;

/** How a path ends. */
public sealed interface Exit {

  /** Control reaches the end of the site's text. */
  record FallThrough() implements Exit {}

  /**
   * Control goes to a {@code label} operand.
   *
   * @param operand the operand's number in the site
   */
  record ToLabel(int operand) implements Exit {}

  /**
   * Control goes somewhere else and does not come back.
   *
   * @param how what the last instruction does, as in {@code returns} or {@code jumps to `f`}
   * @param symbol the symbol it goes to, if the text names one
   * @param returning whether it is a return instruction
   */
  record Leaves(String how, Optional<String> symbol, boolean returning) implements Exit {}

  /**
   * A deliberate trap or another end of execution.
   *
   * @param what the instruction
   */
  record Stops(String what) implements Exit {}

  /** The path goes back to a loop's head, in a state that the loop's summary covers. */
  record Repeats() implements Exit {}

  /**
   * The path was given up at a limit.
   *
   * @param limit the limit as a clause
   */
  record Cut(String limit) implements Exit {}

  /**
   * The path reached something whose effect is not known.
   *
   * @param reason as a clause
   */
  record Lost(String reason) implements Exit {}

  /** The exit as messages tell it. */
  default String words() {
    return switch (this) {
      case FallThrough fallThrough -> "control reaches the end";
      case ToLabel label -> "control goes to label operand " + label.operand();
      case Leaves leaves -> "the code " + leaves.how();
      case Stops stops -> "control stops at `" + stops.what() + "`";
      case Repeats repeats -> "control goes round a loop";
      case Cut cut -> cut.limit();
      case Lost lost -> lost.reason();
    };
  }

  /** Whether the compiled program goes on behind the site or at one of its labels. */
  default boolean isNormal() {
    return this instanceof FallThrough || this instanceof ToLabel;
  }
}
