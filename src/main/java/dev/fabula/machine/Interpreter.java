package dev.fabula.machine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs calls, step by step. */
final class Interpreter {

  private static final int MOST_CALLS = 20_000;

  private final Context context;
  private final Machine machine;
  private final long limit;
  private long steps;
  private int depth;
  private int nested;

  Interpreter(Context context, long limit) {
    this.context = context;
    this.machine = context.machine;
    this.limit = limit;
  }

  /** How deep a thread is in calls. */
  record State(int depth, int nested) {}

  State state() {
    return new State(depth, nested);
  }

  /** Goes on as another thread. */
  void become(@Nullable State state) {
    depth = state == null ? 0 : state.depth();
    nested = state == null ? 0 : state.nested();
  }

  /** How many steps were made. */
  long steps() {
    return steps;
  }

  /**
   * A call that does not run yet, so that its caller can put the arguments into its locals.
   *
   * @param next the caller's block where it goes on; -1 if a run ends with this call
   */
  Frame prepare(Code code, @Nullable Place result, int next) {
    Frame frame = new Frame(machine, code, machine.frame);
    frame.result = result;
    frame.next = next;
    return frame;
  }

  /** Makes a call the one that runs. */
  void enter(Frame frame) throws Halt {
    if (++depth > MOST_CALLS) {
      throw Halt.unknown("more than " + MOST_CALLS + " calls inside of each other");
    }
    machine.frame = frame;
  }

  /** Runs the innermost call to its end. */
  void run() throws Halt {
    Frame bottom = machine.frame().caller;
    nested++;
    int block = 0;
    while (machine.frame != bottom) {
      Frame frame = machine.frame();
      block = block(frame, frame.block);
      if (block != Code.ELSEWHERE) {
        frame.block = block;
      }
    }
    nested--;
  }

  private int block(Frame frame, int block) throws Halt {
    Code.Ready ready = frame.code.ready(block);
    if (ready == null) {
      ready = new Lowering(context, frame.code).block(block);
      frame.code.setReady(block, ready);
    }
    Code.Step[] todo = ready.steps();
    count(todo.length + 1, frame);
    try {
      for (int i = 0; i < todo.length; i++) {
        frame.index = i;
        todo[i].run(frame);
      }
      frame.index = todo.length;
      return ready.end().go(frame);
    } catch (Halt halt) {
      throw halt.at(machine.frame == null ? frame.spot() : machine.frame().spot());
    }
  }

  private void count(int more, Frame frame) throws Halt {
    steps += more;
    if (steps > limit) {
      throw new Halt(new Ending.Endless(limit, Optional.of(frame.spot())));
    }
    if (nested == 1) {
      context.threads.maybePreempt();
      if (machine.isCrowded()) {
        machine.collect(context.threads);
      }
    }
  }

  /** The end of the innermost call. */
  int leave(Frame frame) throws Halt {
    frame.release();
    Allocation value = frame.local(0);
    Place result = frame.result;
    Ty ty = frame.code.ty(0);
    machine.frame = frame.caller;
    if (result != null) {
      Frame callee = frame;
      try {
        context.copies.copy(Place.of(value), result, ty);
      } catch (Halt halt) {
        throw halt.at(callee.spot());
      }
    }
    frame.end();
    depth--;
    if (frame.story.isPresent() && endStory(frame)) {
      return Code.ELSEWHERE;
    }
    Frame caller = frame.caller;
    if (caller != null && frame.next >= 0) {
      caller.block = frame.next;
    }
    return Code.ELSEWHERE;
  }

  /** Tells whether the story is to run once more. */
  private boolean endStory(Frame frame) throws Halt {
    machine.storyCall = null;
    return AsmCalls.finish(context, frame);
  }
}
