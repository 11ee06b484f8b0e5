package dev.fabula.exec;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Reach;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The state of one path, on which instructions act one after the other. */
final class Machine implements Cpu {

  private static final int TOP_OF_STACK_FRAME = 1 << 20;

  private final Run run;
  private final Code code;
  private final State state;
  private final List<MemoryAccess> accesses = new ArrayList<>();
  private final List<Occurrence> events = new ArrayList<>();
  private final Map<Location, Term> writes = new LinkedHashMap<>();
  private final Set<Location> reads = new LinkedHashSet<>();
  private Optional<CodePoint> point = Optional.empty();
  private Optional<Term> stackPointer = Optional.empty();
  private Optional<Instruction> current = Optional.empty();
  private Control control = new Control.Next();
  private int undefinedCount;
  private int step;

  Machine(Run run, Code code, State state) {
    this.run = run;
    this.code = code;
    this.state = state;
  }

  /** Starts an instruction; what the last one wrote is forgotten. */
  void begin(CodePoint where, Instruction instruction) {
    point = Optional.of(where);
    stackPointer = Optional.of(state.get(run.registers().stackPointer()));
    current = Optional.of(instruction);
    control = new Control.Next();
    writes.clear();
    reads.clear();
    accesses.clear();
    events.clear();
    undefinedCount = 0;
  }

  /** Says how many instructions came before the current one on this path. */
  void step(int count) {
    step = count;
  }

  State state() {
    return state;
  }

  Control control() {
    return control;
  }

  /** Locations that the current instruction has written, with their new values. */
  Map<Location, Term> writes() {
    return writes;
  }

  /** Locations that the current instruction has read. */
  Set<Location> reads() {
    return reads;
  }

  /** Memory accesses of the current instruction. */
  List<MemoryAccess> accesses() {
    return accesses;
  }

  /** Events of the current instruction. */
  List<Occurrence> events() {
    return events;
  }

  private Instruction instruction() {
    return current.orElseThrow();
  }

  @Override
  public Terms terms() {
    return run.terms();
  }

  @Override
  public Term get(Location location) {
    if (location.kind() == Location.Kind.ZERO) {
      return terms().constant(0, location.width());
    }
    reads.add(location);
    return state.get(location);
  }

  @Override
  public void set(Location location, Term value) {
    if (location.kind() == Location.Kind.ZERO) {
      return;
    }
    Term known = run.valuation().of(value);
    Term stored = location.equals(run.registers().stackPointer()) ? aligned(known) : known;
    state.set(location, stored);
    state.markWritten(location);
    writes.put(location, stored);
  }

  /**
   * A stack pointer that was rounded down to a power of two stays a known distance from its entry
   * value: which distance depends on an entry value whose low bits no site may rely on, so one
   * choice, all of them zero, stands for all.
   */
  private Term aligned(Term value) {
    if (value.op() != Op.AND || value.arity() != 2 || !value.argument(0).isConstant()) {
      return value;
    }
    Term inner = value.argument(1);
    Term mask = value.argument(0);
    boolean powerOfTwo = mask.not().add(1).add(mask).isZero() && isHighMask(mask);
    if (!powerOfTwo || inner.base() != run.entryStackPointer()) {
      return value;
    }
    return run.entryStackPointer().add(inner.offset().and(mask));
  }

  private static boolean isHighMask(Term mask) {
    Term low = mask.not();
    return low.and(low.add(1)).isZero();
  }

  @Override
  public Term load(Access access, Term address) {
    Term where = run.valuation().of(address);
    Region region = region(where, access.bytes());
    Term loaded =
        switch (region) {
          case OWN_STACK -> state.stack().load(where, access.bytes());
          case OPERAND, OUTSIDE -> loaded(where, access.bytes(), region);
          case OWN_CODE -> code.constant(where, access.bytes(), run);
        };
    Term value = run.valuation().of(loaded);
    accesses.add(access(false, access, where, region, value));
    return value;
  }

  private Term loaded(Term where, int bytes, Region region) {
    return region == Region.OUTSIDE && run.shares()
        ? run.unknown(
            "shared." + step + "." + accesses.size(), 8 * bytes, new Origin.Made("another thread"))
        : state.memory(run.variableAt(where, bytes)).load(where, bytes);
  }

  @Override
  public void store(Access access, Term address, Term value) {
    Term where = run.valuation().of(address);
    Term known = run.valuation().of(value);
    Region region = region(where, access.bytes());
    switch (region) {
      case OWN_STACK -> state.stack(state.stack().store(where, known));
      case OPERAND, OUTSIDE, OWN_CODE -> {
        OptionalInt variable = run.variableAt(where, access.bytes());
        state.memory(variable, state.memory(variable).store(where, known));
      }
    }
    accesses.add(access(true, access, where, region, known));
  }

  private MemoryAccess access(
      boolean write, Access access, Term address, Region region, Term value) {
    return new MemoryAccess(
        instruction(),
        step,
        write,
        Optional.of(access),
        address,
        Reach.of(access.bytes()),
        region,
        Optional.of(value),
        List.of(),
        stackPointer());
  }

