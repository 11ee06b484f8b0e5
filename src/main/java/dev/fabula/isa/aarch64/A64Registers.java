package dev.fabula.isa.aarch64;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The register file of AArch64 (Arm ARM, B1.2 and D1.2).
 *
 * <p>The SVE registers {@code z0}–{@code z31} are names of {@code v0}–{@code v31}: what lies above
 * bit 127 has no value of its own, since its length differs from processor to processor.
 */
public final class A64Registers implements RegisterFile {

  private static final int PREDICATE_WIDTH = 256;
  private static final List<String> CONTROLS =
      List.of("daif", "pan", "spsel", "uao", "dit", "ssbs", "tco", "svcr", "tpidr_el0");
  private static final A64Registers INSTANCE = new A64Registers();

  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, RegisterView> views = new HashMap<>();
  private final Map<String, Optional<List<RegisterView>>> described = new ConcurrentHashMap<>();
  private final Map<String, Location> system = new ConcurrentHashMap<>();
  private final Location stackPointer;
  private final List<Location> flags;

  private A64Registers() {
    for (int i = 0; i <= 30; i++) {
      Location x = add("x" + i, 64, Kind.GENERAL);
      view("w" + i, x, 32);
    }
    name("fp", "x29");
    name("lr", "x30");
    stackPointer = add("sp", 64, Kind.STACK_POINTER);
    view("wsp", stackPointer, 32);
    view("wzr", add("xzr", 64, Kind.ZERO), 32);
    addVectors();
    List<Location> status = new ArrayList<>();
    for (String flag : List.of("n", "z", "c", "v")) {
      Location location = new Location(flag, 1, Kind.FLAG);
      locations.put(flag, location); // no view: "c" and "z" are words of the syntax
      status.add(location);
    }
    status.add(add("fpsr", 64, Kind.FLAG));
    flags = List.copyOf(status);
    add("fpcr", 64, Kind.CONTROL);
    for (String name : CONTROLS) {
      locations.put(name, new Location(name, 64, Kind.SYSTEM));
    }
  }

  /** The register file; there is one. */
  public static A64Registers get() {
    return INSTANCE;
  }

  private void addVectors() {
    for (int i = 0; i <= 31; i++) {
      Location v = add("v" + i, 128, Kind.VECTOR);
      view("b" + i, v, 8);
      view("h" + i, v, 16);
      view("s" + i, v, 32);
      view("d" + i, v, 64);
      view("q" + i, v, 128);
      view("z" + i, v, 128);
    }
    for (int i = 0; i <= 15; i++) {
      Location p = add("p" + i, PREDICATE_WIDTH, Kind.MASK);
      view("pn" + i, p, PREDICATE_WIDTH);
    }
    add("ffr", PREDICATE_WIDTH, Kind.MASK);
  }

  private Location add(String name, int width, Kind kind) {
    Location location = new Location(name, width, kind);
    locations.put(name, location);
    views.put(name, new RegisterView(name, location, 0, width, WriteRule.ZERO_EXTEND));
    return location;
  }

  private void view(String name, Location location, int width) {
    views.put(name, new RegisterView(name, location, 0, width, WriteRule.ZERO_EXTEND));
  }

  private void name(String alias, String register) {
    Location location = location(register);
    view(alias, location, location.width());
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
    return stackPointer;
  }

  /** N, Z, C, V and FPSR (Reference, asm.rules.preserved-registers). */
  @Override
  public List<Location> flags() {
    return flags;
  }

  /** FPSR, as a whole. */
  @Override
  public List<Location> floatFlags() {
    return List.of(location("fpsr"));
  }

  /** FPCR, which LLVM's descriptors of conditional comparisons do not name. */
  @Override
  public List<Location> floatControls() {
    return List.of(location("fpcr"));
  }

  /** What a change of streaming mode sets: vectors, predicates, FPSR. */
  List<Location> streaming() {
    return locations.values().stream()
        .filter(l -> l.kind() == Kind.VECTOR || l.kind() == Kind.MASK || l == location("fpsr"))
        .toList();
  }

  /** LLVM joins the names of consecutive registers with underscores; {@code VG} is constant. */
  @Override
  public Optional<List<RegisterView>> described(String llvmName) {
    return described.computeIfAbsent(llvmName, this::describe);
  }

  private Optional<List<RegisterView>> describe(String llvmName) {
    return switch (llvmName) {
      case "NZCV" -> Optional.of(flags.subList(0, 4).stream().map(RegisterView::whole).toList());
      case "VG" -> Optional.of(List.of());
      default ->
          Optional.of(
              Arrays.stream(llvmName.toLowerCase(Locale.ROOT).split("_"))
                  .map(name -> view(name).orElseGet(() -> RegisterView.whole(system(name))))
                  .toList());
    };
  }

  /**
   * The location of this name outside of the system registers; throws if there is none.
   *
   * @param name lower-case name of a whole register or of one flag
   */
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
        : system.computeIfAbsent(name, n -> new Location(n, 64, Kind.SYSTEM));
  }
}
