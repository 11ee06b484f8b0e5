package dev.fabula.exec;

import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The loops of a piece of code and what their bodies may write, and which locations the code
 * touches at all; found by looking at each instruction once, whatever the paths.
 */
public final class Loops {

  private final Map<CodePoint, Body> byHead = new TreeMap<>(Loops::order);
  private final Set<Location> read = new LinkedHashSet<>();
  private final Set<Location> written = new LinkedHashSet<>();

  /**
   * A loop, from its head to the last jump back to it.
   *
   * @param head the first instruction
   * @param end offset of the last instruction with a jump to the head
   * @param writes what the instructions between may write
   * @param writesMemory whether one of them may write memory outside of the stack
   * @param writesStack whether one of them may write the site's own stack
   */
  record Body(
      CodePoint head, int end, Set<Location> writes, boolean writesMemory, boolean writesStack) {}

  private record Look(
      CodePoint point, Set<Location> writes, boolean memory, boolean stack, Control control) {}

  /** Looks at all code. */
  public static Loops of(Run run, Code code) {
    Loops loops = new Loops();
    List<Look> looks = new ArrayList<>();
    code.all().forEach((point, instruction) -> look(run, code, point, instruction, loops, looks));
    looks.forEach(l -> loops.addBackEdge(code, l));
    loops.byHead.replaceAll((head, body) -> fill(body, looks));
    return loops;
  }

  /** Every location that some instruction reads or writes. */
  public Set<Location> touched() {
    Set<Location> all = new LinkedHashSet<>(read);
    all.addAll(written);
    return all;
  }

  /** Every location that some instruction may write. */
  public Set<Location> written() {
    return written;
  }

  /** The loop with that head. */
  Optional<Body> at(CodePoint head) {
    return Optional.ofNullable(byHead.get(head));
  }

  private static void look(
      Run run, Code code, CodePoint point, Instruction instruction, Loops loops, List<Look> looks) {
    Machine machine = new Machine(run, code, run.entryState());
    machine.begin(point, instruction);
    try {
      code.instructionSet().execute(instruction, machine);
    } catch (UnknownInstruction unknown) {
      return;
    }
    loops.read.addAll(machine.reads());
    loops.written.addAll(machine.writes().keySet());
    boolean memory =
        machine.accesses().stream().anyMatch(a -> a.write() && a.region() != Region.OWN_STACK)
            || !machine.events().isEmpty();
    boolean stack = machine.accesses().stream().anyMatch(MemoryAccess::write);
    looks.add(
        new Look(point, Set.copyOf(machine.writes().keySet()), memory, stack, machine.control()));
  }

  private void addBackEdge(Code code, Look look) {
    Optional<CodePoint> target =
        switch (look.control()) {
          case Control.Branch branch -> code.place(look.point(), branch.target());
          case Control.Jump jump -> code.place(look.point(), jump.target());
          case Control.Next next -> Optional.empty();
          case Control.Computed computed -> Optional.empty();
          case Control.Call call -> Optional.empty();
          case Control.ComputedCall call -> Optional.empty();
          case Control.Stop stop -> Optional.empty();
        };
    target
        .filter(t -> t.section() == look.point().section() && t.offset() <= look.point().offset())
        .ifPresent(t ->
            byHead.merge(
                t,
                new Body(t, look.point().offset(), Set.of(), false, false),
                (a, b) -> a.end() >= b.end() ? a : b));
  }

  private static Body fill(Body body, List<Look> looks) {
    Set<Location> writes = new LinkedHashSet<>();
    boolean memory = false;
    boolean stack = false;
    for (Look look : looks) {
      if (look.point().section() == body.head().section()
          && look.point().offset() >= body.head().offset()
          && look.point().offset() <= body.end()) {
        writes.addAll(look.writes());
        memory |= look.memory();
        stack |= look.stack();
      }
    }
    return new Body(body.head(), body.end(), writes, memory, stack);
  }

  private static int order(CodePoint a, CodePoint b) {
    int bySection = Integer.compare(a.section(), b.section());
    return bySection != 0 ? bySection : Integer.compare(a.offset(), b.offset());
  }
}
