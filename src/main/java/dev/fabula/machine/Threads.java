package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a program: each runs on a thread of ours, but only the one that has the baton.
 * They change where one waits or gives way, and where a schedule other than the first says so.
 */
final class Threads {

  private static final int STACK = 64 << 20;
  private static final int RARELY = 8;

  private final Context context;
  private final Machine machine;
  private final Random random;
  private final boolean preempts;
  private final List<Strand> strands = new ArrayList<>();
  private Strand now = new Strand(0);
  private long time;
  private boolean over;
  private @Nullable Halt failure;
  private @Nullable StoryCall failedStory;

  /**
   * Threads of which there is one.
   *
   * @param schedule 0 for one where each runs until it waits; others change between threads at will
   */
  Threads(Context context, long schedule) {
    this.context = context;
    this.machine = context.machine;
    this.random = new Random(schedule);
    this.preempts = schedule != 0;
    strands.add(now);
  }

  /** The one that runs. */
  Strand now() {
    return now;
  }

  /** Whether there were ever two. */
  boolean areMany() {
    return strands.size() > 1;
  }

  /** Starts a thread that calls a function by its pointer with a pointer. */
  int spawn(Code code, Pointer data) throws Halt {
    Strand fresh = new Strand(strands.size());
    fresh.clock.join(now.clock);
    now.tick();
    strands.add(fresh);
    machine.races(new Races(machine, this));
    Thread thread = new Thread(null, () -> live(fresh, code, data), "strand", STACK);
    thread.setDaemon(true);
    thread.start();
    return fresh.number;
  }

  /**
   * Does something as a thread of its own that starts now, and of whose end nothing is known before
   * {@link #awaitStores}.
   */
  void later(Code.Step step, Frame f) throws Halt {
    Strand self = now;
    Strand other = new Strand(strands.size());
    other.clock.join(self.clock);
    self.tick();
    other.done = true;
    strands.add(other);
    machine.races(new Races(machine, this));
    self.pending.add(other);
    now = other;
    try {
      step.run(f);
    } finally {
      now = self;
    }
  }

  /** The end of all that was to be done later. */
  void awaitStores() {
    now.pending.forEach(p -> now.clock.join(p.clock));
    now.pending.clear();
  }

  private void live(Strand strand, Code code, Pointer data) {
    strand.baton.acquireUninterruptibly();
    try {
      demandGoing();
      Allocation argument = machine.allocate(Allocation.Kind.LOCAL, "an argument", 8, 8);
      Machine.storeAt(Place.of(argument), data, false);
      Calls.run(context, code, List.of(Place.of(argument)));
    } catch (Halt halt) {
      fail(halt);
    } catch (StackOverflowError deep) {
      fail(Halt.unknown("a value too deep to look at"));
    }
    strand.done = true;
    try {
      leave(strand);
    } catch (Halt halt) {
      fail(halt);
      pass(strands.getFirst());
    }
  }

  private void fail(Halt halt) {
    if (failure == null && !over) {
      failure = halt;
      failedStory = machine.storyCall;
    }
  }

  private void demandGoing() throws Halt {
    if (over) {
      throw Halt.exit(0);
    }
  }

  /** Gives the baton away for good. */
  private void leave(Strand strand) throws Halt {
    if (!over) {
      pass(failure != null ? strands.getFirst() : next(strand));
    }
  }

  /** Waits for the end of a thread, which then has happened before. */
  void join(long number) throws Halt {
    Strand other = strand(number);
    now.awaited = other;
    while (!other.done) {
      yieldTo(next(now));
    }
    now.awaited = null;
    now.clock.join(other.clock);
  }

  boolean isDone(long number) throws Halt {
    return strand(number).done;
  }

  private Strand strand(long number) throws Halt {
    if (number <= 0 || number >= strands.size()) {
      throw Halt.unknown("a thread that was not started");
    }
    return strands.get((int) number);
  }

  /** Gives way to another that can go on, if there is one. */
  void giveWay() throws Halt {
    yieldTo(next(now));
  }

  /** Sleeps by the program's own clock, which goes on when all sleep. */
  void sleep(long nanoseconds) throws Halt {
    now.wakes = time + Math.max(1, nanoseconds);
    yieldTo(next(now));
  }

  /** What a schedule may do between two blocks. */
  void maybePreempt() throws Halt {
    if (preempts && areMany() && random.nextInt(RARELY) == 0) {
      yieldTo(next(now));
    }
  }

  private boolean canGo(Strand strand) {
    Strand awaited = strand.awaited;
    return !strand.done && strand.wakes <= time && (awaited == null || awaited.done);
  }

  /** The next that can go on behind one; if all sleep, the first that wakes. */
  private Strand next(Strand from) throws Halt {
    List<Strand> ready = new ArrayList<>();
    for (int i = 1; i <= strands.size(); i++) {
      Strand strand = strands.get((from.number + i) % strands.size());
      if (canGo(strand)) {
        ready.add(strand);
      }
    }
    if (!ready.isEmpty()) {
      return ready.get(preempts ? random.nextInt(ready.size()) : 0);
    }
    long wakes =
        strands.stream()
            .filter(s -> !s.done && s.wakes > time)
            .mapToLong(s -> s.wakes)
            .min()
            .orElseThrow(() -> Halt.unknown("a wait of all threads for each other"));
    time = wakes;
    return next(from);
  }

  private void yieldTo(Strand next) throws Halt {
    Strand self = now;
    if (next != self) {
      self.frame = machine.frame;
      self.storyCall = machine.storyCall;
      self.state = context.interpreter.state();
      pass(next);
      self.baton.acquireUninterruptibly();
    }
    demandGoing();
    Halt failed = failure;
    if (failed != null && self.number == 0) {
      machine.storyCall = failedStory;
      throw failed;
    }
  }

  private void pass(Strand next) {
    now = next;
    machine.frame = next.frame;
    machine.storyCall = next.storyCall;
    context.interpreter.become(next.state);
    next.baton.release();
  }

  /** The end of the program: what still waits is not to wait for ever. */
  void end() {
    over = true;
    strands.forEach(s -> s.baton.release());
  }

  /** Marks the references that threads hold which do not run. */
  void markLive() {
    for (Strand strand : strands) {
      for (Frame at = strand.frame; at != null && strand != now; at = at.caller) {
        at.markLive();
      }
    }
  }
}
