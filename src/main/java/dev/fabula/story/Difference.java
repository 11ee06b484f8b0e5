package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.exec.Path;
import dev.fabula.isa.Instruction;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import java.util.List;

/**
 * A way in which the code may leave its story.
 *
 * @param examination the code's run
 * @param path its path
 * @param conditions when it does, each of width 1
 * @param kind what differs
 * @param message one sentence without capital or full stop
 */
record Difference(
    Examination examination, Path path, List<Term> conditions, Kind kind, String message) {

  Difference {
    conditions = List.copyOf(conditions);
  }

  /** The rule that tells of it. */
  StoryRule rule() {
    return kind instanceof Kind.Disobedience ? StoryRule.OPTIONS : StoryRule.BROKEN;
  }

  /** What differs. */
  sealed interface Kind {
    /** The value of an output: what the code leaves, and what the story does. */
    record Output(Slot slot, String name, Term code, Term story) implements Kind {}

    /** A byte of memory. */
    record Memory(Term address, Term code, Term story) implements Kind {}

    /** An access that the story does not make. */
    record Access(Term address, boolean write) implements Kind {}

    /**
     * The order in which others may see a store.
     *
     * @param store the instruction
     * @param address where it stores
     */
    record Delay(Instruction store, Term address) implements Kind {}

    /** How it ends. */
    record End() implements Kind {}

    /** Anything else that has no value, as an order. */
    record Conduct() implements Kind {}

    /** Something in the story that the site's options rule out. */
    record Disobedience() implements Kind {}
  }
}
