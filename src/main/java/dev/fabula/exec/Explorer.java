package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs code on all entry states at once and yields its paths.
 *
 * <p>Without a {@link Summary}, loops are unrolled up to the limits. With one, a loop's head is
 * entered in a state that stands for all iterations, and the body is run once.
 */
public final class Explorer {

  private final Run run;
  private final Code code;
  private final Limits limits;
  private final Environment environment;
  private final Optional<Summary> summary;
  private final List<Path> paths = new ArrayList<>();
  private final Deque<Walk> open = new ArrayDeque<>();
  private final Deque<Walk> later = new ArrayDeque<>();
  private int round = 1;
  private Precision precision = Precision.EXACT;

  private Explorer(
      Run run, Code code, Set<String> named, Limits limits, Optional<Summary> summary) {
    this.run = run;
    this.code = code;
    this.limits = limits;
    this.environment = new Environment(run, named);
    this.summary = summary;
  }

  /** Explores with loops unrolled. */
  public static Exploration unrolled(Run run, Code code, Set<String> named, Limits limits) {
    Exploration result = new Explorer(run, code, named, limits, Optional.empty()).explore();
    if (!run.callsStrangers() && Strangers.areCalled(run, result.paths())) {
      return unrolled(run.callingStrangers(), code, named, limits);
    }
    Map<Term, Term> equal = new LinkedHashMap<>();
    var next = StackSwitch.counterpart(run, result.paths());
    while (next.isPresent()
        && equal.putIfAbsent(next.get().getKey(), next.get().getValue()) == null) {
      Run assuming = run.assuming(equal);
      result = new Explorer(assuming, code, named, limits, Optional.empty()).explore();
      next = StackSwitch.counterpart(assuming, result.paths());
    }
    return result;
  }

  /** Explores with each loop summarised. */
  public static Exploration summarised(
      Run run, Code code, Set<String> named, Limits limits, Loops loops) {
    while (true) {
      Summary summary = new Summary(run, loops);
      Exploration result = new Explorer(run, code, named, limits, Optional.of(summary)).explore();
      if (!summary.foundTaint()) {
        return result;
      }
      run.addTaint(summary.newTaint());
    }
  }

  private Exploration explore() {
    Optional<CodePoint> entry = code.entry();
    Walk first = new Walk(run.entryState(), entry.orElse(new CodePoint(0, 0)));
    run.valuation().assumed().forEach((one, other) -> first.assume(one.eq(other)));
    open.push(first);
    while (!open.isEmpty()) {
      Walk walk = open.pop();
      if (paths.size() >= limits.paths()) {
        finish(walk, new Exit.Cut("more than " + limits.paths() + " paths"));
        open.clear();
        later.clear();
      } else {
        follow(walk);
      }
      if (open.isEmpty()) {
        round++;
        open.addAll(later);
        later.clear();
      }
    }
    return new Exploration(run, code, paths, precision);
  }

  /** Follows a path; one that iterates more than others have to waits for them. */
  private void follow(Walk walk) {
    Optional<Exit> exit = Optional.empty();
    while (exit.isEmpty()) {
      if (walk.iterations() > round && later.size() < limits.paths()) {
        later.add(walk);
        return;
      }
      exit = step(walk);
    }
    finish(walk, exit.get());
  }

  private void finish(Walk walk, Exit exit) {
    paths.add(walk.path(exit));
  }

  private Optional<Exit> step(Walk walk) {
    if (code.isEnd(walk.point())) {
      return Optional.of(new Exit.FallThrough());
    }
    Optional<Exit> stop = summary.flatMap(s -> s.arrive(walk)).or(() -> limit(walk));
    if (stop.isPresent()) {
      return stop;
    }
    try {
      Instruction instruction = code.at(walk.point());
      return execute(walk, instruction);
    } catch (UnknownInstruction unknown) {
      return Optional.of(new Exit.Lost(unknown.reason()));
    }
  }

  private Optional<Exit> limit(Walk walk) {
    if (walk.visit() > limits.visits()) {
      return Optional.of(new Exit.Cut("a loop is followed for " + limits.visits() + " iterations"));
    }
    return walk.length() >= limits.steps()
        ? Optional.of(new Exit.Cut("more than " + limits.steps() + " instructions on a path"))
        : Optional.empty();
  }

