package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.Observed;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Origin;
import dev.fabula.exec.Path;
import dev.fabula.isa.Access;
import dev.fabula.isa.Instruction;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Where what a site does depends on something that its contract leaves undefined. */
final class Dependence {

  private Dependence() {}

  /** What it is that depends. */
  enum Kind {
    /** The value of an output. */
    OUTPUT,
    /** The way that control takes. */
    CONTROL,
    /** An address or value that is written to memory. */
    MEMORY,
    /** What a device or the system gets to see. */
    SYSTEM,
    /** What a naked function returns. */
    RESULT
  }

  /**
   * A value that must not depend on anything undefined.
   *
   * @param path the path
   * @param kind what the value is for
   * @param slot the output, if it is one
   * @param value the value
   * @param assumptions conditions under which it is computed
   * @param culprit the instruction to point at
   * @param observation what to compare between two replays
   */
  record Sink(
      Path path,
      Kind kind,
      Optional<Slot> slot,
      Term value,
      List<Term> assumptions,
      Optional<Instruction> culprit,
      Function<Path, Observed> observation) {

    /** What messages call it. */
    String display() {
      return switch (kind) {
        case OUTPUT -> "the output `" + slot.orElseThrow().name() + "`";
        case CONTROL -> "the way that control takes";
        case MEMORY -> "what is written to memory";
        case SYSTEM -> "what the system is told";
        case RESULT -> "what the function returns";
      };
    }

    /** Tells sinks apart that are the same on every path. */
    String subject() {
      return kind + slot.map(s -> " " + s.index()).orElse("");
    }
  }

  private record Sinks(List<Sink> all) {}

  /** All values of a site that must be defined and are not for certain. */
  static List<Sink> sinks(Examination examination) {
    return examination.once(Sinks.class, each -> new Sinks(List.copyOf(find(each)))).all();
  }

  private static List<Sink> find(Examination examination) {
    List<Sink> result = new ArrayList<>();
    if (examination.contract().kind() != MacroKind.ASM) {
      return NakedResult.sinks(examination);
    }
    for (Path path : examination.paths()) {
      addOutputs(examination, path, result);
      addDecisions(examination, path, result);
      addStores(examination, path, result);
      SystemSinks.add(examination, path, result);
    }
    return result;
  }

  private static void addOutputs(Examination examination, Path path, List<Sink> result) {
    if (!path.exit().isNormal()) {
      return;
    }
    for (Slot slot : examination.contract().slots()) {
      if (slot.kept()) {
        Term value = examination.output(path, slot);
        if (isOpen(examination, value) && !isLeftOpen(examination, slot, value)) {
          result.add(output(examination, path, slot, value));
        }
      }
    }
  }

  /** Bits of an output that may be uninitialised hold anything, also what was there before. */
  private static boolean isLeftOpen(Examination examination, Slot slot, Term value) {
    return slot.mayStayUnset() && isCarried(value, v -> !examination.isDefined(v));
  }

  private static Sink output(Examination examination, Path path, Slot slot, Term value) {
    var register = examination.run().allocation().of(slot);
    var location = examination.run().registers().view(register.base()).orElseThrow().location();
    Function<Path, Observed> observation =
        p -> Observed.atEnd(Observed.value(slot.name(), examination.output(p, slot)));
    return new Sink(
        path,
        Kind.OUTPUT,
        Optional.of(slot),
        value,
        path.conditions(),
        examination.lastWriter(path, location),
        observation);
  }

  private static void addDecisions(Examination examination, Path path, List<Sink> result) {
    for (int i = 0; i < path.decisions().size(); i++) {
      Path.Decision decision = path.decisions().get(i);
      if (isOpen(examination, decision.condition())) {
        result.add(
            new Sink(
                path,
                Kind.CONTROL,
                Optional.empty(),
                decision.condition(),
                path.conditions().subList(0, Math.min(i, path.conditions().size())),
                Optional.of(decision.at()),
                Dependence::way));
      }
    }
  }

  private static void addStores(Examination examination, Path path, List<Sink> result) {
    boolean context = savesContext(examination, path);
    for (MemoryAccess access : path.accesses()) {
      if (access.write() && access.region().isShared()) {
        addStore(examination, path, access, access.address(), result);
        access.values().stream()
            .filter(value -> !isSave(examination, path, access, value, context))
            .forEach(value -> addStore(examination, path, access, value, result));
      }
    }
  }

