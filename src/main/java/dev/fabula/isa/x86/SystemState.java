package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Moves to and from registers of the system and the thread that have instructions of their own. */
enum SystemState implements Entry {
  XGETBV,
  XSETBV,
  RDPKRU,
  WRPKRU,
  SWAPGS,
  RDFSBASE,
  RDGSBASE,
  WRFSBASE,
  WRGSBASE,
  LDMXCSR("ldmxcsr", "vldmxcsr"),
  STMXCSR("stmxcsr", "vstmxcsr");

  private final List<String> mnemonics;

  SystemState(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics.isEmpty() ? Entry.super.mnemonics() : mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    X86Registers r = s.registers;
    Location features = r.location("xcr0");
    switch (this) {
      case XGETBV -> SystemOps.putPair(s, s.apply("xgetbv", 64, s.get("cx", 32), s.get(features)));
      case XSETBV -> {
        s.set(features, s.apply("xsetbv", 64, s.get("cx", 32), SystemOps.pair(s), s.get(features)));
        s.systemChange("xsetbv");
      }
      case RDPKRU -> SystemOps.putPair(s, s.get(r.pkru).zext(64));
      case WRPKRU -> s.set(r.pkru, s.get("ax", 32));
      case SWAPGS -> swapBases(s);
      case RDFSBASE -> s.write(0, s.get(r.fsBase).truncate(s.width(0)));
      case RDGSBASE -> s.write(0, s.get(r.gsBase).truncate(s.width(0)));
      case WRFSBASE -> s.set(r.fsBase, s.read(0).zext(64));
      case WRGSBASE -> s.set(r.gsBase, s.read(0).zext(64));
      case LDMXCSR -> loadFloatControl(s, s.read(0));
      case STMXCSR -> s.write(0, s.get(r.mxcsrControl).concat(s.get(r.mxcsrFlags)));
    }
  }

  private static void swapBases(Step s) {
    X86Registers r = s.registers;
    Term kernel = s.get(r.kernelGsBase);
    s.set(r.kernelGsBase, s.get(r.gsBase));
    s.set(r.gsBase, kernel);
    s.systemChange("swapgs");
  }

  /** Loads MXCSR. */
  static void loadFloatControl(Step s, Term value) {
    s.trapUnless(value.extract(31, 16).eq(s.constant(0, 16)), "reserved bits are zero");
    s.set(s.registers.mxcsrFlags, value.truncate(6));
    s.set(s.registers.mxcsrControl, value.extract(31, 6));
  }
}
