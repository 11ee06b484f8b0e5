package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;

/** Instructions that keep the stack pointer in another register. */
final class Stacks {

  private Stacks() {}

  /** The instruction that moves it to a register, without percent signs. */
  static String save(Machine machine, String park, boolean att) {
    return move(machine, park, stackPointer(machine), att);
  }

  /** The instruction that moves it back. */
  static String restore(Machine machine, String park, boolean att) {
    return move(machine, stackPointer(machine), park, att);
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
