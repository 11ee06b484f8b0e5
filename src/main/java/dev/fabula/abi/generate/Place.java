package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A register of a stub on a machine, with what goes in and what comes out of it.
 *
 * @param register its name in the description
 * @param operand the register in which the compiler has it; empty if that may be any
 * @param in what goes in
 * @param out what comes out
 * @param lost whether it holds nothing of use after the trap
 */
record Place(
    String register,
    Optional<String> operand,
    Optional<Stub.Use> in,
    Optional<Stub.Use> out,
    boolean lost) {

  private Place(String register, Optional<Stub.Use> in, Optional<Stub.Use> out, boolean lost) {
    this(register, Optional.of(register), in, out, lost);
  }

  /** The registers of a stub's roles: those of inputs in order, then those only of outputs. */
  static List<Place> of(Stub stub, Machine machine) {
    List<Place> result = new ArrayList<>();
    for (Stub.Use in : stub.inputs()) {
      machine
          .register(in.role().name())
          .ifPresent(r ->
              result.add(
                  new Place(
                      r, Optional.of(in), at(stub.outputs(), machine, r), isLost(machine, r))));
    }
    for (Stub.Use out : stub.outputs()) {
      machine
          .register(out.role().name())
          .filter(r -> at(stub.inputs(), machine, r).isEmpty())
          .ifPresent(r ->
              result.add(new Place(r, Optional.empty(), Optional.of(out), isLost(machine, r))));
    }
    return result;
  }

  private static Optional<Stub.Use> at(List<Stub.Use> uses, Machine machine, String register) {
    String location = machine.location(register);
    return uses.stream()
        .filter(u ->
            machine
                .register(u.role().name())
                .filter(r -> machine.location(r).equals(location))
                .isPresent())
        .findFirst();
  }

  /** The roles that the trap passes in no register: pointers to memory that the system knows. */
  static List<Role> pointers(Stub stub, Machine machine) {
    return stub.inputs().stream()
        .map(Stub.Use::role)
        .filter(r -> machine.register(r.name()).isEmpty())
        .toList();
  }

  private static boolean isLost(Machine machine, String register) {
    return machine.lost().stream()
        .anyMatch(r -> machine.location(r).equals(machine.location(register)));
  }

  /** Registers that the trap leaves without use and that no role of the stub is in. */
  static List<String> lost(Stub stub, Machine machine) {
    return machine.lost().stream()
        .filter(r ->
            at(stub.inputs(), machine, r).isEmpty() && at(stub.outputs(), machine, r).isEmpty())
        .toList();
  }

  /**
   * The same with its operand in another register, of which nothing may be left behind the trap.
   */
  Place carried(String carrier, boolean isLost) {
    return new Place(register, Optional.of(carrier), in, out, isLost);
  }

  /** The same with its operand in any register. */
  Place anywhere() {
    return new Place(register, Optional.empty(), in, out, lost);
  }

  /** Whether the template moves it. */
  boolean isMoved() {
    return !operand.equals(Optional.of(register));
  }

  /** Whether it has a value before the trap. */
  boolean isPassed() {
    return in.isPresent() || isPreset();
  }

  /** What it is called: the name of what goes in, or else of what comes out. */
  String name() {
    return in.or(() -> out).orElseThrow().name();
  }

  /** Whether the same role goes in and comes out. */
  boolean isInPlace() {
    return in.isPresent() && out.isPresent() && in.get().role().equals(out.get().role());
  }

  /** Whether the register has to be given a value so that what stays there is one. */
  boolean isPreset() {
    return in.isEmpty() && out.filter(Stub.Use::mayStay).isPresent();
  }
}
