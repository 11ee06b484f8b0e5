package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.asm.Architecture;
import java.util.List;

/**
 * How instructions are written in a template.
 *
 * @param architecture the processor
 * @param inC whether the template is one of GCC and Clang, whose x86 is that of AT&T, and not
 *     Rust's
 */
record Assembly(Architecture architecture, boolean inC) {

  private boolean isAtt() {
    return inC && architecture.isX86();
  }

  /** A register. */
  String register(String name) {
    return isAtt() ? "%%" + name : name;
  }

  /** The operand of a name, whatever register it is in. */
  String operand(String name) {
    return inC ? "%[" + name + "]" : "{" + name + "}";
  }

  /** The stack pointer. */
  String stackPointer() {
    return switch (architecture) {
      case X86_64 -> "rsp";
      case X86 -> "esp";
      case AARCH64, ARM64EC, ARM, RISCV32, RISCV64 -> "sp";
      case LOONGARCH32, LOONGARCH64 -> "$sp";
      case S390X -> "%r15";
      case POWERPC, POWERPC64 -> "1";
    };
  }

  /** The instruction that copies a register. */
  String move(String to, String from) {
    return switch (architecture) {
      case X86_64 -> two("mov", "q", register(to), register(from));
      case X86 -> two("mov", "l", register(to), register(from));
      case AARCH64, ARM64EC, ARM -> "mov " + to + ", " + from;
      case RISCV32, RISCV64 -> "mv " + to + ", " + from;
      case LOONGARCH32, LOONGARCH64 -> "move " + to + ", " + from;
      case S390X -> "lgr " + to + ", " + from;
      case POWERPC, POWERPC64 -> "mr " + to + ", " + from;
    };
  }

  /** The instruction of 32-bit x86 that exchanges a register with an operand. */
  String exchange(String register, String operand) {
    return two("xchg", "l", register(register), operand(operand));
  }

  private String two(String mnemonic, String width, String to, String from) {
    return isAtt() ? mnemonic + width + " " + from + ", " + to : mnemonic + " " + to + ", " + from;
  }

  /** The instructions of 32-bit x86 and ARM that put registers on the stack. */
  List<String> push(List<String> registers) {
    return architecture == Architecture.ARM
        ? List.of("push " + braced(registers))
        : registers.stream().map(r -> one("push", r)).toList();
  }

  /** The instructions that take them back. */
  List<String> pop(List<String> registers) {
    return architecture == Architecture.ARM
        ? List.of("pop " + braced(registers))
        : registers.reversed().stream().map(r -> one("pop", r)).toList();
  }

  /** Braces are Rust's own in a template. */
  private String braced(List<String> registers) {
    String list = String.join(", ", registers);
    return inC ? "{" + list + "}" : "{{" + list + "}}";
  }

  private String one(String mnemonic, String register) {
    return mnemonic + (isAtt() ? "l " : " ") + register(register);
  }

  /** The trap of a machine. */
  String trap(Machine machine) {
    return isAtt() && machine.immediate().isPresent()
        ? machine.instruction() + " $" + machine.immediate().getAsLong()
        : machine.trap();
  }

  /**
   * What tells a system where it goes on: the stack pointer, and the address of the trap, behind
   * which the system goes on by itself. 32-bit x86 learns an address only by a call; from there it
   * is six bytes to the trap.
   */
  List<String> resume(Machine.Resume resume) {
    String address = register(resume.address());
    String stack = move(resume.stack(), stackPointer());
    if (architecture == Architecture.X86) {
      String further =
          isAtt()
              ? "leal 6(" + address + "), " + address
              : "lea " + address + ", [" + address + " + 6]";
      return List.of("call 2f", "2:", one("pop", resume.address()), further, stack);
    }
    String ahead = isAtt() ? "leaq 2f(%%rip), " + address : "lea " + address + ", [rip + 2f]";
    return List.of(stack, ahead, "2:");
  }
}
