package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The register file of x86-64 or i686. */
public final class X86Registers implements RegisterFile {

  private static final List<String> LETTERED =
      List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");

  private final Mode mode;
  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, RegisterView> views = new HashMap<>();
  private final Map<String, RegisterView> clearing = new HashMap<>();
  private final Map<String, Optional<List<RegisterView>>> described = new ConcurrentHashMap<>();
  private final Map<String, Optional<List<RegisterView>>> describedClearing =
      new ConcurrentHashMap<>();
  private final List<Location> flags;

  final Location cf = add("cf", 1, Kind.FLAG);
  final Location pf = add("pf", 1, Kind.FLAG);
  final Location af = add("af", 1, Kind.FLAG);
  final Location zf = add("zf", 1, Kind.FLAG);
  final Location sf = add("sf", 1, Kind.FLAG);
  final Location of = add("of", 1, Kind.FLAG);
  final Location df = add("df", 1, Kind.DIRECTION);
  final Location tf = add("tf", 1, Kind.SYSTEM);
  final Location interrupts = add("if", 1, Kind.SYSTEM);
  final Location iopl = add("iopl", 2, Kind.SYSTEM);
  final Location nt = add("nt", 1, Kind.SYSTEM);
  final Location ac = add("ac", 1, Kind.SYSTEM);
  final Location vif = add("vif", 1, Kind.SYSTEM);
  final Location vip = add("vip", 1, Kind.SYSTEM);
  final Location id = add("id", 1, Kind.SYSTEM);
  final Location mxcsrFlags = add("mxcsr_flags", 6, Kind.FLAG);
  final Location mxcsrControl = add("mxcsr_control", 26, Kind.CONTROL);
  final Location x87Status = add("x87_status", 16, Kind.FLAG);
  final Location x87Top = add("x87_top", 3, Kind.CONTROL);
  final Location x87Tag = add("x87_tag", 8, Kind.CONTROL);
  final Location x87Control = add("x87_control", 16, Kind.CONTROL);
  final Location pkru = add("pkru", 32, Kind.SYSTEM);
  final Location fsBase;
  final Location gsBase;
  final Location kernelGsBase;
  final Location system = add("system", 64, Kind.SYSTEM);
  final Location tileConfig = add("tilecfg", 512, Kind.VECTOR);

  /** The register file of the given mode. */
  public X86Registers(Mode mode) {
    this.mode = mode;
    fsBase = add("fs_base", mode.width(), Kind.SYSTEM);
    gsBase = add("gs_base", mode.width(), Kind.SYSTEM);
    kernelGsBase = add("kernel_gs_base", mode.width(), Kind.SYSTEM);
    for (String word : LETTERED) {
      addLettered(word);
    }
    if (mode == Mode.BITS_64) {
      for (int n = 8; n < 16; n++) {
        addNumbered("r" + n);
      }
    }
    addVectors(mode == Mode.BITS_64 ? 32 : 8);
    for (int n = 0; n < 8; n++) {
      addX87(n);
      add("k" + n, 64, Kind.MASK);
      add("tmm" + n, 8192, Kind.VECTOR);
    }
    addSystem();
    flags = List.of(cf, pf, af, zf, sf, of, x87Status, mxcsrFlags);
  }

  private Location add(String name, int width, Kind kind) {
    Location location = new Location(name, width, kind);
    locations.put(name, location);
    views.put(name, RegisterView.whole(location));
    return location;
  }

  private void addView(String name, Location location, int low, int width, WriteRule rule) {
    views.put(name, new RegisterView(name, location, low, width, rule));
  }

  private void addLettered(String word) {
    Kind kind = word.equals("sp") ? Kind.STACK_POINTER : Kind.GENERAL;
    boolean wide = mode == Mode.BITS_64;
    Location whole = add((wide ? "r" : "e") + word, mode.width(), kind);
    if (wide) {
      addView("e" + word, whole, 0, 32, WriteRule.ZERO_EXTEND);
    }
    addView(word, whole, 0, 16, WriteRule.MERGE);
    if (word.endsWith("x")) {
      addView(word.charAt(0) + "l", whole, 0, 8, WriteRule.MERGE);
      addView(word.charAt(0) + "h", whole, 8, 8, WriteRule.MERGE);
    } else if (wide) {
      addView(word + "l", whole, 0, 8, WriteRule.MERGE);
    }
  }

  private void addNumbered(String name) {
    Location whole = add(name, 64, Kind.GENERAL);
    addView(name + "d", whole, 0, 32, WriteRule.ZERO_EXTEND);
    addView(name + "w", whole, 0, 16, WriteRule.MERGE);
    addView(name + "b", whole, 0, 8, WriteRule.MERGE);
  }

  private void addVectors(int count) {
    for (int n = 0; n < count; n++) {
      Location whole = add("zmm" + n, 512, Kind.VECTOR);
      for (int width = 128; width < 512; width *= 2) {
        String name = (width == 128 ? "xmm" : "ymm") + n;
        addView(name, whole, 0, width, WriteRule.MERGE);
        clearing.put(name, new RegisterView(name, whole, 0, width, WriteRule.ZERO_EXTEND));
      }
    }
  }

