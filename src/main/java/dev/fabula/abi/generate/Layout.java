package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import dev.fabula.asm.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operands of a stub, and the instructions around its trap.
 *
 * @param places the operands of roles that have a register
 * @param pointers roles that the trap passes in no register
 * @param template the instructions, of which one is the trap
 * @param scratch registers that instructions other than the trap write
 * @param lost registers that the trap leaves without use, and no role is in
 * @param usesStack whether something is put on the stack
 */
record Layout(
    List<Place> places,
    List<Role> pointers,
    List<String> template,
    List<String> scratch,
    List<String> lost,
    boolean usesStack) {

  private static final int TRAP_BYTES = 2;

  /** The layout of a stub that has no obstacle. */
  static Layout of(Stub stub, Machine machine, Assembly assembly) {
    Moves moves = Moves.of(stub, machine).orElseThrow();
    List<Place> places = moves.places();
    List<String> template = new ArrayList<>(moves.before(assembly));
    machine.park().ifPresent(p -> template.add(assembly.move(p, assembly.stackPointer())));
    machine.resume().ifPresent(r -> template.addAll(assembly.resume(r)));
    template.add(assembly.trap(machine));
    machine.park().ifPresent(p -> template.add(assembly.move(assembly.stackPointer(), p)));
    template.addAll(moves.behind(assembly));
    List<String> scratch = new ArrayList<>(moves.savers());
    machine.park().ifPresent(scratch::add);
    machine.resume().ifPresent(r -> scratch.addAll(List.of(r.stack(), r.address())));
    scratch.removeIf(r -> isOperand(places, machine, r));
    List<String> lost = new ArrayList<>(Place.lost(stub, machine));
    lost.removeIf(r -> scratch.contains(r) || isOperand(places, machine, r));
    return new Layout(
        places,
        Place.pointers(stub, machine),
        template,
        scratch,
        lost,
        moves.usesStack() || isCalling(machine));
  }

  private static boolean isOperand(List<Place> places, Machine machine, String register) {
    return places.stream()
        .flatMap(p -> p.operand().stream())
        .anyMatch(o -> machine.location(o).equals(machine.location(register)));
  }

  private static boolean isCalling(Machine machine) {
    return machine.resume().isPresent() && machine.architecture() == Architecture.X86;
  }

  /** Whether an operand may be in any register, so that nothing may be written early over it. */
  boolean isAnywhere() {
    return places.stream().anyMatch(p -> p.operand().isEmpty());
  }

  /** Why there can be no such function, if so. */
  static Optional<String> obstacle(Stub stub, Machine machine) {
    Optional<String> missing =
        stub.missing(machine).map(r -> "the description names no register of `" + r.name() + "`");
    return missing
        .or(() -> resumeObstacle(machine))
        .or(() ->
            Moves.of(stub, machine).isPresent()
                ? Optional.empty()
                : Optional.of(
                    "compilers keep registers for themselves in which values have to go, and the"
                        + " other registers are too few to carry them there"));
  }

  private static Optional<String> resumeObstacle(Machine machine) {
    boolean known = machine.resume().isEmpty() || machine.architecture().isX86();
    boolean tail = machine.resume().filter(r -> r.past() != TRAP_BYTES).isEmpty();
    return known && tail
        ? Optional.empty()
        : Optional.of(
            "the system goes on where the program says, and the instructions for that are made only"
                + " for x86 and x86_64, where the address is that of the trap itself, which is two"
                + " bytes long");
  }
}
