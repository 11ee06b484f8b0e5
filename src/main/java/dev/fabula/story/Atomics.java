package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Holds the accesses of a path against a behaviour of a story with one atomic access, and fences.
 *
 * <p>What the story loads atomically may be anything that the memory model allows, so that it is
 * what the processor loads; with two loads they could differ, which one memory does not show.
 */
final class Atomics implements Interplay {

  private final Architecture architecture;
  private final Path path;
  private final Outcome outcome;
  private final List<MemoryAccess> accesses;
  private final List<MemoryEvent> fences;
  private final Optional<MemoryEvent> read;
  private final Optional<MemoryEvent> write;

  private Atomics(Architecture architecture, Term stackPointer, Path path, Outcome outcome)
      throws Unsupported {
    this.architecture = architecture;
    this.path = path;
    this.outcome = outcome;
    this.accesses =
        path.accesses().stream()
            .filter(a -> a.region() == Region.OUTSIDE && !isIdle(a, path, stackPointer))
            .toList();
    this.fences = outcome.events().stream().filter(e -> e.kind() == Kind.FENCE).toList();
    this.read = only(List.of(Kind.READ));
    this.write = only(List.of(Kind.WRITE, Kind.UPDATE));
  }

  /**
   * The comparison of a path with a behaviour.
   *
   * @throws Unsupported if the story does more than one atomic access and fences, or the path
   *     something else than that
   */
  static Atomics of(Run run, Path path, Outcome outcome) throws Unsupported {
    Atomics atomics =
        new Atomics(run.contract().architecture(), run.entryStackPointer(), path, outcome);
    for (MemoryEvent event : outcome.events()) {
      boolean fence = Interplay.isFence(event) || Interplay.isAllocation(event);
      if (!fence && !event.order().isAtomic()) {
        throw new Unsupported("a volatile or plain access beside an atomic one");
      }
    }
    atomics.demandSame();
    return atomics;
  }

  /** A locked instruction that leaves the word at the stack pointer as it is: only a fence. */
  static boolean isIdle(MemoryAccess access, Path path, Term stackPointer) {
    return isAtomic(access)
        && access.address() == stackPointer
        && path.accesses().stream()
                .filter(a -> a.step() == access.step())
                .map(MemoryAccess::value)
                .distinct()
                .count()
            == 1;
  }

  private Optional<MemoryEvent> only(List<Kind> kinds) throws Unsupported {
    List<MemoryEvent> all =
        outcome.events().stream().filter(e -> kinds.contains(e.kind())).toList();
    if (all.size() > 1) {
      throw new Unsupported("more than one atomic access in a story");
    }
    return all.stream().findFirst();
  }

  /** All accesses are to the place that the story accesses. */
  private void demandSame() throws Unsupported {
    Optional<MemoryEvent> event = read.or(() -> write);
    if (event.isEmpty() && !accesses.isEmpty()) {
      throw new Unsupported("an access to memory beside a fence in a story");
    }
    for (MemoryAccess access : accesses) {
      Optional<Access> kind = access.access();
      boolean same =
          kind.isPresent()
              && kind.get().order() != Access.Order.NON_TEMPORAL
              && access.address() == event.orElseThrow().address()
              && kind.get().bytes() == event.get().bytes();
      if (!same) {
        throw new Unsupported("an access that is not plainly the atomic one of the story");
      }
    }
    boolean loads = accesses.stream().anyMatch(a -> !a.write());
    if (event.isPresent() && (read.isPresent() && !loads || accesses.isEmpty())) {
      throw new Unsupported("an atomic access in a story for code that makes none");
    }
    for (MemoryAccess access : accesses) {
      demandWhole(access);
    }
    if (outcome.ending() instanceof Outcome.Ending.Returns) {
      demandLoadOnly();
    }
    demandOneLoad();
  }

  /** Memory that a word does not hold is accessed in one only by what is made for it. */
  private void demandWhole(MemoryAccess access) throws Unsupported {
    boolean plain = !isAtomic(access) && !isExclusive(access);
    if (plain && access.access().orElseThrow().bytes() * 8 > architecture.pointerWidth()) {
      throw new Unsupported("a plain access of more than a word for an atomic one");
    }
    boolean paired = isExclusive(access) && !access.write() && !isOfStore(access);
    boolean wide = access.access().orElseThrow().bytes() * 8 > architecture.pointerWidth();
    // Arm ARM, B2.2.1: a pair is loaded in one only if it is then stored with success.
    if (paired && wide && !isStored()) {
      throw new Unsupported("a load-exclusive of a pair that no store-exclusive makes atomic");
    }
  }