  private void addX87(int n) {
    Location whole = add("st" + n, 80, Kind.X87);
    addView("st(" + n + ")", whole, 0, 80, WriteRule.MERGE);
    addView("mm" + n, whole, 0, 64, WriteRule.ONE_EXTEND);
    if (n == 0) {
      addView("st", whole, 0, 80, WriteRule.MERGE);
    }
  }

  private void addSystem() {
    for (String segment : List.of("es", "cs", "ss", "ds", "fs", "gs")) {
      add(segment, 16, Kind.SYSTEM);
    }
    for (int n = 0; n < 16; n++) {
      add("cr" + n, mode.width(), Kind.SYSTEM);
      add("dr" + n, mode.width(), Kind.SYSTEM);
    }
    add("xcr0", 64, Kind.SYSTEM);
    add("ssp", mode.width(), Kind.SYSTEM);
  }

  /** The mode whose registers these are. */
  public Mode mode() {
    return mode;
  }

  @Override
  public Collection<Location> locations() {
    return locations.values();
  }

  /** The location of the given name, which must be one of this file. */
  public Location location(String name) {
    Location found = locations.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no location " + name + " in " + mode);
    }
    return found;
  }

  @Override
  public Optional<RegisterView> view(String name) {
    return Optional.ofNullable(views.get(name));
  }

  /**
   * The view that a name stands for in an instruction with a VEX or EVEX prefix: narrow vector
   * names then clear the rest of the register (Intel SDM volume 1, 14.1.2).
   */
  Optional<RegisterView> clearingView(String name) {
    RegisterView found = clearing.get(name);
    return found == null ? view(name) : Optional.of(found);
  }

  /** The general register with the given two-letter stem, such as {@code ax}, in full width. */
  Location general(String stem) {
    return location((mode == Mode.BITS_64 ? "r" : "e") + stem);
  }

  /** The view of a general register with the given two-letter stem and width in bits. */
  RegisterView general(String stem, int width) {
    String name =
        switch (width) {
          case 8 -> stem.charAt(0) + "l";
          case 16 -> stem;
          case 32 -> "e" + stem;
          default -> "r" + stem;
        };
    return view(name).orElseThrow(() -> new IllegalArgumentException(name + " in " + mode));
  }

  @Override
  public Location stackPointer() {
    return general("sp");
  }

  @Override
  public List<Location> flags() {
    return flags;
  }

  /** The flags of EFLAGS that arithmetic writes. */
  List<Location> arithmeticFlags() {
    return flags.subList(0, 6);
  }

  @Override
  public List<Location> floatFlags() {
    return List.of(mxcsrFlags);
  }

  @Override
  public Optional<List<RegisterView>> described(String llvmName) {
    return described.computeIfAbsent(llvmName, name -> describe(name, this::view));
  }

  private Optional<List<RegisterView>> describe(
      String llvmName, Function<String, Optional<RegisterView>> views) {
    return switch (llvmName) {
      case "EFLAGS" -> whole(arithmeticFlags());
      case "MXCSR" -> whole(List.of(mxcsrFlags, mxcsrControl));
      case "FPSW" -> whole(List.of(x87Status, x87Top));
      case "FPCW" -> whole(List.of(x87Control));
      case "RIP", "EIP", "IP" -> whole(List.of());
      default -> pair(llvmName.toLowerCase(Locale.ROOT), views);
    };
  }

  private static Optional<List<RegisterView>> whole(List<Location> parts) {
    return Optional.of(parts.stream().map(RegisterView::whole).toList());
  }

  /** LLVM joins the names of a pair of mask registers with an underscore. */
  private static Optional<List<RegisterView>> pair(
      String name, Function<String, Optional<RegisterView>> views) {
    List<RegisterView> result = new ArrayList<>();
    for (String part : name.split("_")) {
      views.apply(part).ifPresent(result::add);
    }
    return result.isEmpty() ? Optional.empty() : Optional.of(result);
  }

  /** The same registers as instructions with a VEX or EVEX prefix write them. */
  RegisterFile clearing() {
    return new Clearing(this);
  }

  private record Clearing(X86Registers whole) implements RegisterFile {
    @Override
    public Collection<Location> locations() {
      return whole.locations();
    }

    @Override
    public Optional<RegisterView> view(String name) {
      return whole.clearingView(name);
    }

    @Override
    public Location stackPointer() {
      return whole.stackPointer();
    }

    @Override
    public List<Location> flags() {
      return whole.flags();
    }

    @Override
    public List<Location> floatFlags() {
      return whole.floatFlags();
    }

    @Override
    public Optional<List<RegisterView>> described(String llvmName) {
      return whole.describedClearing.computeIfAbsent(
          llvmName, name -> whole.describe(name, whole::clearingView));
    }
  }
}
