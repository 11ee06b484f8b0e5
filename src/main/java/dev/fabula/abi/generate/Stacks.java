package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.asm.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Instructions around a trap that have to do with the stack pointer and with coming back. */
final class Stacks {

  private static final int TRAP_BYTES = 2;

  private Stacks() {}

  /** The instruction that moves it to a register, without percent signs. */
  private static String save(Machine machine, String park, boolean att) {
    return move(machine, park, stackPointer(machine), att);
  }

  /** The instruction that moves it back. */
  private static String restore(Machine machine, String park, boolean att) {
    return move(machine, stackPointer(machine), park, att);
  }

  /** What stands before a trap that takes from the program where the system goes on. */
  static List<String> before(Machine machine, boolean att) {
    List<String> lines = new ArrayList<>();
    machine.park().ifPresent(p -> lines.add(save(machine, p, att)));
    machine
        .resume()
        .ifPresent(r -> {
          lines.add(save(machine, r.stack(), att));
          lines.add(att ? "leaq 2f(%rip), %" + r.address() : "lea " + r.address() + ", [rip + 2f]");
          lines.add("2:");
        });
    return lines;
  }

  /** What stands behind a trap. */
  static List<String> behind(Machine machine, boolean att) {
    return machine.park().stream().map(p -> restore(machine, p, att)).toList();
  }

  /** Registers that the lines before the trap write. */
  static List<String> written(Machine machine) {
    List<String> result = new ArrayList<>(machine.park().stream().toList());
    machine.resume().ifPresent(r -> result.addAll(List.of(r.stack(), r.address())));
    return result;
  }

  /** Why there can be no stubs for a machine, if so. */
  static Optional<String> obstacle(Machine machine) {
    boolean known = machine.resume().isEmpty() || machine.architecture() == Architecture.X86_64;
    boolean tail = machine.resume().filter(r -> r.past() != TRAP_BYTES).isEmpty();
    return known && tail
        ? Optional.empty()
        : Optional.of(
            "the system goes on where the program says, and the instructions for that are made only"
                + " for x86_64, where the address is that of the trap itself, which is two bytes"
                + " long");
  }

  private static String stackPointer(Machine machine) {
    return switch (machine.architecture()) {
      case X86_64 -> "rsp";
      case X86 -> "esp";
      case AARCH64, ARM64EC, ARM, RISCV32, RISCV64 -> "sp";
      case LOONGARCH32, LOONGARCH64 -> "$sp";
      case S390X -> "%r15";
      case POWERPC, POWERPC64 -> "1";
    };
  }

  private static String move(Machine machine, String to, String from, boolean att) {
    return switch (machine.architecture()) {
      case X86_64 -> att ? "movq %" + from + ", %" + to : "mov " + to + ", " + from;
      case X86 -> att ? "movl %" + from + ", %" + to : "mov " + to + ", " + from;
      case AARCH64, ARM64EC, ARM -> "mov " + to + ", " + from;
      case RISCV32, RISCV64 -> "mv " + to + ", " + from;
      case LOONGARCH32, LOONGARCH64 -> "move " + to + ", " + from;
      case S390X -> "lgr " + to + ", " + from;
      case POWERPC, POWERPC64 -> "mr " + to + ", " + from;
    };
  }
}
