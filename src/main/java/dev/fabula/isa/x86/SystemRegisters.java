package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** What writes to segment, control and debug registers do. */
final class SystemRegisters {

  private SystemRegisters() {}

  static void write(Step s, Location register, Term value) {
    s.set(register, value.resizeUnsigned(register.width()));
    switch (register.name()) {
      case "fs" -> s.set(s.registers.fsBase, base(s, register));
      case "gs" -> s.set(s.registers.gsBase, base(s, register));
      case "cr3" -> s.happen(new Event.Maintenance("tlb"));
      default -> {}
    }
    s.systemChange(register.name());
  }

  /** Loading a selector loads the base that the descriptor table holds for it. */
  private static Term base(Step s, Location segment) {
    return s.apply("segment_base", s.wordWidth(), s.get(segment), s.get(s.registers.system));
  }

  /**
   * Writes a model-specific register; those that hold segment bases have locations of their own.
   */
  static void writeModelSpecific(Step s, Term index, Term value) {
    s.systemChange("wrmsr");
    X86Registers r = s.registers;
    if (s.wordWidth() == 64) {
      writeIf(s, index.eq(s.constant(0xc0000100L, 32)), r.fsBase, value);
      writeIf(s, index.eq(s.constant(0xc0000101L, 32)), r.gsBase, value);
      writeIf(s, index.eq(s.constant(0xc0000102L, 32)), r.kernelGsBase, value);
    }
    s.set(r.system, s.apply("wrmsr", 64, index, value, s.get(r.system)));
  }

  private static void writeIf(Step s, Term condition, Location location, Term value) {
    s.set(location, condition.ite(value, s.get(location)));
  }

  /** Loads a descriptor table or task register, or the machine status word. */
  static void loadTable(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    Term source = s.constant(0, 80);
    if (s.operands() > 0) {
      source = s.read(0, tableWidth(s)).zext(80);
    }
    s.set(s.registers.system, s.apply(name, 64, source, s.get(s.registers.system)));
    if (name.equals("lmsw") || name.equals("clts")) {
      Location cr0 = s.registers.location("cr0");
      s.set(cr0, s.apply(name, cr0.width(), source, s.get(cr0)));
    }
    s.systemChange(name);
  }

  /** Stores a descriptor table or task register, or the machine status word. */
  static void storeTable(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    boolean status = name.equals("smsw");
    Location from = status ? s.registers.location("cr0") : s.registers.system;
    int width = s.isMemory(0) ? tableWidth(s) : s.width(0);
    s.write(0, s.apply(name, width, s.get(from)));
  }

  /** SGDT and SIDT store 10 bytes in 64-bit mode and 6 in 32-bit mode, the others 2. */
  private static int tableWidth(Step s) {
    return s.instruction.mnemonic().matches("[ls][gi]dtd?") ? 16 + s.wordWidth() : 16;
  }
}
