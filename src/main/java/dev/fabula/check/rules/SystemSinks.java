package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Observed;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a site leaves in registers of the system, and what it tells devices and the system. */
final class SystemSinks {

  private SystemSinks() {}

  /** Adds the values of a path that are not defined for certain. */
  static void add(Examination examination, Path path, List<Dependence.Sink> result) {
    path.finish().changes().entrySet().stream()
        .filter(e -> isState(e.getKey()) && Dependence.isOpenItself(examination, e.getValue()))
        .sorted(Comparator.comparing((Map.Entry<Location, Term> e) -> e.getKey().name()))
        .forEach(e -> result.add(state(examination, path, e.getKey(), e.getValue())));
    for (Occurrence occurrence : path.events()) {
      if (!occurrence.isCall()) {
        for (Term told : occurrence.passed()) {
          if (Dependence.isOpen(examination, told)) {
            result.add(sink(path, told, Optional.of(occurrence.at()), SystemSinks::events));
          }
        }
      }
    }
  }

  private static boolean isState(Location location) {
    return switch (location.kind()) {
      case SYSTEM, CONTROL -> true;
      case GENERAL, VECTOR, MASK, X87, CONDITION, STACK_POINTER, FLAG, DIRECTION, ZERO -> false;
    };
  }

  private static Dependence.Sink state(
      Examination examination, Path path, Location location, Term value) {
    return sink(
        path,
        value,
        examination.lastWriter(path, location),
        p -> Observed.atEnd(Observed.value(location.name(), p.finish().get(location))));
  }

  private static Dependence.Sink sink(
      Path path, Term value, Optional<Instruction> culprit, Function<Path, Observed> observation) {
    return new Dependence.Sink(
        path,
        Dependence.Kind.SYSTEM,
        Optional.empty(),
        value,
        path.conditions(),
        culprit,
        observation);
  }

  private static Observed events(Path path) {
    return Observed.onTheWay(
        path.events().stream()
            .filter(o -> !o.isCall() && !o.passed().isEmpty())
            .map(o -> "`" + o.at() + "` is given " + Observed.words(o.passed()))
            .toList());
  }
}
