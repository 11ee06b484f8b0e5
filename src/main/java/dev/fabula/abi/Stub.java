package dev.fabula.abi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One shape of call.
 *
 * @param name its name
 * @param names how functions are called that are such stubs
 * @param about what it does, as a sentence
 * @param safety what its caller owes, as a sentence
 * @param story the call as Rust code with the names of roles; empty if what comes out is anything
 * @param inputs what goes in, in the order of parameters
 * @param outputs what comes out, in the order of results
 * @param memory what becomes of memory meanwhile
 */
public record Stub(
    String name,
    List<String> names,
    String about,
    String safety,
    Optional<String> story,
    List<Use> inputs,
    List<Use> outputs,
    Memory memory) {

  /** Copies the lists. */
  public Stub {
    names = List.copyOf(names);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * A role in a stub.
   *
   * @param role the role
   * @param names what variables are called that hold it
   * @param own whether these names are of this stub only, whatever a machine says
   * @param mayStay of an output: whether the system may leave the register as it was
   */
  public record Use(Role role, List<String> names, boolean own, boolean mayStay) {

    /** Copies the names. */
    public Use {
      names = List.copyOf(names);
    }

    private Use on(Machine machine) {
      List<String> here = machine.names().get(role.name());
      return own || here == null ? this : new Use(role, here, false, mayStay);
    }

    /** What it is called in stubs that Fabula makes. */
    public String name() {
      return names.getFirst();
    }

    /** Whether a variable of that name holds it. */
    public boolean isCalled(String variable) {
      return names.contains(variable);
    }
  }

  /**
   * What becomes of memory while the program is in the system.
   *
   * @param read whether somebody reads what the program has stored
   * @param written whether somebody stores what the program reads
   * @param why who does, as a clause
   */
  public record Memory(boolean read, boolean written, String why) {}

  /** The stub as it is on a machine: without what the system finds in memory there. */
  public Stub on(Machine machine) {
    return new Stub(
        name, names, about, safety, story, on(inputs, machine), on(outputs, machine), memory);
  }

  private static List<Use> on(List<Use> uses, Machine machine) {
    return uses.stream()
        .filter(u -> !u.role().elsewhere() || machine.register(u.role().name()).isPresent())
        .map(u -> u.on(machine))
        .toList();
  }

  /** All uses of roles. */
  public Stream<Use> uses() {
    return Stream.concat(inputs.stream(), outputs.stream());
  }

  /** The first role that needs a register and has none on a machine. */
  public Optional<Role> missing(Machine machine) {
    return uses()
        .map(Use::role)
        .filter(r -> r.type() != Role.Type.POINTER && machine.register(r.name()).isEmpty())
        .findFirst();
  }
}