  /** Whether the path goes on as it does only because the last store-exclusive succeeded. */
  private boolean isStored() {
    return lastStore()
        .filter(store -> path.conditions().stream().anyMatch(c -> isSuccess(c, store)))
        .isPresent();
  }

  /** A store-exclusive succeeds where its status, which nothing determines, is zero. */
  private static boolean isSuccess(Term condition, MemoryAccess store) {
    return condition.op() == Op.NOT
        && condition.argument(0).op() == Op.VARIABLE
        && condition.argument(0).name().startsWith("arbitrary." + store.step() + ".");
  }

  /**
   * What a story only loads may be memory that nothing may be written to, even what is there; but
   * of atomic loads that holds for small ones only (documentation of core::sync::atomic).
   */
  private void demandLoadOnly() throws Unsupported {
    boolean small = read.isPresent() && 8 * read.get().bytes() <= architecture.pointerWidth();
    if (small && write.isEmpty() && lastStore().isPresent()) {
      throw new Unsupported("a store of what is there beside an atomic load of a story");
    }
  }

  private void demandOneLoad() throws Unsupported {
    boolean exclusive = accesses.stream().allMatch(Atomics::isExclusive);
    long loads = accesses.stream().filter(a -> !a.write()).count();
    long stores = accesses.stream().filter(MemoryAccess::write).count();
    boolean atomic = accesses.stream().allMatch(Atomics::isAtomic);
    boolean one = loads + stores == 1 || (atomic || isTorn()) && loads == 1 && stores == 1;
    if (!accesses.isEmpty() && !one && !exclusive) {
      throw new Unsupported("several accesses for one atomic access of a story");
    }
  }

  /** Whether what the story does in one the code does in two, between which others may come. */
  private boolean isTorn() {
    return read.isPresent()
        && write.isPresent()
        && accesses.stream().anyMatch(a -> !isAtomic(a) && !isExclusive(a));
  }

  static boolean isAtomic(MemoryAccess access) {
    return access.access().filter(a -> a.kind() == Access.Kind.ATOMIC).isPresent();
  }

  private static boolean isExclusive(MemoryAccess access) {
    return access.access().filter(a -> a.kind() == Access.Kind.EXCLUSIVE).isPresent();
  }

  @Override
  public UnaryOperator<Term> loaded() {
    Map<Term, Term> values = new HashMap<>();
    if (read.isPresent()) {
      lastLoad().flatMap(MemoryAccess::value).ifPresent(v -> values.put(story(), v));
    }
    write.flatMap(Choices::chance).ifPresent(chance -> values.put(chance, succeeds(chance.bank())));
    return new Substitution(values)::apply;
  }

  /** Whether the code's exchange does not fail for no reason. */
  private Term succeeds(Terms terms) {
    if (lastStore().isEmpty()) {
      return terms.falseTerm();
    }
    MemoryAccess store = lastStore().get();
    Term stored = store.value().orElseThrow();
    Optional<Term> left =
        accesses.stream()
            .filter(a -> !a.write() && a.step() == store.step() && isExclusive(a))
            .flatMap(a -> a.value().stream())
            .findFirst();
    if (left.isEmpty() || stored.op() != Op.ITE) {
      return terms.trueTerm();
    }
    Term failed = stored.argument(0);
    return stored.argument(1) == left.get() ? failed.not() : failed;
  }

  private Term story() {
    return read.flatMap(MemoryEvent::value).orElseThrow();
  }

  private Optional<MemoryAccess> lastLoad() {
    return accesses.stream().filter(a -> !a.write() && !isOfStore(a)).reduce((_, last) -> last);
  }

  /** A store-exclusive that fails leaves what it finds. */
  private boolean isOfStore(MemoryAccess load) {
    return isExclusive(load)
        && accesses.stream().anyMatch(a -> a.write() && a.step() == load.step());
  }

  private Optional<MemoryAccess> lastStore() {
    return accesses.stream().filter(MemoryAccess::write).reduce((_, last) -> last);
  }

