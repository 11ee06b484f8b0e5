package dev.fabula.isa.aarch64;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.OpenRegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The register file of AArch64 (Arm ARM, B1.2 and D1.2).
 *
 * <p>The SVE registers {@code z0}–{@code z31} are names of {@code v0}–{@code v31}: what lies above
 * bit 127 has no value of its own, since its length differs from processor to processor.
 */
public final class A64Registers extends OpenRegisterFile {

  private static final int PREDICATE_WIDTH = 256;
  private static final List<String> CONTROLS =
      List.of("daif", "pan", "spsel", "uao", "dit", "ssbs", "tco", "svcr", "tpidr_el0");
  private static final A64Registers INSTANCE = new A64Registers();

  private final Location stackPointer;
  private final List<Location> flags;

  private A64Registers() {
    super(64);
    for (int i = 0; i <= 30; i++) {
      Location x = add("x" + i, 64, Kind.GENERAL);
      name("w" + i, x, 32);
    }
    name("fp", location("x29"), 64);
    name("lr", location("x30"), 64);
    stackPointer = add("sp", 64, Kind.STACK_POINTER);
    name("wsp", stackPointer, 32);
    name("wzr", add("xzr", 64, Kind.ZERO), 32);
    addVectors();
    List<Location> status = new ArrayList<>();
    for (String flag : List.of("n", "z", "c", "v")) {
      status.add(addUnnamed(flag, 1, Kind.FLAG)); // "c" and "z" are words of the syntax
    }
    status.add(add("fpsr", 64, Kind.FLAG));
    flags = List.copyOf(status);
    add("fpcr", 64, Kind.CONTROL);
    for (String name : CONTROLS) {
      addUnnamed(name, 64, Kind.SYSTEM);
    }
  }

  /** The register file; there is one. */
  public static A64Registers get() {
    return INSTANCE;
  }

  private void addVectors() {
    for (int i = 0; i <= 31; i++) {
      Location v = add("v" + i, 128, Kind.VECTOR);
      name("b" + i, v, 8);
      name("h" + i, v, 16);
      name("s" + i, v, 32);
      name("d" + i, v, 64);
      name("q" + i, v, 128);
      name("z" + i, v, 128);
    }
    for (int i = 0; i <= 15; i++) {
      Location p = add("p" + i, PREDICATE_WIDTH, Kind.MASK);
      name("pn" + i, p, PREDICATE_WIDTH);
    }
    add("ffr", PREDICATE_WIDTH, Kind.MASK);
  }

  private Location add(String name, int width, Kind kind) {
    Location location = addUnnamed(name, width, kind);
    name(name, location, width);
    return location;
  }

  private void name(String name, Location location, int width) {
    name(name, location, 0, width, WriteRule.ZERO_EXTEND);
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
    return locations().stream()
        .filter(l -> l.kind() == Kind.VECTOR || l.kind() == Kind.MASK || l == location("fpsr"))
        .toList();
  }

  /** {@code VG} is constant. */
  @Override
  protected Optional<List<RegisterView>> describe(String llvmName) {
    return switch (llvmName) {
      case "NZCV" -> whole(flags.subList(0, 4));
      case "VG" -> Optional.of(List.of());
      default -> Optional.empty();
    };
  }
}
