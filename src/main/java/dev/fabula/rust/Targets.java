package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.site.Target;
import dev.fabula.site.Target.Basis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides for which machines a site is read.
 *
 * @param request the target that the user asked for
 * @param host the machine that we run on
 */
record Targets(Optional<TargetRequest> request, TargetRequest host) {
  private static final Hints NO_HINTS = new Hints(List.of(), List.of(), List.of());

  /**
   * What names tell of the architecture of a file.
   *
   * @param path names of the folders, files and modules around the site inside its crate
   * @param uses architectures of the crates and modules that the file uses
   * @param crate architectures that the crate as a whole is for
   */
  record Hints(List<String> path, List<String> uses, List<String> crate) {}

  /**
   * A machine to read a site for.
   *
   * @param world what conditions see of it
   * @param requested the instruction set that the user asked for, where it has several
   * @param basis what decided it
   * @param guessed whether the system is only that of this machine
   */
  record Choice(World world, Mode requested, Basis basis, boolean guessed) {

    private Mode mode(Architecture architecture, Set<String> features) {
      if (architecture == Architecture.ARM && features.contains("mclass")) {
        return Mode.MICROCONTROLLER;
      }
      return architecture == Architecture.ARM && features.contains("thumb-mode")
          ? Mode.THUMB
          : requested;
    }

    /** The target of the choice; empty if it is an architecture that we do not know. */
    Optional<Target> target(SortedSet<String> features) {
      Optional<Architecture> architecture = world.machine().architecture();
      Optional<String> system = world.system().map(OperatingSystem::name);
      return architecture.map(
          a -> new Target(a, mode(a, features), system, features, basis, guessed));
    }
  }

  /** The machines for a site under the given condition; none if no machine meets it. */
  List<Choice> choose(Condition condition, Hints hints) {
    List<World> possible =
        World.ALL.stream().filter(w -> condition.evaluate(w) != Truth.FALSE).toList();
    Set<String> mentioned = mentioned(condition);
    List<World> stated =
        possible.stream().filter(w -> mentioned.contains(w.machine().name())).toList();
    if (!stated.isEmpty()) {
      return choices(usual(stated), condition, hints, Basis.CONDITION);
    }
    possible = possible.stream().filter(w -> w.machine().isUsual()).toList();
    for (List<String> names : List.of(Conventions.ofPath(hints.path()), hints.uses())) {
      List<Choice> byName = restrict(possible, names, condition, hints, Basis.CONVENTION);
      if (!byName.isEmpty()) {
        return byName;
      }
    }
    List<Choice> byCrate = restrict(possible, hints.crate(), condition, hints, Basis.CRATE);
    if (!byCrate.isEmpty()) {
      return byCrate;
    }
    return otherwise(possible, condition, hints);
  }

  /** The machine that a compiler compiled for, if it is one that we know. */
  Optional<Choice> compiledFor(String architecture) {
    return restrict(World.ALL, List.of(architecture), Conditions.ALWAYS, NO_HINTS, Basis.COMPILER)
        .stream()
        .findFirst();
  }

  private List<Choice> otherwise(List<World> possible, Condition condition, Hints hints) {
    if (request.isPresent()) {
      List<Choice> asked =
          restrict(possible, request.get().names(), condition, hints, Basis.REQUEST);
      if (!asked.isEmpty()) {
        return asked;
      }
    }
    List<Choice> here = restrict(possible, host.names(), condition, hints, Basis.HOST);
    return here.isEmpty()
        ? choices(possible.stream().limit(1).toList(), condition, hints, Basis.CONDITION)
        : here;
  }

  private List<Choice> restrict(
      List<World> possible, List<String> names, Condition condition, Hints hints, Basis basis) {
    List<World> worlds =
        names.stream()
            .flatMap(n -> possible.stream().filter(w -> w.machine().name().equals(n)).limit(1))
            .toList();
    return choices(worlds, condition, hints, basis);
  }

  /** One variant of each architecture. */
  private static List<World> usual(List<World> worlds) {
    Set<String> seen = new HashSet<>();
    return worlds.stream().filter(w -> seen.add(w.machine().name())).toList();
  }

  private List<Choice> choices(List<World> worlds, Condition condition, Hints hints, Basis basis) {
    Optional<String> custom = OperatingSystem.ofPath(hints.path());
    List<Choice> choices = new ArrayList<>();
    for (World world : worlds) {
      Set<String> systems = names(possible(world, condition));
      boolean guessed =
          request.isEmpty() && systems.size() != 1 && custom.filter(systems::contains).isEmpty();
      system(world, condition, custom)
          .ifPresent(w -> choices.add(new Choice(w, requested(w), basis, guessed)));
    }
    return choices;
  }

  private Mode requested(World world) {
    TargetRequest wanted = request.orElse(host);
    return wanted.names().contains(world.machine().name()) ? wanted.mode() : Mode.DEFAULT;
  }

  private static List<World> possible(World world, Condition condition) {
    return world.withSystems().stream().filter(w -> condition.evaluate(w) != Truth.FALSE).toList();
  }

  private static Set<String> names(List<World> worlds) {
    return worlds.stream()
        .map(w -> w.system().orElseThrow().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The world with the operating system that the condition, the user or a name settles, if any. */
  private Optional<World> system(World world, Condition condition, Optional<String> custom) {
    List<World> possible = possible(world, condition);
    if (possible.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = names(possible);
    boolean one = names.size() == 1;
    Optional<String> asked = request.flatMap(r -> systemOf(r, world));
    Optional<String> here = request.isPresent() ? Optional.empty() : systemOf(host, world);
    String wanted = asked.or(() -> custom).or(() -> here).filter(names::contains).orElse("");
    return possible.stream()
        .filter(w -> one || w.system().orElseThrow().name().equals(wanted))
        .findFirst()
        .or(() -> Optional.of(world));
  }

  private static Optional<String> systemOf(TargetRequest wanted, World world) {
    return wanted.names().contains(world.machine().name()) ? wanted.system() : Optional.empty();
  }

  private static Set<String> mentioned(Condition condition) {
    Set<String> names = new HashSet<>();
    condition.forEachAtom(atom -> {
      if (atom.key().equals("target_arch")) {
        atom.value().ifPresent(names::add);
      }
    });
    return Collections.unmodifiableSet(names);
  }
}
