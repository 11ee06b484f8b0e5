package dev.fabula.isa.described;

import dev.fabula.isa.Location;
import dev.fabula.isa.Location.Kind;
import dev.fabula.isa.RegisterFile;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.RegisterView.WriteRule;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A register file in which each register has LLVM's names beside its own. */
final class NamedRegisters implements RegisterFile {

  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, RegisterView> views = new HashMap<>();
  private final Map<String, List<RegisterView>> described = new ConcurrentHashMap<>();
  private final Map<String, Location> system = new ConcurrentHashMap<>();
  private final Location stackPointer;
  private final List<Location> flags;
  private final List<Location> floatFlags;
  private final List<Location> floatControls;

  private NamedRegisters(Builder builder) {
    locations.putAll(builder.locations);
    builder.locations.values().forEach(l -> views.put(l.name(), RegisterView.whole(l)));
    described.putAll(builder.described);
    stackPointer = location(builder.stackPointer);
    flags = ofKind(Kind.FLAG);
    floatFlags = flags.stream().filter(l -> l.name().startsWith("float_")).toList();
    floatControls =
        ofKind(Kind.CONTROL).stream().filter(l -> l.name().startsWith("float_")).toList();
  }

  private List<Location> ofKind(Kind kind) {
    return locations.values().stream().filter(l -> l.kind() == kind).toList();
  }

  Location location(String name) {
    return Optional.ofNullable(locations.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no location " + name));
  }

  /** A system register of 64 bits, of which any name has one. */
  Location system(String name) {
    return system.computeIfAbsent(name, n -> new Location(n, 64, Kind.SYSTEM));
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

  @Override
  public List<Location> flags() {
    return flags;
  }

  @Override
  public List<Location> floatFlags() {
    return floatFlags;
  }

  @Override
  public List<Location> floatControls() {
    return floatControls;
  }

  @Override
  public Optional<List<RegisterView>> described(String llvmName) {
    return Optional.ofNullable(described.get(llvmName));
  }

  /** Collects registers. */
  static final class Builder {
    private final Map<String, Location> locations = new LinkedHashMap<>();
    private final Map<String, List<RegisterView>> described = new HashMap<>();
    private final String stackPointer;

    Builder(String stackPointer) {
      this.stackPointer = stackPointer;
    }

    /** A register under the upper-case form of its own name. */
    Builder add(String name, int width, Kind kind) {
      locations.put(name, new Location(name, width, kind));
      return name(name.toUpperCase(Locale.ROOT), name, 0, width);
    }

    /** Another name for some bits of a register; writes keep the others. */
    Builder name(String llvmName, String location, int low, int width) {
      Location whole = java.util.Objects.requireNonNull(locations.get(location), location);
      String name = llvmName.toLowerCase(Locale.ROOT);
      described.put(llvmName, List.of(new RegisterView(name, whole, low, width, WriteRule.MERGE)));
      return this;
    }

    /** A name for several registers, which have names already. */
    Builder group(String llvmName, String... names) {
      described.put(
          llvmName, java.util.Arrays.stream(names).flatMap(n -> known(n).stream()).toList());
      return this;
    }

    private List<RegisterView> known(String name) {
      return java.util.Objects.requireNonNull(described.get(name), name);
    }

    NamedRegisters build() {
      return new NamedRegisters(this);
    }
  }
}
