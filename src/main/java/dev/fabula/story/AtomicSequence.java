package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several atomic loads, or several atomic stores, of a story beside those of a path, one by one in
 * their order. They are to places that lie apart, so that one memory shows whatever they may load.
 */
final class AtomicSequence {

  /** Pairs of which the first access is ordered before the second (Arm ARM, C6.2). */
  private static final Set<String> ORDERED_PAIRS = Set.of("ldiapp", "stilp");

  private final Architecture architecture;
  private final Path path;
  private final List<MemoryEvent> events;
  private final List<MemoryAccess> accesses;

  private AtomicSequence(
      Architecture architecture, Path path, List<MemoryEvent> events, List<MemoryAccess> accesses) {
    this.architecture = architecture;
    this.path = path;
    this.events = events;
    this.accesses = accesses;
  }

  /**
   * The comparison of accesses with those of a story.
   *
   * @param events all events of the story
   * @param whole whether the story comes to its end, so that no access is left
   * @throws Unsupported if they are not the same ones
   */
  static AtomicSequence of(
      Architecture architecture,
      Path path,
      List<MemoryEvent> events,
      List<MemoryAccess> accesses,
      boolean whole)
      throws Unsupported {
    boolean loads = events.stream().allMatch(e -> e.kind() == Kind.READ);
    boolean stores = events.stream().allMatch(e -> e.kind() == Kind.WRITE && e.when().isTrue());
    boolean fits = whole ? events.size() == accesses.size() : events.size() <= accesses.size();
    if (!loads && !stores || !fits) {
      throw new Unsupported("more than one atomic access in a story, not all of one kind,");
    }
    for (int i = 0; i < events.size(); i++) {
      demandSame(events.get(i), accesses.get(i), stores);
      for (MemoryEvent other : events.subList(0, i)) {
        demandApart(other, events.get(i));
      }
    }
    return new AtomicSequence(architecture, path, events, accesses);
  }

  private static void demandSame(MemoryEvent event, MemoryAccess access, boolean store)
      throws Unsupported {
    Optional<Access> kind = access.access();
    boolean same =
        kind.isPresent()
            && access.write() == store
            && kind.get().kind() == Access.Kind.DATA
            && kind.get().order() != Access.Order.NON_TEMPORAL
            && kind.get().bytes() == event.bytes()
            && 8 * event.bytes() <= event.address().width()
            && access.address() == event.address()
            && access.value().isPresent();
    if (!same || event.order() == Order.SEQUENTIAL) {
      throw new Unsupported("an access that is not plainly the atomic one of the story");
    }
  }

  private static void demandApart(MemoryEvent first, MemoryEvent second) throws Unsupported {
    Term distance = second.address().sub(first.address());
    Term back = distance.neg();
    boolean apart =
        distance.isConstant()
            && distance.value().bitLength() > 0
            && (distance.sign().isFalse()
                ? distance.value().longValue() >= first.bytes()
                : back.value().longValue() >= second.bytes());
    if (!apart) {
      throw new Unsupported("several atomic accesses to one place");
    }
  }

  /** What the story loads is what the code loads. */
  Map<Term, Term> loaded() {
    Map<Term, Term> values = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).kind() == Kind.READ) {
        values.put(events.get(i).value().orElseThrow(), accesses.get(i).value().orElseThrow());
      }
    }
    return values;
  }

  /** The first access that is ordered less than that of the story, and how that is ordered. */
  Optional<Order> weaker() {
    for (int i = 0; i < events.size(); i++) {
      MemoryAccess access = accesses.get(i);
      Order order = events.get(i).order();
      Strength strength = strength(i);
      boolean fits =
          access.write() ? strength.stores(access, order) : strength.loads(access, order);
      if (order != Order.RELAXED && !(fits && isApart(i))) {
        return Optional.of(order);
      }
    }
    return Optional.empty();
  }

  /** With the fences between it and its neighbours. */
  private Strength strength(int index) {
    int from = index == 0 ? 0 : accesses.get(index - 1).step() + 1;
    int to = index + 1 == accesses.size() ? Integer.MAX_VALUE : accesses.get(index + 1).step();
    MemoryAccess access = accesses.get(index);
    return new Strength(
        architecture,
        Atomics.strongest(architecture, path, from, access.step()),
        Atomics.strongest(architecture, path, access.step() + 1, to));
  }

  /**
   * Whether it is known in which order an access is to those that have to come after it, if it is a
   * load, or before it, if it is a store.
   */
  private boolean isApart(int index) {
    MemoryAccess access = accesses.get(index);
    List<MemoryAccess> others =
        access.write() ? accesses.subList(0, index) : accesses.subList(index + 1, accesses.size());
    return others.stream().noneMatch(a -> a.step() == access.step())
        || ORDERED_PAIRS.contains(access.at().mnemonic());
  }
}