  private MemoryAccess sweep(
      boolean write, Term address, Reach reach, Region region, List<Term> given) {
    return new MemoryAccess(
        instruction(),
        step,
        write,
        Optional.empty(),
        address,
        reach,
        region,
        Optional.empty(),
        given,
        stackPointer());
  }

  private Term stackPointer() {
    return stackPointer.orElseThrow();
  }

  @Override
  public void sweep(
      String function,
      Term address,
      Reach reach,
      List<Term> arguments,
      boolean readsMemory,
      boolean writesIt) {
    Term where = run.valuation().of(address);
    Region region = region(where, Math.max(1, reach.least()));
    List<Term> given = arguments.stream().map(run.valuation()::of).toList();
    List<Term> all = new ArrayList<>();
    all.add(state.memory());
    all.add(where);
    all.addAll(given);
    if (writesIt) {
      OptionalInt variable = run.variableAt(where, 1);
      all.set(0, state.memory(variable));
      state.memory(variable, terms().applyMemory(function, where.width(), all));
      if (region == Region.OWN_STACK) {
        all.set(0, state.stack());
        state.stack(terms().applyMemory(function, where.width(), all));
      }
    }
    for (boolean write : new boolean[] {false, true}) {
      if (write ? writesIt : readsMemory) {
        accesses.add(sweep(write, where, reach, region, given));
      }
    }
  }

  @Override
  public Term digest(String function, int width, Term address, Reach reach, List<Term> arguments) {
    sweep(function, address, reach, arguments, true, false);
    Term where = run.valuation().of(address);
    boolean own = region(where, 1) == Region.OWN_STACK;
    List<Term> all = new ArrayList<>();
    all.add(own ? state.stack() : state.memory(run.variableAt(where, 1)));
    all.add(where);
    arguments.forEach(a -> all.add(run.valuation().of(a)));
    return run.valuation().of(terms().apply(function, width, all));
  }

  private Region region(Term address, int bytes) {
    return run.extents(address, bytes).isEmpty() ? region(address) : Region.OPERAND;
  }

  private Region region(Term address) {
    if (code.pointAt(address, run).isPresent()) {
      return Region.OWN_CODE;
    }
    Term stackPointer = run.entryStackPointer();
    if (run.valuation().isConcrete()) {
      return nearStackPointer(address.sub(stackPointer)) ? Region.OWN_STACK : Region.OUTSIDE;
    }
    if (address.base() == stackPointer) {
      return address.offset().sign().isTrue() ? Region.OWN_STACK : Region.OUTSIDE;
    }
    var unknowns = address.variables();
    return unknowns.size() == 1 && unknowns.contains(stackPointer)
        ? Region.OWN_STACK
        : Region.OUTSIDE;
  }

  private static boolean nearStackPointer(Term distance) {
    return distance.sign().isTrue() && distance.neg().longValue() <= TOP_OF_STACK_FRAME;
  }

  @Override
  public Term undefined(String what, int width) {
    return run.unknown(freshName("undefined", width), width, new Origin.Undefined(what));
  }

  @Override
  public Term arbitrary(String what, int width) {
    return run.unknown(freshName("arbitrary", width), width, new Origin.Made(what));
  }

  /** The same for the same step of two runs; in a bank, a name has one width. */
  private String freshName(String kind, int width) {
    String name = kind + "." + step + "." + undefinedCount++;
    return width == 1 ? name : name + "." + width;
  }

  @Override
  public Term resolve(Address address, int width) {
    if (address.symbol().isEmpty()) {
      return terms().constant(address.addend(), width);
    }
    Term symbol = code.symbol(address, width, run);
    return run.valuation().of(symbol);
  }

  @Override
  public void happen(Event event, List<Term> told) {
    List<Term> known = told.stream().map(run.valuation()::of).toList();
    events.add(Occurrence.of(instruction(), step, event, stackPointer(), known));
  }

  /** Says where the stack pointer was before the return address of a call was put there. */
  void callsFrom(Term pointer) {
    stackPointer = Optional.of(pointer);
  }

  /** Notes what the last call of the current instruction is passed, and what it changes. */
  void callee(List<Term> passed, Set<Location> changed, Occurrence.Confidence confidence) {
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).isCall()) {
        events.set(i, events.get(i).calling(passed, changed, confidence));
        return;
      }
    }
  }

  @Override
  public void branch(Term condition, Operand.Target target) {
    control = new Control.Branch(run.valuation().of(condition), target);
  }

  @Override
  public void jump(Operand.Target target) {
    control = new Control.Jump(target);
  }

  @Override
  public void jumpTo(Term address) {
    control = new Control.Computed(address, false);
  }

  @Override
  public void call(Operand.Target target) {
    control = new Control.Call(target);
  }

  @Override
  public void callTo(Term address) {
    control = new Control.ComputedCall(address);
  }

  @Override
  public void returnTo(Term address) {
    control = new Control.Computed(address, true);
  }

  @Override
  public void stop(String what) {
    control = new Control.Stop(what);
  }

  @Override
  public void onlyIf(Term condition) {
    control = new Control.When(run.valuation().of(condition), control);
  }

  @Override
  public Term nextAddress() {
    CodePoint here = point.orElseThrow();
    return code.address(here.at(instruction().end()), run);
  }
}
