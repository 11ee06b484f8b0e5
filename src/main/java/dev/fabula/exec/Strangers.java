package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Option;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Callees at computed addresses that do not follow the conventions of functions: helpers that a
 * kernel maps at a fixed address, and the other side of a stack switch.
 */
final class Strangers {

  private static final String LEFT = "callee.";

  private Strangers() {}

  /** Whether the code relies on such a callee to keep or to return what no function does. */
  static boolean areCalled(Run run, List<Path> paths) {
    return !run.valuation().isConcrete() && paths.stream().anyMatch(p -> calls(run, p));
  }

  private static boolean calls(Run run, Path path) {
    return path.events().stream()
        .anyMatch(call ->
            address(call)
                .filter(a ->
                    isUnknown(run, a) && keepsFrom(run, call)
                        || StackSwitch.load(a).isPresent() && returnsMore(run, path))
                .isPresent());
  }

  private static boolean isUnknown(Run run, Term address) {
    return address.isConstant() && KernelHelper.at(run.contract().target(), address).isEmpty();
  }

  private static Optional<Term> address(Occurrence call) {
    return call.event() instanceof Event.FunctionCall function && function.function().isEmpty()
        ? call.passed().stream().findFirst()
        : Optional.empty();
  }

  /** Whether the site keeps a register to itself that functions may change. */
  private static boolean keepsFrom(Run run, Occurrence call) {
    return call.changed().stream()
        .filter(l -> l.kind() == Location.Kind.GENERAL)
        .anyMatch(l -> !isGivenUp(run, l));
  }

  /**
   * Whether a location may hold anything when a call comes back. No callee can tell in which
   * register of a class an operand is.
   */
  static boolean isGivenUp(Run run, Location location) {
    return location.kind() == Location.Kind.FLAG && !run.contract().promises(Option.PRESERVES_FLAGS)
        || run.contract().clobbers().contains(location.name())
        || run.allocation().at(run.contract(), location.name()).stream()
            .anyMatch(s -> s.writes() && s.fixed());
  }

  /** Whether the site hands on what functions only leave behind. */
  private static boolean returnsMore(Run run, Path path) {
    return path.exit().isNormal()
        && (keepsNothing(run, path) || handsOn(run, path) || movesStack(run, path));
  }

  /** Whether the site gives up or saves itself most of the registers that functions keep. */
  private static boolean keepsNothing(Run run, Path path) {
    List<Location> kept =
        CalleeSaved.inC(run.contract().target()).stream()
            .flatMap(part -> run.registers().view(part.name()).stream())
            .map(RegisterView::location)
            .filter(l -> l.kind() == Location.Kind.GENERAL)
            .toList();
    long lost =
        kept.stream()
            .filter(l -> isGivenUp(run, l) || path.finish().changes().containsKey(l))
            .count();
    return 2 * lost > kept.size();
  }

  private static boolean movesStack(Run run, Path path) {
    Term pointer = path.finish().get(run.registers().stackPointer()).base();
    return pointer.op() == Op.APPLY && pointer.name().startsWith(LEFT)
        || haveLeftover(pointer.variables());
  }

  private static boolean handsOn(Run run, Path path) {
    Stream<Location> outputs =
        run.contract().slots().stream()
            .filter(s -> s.kept() && s.writes())
            .map(s -> run.allocation().of(s).base())
            .flatMap(name -> run.registers().view(name).stream())
            .map(RegisterView::location);
    return outputs.map(l -> path.finish().get(l).variables()).anyMatch(Strangers::haveLeftover);
  }

  private static boolean haveLeftover(Set<Term> variables) {
    return variables.stream().anyMatch(v -> !v.isMemory() && v.name().startsWith(LEFT));
  }
}
