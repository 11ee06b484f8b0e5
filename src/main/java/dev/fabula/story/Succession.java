package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Several accesses of a story, each of which the code makes in the same order.
 *
 * <p>A mapping of a language to a processor gives each access its instruction and the fences around
 * it; so code that has at least these between the same accesses is one that a compiler might have
 * made of the story.
 */
final class Succession implements Interplay {

  /** Pairs of which the first access is ordered before the second (Arm ARM, C6.2). */
  private static final Set<String> ORDERED_PAIRS = Set.of("ldiapp", "stilp");

  private final Architecture architecture;
  private final Path path;
  private final List<Pair> pairs;
  private final List<Fence> fences;

  /** An access of the story with its own of the code; one of them may read and write in one. */
  private record Pair(Told told, Done done) {

    boolean isPlainLoad() {
      return told.read().filter(e -> e.order().isPrivate()).isPresent();
    }

    /** The value that is loaded, if the story loads one. */
    void loads(BiConsumer<Term, Term> codeAndStory) {
      Optional<Term> code = done.load().flatMap(MemoryAccess::value);
      Optional<Term> story = told.read().flatMap(MemoryEvent::value);
      if (code.isPresent() && story.isPresent()) {
        codeAndStory.accept(code.get(), story.get());
      }
    }
  }

  private record Told(Optional<MemoryEvent> read, Optional<MemoryEvent> write) {
    MemoryEvent first() {
      return read.or(() -> write).orElseThrow();
    }

    Order order() {
      return write.or(() -> read).orElseThrow().order();
    }
  }

  private record Done(Optional<MemoryAccess> load, Optional<MemoryAccess> store) {
    MemoryAccess first() {
      return load.or(() -> store).orElseThrow();
    }

    boolean isLocked() {
      return Atomics.isAtomic(first());
    }

    int step() {
      return first().step();
    }
  }

  /** A fence of the story behind so many accesses. */
  private record Fence(Order order, int behind) {}

  private Succession(Architecture architecture, Path path, List<Pair> pairs, List<Fence> fences) {
    this.architecture = architecture;
    this.path = path;
    this.pairs = pairs;
    this.fences = fences;
  }

  /**
   * The pairs of accesses.
   *
   * @throws Unsupported if code and story do not make the same ones in the same order
   */
  static Succession of(Run run, Path path, Outcome outcome) throws Unsupported {
    List<Fence> fences = new ArrayList<>();
    List<Told> told = told(outcome, fences);
    List<Done> done = done(run, path);
    if (told.size() != done.size()) {
      throw new Unsupported("another number of accesses to shared memory than in the code");
    }
    return paired(run, path, told, done, fences);
  }

  /**
   * The pairs of a story that ends early, which is about the first accesses of the code.
   *
   * @throws Unsupported if these are others
   */
  static Succession start(Run run, Path path, Outcome outcome) throws Unsupported {
    List<Fence> fences = new ArrayList<>();
    List<Told> told = told(outcome, fences);
    List<Done> done = done(run, path);
    if (told.size() > done.size()) {
      throw new Unsupported("more accesses to shared memory than in the code");
    }
    return paired(run, path, told, done.subList(0, told.size()), fences);
  }

