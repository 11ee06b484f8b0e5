package dev.fabula.isa.validate;

import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One way through a form: what it does to the state, in terms of the entry state.
 *
 * @param conditions what has to hold for this way to be taken
 * @param read names of the locations read
 * @param written the locations written, with what they hold at the end
 * @param memory the memory at the end
 * @param touches the accesses to memory, in order
 * @param safe what has to hold for no instruction to trap
 * @param events what happens beside
 * @param unfit why the form cannot be compared, if so
 * @param swept whether an access of unknown extent was made
 * @param undefined what the meanings leave undefined
 * @param precision of the least known instruction
 */
record Path(
    List<Term> conditions,
    Set<String> read,
    Map<Location, Term> written,
    Term memory,
    List<Touch> touches,
    List<Term> safe,
    List<Event> events,
    Optional<String> unfit,
    boolean swept,
    Set<String> undefined,
    Precision precision) {

  /** One access to memory: bytes from an address. */
  record Touch(Access access, Term address, boolean write) {}

  /** Names of the variables that stand for what a meaning leaves open. */
  static final String OPEN = "open.";

  /** Name of the variable that is the address of the form's first byte. */
  static final String CODE = "code";

  /** Name of the memory at entry. */
  static final String MEMORY = "memory";
}
