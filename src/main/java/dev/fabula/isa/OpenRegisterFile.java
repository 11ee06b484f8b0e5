package dev.fabula.isa;

import dev.fabula.isa.Location.Kind;
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

/** A register file whose system registers are not enumerated: any name has one. */
public abstract class OpenRegisterFile implements RegisterFile {

  private final int systemWidth;
  private final Map<String, Location> locations = new LinkedHashMap<>();
  private final Map<String, RegisterView> views = new HashMap<>();
  private final Map<String, Location> system = new ConcurrentHashMap<>();
  private final Map<String, List<RegisterView>> described = new ConcurrentHashMap<>();

  /**
   * An empty file.
   *
   * @param systemWidth width of a system register in bits
   */
  protected OpenRegisterFile(int systemWidth) {
    this.systemWidth = systemWidth;
  }

  /** Adds a location that assembly does not speak of by this name. */
  protected final Location addUnnamed(String name, int width, Kind kind) {
    Location location = new Location(name, width, kind);
    locations.put(name, location);
    return location;
  }

  /** Adds a name for some bits of a location. */
  protected final void name(String name, Location location, int low, int width, WriteRule onWrite) {
    views.put(name, new RegisterView(name, location, low, width, onWrite));
  }

  @Override
  public final Collection<Location> locations() {
    return locations.values();
  }

  @Override
  public final Optional<RegisterView> view(String name) {
    return Optional.ofNullable(views.get(name));
  }

  /**
   * The location of this name outside of the system registers; throws if there is none.
   *
   * @param name lower-case name of a whole register or of one flag
   */
  public final Location location(String name) {
    Location location = locations.get(name);
    if (location == null) {
      throw new IllegalArgumentException("no location " + name);
    }
    return location;
  }

  /** The location of a system register under its lower-case name. */
  public final Location system(String name) {
    Location known = locations.get(name);
    return known != null
        ? known
        : system.computeIfAbsent(name, n -> new Location(n, systemWidth, Kind.SYSTEM));
  }

  @Override
  public final Optional<List<RegisterView>> described(String llvmName) {
    return Optional.of(
        described.computeIfAbsent(
            llvmName,
            name -> describe(name).orElseGet(() -> joined(name.toLowerCase(Locale.ROOT)))));
  }

  /** What a name of LLVM's stands for that is none of registers; empty for all others. */
  protected abstract Optional<List<RegisterView>> describe(String llvmName);

  /** LLVM joins the names of several registers with underscores. */
  private List<RegisterView> joined(String names) {
    return Arrays.stream(names.split("_"))
        .map(name -> view(name).orElseGet(() -> RegisterView.whole(system(name))))
        .toList();
  }

  /** The locations as a whole. */
  protected static Optional<List<RegisterView>> whole(List<Location> parts) {
    return Optional.of(parts.stream().map(RegisterView::whole).toList());
  }
}
