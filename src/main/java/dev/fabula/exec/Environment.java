package dev.fabula.exec;

import dev.fabula.asm.Mode;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Callee;
import dev.fabula.site.Slot;
import dev.fabula.site.SystemInterface;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What code outside of a site does to its state: the system behind a system call, and functions
 * that the site calls.
 *
 * <p>Results are uninterpreted functions of the memory and of the registers that can carry
 * arguments: those that operands or the text name.
 */
final class Environment {

  /** Kernels look at the low half of a wide register (Linux, {@code do_syscall_64}). */
  private static final int NUMBER_BITS = 32;

  private final Run run;
  private final Set<String> named;

  /**
   * The environment of a run.
   *
   * @param named names of the locations that the text uses by name
   */
  Environment(Run run, Set<String> named) {
    this.run = run;
    this.named = Set.copyOf(named);
  }

  /** Gives result registers, outputs and the memory the values that the system leaves. */
  void systemCall(Machine machine, Event.SystemCall call, int count) {
    Optional<SystemInterface> described =
        run.contract().system().filter(s -> s.instruction().equals(call.instruction()));
    if (described.isPresent()) {
      describedCall(machine, described.get(), count);
      return;
    }
    number(machine, call);
    List<Term> arguments = arguments(machine, name -> true);
    Optional<SystemConvention> convention =
        SystemConvention.of(
            call,
            run.contract().target(),
            name -> location(name).filter(l -> isPassed(machine, l)).isPresent());
    Set<Location> changed = locations(convention.map(SystemConvention::changed).orElse(Set.of()));
    machine.callee(
        arguments,
        changed,
        convention.map(SystemConvention::confidence).orElse(Occurrence.Confidence.KNOWN));
    for (Slot slot : run.contract().slots()) {
      if (slot.fixed() && slot.writes() && !isScratch(slot)) {
        location(slot.register().base()).ifPresent(changed::add);
      }
    }
    changed.forEach(l -> machine.set(l, result("system." + count, l, arguments)));
    sweepMemory(machine, "system." + count, arguments);
  }

  /**
   * What a description says: values of the system's own, and registers that hold nothing of use.
   */
  private void describedCall(Machine machine, SystemInterface system, int count) {
    String who = "system." + count;
    List<Term> arguments =
        locations(system.passed()).stream().map(l -> definedPart(machine, l)).toList();
    Set<Location> lost = locations(system.lost());
    system.resume().ifPresent(resume -> resume(machine, resume));
    if (system.losesFlags()) {
      lost.addAll(run.registers().flags());
    }
    Set<Location> results = locations(system.results());
    lost.removeAll(results);
    Set<Location> changed = new LinkedHashSet<>(results);
    changed.addAll(lost);
    machine.callee(arguments, changed, Occurrence.Confidence.KNOWN);
    results.forEach(l -> machine.set(l, result(who, l, arguments)));
    lost.forEach(l -> machine.set(l, lostTo(who, l)));
    if (system.writesMemory()) {
      sweepMemory(machine, who, arguments);
    }
  }

  /** The program tells where it goes on, and with which stack pointer. */
  private void resume(Machine machine, SystemInterface.Resume resume) {
    location(resume.address())
        .ifPresent(
            l -> machine.jumpTo(run.valuation().of(machine.state().get(l).add(resume.past()))));
    location(resume.stack())
        .ifPresent(l -> machine.set(run.registers().stackPointer(), machine.state().get(l)));
  }

  private Term definedPart(Machine machine, Location location) {
    Term value = machine.state().get(location);
    return isDefined(value) ? value : run.terms().constant(0, value.width());
  }

  private Term lostTo(String who, Location location) {
    return run.unknown(
        who + ".lost." + location.name(),
        location.width(),
        new Origin.Undefined("what the system leaves in `" + location.name() + "`"));
  }

  private Set<Location> locations(Set<String> names) {
    Set<Location> result = new LinkedHashSet<>();
    names.stream().sorted().forEach(name -> location(name).ifPresent(result::add));
    return result;
  }

  /**
   * A register that functions keep and whose value nobody wants is the site's own scratch. On a
   * microcontroller so are all: the processor itself saves those that functions may change (Arm
   * v7-M ARM, B1.5.6).
   */
  private boolean isScratch(Slot slot) {
    return !slot.kept()
        && (run.contract().target().mode() == Mode.MICROCONTROLLER
            || CalleeSaved.inC(run.contract().target()).stream()
                .anyMatch(part -> part.name().equals(slot.register().base())));
  }

  /** What the system takes for the number of a call has to be defined, too. */
  private void number(Machine machine, Event.SystemCall call) {
    SystemConvention.number(call, run.contract().target())
        .flatMap(this::location)
        .map(location -> machine.state().get(location).truncate(NUMBER_BITS))
        .filter(value -> run.valuation().isConcrete() || !isDefined(value))
        .ifPresent(value ->
            machine.happen(new Event.SystemChange("the number of a call"), List.of(value)));
  }

