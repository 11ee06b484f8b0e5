package dev.fabula.abi.run;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import dev.fabula.abi.generate.Probe.Word;
import dev.fabula.asm.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands for the system behind the traps of a program: looks whether all registers are as
 * described, leaves in them what the system may, changes memory meanwhile, and looks at what the
 * program has in the end.
 */
final class VirtualKernel {

  private static final String TRAPPED = "T05";

  private final Session session;
  private final Processor processor;
  private final Machine machine;
  private final Bytes trap;
  private final Set<Long> traps;

  /**
   * A kernel for a program.
   *
   * @param trap the bytes of the trap
   * @throws IOException if the emulator does not do what it is told
   */
  VirtualKernel(Session session, Machine machine, Bytes trap) throws IOException {
    this.session = session;
    this.processor = session.processor();
    this.machine = machine;
    this.trap = trap;
    this.traps = Set.copyOf(session.breakAt(trap));
  }

  /** Something that is not as described. */
  private static final class Deviation extends Exception {
    private static final long serialVersionUID = 1;

    Deviation(String what) {
      super(what);
    }
  }

  /**
   * What goes wrong when a stub is called, if something does.
   *
   * @param stays whether the system leaves alone what it may
   */
  Optional<String> call(Stub stub, boolean stays) throws IOException {
    try {
      Values words = session.prepare(stub);
      Values entry = enter(stub);
      Values expected = answer(stub, stays, words);
      leave(entry);
      for (Map.Entry<String, Long> word : expected.all().entrySet()) {
        demand(word.getValue(), session.read(word.getKey()), "the caller has", word.getKey());
      }
      return Optional.empty();
    } catch (Deviation e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Calls the function of a stub up to its trap; answers with the registers at the start. */
  private Values enter(Stub stub) throws IOException, Deviation {
    Values entry = session.enter(stub);
    String stop = session.go();
    long at = stop.startsWith(TRAPPED) ? session.registers().of(processor.counter()) : 0;
    if (!traps.contains(at)) {
      boolean back = at == session.end();
      throw new Deviation(back ? "it comes back without a trap" : "it stops with " + stop);
    }
    return entry;
  }

  private void demand(long expected, long found, String who, String what) throws Deviation {
    if (expected != found) {
      throw new Deviation("%s 0x%x for %s, and not 0x%x".formatted(who, found, what, expected));
    }
  }

  private String location(String register) {
    return machine.location(register);
  }

  /** Compares at the trap, and leaves what the system may; answers with what is to be found. */
  private Values answer(Stub stub, boolean stays, Values words) throws IOException, Deviation {
    Values now = session.registers();
    compare(stub, words, now);
    Values expected = new Values();
    for (int i = 0; i < processor.live(); i++) {
      expected.put(Word.KEPT.of(i), words.of(Word.LIVE.of(i)));
    }
    page(stub, words, expected);
    Values left = new Values();
    machine.lost().forEach(r -> left.put(location(r), session.any()));
    machine.park().ifPresent(_ -> left.put(processor.stack(), 0L));
    goOn(now, left);
    results(stub, stays, now, left, expected);
    for (Map.Entry<String, Long> register : left.all().entrySet()) {
      session.set(register.getKey(), register.getValue());
    }
    return expected;
  }

  private void compare(Stub stub, Values words, Values now) throws Deviation {
    for (int i = 0; i < stub.inputs().size(); i++) {
      Role role = stub.inputs().get(i).role();
      Optional<String> register = machine.register(role.name());
      if (register.isPresent()) {
        boolean pointer = role.type() == Role.Type.POINTER;
        long passed = pointer ? session.address(Word.PAGE.of(0)) : words.of(Word.GIVEN.of(i));
        long mask = role.bits().isPresent() ? (1L << role.bits().getAsInt()) - 1 : -1;
        long found = now.of(location(register.get()));
        demand(
            passed & mask, found & mask, "at the trap, " + register.get() + " holds", role.name());
      }
    }
  }

  /** Stores in the page while the program waits. */
  private void page(Stub stub, Values words, Values expected) throws IOException, Deviation {
    String page = Word.PAGE.of(0);
    if (stub.memory().read()) {
      demand(words.of(Word.PUT.of(0)), session.read(page), "at the trap, memory holds", "the page");
    }
    if (stub.memory().written()) {
      long other = session.any();
      session.write(page, other);
      expected.put(Word.SEEN.of(0), other);
    } else {
      expected.put(Word.SEEN.of(0), words.of(Word.PUT.of(0)));
    }
    expected.put(page, words.of(Word.PUT.of(1)));
  }

  /** Where the program goes on. */
  private void goOn(Values now, Values left) throws Deviation {
    long counter = now.of(processor.counter());
    if (machine.resume().isPresent()) {
      Machine.Resume resume = machine.resume().get();
      long told = processor.word(now.of(location(resume.address())) + resume.past());
      demand(processor.word(counter + trap.length()), told, "it asks to go on at", "the trap");
      left.put(processor.stack(), now.of(location(resume.stack())));
    }
    left.put(processor.counter(), processor.word(counter + trap.length()));
  }

  private void results(Stub stub, boolean stays, Values now, Values left, Values expected)
      throws Deviation {
    for (int i = 0; i < stub.outputs().size(); i++) {
      Stub.Use use = stub.outputs().get(i);
      String register = location(machine.register(use.role().name()).orElseThrow());
      boolean given =
          stub.inputs().stream()
              .flatMap(in -> machine.register(in.role().name()).stream())
              .anyMatch(r -> location(r).equals(register));
      if (stays && use.mayStay()) {
        long before = now.of(register);
        if (!given) {
          demand(0, before, "where the system may leave it, " + register + " is", use.name());
        }
        left.remove(register);
        expected.put(Word.GOT.of(i), before);
      } else {
        left.put(register, session.any());
        expected.put(Word.GOT.of(i), left.of(register));
      }
    }
  }

  /** Runs to the end of the function, behind which all that it keeps is as it was. */
  private void leave(Values entry) throws IOException, Deviation {
    String stop = session.go();
    Values now = session.registers();
    if (!stop.startsWith(TRAPPED)) {
      throw new Deviation("behind the trap, it stops with " + stop);
    }
    if (now.of(processor.counter()) != session.end()) {
      throw new Deviation("it enters the system a second time");
    }
    demand(session.stack(), now.of(processor.stack()), "its caller gets back", "the stack pointer");
    for (String register : processor.saved()) {
      demand(entry.of(register), now.of(register), "its caller gets back", register);
    }
  }
}
