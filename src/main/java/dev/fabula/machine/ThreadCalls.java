package dev.fabula.machine;

import java.util.List;

/** What the stand-ins for the library's threads ask of the machine. */
final class ThreadCalls {

  private final Context context;
  private final Machine machine;

  ThreadCalls(Context context) {
    this.context = context;
    this.machine = context.machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    Threads threads = context.threads;
    return switch (name) {
      case "fabula_thread_spawn" ->
          f -> {
            Pointer data = in.get(0).pointer(machine, f);
            int thread = threads.spawn(code(in.get(1).pointer(machine, f)), data);
            machine.setBits(to.place().at(f), 8, thread);
          };
      case "fabula_thread_join" -> f -> threads.join(in.getFirst().bits(machine, f));
      case "fabula_thread_is_done" ->
          f -> {
            boolean done = threads.isDone(in.getFirst().bits(machine, f));
            machine.setBits(to.place().at(f), 1, done ? 1 : 0);
          };
      case "fabula_thread_yield" -> f -> threads.giveWay();
      case "fabula_thread_sleep" -> f -> threads.sleep(in.getFirst().bits(machine, f));
      default -> throw Halt.unknown("a call of `" + name + "`");
    };
  }

  private static Code code(Pointer function) throws Halt {
    if (Functions.at(function) instanceof Functions.Callee.Own(Code code)) {
      return code;
    }
    throw Halt.unknown("a thread of a function of the library");
  }
}
