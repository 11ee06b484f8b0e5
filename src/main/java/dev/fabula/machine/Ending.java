package dev.fabula.machine;

import java.util.List;
import java.util.Optional;

/** How a program that ran on the machine came to its end. */
sealed interface Ending {

  /** It ended with a status. */
  record Exit(int status) implements Ending {}

  /** It panicked, which ends it. */
  record Panic(String message, Optional<Spot> spot) implements Ending {}

  /**
   * It has undefined behaviour.
   *
   * @param message what happened
   * @param spot where
   * @param remarks how it came to that, in order
   */
  record Undefined(String message, Optional<Spot> spot, List<Remark> remarks) implements Ending {
    /** Copies the list. */
    public Undefined {
      remarks = List.copyOf(remarks);
    }
  }

  /** Something of it has no meaning here. */
  record Unknown(String what, Optional<Spot> spot) implements Ending {}

  /** It did more steps than were allowed. */
  record Endless(long steps, Optional<Spot> spot) implements Ending {}

  /** A part of the way to undefined behaviour. */
  record Remark(String text, Optional<Spot> spot) {}
}
