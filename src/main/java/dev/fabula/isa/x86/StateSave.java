package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
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
      case LEGACY_SAVE -> save(s, locations(s, true), List.of());
      case LEGACY_RESTORE -> restore(s, locations(s, true), List.of());
      case SAVE -> save(s, locations(s, false), selection(s));
      case RESTORE -> restore(s, locations(s, false), selection(s));
    }
  }

  /** The bits of EDX:EAX and XCR0 that select parts of the state. */
  private static List<Term> selection(Step s) {
    return List.of(s.get("ax", 32), s.get("dx", 32), s.get(s.registers.location("xcr0")));
  }

  private static List<Location> locations(Step s, boolean legacy) {
    X86Registers r = s.registers;
    List<Location> result = new ArrayList<>();
    for (Location location : r.locations()) {
      switch (location.kind()) {
        case X87 -> result.add(location);
        case VECTOR -> {
          if (!legacy || isLegacyVector(location.name())) {
            result.add(location);
          }
        }
        case MASK -> {
          if (!legacy) {
            result.add(location);
          }
        }
        case GENERAL, CONDITION, STACK_POINTER, FLAG, DIRECTION, CONTROL, SYSTEM, ZERO -> {}
      }
    }
    result.addAll(
        List.of(r.x87Control, r.x87Status, r.x87Tag, r.x87Top, r.mxcsrFlags, r.mxcsrControl));
    if (!legacy) {
      result.add(r.pkru);
    }
    return result;
  }

  private static boolean isLegacyVector(String name) {
    return name.matches("zmm([0-9]|1[0-5])");
  }

  private static void save(Step s, List<Location> locations, List<Term> selection)
      throws UnknownInstruction {
    List<Term> arguments = new ArrayList<>(selection);
    locations.forEach(l -> arguments.add(s.get(l)));
    s.cpu.sweep(name(s), s.address(0), arguments, !selection.isEmpty(), true);
  }

  private static void restore(Step s, List<Location> locations, List<Term> selection)
      throws UnknownInstruction {
    for (Location location : locations) {
      List<Term> arguments = new ArrayList<>(selection);
      arguments.add(s.get(location));
      int width = location.width();
      String function = name(s) + "." + location.name();
      s.set(location, s.cpu.digest(function, width, s.address(0), arguments));
    }
  }

  private static String name(Step s) {
    return "x86." + s.instruction.mnemonic();
  }
}
