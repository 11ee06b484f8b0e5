package dev.fabula.isa.riscv;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.OpenRegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The register file of RISC-V (unprivileged ISA, chapters 2, 20 and 30; psABI, register names). */
public final class RiscVRegisters extends OpenRegisterFile {

  private static final String[] GENERAL = {
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4",
    "a5", "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4",
    "t5", "t6"
  };
  private static final String[] FLOAT = {
    "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2",
    "fa3", "fa4", "fa5", "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9",
    "fs10", "fs11", "ft8", "ft9", "ft10", "ft11"
  };
  private static final int FLOAT_WIDTH = 64;
  private static final int VECTOR_WIDTH = 128;

  private final int width;
  private final List<Location> flags = new ArrayList<>();

  /** Names in LLVM's descriptors; compiled when the first one is asked for. */
  private static final class Names {
    static final Pattern FLOAT_VIEW = Pattern.compile("F(\\d+)_([HFDQ])");
    static final Pattern VECTOR_GROUP = Pattern.compile("V(\\d+)M(\\d)");

    private Names() {}
  }

  /** The registers of a processor whose general registers have this width. */
  RiscVRegisters(int width) {
    super(width);
    this.width = width;
    for (int i = 0; i < GENERAL.length; i++) {
      name(GENERAL[i], add("x" + i, width, kindOf(i)));
    }
    name("fp", location("x8"));
    for (int i = 0; i < FLOAT.length; i++) {
      name(FLOAT[i], add("f" + i, FLOAT_WIDTH, Kind.VECTOR));
    }
    for (int i = 0; i < 32; i++) {
      add("v" + i, VECTOR_WIDTH, Kind.VECTOR);
    }
    status("fflags", 5);
    status("vtype", width);
    status("vl", width);
    status("vxsat", 1);
    status("vxrm", 2);
    addUnnamed("frm", 3, Kind.CONTROL);
    addUnnamed("vstart", width, Kind.CONTROL);
  }

  /** No compiler allocates gp, on which its relaxed addresses rest, or tp, the thread's own. */
  private static Kind kindOf(int general) {
    return switch (general) {
      case 0 -> Kind.ZERO;
      case 2 -> Kind.STACK_POINTER;
      case 3 -> Kind.CONTROL;
      case 4 -> Kind.SYSTEM;
      default -> Kind.GENERAL;
    };
  }

  private Location add(String name, int bits, Kind kind) {
    Location location = addUnnamed(name, bits, kind);
    name(name, location, 0, bits, RegisterView.whole(location).onWrite());
    return location;
  }

  private void name(String alias, Location location) {
    name(alias, location, 0, location.width(), WriteRule.ZERO_EXTEND);
  }

  private void status(String name, int bits) {
    flags.add(addUnnamed(name, bits, Kind.FLAG));
  }

  /** Width of a general register in bits. */
  public int width() {
    return width;
  }

  @Override
  public Location stackPointer() {
    return location("x2");
  }

  /** Float exceptions and the vector state (Reference, asm.rules.preserved-registers). */
  @Override
  public List<Location> flags() {
    return List.copyOf(flags);
  }

  @Override
  public List<Location> floatFlags() {
    return List.of(location("fflags"));
  }

  @Override
  public List<Location> floatControls() {
    return List.of(location("frm"));
  }

  @Override
  protected Optional<List<RegisterView>> describe(String llvmName) {
    Matcher narrow = Names.FLOAT_VIEW.matcher(llvmName);
    if (narrow.matches()) {
      return Optional.of(List.of(floatView(narrow.group(1), narrow.group(2))));
    }
    Matcher group = Names.VECTOR_GROUP.matcher(llvmName);
    if (group.matches()) {
      int first = Integer.parseInt(group.group(1));
      return Optional.of(vectors(first, Integer.parseInt(group.group(2))));
    }
    return Optional.empty();
  }

  /** The view of a float register for a format; narrow values are boxed in ones. */
  RegisterView floatView(String number, String format) {
    int bits =
        switch (format) {
          case "H" -> 16;
          case "F" -> 32;
          default -> FLOAT_WIDTH;
        };
    Location location = location("f" + number);
    return new RegisterView(location.name(), location, 0, bits, WriteRule.ONE_EXTEND);
  }

  private List<RegisterView> vectors(int first, int count) {
    List<RegisterView> group = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      group.add(RegisterView.whole(location("v" + i)));
    }
    return group;
  }
}