  /** Gives every register that a callee may change an unknown value, and the memory too. */
  void functionCall(Machine machine, int count, Optional<String> symbol, Optional<Term> address) {
    machine.happen(new Event.FunctionCall(symbol));
    List<Term> frame = callersFrame(machine.state());
    List<Term> arguments = arguments(machine, this::mayCarryArgument);
    address.ifPresent(arguments::addFirst);
    Optional<KernelHelper> helper =
        address.flatMap(a -> KernelHelper.at(run.contract().target(), a));
    boolean stranger =
        run.callsStrangers() && address.isPresent() && symbol.isEmpty() && helper.isEmpty();
    Set<Location> changed =
        helper.isPresent() ? changed(helper.get()) : stranger ? givenUp() : changed(symbol);
    machine.callee(
        arguments,
        changed,
        stranger ? Occurrence.Confidence.POSSIBLE : Occurrence.Confidence.KNOWN);
    String who = (helper.isPresent() ? "kernel." : stranger ? "stranger." : "callee.") + count;
    Set<String> results = ReturnRegisters.of(run.contract().architecture());
    for (Location location : changed) {
      machine.set(
          location,
          stranger
                  || helper.isPresent()
                  || results.contains(location.name())
                  || isOwnResult(symbol, location)
              ? result(who, location, arguments)
              : leftBehind(machine, count, location));
    }
    sweepMemory(machine, who, arguments);
    frame.forEach(store -> keep(machine.state(), store));
  }

  /** A function whose declaration is not at hand may return where the site takes a value from. */
  private boolean isOwnResult(Optional<String> symbol, Location location) {
    return symbol.flatMap(s -> Calls.callee(run.contract(), s)).isEmpty()
        && run.contract().slots().stream()
            .anyMatch(slot ->
                slot.fixed()
                    && slot.writes()
                    && slot.kept()
                    && slot.register().base().equals(location.name()));
  }

  private Set<Location> changed(Optional<String> symbol) {
    Optional<Callee> callee = symbol.flatMap(s -> Calls.callee(run.contract(), s));
    Set<Location> changed = locations(Calls.clobbers(run.contract(), callee));
    changed.addAll(run.registers().flags());
    return changed;
  }

  private Set<Location> changed(KernelHelper helper) {
    Set<Location> changed = locations(helper.changed());
    if (helper.changesFlags()) {
      changed.addAll(run.registers().flags());
    }
    return changed;
  }

  private Set<Location> givenUp() {
    return run.registers().locations().stream()
        .filter(l -> Strangers.isGivenUp(run, l))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** An unknown value, but for the low bits that the convention has a function keep. */
  private Term leftBehind(Machine machine, int count, Location location) {
    String name = "callee." + count + "." + location.name();
    int kept = keptBits(location);
    Term lost =
        run.unknown(
            name,
            location.width() - kept,
            new Origin.Undefined("what the called function leaves there"));
    return kept == 0 ? lost : lost.concat(machine.get(location).truncate(kept));
  }

  private int keptBits(Location location) {
    return CalleeSaved.inC(run.contract().target()).stream()
        .filter(part -> part.name().equals(location.name()) && part.bits() < location.width())
        .mapToInt(CalleeSaved.Part::bits)
        .findFirst()
        .orElse(0);
  }

  private List<Term> callersFrame(State state) {
    if (!StackSwitch.isElsewhere(run, state)) {
      return List.of();
    }
    List<Term> passed =
        locations(ArgumentRegisters.of(run.contract().target(), "C")).stream()
            .map(state::get)
            .toList();
    Term pointer = state.get(run.registers().stackPointer());
    return CallerFrame.stores(state.memory(), pointer, passed);
  }

  private static void keep(State state, Term store) {
    state.memory(state.memory().store(store.argument(1), store.argument(2)));
  }

  private void sweepMemory(Machine machine, String who, List<Term> arguments) {
    State state = machine.state();
    state.changeMemories(memory -> {
      List<Term> all = new ArrayList<>(arguments);
      all.addFirst(memory);
      return run.terms().applyMemory(who, run.entryStackPointer().width(), all);
    });
  }

  private Term result(String who, Location location, List<Term> arguments) {
    Term value = run.terms().apply(who + "." + location.name(), location.width(), arguments);
    return run.valuation().of(value);
  }

  /** Values that can be arguments; one that depends on something undefined is left out. */
  private List<Term> arguments(Machine machine, Predicate<String> candidate) {
    Set<String> names = new TreeSet<>(named);
    names.removeIf(candidate.negate());
    for (Slot slot : run.contract().slots()) {
      if (slot.fixed() && slot.reads()) {
        names.add(slot.register().base());
      }
    }
    List<Term> result = new ArrayList<>();
    for (String name : names) {
      location(name)
          .filter(l -> l.kind() == Location.Kind.GENERAL && !machine.writes().containsKey(l))
          .map(l -> argument(machine, l))
          .ifPresent(result::add);
    }
    return result;
  }

  /** What a function keeps for its caller, it has no use for. */
  private boolean mayCarryArgument(String location) {
    return !CalleeSaved.keeps(run.contract().target(), location);
  }

  private Term argument(Machine machine, Location location) {
    Term value = machine.state().get(location);
    if (!isPassed(machine, location)) {
      return run.terms().constant(0, value.width());
    }
    Optional<Slot> input =
        run.allocation().at(run.contract(), location.name()).stream()
            .filter(s -> s.fixed() && s.reads())
            .findFirst();
    int width = input.map(Slot::inputBits).filter(b -> b < location.width()).orElse(0);
    Term seen = width == 0 ? value : value.truncate(width);
    return isDefined(seen) ? seen : run.terms().constant(0, seen.width());
  }

  /** Whether the site itself put a value there: by an operand for that register, or before. */
  private boolean isPassed(Machine machine, Location location) {
    return machine.state().isWritten(location)
        || run.contract().slots().stream()
            .anyMatch(s -> s.fixed() && s.reads() && s.register().base().equals(location.name()));
  }

  private boolean isDefined(Term value) {
    return value.variables().stream().allMatch(v -> run.origin(v).isDefined());
  }

  private Optional<Location> location(String name) {
    return run.registers().view(name).map(RegisterView::location);
  }
}