  @Override
  public Optional<String> weaker() {
    if (isTorn() && lastStore().isPresent()) {
      return Optional.of(
          "the assembly reads and writes in two steps, between which other threads may write");
    }
    return weakerAccess().or(this::weakerFence);
  }

  private Optional<String> weakerAccess() {
    Optional<MemoryAccess> load = lastLoad();
    Optional<MemoryAccess> store = lastStore();
    if (write.isPresent() && store.isPresent()) {
      Order order = write.get().order();
      boolean fits =
          read.isPresent() && load.isPresent()
              ? between(load.get(), store.get()).updates(load.get(), store.get(), order)
              : strength(store.get()).stores(store.get(), order);
      return fits ? weakerFailure(load) : Optional.of(tooWeak("store", order));
    }
    return weakerLoad(load);
  }

  /** An exchange in one instruction that does not take place is a load of an order of its own. */
  private Optional<String> weakerFailure(Optional<MemoryAccess> load) {
    boolean other = read.filter(r -> r.order() != write.orElseThrow().order()).isPresent();
    return other && load.filter(Atomics::isAtomic).isPresent()
        ? weakerLoad(load)
        : Optional.empty();
  }

  private Optional<String> weakerLoad(Optional<MemoryAccess> load) {
    return read.map(MemoryEvent::order)
        .filter(order -> load.isPresent() && !strength(load.get()).loads(load.get(), order))
        .map(order -> tooWeak("load", order));
  }

  static String tooWeak(String what, Order order) {
    return "the assembly's " + what + " is ordered less than the story's, which is " + words(order);
  }

  private static String words(Order order) {
    return switch (order) {
      case PLAIN -> "plain";
      case LATER -> "later";
      case VOLATILE -> "volatile";
      case RELAXED -> "relaxed";
      case ACQUIRE -> "acquire";
      case RELEASE -> "release";
      case ACQUIRE_RELEASE -> "acquire and release";
      case SEQUENTIAL -> "sequentially consistent";
    };
  }

  private Strength strength(MemoryAccess access) {
    return between(access, access);
  }

  private Strength between(MemoryAccess first, MemoryAccess last) {
    return new Strength(
        architecture, strongest(0, first.step()), strongest(last.step() + 1, Integer.MAX_VALUE));
  }

  private Optional<String> weakerFence() {
    for (MemoryEvent fence : fences) {
      boolean early = isBeforeAccess(fence);
      boolean late = isAfterAccess(fence);
      int from = late ? lastStep() + 1 : 0;
      int to = early ? firstStep() : Integer.MAX_VALUE;
      if (!strongest(from, to).isFence(architecture, fence.order())) {
        return Optional.of(noFence(fence.order()));
      }
    }
    return Optional.empty();
  }

  static String noFence(Order order) {
    return "the assembly has no fence that is " + words(order) + ", as the story has";
  }

  private boolean isBeforeAccess(MemoryEvent fence) {
    return read.or(() -> write)
        .filter(e -> outcome.events().indexOf(fence) < outcome.events().indexOf(e))
        .isPresent();
  }

  private boolean isAfterAccess(MemoryEvent fence) {
    return read.or(() -> write).isPresent() && !isBeforeAccess(fence);
  }

  private int firstStep() {
    return accesses.stream().mapToInt(MemoryAccess::step).min().orElse(0);
  }

  private int lastStep() {
    return accesses.stream().mapToInt(MemoryAccess::step).max().orElse(0);
  }

  private Barrier strongest(int from, int to) {
    return strongest(architecture, path, from, to);
  }

  /** The strongest fence in a range of steps of a path; on x86 a locked instruction is one. */
  static Barrier strongest(Architecture architecture, Path path, int from, int to) {
    Barrier result = Barrier.NONE;
    for (Occurrence occurrence : path.events()) {
      boolean inside = occurrence.step() >= from && occurrence.step() < to;
      if (inside && occurrence.event() instanceof Event.Fence(String text)) {
        result = result.or(Barrier.of(architecture, text));
      }
    }
    boolean locked =
        architecture.isX86()
            && path.accesses().stream()
                .anyMatch(a -> a.step() >= from && a.step() < to && isAtomic(a));
    return locked ? Barrier.FULL : result;
  }
}
