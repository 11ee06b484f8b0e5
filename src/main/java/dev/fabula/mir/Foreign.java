package dev.fabula.mir;

import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/** Functions whose meaning is not in a dump, such as the asm statements in a body. */
public interface Foreign {

  /** No such functions. */
  Foreign NONE =
      new Foreign() {
        @Override
        public boolean knows(String callee) {
          return false;
        }

        @Override
        public List<Turn> call(String callee, List<Term> inputs, Term memory) throws Unsupported {
          throw new Unsupported("a call of `" + callee + "`");
        }
      };

  /**
   * Whether conditions may hold together, as far as whoever asks for a meaning can tell: what
   * cannot be is not followed, so that a loop ends for which no term says so.
   */
  default boolean isPossible(List<Term> conditions) {
    return true;
  }

  /** Whether a callee, as printed, is one of them. */
  boolean knows(String callee);

  /**
   * What a call may do.
   *
   * @param inputs the parts of the one tuple that is passed, as bits
   * @param memory the memory before it
   * @throws Unsupported if that cannot be told
   */
  List<Turn> call(String callee, List<Term> inputs, Term memory) throws Unsupported;

  /**
   * One way that a call may go.
   *
   * @param conditions what must hold for it, each of width 1
   * @param results the parts of the tuple that it returns, as bits
   * @param memory the memory after it
   * @param events its accesses to memory in order
   * @param ending how it ends, if it does not return
   */
  record Turn(
      List<Term> conditions,
      List<Term> results,
      Term memory,
      List<MemoryEvent> events,
      Optional<Outcome.Ending> ending) {
    /** Copies the lists. */
    public Turn {
      conditions = List.copyOf(conditions);
      results = List.copyOf(results);
      events = List.copyOf(events);
    }
  }
}