  private static Succession paired(
      Run run, Path path, List<Told> told, List<Done> done, List<Fence> fences) throws Unsupported {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      Pair pair = new Pair(told.get(i), done.get(i));
      demandSame(pair, run.contract().architecture());
      pairs.add(pair);
    }
    return new Succession(run.contract().architecture(), path, pairs, fences);
  }

  // Pairing

  private static List<Told> told(Outcome outcome, List<Fence> fences) throws Unsupported {
    List<Told> all = new ArrayList<>();
    for (MemoryEvent event : outcome.events()) {
      boolean update = event.kind() == Kind.UPDATE;
      if (!event.when().isTrue() && !update || event.order() == Order.LATER) {
        throw new Unsupported("an access on some condition beside one to shared memory");
      }
      switch (event.kind()) {
        case FENCE -> fences.add(new Fence(event.order(), all.size()));
        case COMPILER_FENCE, ALLOCATE, FREE -> {}
        case READ -> all.add(new Told(Optional.of(sized(event)), Optional.empty()));
        case WRITE -> all.add(new Told(Optional.empty(), Optional.of(sized(event))));
        case UPDATE -> all.add(new Told(all.removeLast().read(), Optional.of(event)));
        case WAIT, SYSTEM, FOREIGN ->
            throw new Unsupported("a wait beside an access to shared memory");
      }
    }
    return all;
  }

  private static MemoryEvent sized(MemoryEvent event) throws Unsupported {
    if (event.bytes() == 0) {
      throw new Unsupported("a copy beside an access to shared memory");
    }
    return event;
  }

  private static List<Done> done(Run run, Path path) throws Unsupported {
    List<Done> all = new ArrayList<>();
    for (MemoryAccess access : path.accesses()) {
      if (access.region() != Region.OUTSIDE
          || Atomics.isIdle(access, path, run.entryStackPointer())) {
        continue;
      }
      Access kind = access.access().orElseThrow(() -> new Unsupported("an unlimited access"));
      if (kind.kind() == Access.Kind.EXCLUSIVE || kind.order() == Access.Order.NON_TEMPORAL) {
        throw new Unsupported("an exclusive or streaming access beside others");
      }
      boolean second = access.write() && !all.isEmpty() && isHalf(all.getLast(), access);
      if (second) {
        all.add(new Done(all.removeLast().load(), Optional.of(access)));
      } else if (access.write()) {
        all.add(new Done(Optional.empty(), Optional.of(access)));
      } else {
        all.add(new Done(Optional.of(access), Optional.empty()));
      }
    }
    return all;
  }

  private static boolean isHalf(Done before, MemoryAccess store) {
    return before.store().isEmpty()
        && before.step() == store.step()
        && Atomics.isAtomic(store)
        && before.first().address() == store.address();
  }

  private static void demandSame(Pair pair, Architecture architecture) throws Unsupported {
    MemoryAccess done = pair.done().first();
    int bytes = done.access().orElseThrow().bytes();
    boolean loads = pair.told().read().isEmpty() || pair.done().load().isPresent();
    boolean stores = pair.told().write().isPresent() == pair.done().store().isPresent();
    boolean whole = pair.done().isLocked() || 8 * bytes <= architecture.pointerWidth();
    MemoryEvent told = pair.told().first();
    boolean same = done.address() == told.address() && bytes == told.bytes();
    boolean once = pair.told().read().isPresent() && pair.told().write().isPresent();
    if (!loads || !stores || !same || !whole || once && !pair.done().isLocked()) {
      throw new Unsupported("an access to shared memory that is not plainly that of the code");
    }
  }

  // Values

  @Override
  public UnaryOperator<Term> loaded() {
    Map<Term, Term> values = new HashMap<>();
    for (Pair pair : pairs) {
      if (!pair.isPlainLoad()) {
        pair.loads((code, story) -> values.put(story, code));
      }
    }
    for (Pair pair : pairs) {
      pair.told()
          .write()
          .flatMap(Choices::chance)
          .ifPresent(chance -> values.put(chance, chance.bank().trueTerm()));
    }
    return values.isEmpty() ? UnaryOperator.identity() : new Substitution(values)::apply;
  }

  /** What is loaded plainly nobody else writes: there it is what the story finds. */
  @Override
  public List<Term> facts() {
    List<Term> facts = new ArrayList<>();
    for (Pair pair : pairs) {
      if (pair.isPlainLoad()) {
        pair.loads((code, story) -> facts.add(code.eq(loaded().apply(story))));
      }
    }
    return facts;
  }

  @Override
  public List<Stored> stored() {
    List<Stored> all = new ArrayList<>();
    for (Pair pair : pairs) {
      Optional<Term> code = pair.done().store().flatMap(MemoryAccess::value);
      Optional<Term> story = pair.told().write().flatMap(MemoryEvent::value);
      if (code.isPresent() && story.isPresent()) {
        Term when = pair.told().write().get().when();
        Term told = loaded().apply(story.get());
        Term old = pair.told().read().flatMap(MemoryEvent::value).map(loaded()).orElse(told);
        all.add(new Stored(code.get(), loaded().apply(when).ite(told, old)));
      }
    }
    return all;
  }

  // Order

  @Override
  public Optional<String> weaker() {
    return weaker(false);
  }

  @Override
  public Optional<String> open() {
    return weaker(true).isPresent() && weaker(false).isEmpty()
        ? Optional.of("fences elsewhere than between the accesses that they have to order")
        : Optional.empty();
  }

  /** Whether the order is less, by fences between the accesses or by fences anywhere. */
  private Optional<String> weaker(boolean strict) {
    for (int i = 0; i < pairs.size(); i++) {
      Strength strength =
          new Strength(
              architecture,
              strict ? fences(i) : Atomics.strongest(architecture, path, 0, step(i)),
              strict
                  ? fences(i + 1)
                  : Atomics.strongest(architecture, path, step(i) + 1, Integer.MAX_VALUE));
      if (!fits(strength, pairs.get(i)) || isWithOthers(i)) {
        String what = pairs.get(i).told().write().isPresent() ? "store" : "load";
        return Optional.of(Atomics.tooWeak(what, pairs.get(i).told().order()));
      }
    }
    for (Fence fence : fences) {
      Barrier barrier =
          strict
              ? fences(fence.behind())
              : Atomics.strongest(architecture, path, 0, Integer.MAX_VALUE);
      if (!barrier.isFence(architecture, fence.order())) {
        return Optional.of(Atomics.noFence(fence.order()));
      }
    }
    return Optional.empty();
  }

  private int step(int pair) {
    return pairs.get(pair).done().step();
  }

  /** The strongest fence between an access and the one before; on x86 both may be it. */
  private Barrier fences(int pair) {
    boolean locks = architecture.isX86();
    int from = pair == 0 ? 0 : step(pair - 1) + 1;
    int to = pair == pairs.size() ? Integer.MAX_VALUE : step(pair);
    if (locks && pair > 0 && pairs.get(pair - 1).done().isLocked()) {
      from--;
    }
    if (locks && pair < pairs.size() && pairs.get(pair).done().isLocked()) {
      to++;
    }
    return Atomics.strongest(architecture, path, from, to);
  }

  /** Whether an instruction makes several accesses at once, between which there is no order. */
  private boolean isWithOthers(int index) {
    Pair pair = pairs.get(index);
    boolean stores = pair.told().write().isPresent();
    List<Pair> others = stores ? pairs.subList(0, index) : pairs.subList(index + 1, pairs.size());
    return pair.told().order().compareTo(Order.RELAXED) > 0
        && !ORDERED_PAIRS.contains(pair.done().first().at().mnemonic())
        && others.stream().anyMatch(o -> o.done().step() == pair.done().step());
  }

  private static boolean fits(Strength strength, Pair pair) {
    Told told = pair.told();
    Done done = pair.done();
    if (told.write().isEmpty()) {
      return strength.loads(done.load().orElseThrow(), told.order());
    }
    MemoryAccess store = done.store().orElseThrow();
    if (told.read().isEmpty()) {
      return strength.stores(store, told.order());
    }
    MemoryAccess load = done.load().orElseThrow();
    Order failure = told.read().get().order();
    return strength.updates(load, store, told.order())
        && (failure == told.order() || strength.loads(load, failure));
  }
}
