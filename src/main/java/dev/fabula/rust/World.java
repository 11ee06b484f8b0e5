package dev.fabula.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of machine that rustc compiles for, as far as conditions tell machines apart. An absent
 * part is not known.
 *
 * @param machine the architecture
 * @param system the operating system
 */
record World(Machine machine, Optional<OperatingSystem> system) implements Condition.Settings {
  private static final Set<String> NEVER =
      Set.of("miri", "loom", "doc", "doctest", "rustfmt", "clippy");

  /** All architectures, each without an operating system. */
  static final List<World> ALL =
      Machine.ALL.stream().map(m -> new World(m, Optional.empty())).toList();

  /** The same architecture under every operating system. */
  List<World> withSystems() {
    List<World> worlds = new ArrayList<>();
    OperatingSystem.ALL.forEach(s -> worlds.add(new World(machine, Optional.of(s))));
    return worlds;
  }

  @Override
  public Truth truth(String key, Optional<String> value) {
    if (NEVER.contains(key)) {
      return Truth.FALSE;
    }
    if (value.isEmpty()) {
      return family(key);
    }
    String wanted = value.get();
    return switch (key) {
      case "target_arch" -> Truth.of(machine.name().equals(wanted));
      case "target_pointer_width" ->
          Truth.of(Integer.toString(machine.pointerWidth()).equals(wanted));
      case "target_endian" -> Truth.of(machine.endian().equals(wanted));
      case "target_os" -> system(wanted, OperatingSystem.names(), OperatingSystem::name);
      case "target_vendor" -> system(wanted, Set.of("apple"), OperatingSystem::vendor);
      case "target_env" ->
          system(wanted, OperatingSystem.environments(), OperatingSystem::environment);
      case "target_family" -> wanted.equals("wasm") ? wasm() : family(wanted);
      default -> Truth.UNKNOWN;
    };
  }

  private Truth wasm() {
    return Truth.of(machine.name().startsWith("wasm"));
  }

  private Truth family(String key) {
    boolean known = key.equals("unix") || key.equals("windows");
    return known ? system(key, Set.of(key), OperatingSystem::family) : Truth.UNKNOWN;
  }

  private Truth system(String wanted, Set<String> known, Function<OperatingSystem, String> part) {
    if (system.isEmpty() || !known.contains(wanted)) {
      return Truth.UNKNOWN;
    }
    return Truth.of(part.apply(system.get()).equals(wanted));
  }
}