  private Optional<Exit> execute(Walk walk, Instruction instruction) throws UnknownInstruction {
    Machine machine = new Machine(run, code, walk.state());
    machine.begin(walk.point(), instruction);
    machine.step(walk.length());
    Precision known = code.instructionSet().execute(instruction, machine);
    precision = known.compareTo(precision) > 0 ? known : precision;
    machine.events().stream()
        .map(Occurrence::event)
        .filter(Event.SystemCall.class::isInstance)
        .findFirst()
        .ifPresent(
            call -> environment.systemCall(machine, (Event.SystemCall) call, walk.nextCall()));
    return transfer(walk, machine, instruction);
  }

  private Optional<Exit> transfer(Walk walk, Machine machine, Instruction instruction) {
    return transfer(walk, machine, instruction, machine.control());
  }

  private Optional<Exit> transfer(
      Walk walk, Machine machine, Instruction instruction, Control control) {
    CodePoint behind = walk.point().at(instruction.end());
    return switch (control) {
      case Control.Next next -> proceed(walk, machine, instruction, behind);
      case Control.Branch branch -> branch(walk, machine, instruction, branch);
      case Control.Jump jump -> jump(walk, machine, instruction, jump);
      case Control.Computed computed -> computed(walk, machine, instruction, computed);
      case Control.Call call -> call(walk, machine, instruction, call);
      case Control.ComputedCall call -> computedCall(walk, machine, instruction, call);
      case Control.Stop stop -> {
        walk.record(instruction, machine);
        yield Optional.of(new Exit.Stops(stop.what()));
      }
      case Control.When when -> when(walk, machine, instruction, when);
    };
  }

  private Optional<Exit> when(
      Walk walk, Machine machine, Instruction instruction, Control.When when) {
    Term condition = when.condition();
    CodePoint behind = walk.point().at(instruction.end());
    if (condition.isFalse()) {
      return proceed(walk, machine, instruction, behind);
    }
    if (!condition.isTrue()) {
      walk.decide(instruction, condition);
      Walk other = walk.copy();
      other.record(instruction, machine);
      other.assume(condition.not());
      other.moveTo(behind);
      open.push(other);
      walk.assume(condition);
    }
    return transfer(walk, machine, instruction, when.then());
  }

  private static Optional<Exit> proceed(
      Walk walk, Machine machine, Instruction instruction, CodePoint to) {
    walk.record(instruction, machine);
    walk.moveTo(to);
    return Optional.empty();
  }

  private Optional<Exit> branch(
      Walk walk, Machine machine, Instruction instruction, Control.Branch branch) {
    walk.record(instruction, machine);
    Term condition = branch.condition();
    CodePoint behind = walk.point().at(instruction.end());
    if (condition.isFalse()) {
      walk.moveTo(behind);
      return Optional.empty();
    }
    if (!condition.isTrue()) {
      walk.decide(instruction, condition);
      Walk other = walk.copy();
      other.assume(condition.not());
      other.moveTo(behind);
      open.push(other);
      walk.assume(condition);
    }
    return jump(walk, branch.target());
  }

  private Optional<Exit> jump(
      Walk walk, Machine machine, Instruction instruction, Control.Jump jump) {
    boolean own = code.place(walk.point(), jump.target()).isPresent();
    Optional<CodePoint> back = own ? Optional.empty() : ReturnPlace.of(run, code, walk.state());
    Optional<String> symbol = jump.target().address().symbol();
    if (back.isPresent() && symbol.flatMap(Labels::operandOf).isEmpty()) {
      return callOutside(walk, machine, instruction, symbol, Optional.empty(), back.get());
    }
    walk.record(instruction, machine);
    return jump(walk, jump.target());
  }

  private Optional<Exit> jump(Walk walk, Operand.Target target) {
    Optional<CodePoint> place = code.place(walk.point(), target);
    if (place.isPresent()) {
      walk.moveTo(place.get());
      return Optional.empty();
    }
    return leave(walk, exitTo(target.address().symbol().orElse("")));
  }

  /** On another stack, control goes on where the code has left an address of its own. */
  private Optional<Exit> leave(Walk walk, Exit exit) {
    if (!StackSwitch.isElsewhere(run, walk.state()) && !StackSwitch.goesElsewhere(run, walk)) {
      return Optional.of(exit);
    }
    Set<CodePoint> places = StackSwitch.planted(run, code, walk);
    if (places.stream().anyMatch(p -> StackSwitch.isOtherSet(run, p))) {
      return Optional.of(new Exit.Lost("it is gone back to in another instruction set"));
    }
    if (places.isEmpty()) {
      return Optional.of(exit);
    }
    if (places.size() > 1 || walk.isResumed()) {
      return Optional.of(new Exit.Lost("it may be gone back to at several places"));
    }
    walk.resumeAt(places.iterator().next());
    StackSwitch.resume(run, walk.state());
    return Optional.empty();
  }