  private static void addStore(
      Examination examination, Path path, MemoryAccess access, Term value, List<Sink> result) {
    if (isOpen(examination, value)) {
      result.add(
          new Sink(
              path,
              Kind.MEMORY,
              Optional.empty(),
              value,
              path.conditions(),
              Optional.of(access.at()),
              Dependence::outsideStores));
    }
  }

  private static Observed outsideStores(Path path) {
    return Observed.onTheWay(Observed.stores(path));
  }

  private static Observed way(Path path) {
    List<String> steps = path.steps().stream().map(s -> "`" + s.at() + "`").toList();
    return new Observed(List.of(path.exit().words()), List.of(steps));
  }

  static boolean isOpen(Examination examination, Term value) {
    return value.variables().stream().anyMatch(v -> !examination.isDefined(v));
  }

  /** The same, but for what may have come there by way of memory. */
  static boolean isOpenItself(Examination examination, Term value) {
    Set<Term> seen = new HashSet<>();
    Deque<Term> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      Term term = open.pop();
      if (!term.isMemory() && seen.add(term)) {
        if (term.op() == Op.VARIABLE && !examination.isDefined(term)) {
          return true;
        }
        term.arguments().forEach(open::push);
      }
    }
    return false;
  }

  /**
   * Flags, and registers that functions keep, may be stored as they are, to be restored by whoever
   * reads them. What is exchanged for the content of a scratch register is nobody's value: such an
   * exchange serves as a fence.
   */
  private static boolean isSave(
      Examination examination, Path path, MemoryAccess access, Term value, boolean context) {
    return isMoved(value)
        && value.variables().stream()
            .map(examination.run()::origin)
            .allMatch(o ->
                o.isDefined()
                    || isSaved(examination, o)
                    || (context && o instanceof Origin.Undeclared)
                    || (o instanceof Origin.Unset unset && isExchange(path, access, unset)));
  }

  /** Whether the instruction that stores a register also gives it another value. */
  private static boolean isExchange(Path path, MemoryAccess access, Origin.Unset unset) {
    return access.access().filter(a -> a.kind() == Access.Kind.ATOMIC).isPresent()
        && path.steps().stream()
            .anyMatch(s -> s.at() == access.at() && s.written(unset.location()).isPresent());
  }

  /** Whether so many registers are stored unread that it must be the state of a whole task. */
  private static boolean savesContext(Examination examination, Path path) {
    return path.accesses().stream()
            .filter(a -> a.write() && a.value().isPresent() && isMoved(a.value().get()))
            .flatMap(a -> a.value().get().variables().stream())
            .map(examination.run()::origin)
            .filter(Origin.Undeclared.class::isInstance)
            .distinct()
            .count()
        >= MemoryAccess.LEAST_OF_A_CONTEXT;
  }

  private static boolean isSaved(Examination examination, Origin origin) {
    return origin instanceof Origin.Flag
        || (origin instanceof Origin.Undeclared undeclared
            && CalleeSaved.keeps(examination.contract().target(), undeclared.location().name()));
  }

  /** Whether a value is made of others by moving bits only. */
  static boolean isMoved(Term value) {
    if (value.op() == Op.CONSTANT || value.op() == Op.VARIABLE) {
      return true;
    }
    return (value.op() == Op.CONCAT || value.op() == Op.EXTRACT || value.op() == Op.LOAD)
        && value.arguments().stream().filter(a -> !a.isMemory()).allMatch(Dependence::isMoved);
  }

  /** Whether unknowns reach a value only by being moved there, on some way through the code. */
  static boolean isCarried(Term value, Predicate<Term> unknown) {
    if (value.variables().stream().noneMatch(unknown)) {
      return true;
    }
    return switch (value.op()) {
      case VARIABLE -> true;
      case CONCAT, EXTRACT -> value.arguments().stream().allMatch(a -> isCarried(a, unknown));
      case ITE ->
          value.argument(0).variables().stream().noneMatch(unknown)
              && isCarried(value.argument(1), unknown)
              && isCarried(value.argument(2), unknown);
      default -> false;
    };
  }

  /** The unknowns of a value that come from certain origins. */
  static Set<Term> unknowns(Examination examination, Term value, Predicate<Origin> wanted) {
    Set<Term> result = new LinkedHashSet<>();
    for (Term variable : value.variables()) {
      if (wanted.test(examination.run().origin(variable))) {
        result.add(variable);
      }
    }
    return result;
  }
}
