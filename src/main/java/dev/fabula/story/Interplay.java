package dev.fabula.story;

import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** How the accesses of a path stand for those of a story that others may see or make too. */
interface Interplay {

  /**
   * Two values that have to be the same, beside those that are there in the end.
   *
   * @param code what the assembly stores
   * @param story what the story stores
   */
  record Stored(Term code, Term story) {}

  /** What the story loads in terms of what the code loads. */
  UnaryOperator<Term> loaded();

  /** What the story says of the order and the code does not do, as a sentence. */
  Optional<String> weaker();

  /** Why it is not known whether the order is less, as a clause; empty if it is known. */
  default Optional<String> open() {
    return Optional.empty();
  }

  /** What holds of the values that the code loads, each of width 1. */
  default List<Term> facts() {
    return List.of();
  }

  /** What is stored on the way, where it may be seen before the end. */
  default List<Stored> stored() {
    return List.of();
  }

  /** What is wrong where two such values differ, as a sentence. */
  default String differs() {
    return "the assembly stores another value on the way than the story";
  }

  /** Whether a behaviour of a story has anything to do with others. */
  static boolean isIn(Outcome outcome) {
    return outcome.events().stream().anyMatch(e -> !e.order().isPrivate());
  }

  /**
   * Whether a story makes several accesses that others may see, so that the code has to be run as
   * one of many threads: what it loads twice it need not find twice.
   */
  static boolean needsSharing(List<Outcome> outcomes) {
    return outcomes.stream().anyMatch(o -> isIn(o) && !isOne(o) && !callsSystem(o));
  }

  /**
   * The comparison of a path with such a behaviour.
   *
   * @throws Unsupported if the accesses cannot be paired
   */
  static Interplay of(Run run, Path path, Outcome outcome) throws Unsupported {
    if (callsSystem(outcome)) {
      return SystemStory.of(run, path, outcome);
    }
    if (outcome.ending() instanceof Outcome.Ending.Returns) {
      return isOne(outcome) ? Atomics.of(run, path, outcome) : Succession.of(run, path, outcome);
    }
    try {
      return isOne(outcome) ? Atomics.of(run, path, outcome) : Succession.of(run, path, outcome);
    } catch (Unsupported other) {
      return Succession.start(run, path, outcome);
    }
  }

  /** Whether a story makes at most one access, which then is atomic. */
  private static boolean isOne(Outcome outcome) {
    List<MemoryEvent> accesses =
        outcome.events().stream().filter(e -> !isFence(e) && !isAllocation(e)).toList();
    long reads = accesses.stream().filter(e -> e.kind() == Kind.READ).count();
    long writes = accesses.stream().filter(e -> e.kind() == Kind.WRITE).count();
    long updates = accesses.stream().filter(e -> e.kind() == Kind.UPDATE).count();
    boolean atomic = accesses.stream().map(MemoryEvent::order).allMatch(Order::isAtomic);
    return atomic && reads <= 1 && updates <= 1 && Math.max(reads, updates) + writes <= 1;
  }

  /** Whether a behaviour of a story calls the system. */
  static boolean callsSystem(Outcome outcome) {
    return outcome.events().stream().anyMatch(e -> e.kind() == Kind.SYSTEM);
  }

  /** Whether an event begins or ends an allocation. */
  static boolean isAllocation(MemoryEvent event) {
    return event.kind() == Kind.ALLOCATE || event.kind() == Kind.FREE;
  }

  /** Whether an event is a fence of any kind. */
  static boolean isFence(MemoryEvent event) {
    return event.kind() == Kind.FENCE || event.kind() == Kind.COMPILER_FENCE;
  }
}
