package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one instruction does taken alone, in the state that a run starts with.
 *
 * @param point its place
 * @param instruction the instruction
 * @param precision how well its effect is known
 * @param reads the locations that it reads
 * @param writes the locations that it may write, with their new values, in the order of the writes
 * @param accesses its accesses to memory
 * @param events what it does beside
 * @param control where control goes next
 */
public record Effects(
    CodePoint point,
    Instruction instruction,
    Precision precision,
    Set<Location> reads,
    Map<Location, Term> writes,
    List<MemoryAccess> accesses,
    List<Event> events,
    Control control) {

  /** Copies the collections. */
  public Effects {
    reads = Set.copyOf(reads);
    writes = Collections.unmodifiableMap(new LinkedHashMap<>(writes));
    accesses = List.copyOf(accesses);
    events = List.copyOf(events);
  }

  /**
   * The effects of the instruction at a place.
   *
   * @throws UnknownInstruction if there is none, or nothing is known of it
   */
  public static Effects of(Run run, Code code, CodePoint point) throws UnknownInstruction {
    Machine machine = new Machine(run, code, run.entryState());
    Instruction instruction = code.at(point);
    machine.begin(point, instruction);
    Precision precision = code.instructionSet().execute(instruction, machine);
    return new Effects(
        point,
        instruction,
        precision,
        machine.reads(),
        machine.writes(),
        machine.accesses(),
        machine.events().stream().map(Occurrence::event).toList(),
        machine.control());
  }
}
