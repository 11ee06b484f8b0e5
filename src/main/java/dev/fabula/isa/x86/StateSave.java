package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Reach;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Saving and restoring of float, vector and other extended state as a whole. */
enum StateSave implements Entry {
  LEGACY_SAVE("fxsave", "fxsave64"),
  LEGACY_RESTORE("fxrstor", "fxrstor64"),
  SAVE("xsave", "xsave64", "xsavec", "xsavec64", "xsaveopt", "xsaveopt64", "xsaves", "xsaves64"),
  RESTORE("xrstor", "xrstor64", "xrstors", "xrstors64");

  /** The legacy area with the header, and all that there is with tiles (SDM volume 1, 13.4). */
  private static final Reach AREA = new Reach(576, 11_008);

  private final List<String> mnemonics;

  StateSave(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return Precision.FOOTPRINT;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case LEGACY_SAVE -> new LegacyArea(s).save();
      case LEGACY_RESTORE -> new LegacyArea(s).restore();
      case SAVE -> save(s);
      case RESTORE -> restore(s);
    }
  }

  /** The bits of EDX:EAX and XCR0 that select parts of the state. */
  private static List<Term> selection(Step s) {
    return List.of(s.get("ax", 32), s.get("dx", 32), s.get(s.registers.location("xcr0")));
  }

  private static List<Location> locations(Step s) {
    X86Registers r = s.registers;
    List<Location> result = new ArrayList<>();
    for (Location location : r.locations()) {
      switch (location.kind()) {
        case X87, VECTOR, MASK -> result.add(location);
        case GENERAL, CONDITION, STACK_POINTER, FLAG, DIRECTION, CONTROL, SYSTEM, ZERO -> {}
      }
    }
    result.addAll(
        List.of(r.x87Control, r.x87Status, r.x87Tag, r.x87Top, r.mxcsrFlags, r.mxcsrControl));
    result.add(r.pkru);
    return result;
  }

  private static void save(Step s) throws UnknownInstruction {
    List<Term> arguments = new ArrayList<>(selection(s));
    locations(s).forEach(l -> arguments.add(s.get(l)));
    s.cpu.sweep(name(s), s.address(0), AREA, arguments, true, true);
  }

  private static void restore(Step s) throws UnknownInstruction {
    for (Location location : locations(s)) {
      List<Term> arguments = new ArrayList<>(selection(s));
      arguments.add(s.get(location));
      int width = location.width();
      String function = name(s) + "." + location.name();
      s.set(location, s.cpu.digest(function, width, s.address(0), AREA, arguments));
    }
  }

  private static String name(Step s) {
    return "x86." + s.instruction.mnemonic();
  }
}