  private Exit exitTo(String symbol) {
    Optional<Integer> label = Labels.operandOf(symbol);
    if (label.isPresent()) {
      return new Exit.ToLabel(label.get());
    }
    String name = Labels.display(symbol);
    return neverReturns(Optional.of(symbol))
        ? new Exit.Stops(name)
        : new Exit.Leaves("jumps to `" + name + "`", Optional.of(symbol), false);
  }

  private boolean neverReturns(Optional<String> symbol) {
    return symbol
        .flatMap(s -> Calls.callee(run.contract(), s))
        .filter(c -> !c.returns())
        .isPresent();
  }

  private Optional<Exit> computed(
      Walk walk, Machine machine, Instruction instruction, Control.Computed computed) {
    Optional<CodePoint> own = code.pointAt(computed.address(), run);
    if (own.isPresent()) {
      return proceed(walk, machine, instruction, own.get());
    }
    Optional<String> symbol = symbolIn(computed.address());
    Optional<CodePoint> back = ReturnPlace.of(run, code, walk.state());
    if (back.isPresent() && symbol.flatMap(Labels::operandOf).isEmpty()) {
      Optional<Term> address = Optional.of(computed.address());
      return callOutside(walk, machine, instruction, symbol, address, back.get());
    }
    walk.record(instruction, machine);
    return leave(walk, computed, symbol);
  }

  private Optional<Exit> leave(Walk walk, Control.Computed computed, Optional<String> symbol) {
    Optional<Integer> label = symbol.flatMap(Labels::operandOf);
    if (label.isPresent()) {
      return Optional.of(new Exit.ToLabel(label.get()));
    }
    if (neverReturns(symbol)) {
      return leave(walk, new Exit.Stops(Labels.display(symbol.orElseThrow())));
    }
    walk.leaveTo(computed.address());
    String how = computed.returning() ? "returns" : "jumps to a computed address";
    return leave(walk, new Exit.Leaves(how, symbol, computed.returning()));
  }

  private Optional<String> symbolIn(Term address) {
    return Labels.symbolIn(address).or(() -> run.symbolAt(address));
  }

  /** The symbol in whose place an instruction finds an address. */
  private static Optional<String> symbolIn(Instruction instruction) {
    return instruction.operands().stream()
        .filter(Operand.Memory.class::isInstance)
        .flatMap(o -> ((Operand.Memory) o).displacement().symbol().stream())
        .findFirst();
  }

  private Optional<Exit> call(
      Walk walk, Machine machine, Instruction instruction, Control.Call call) {
    Optional<CodePoint> own = code.place(walk.point(), call.target());
    if (own.isPresent()) {
      return proceed(walk, machine, instruction, own.get());
    }
    Optional<String> symbol = call.target().address().symbol();
    CodePoint back = walk.point().at(instruction.end());
    return callOutside(walk, machine, instruction, symbol, Optional.empty(), back);
  }

  private Optional<Exit> computedCall(
      Walk walk, Machine machine, Instruction instruction, Control.ComputedCall call) {
    Optional<CodePoint> own = code.pointAt(call.address(), run);
    if (own.isPresent()) {
      return proceed(walk, machine, instruction, own.get());
    }
    Optional<String> symbol = symbolIn(call.address()).or(() -> symbolIn(instruction));
    CodePoint back = walk.point().at(instruction.end());
    return callOutside(walk, machine, instruction, symbol, Optional.of(call.address()), back);
  }

  private Optional<Exit> callOutside(
      Walk walk,
      Machine machine,
      Instruction instruction,
      Optional<String> symbol,
      Optional<Term> address,
      CodePoint back) {
    Location stackPointer = run.registers().stackPointer();
    Term pointer = walk.state().get(stackPointer);
    boolean pushed = Link.of(run.contract().architecture()).isEmpty();
    Term before = pushed ? pointer.add(pointer.width() / 8) : pointer;
    machine.callsFrom(before);
    environment.functionCall(machine, walk.nextCall(), symbol, address);
    if (neverReturns(symbol)) {
      walk.record(instruction, machine);
      return Optional.of(new Exit.Stops(Labels.display(symbol.orElseThrow())));
    }
    if (pushed) {
      machine.set(stackPointer, before);
    }
    return proceed(walk, machine, instruction, back);
  }
}
