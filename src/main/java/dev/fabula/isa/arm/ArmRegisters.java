package dev.fabula.isa.arm;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The register file of 32-bit ARM (Arm ARM for A- and R-profile v7, A2.3–A2.6). */
public final class ArmRegisters implements RegisterFile {

  private static final String[] ALIASES = {
    "a1", "a2", "a3", "a4", "v1", "v2", "v3", "v4", "v5", "sb", "sl", "fp", "ip"
  };
  private static final ArmRegisters INSTANCE = new ArmRegisters();

  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, RegisterView> views = new HashMap<>();
  private final Map<String, Optional<List<RegisterView>>> described = new ConcurrentHashMap<>();
  private final Map<String, Location> system = new ConcurrentHashMap<>();
  private final List<Location> flags;

  private ArmRegisters() {
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
            new Location("n", 1, Kind.FLAG),
            new Location("z", 1, Kind.FLAG),
            new Location("c", 1, Kind.FLAG),
            new Location("v", 1, Kind.FLAG),
            new Location("q", 1, Kind.FLAG),
            new Location("ge", 4, Kind.FLAG),
            new Location("fpscr.flags", 32, Kind.FLAG));
    for (Location flag : flags) {
      locations.put(flag.name(), flag);
    }
    locations.put("fpscr.control", new Location("fpscr.control", 32, Kind.CONTROL));
  }

  /** The register file; there is one. */
  public static ArmRegisters get() {
    return INSTANCE;
  }

  private Location add(String name, int width, Kind kind) {
    Location location = new Location(name, width, kind);
    locations.put(name, location);
    views.put(name, RegisterView.whole(location));
    return location;
  }

  private void name(String alias, Location location, int low, int width) {
    views.put(alias, new RegisterView(alias, location, low, width, WriteRule.MERGE));
  }

  @Override
  public Collection<Location> locations() {
    return locations.values();
  }

  @Override
  public Optional<RegisterView> view(String name) {
    return Optional.ofNullable(views.get(name));
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
  public Optional<List<RegisterView>> described(String llvmName) {
    return described.computeIfAbsent(llvmName, this::describe);
  }

  private Optional<List<RegisterView>> describe(String llvmName) {
    return switch (llvmName) {
      case "CPSR", "APSR", "APSR_NZCV" -> whole(flags.subList(0, 4));
      case "FPSCR" -> whole(List.of(location("fpscr.flags"), location("fpscr.control")));
      case "FPSCR_NZCV", "FPSCR_NZCVQC" -> whole(floatFlags());
      case "FPSCR_RM" -> whole(floatControls());
      case "PC", "ITSTATE" -> Optional.of(List.of());
      default ->
          Optional.of(
              Arrays.stream(llvmName.toLowerCase(Locale.ROOT).split("_"))
                  .map(name -> view(name).orElseGet(() -> RegisterView.whole(system(name))))
                  .toList());
    };
  }

  private static Optional<List<RegisterView>> whole(List<Location> parts) {
    return Optional.of(parts.stream().map(RegisterView::whole).toList());
  }

  /** The location of this name outside of the system registers; throws if there is none. */
  Location location(String name) {
    Location location = locations.get(name);
    if (location == null) {
      throw new IllegalArgumentException("no location " + name);
    }
    return location;
  }

  /** The location of a system register under its lower-case name; any name has one. */
  Location system(String name) {
    Location known = locations.get(name);
    return known != null
        ? known
        : system.computeIfAbsent(name, n -> new Location(n, 32, Kind.SYSTEM));
  }
}
