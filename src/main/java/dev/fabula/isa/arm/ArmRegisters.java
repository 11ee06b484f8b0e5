package dev.fabula.isa.arm;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.OpenRegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.List;
import java.util.Optional;

/** The register file of 32-bit ARM (Arm ARM for A- and R-profile v7, A2.3–A2.6). */
public final class ArmRegisters extends OpenRegisterFile {

  private static final String[] ALIASES = {
    "a1", "a2", "a3", "a4", "v1", "v2", "v3", "v4", "v5", "sb", "sl", "fp", "ip"
  };
  private static final ArmRegisters INSTANCE = new ArmRegisters();

  private final List<Location> flags;

  private ArmRegisters() {
    super(32);
    for (int i = 0; i < ALIASES.length; i++) {
      name(ALIASES[i], add("r" + i, 32, Kind.GENERAL), 0, 32);
    }
    name("sp", add("r13", 32, Kind.STACK_POINTER), 0, 32);
    name("lr", add("r14", 32, Kind.GENERAL), 0, 32);
    name("pc", add("r15", 32, Kind.SYSTEM), 0, 32);
    for (int i = 0; i < 16; i++) {
      Location q = add("q" + i, 128, Kind.VECTOR);
      for (int part = 0; part < 2; part++) {
        name("d" + (2 * i + part), q, 64 * part, 64);
      }
      for (int part = 0; part < 4 && i < 8; part++) {
        name("s" + (4 * i + part), q, 32 * part, 32);
      }
    }
    flags =
        List.of(
            addUnnamed("n", 1, Kind.FLAG),
            addUnnamed("z", 1, Kind.FLAG),
            addUnnamed("c", 1, Kind.FLAG),
            addUnnamed("v", 1, Kind.FLAG),
            addUnnamed("q", 1, Kind.FLAG),
            addUnnamed("ge", 4, Kind.FLAG),
            addUnnamed("fpscr.flags", 32, Kind.FLAG));
    addUnnamed("fpscr.control", 32, Kind.CONTROL);
  }

  /** The register file; there is one. */
  public static ArmRegisters get() {
    return INSTANCE;
  }

  private Location add(String name, int width, Kind kind) {
    Location location = addUnnamed(name, width, kind);
    name(name, location, 0, width);
    return location;
  }

  private void name(String alias, Location location, int low, int width) {
    name(alias, location, low, width, WriteRule.MERGE);
  }

  @Override
  public Location stackPointer() {
    return location("r13");
  }

  /** N, Z, C, V, Q, GE and the flags of FPSCR (Reference, asm.rules.preserved-registers). */
  @Override
  public List<Location> flags() {
    return flags;
  }

  @Override
  public List<Location> floatFlags() {
    return List.of(location("fpscr.flags"));
  }

  @Override
  public List<Location> floatControls() {
    return List.of(location("fpscr.control"));
  }

  @Override
  protected Optional<List<RegisterView>> describe(String llvmName) {
    return switch (llvmName) {
      case "CPSR", "APSR", "APSR_NZCV" -> whole(flags.subList(0, 4));
      case "FPSCR" -> whole(List.of(location("fpscr.flags"), location("fpscr.control")));
      case "FPSCR_NZCV", "FPSCR_NZCVQC" -> whole(floatFlags());
      case "FPSCR_RM" -> whole(floatControls());
      case "PC", "ITSTATE" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }
}
