package dev.fabula.isa.validate;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Reach;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Meanings run on an entry state of variables, or of constants, along one way. */
final class Trace implements Cpu {

  private static final int STEPS = 200;

  /** What the entry state is made of. */
  interface Entry {
    /** A location's value; empty where nothing sets it. */
    Optional<Term> value(Location location, Terms terms);

    /** What a value that was loaded is known as. */
    default Term loaded(Term value) {
      return value;
    }

    /** Address of the form's first byte. */
    Term code(Terms terms, int width);
  }

  private final Target target;
  private final Entry entry;
  private final Terms terms;
  private final int addressWidth;
  private final Map<Location, Term> values = new LinkedHashMap<>();
  private final Map<Location, Term> written = new LinkedHashMap<>();
  private final List<Path.Touch> touches = new ArrayList<>();
  private final List<Term> conditions = new ArrayList<>();
  private final List<Term> safe = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final Set<String> read = new LinkedHashSet<>();
  private final Set<String> undefined = new LinkedHashSet<>();
  private final List<Boolean> decisions;
  private Term memory;
  private Optional<String> unfit = Optional.empty();
  private Precision precision = Precision.EXACT;
  private boolean swept;
  private boolean byHand;
  private int opened;
  private int decided;
  private int next;
  private int goOn;

  /**
   * A machine at its entry.
   *
   * @param decisions which way the first branches go; later ones go on at their target first
   */
  Trace(Target target, Entry entry, Terms terms, List<Boolean> decisions) {
    this.target = target;
    this.entry = entry;
    this.terms = terms;
    this.decisions = new ArrayList<>(decisions);
    this.addressWidth = target.set().registers().stackPointer().width();
    this.memory = terms.memory(Path.MEMORY, addressWidth);
  }

  /** The way that branches went. */
  List<Boolean> decisions() {
    return decisions;
  }

  /** Runs the form to its end. */
  Path run(Form form) throws UnknownInstruction {
    TreeMap<Integer, Instruction> places = form.places();
    int end = form.code().length();
    byHand = form.byHand();
    int steps = 0;
    for (int at = 0; at != end && unfit.isEmpty(); at = goOn) {
      Instruction one = places.get(at);
      if (one == null || ++steps > STEPS) {
        refuse("control leaves the form");
        break;
      }
      next = one.end();
      goOn = one.end();
      if (target.set().execute(one, this) == Precision.FOOTPRINT) {
        precision = Precision.FOOTPRINT;
      }
    }
    return new Path(
        conditions,
        read,
        written,
        memory,
        touches,
        safe,
        events,
        unfit,
        swept,
        undefined,
        precision);
  }

  private void refuse(String why) {
    if (unfit.isEmpty()) {
      unfit = Optional.of(why);
    }
  }

  private Term code() {
    return entry.code(terms, addressWidth);
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Term get(Location location) {
    if (location.kind() == Location.Kind.ZERO) {
      return terms.zero(location.width());
    }
    read.add(location.name());
    return values.computeIfAbsent(
        location,
        l ->
            entry
                .value(l, terms)
                .orElseGet(() -> {
                  refuse("reads what is not set");
                  return open(l.name(), l.width());
                }));
  }

  @Override
  public void set(Location location, Term value) {
    if (location.kind() == Location.Kind.ZERO) {
      return;
    }
    if (value.width() != location.width()) {
      throw new IllegalArgumentException(location + " := " + value.width() + " bits");
    }
    if (!byHand && !target.isCompared(location)) {
      refuse("writes what is not seen");
    }
    values.put(location, value);
    written.put(location, value);
  }

  @Override
  public Term load(Access access, Term address) {
    touches.add(new Path.Touch(access, address, false));
    return entry.loaded(memory.load(address, access.bytes()));
  }

  @Override
  public void store(Access access, Term address, Term value) {
    touches.add(new Path.Touch(access, address, true));
    memory = memory.store(address, value);
  }

  @Override
  public void sweep(
      String function,
      Term address,
      Reach reach,
      List<Term> arguments,
      boolean reads,
      boolean writes) {
    swept = true;
  }

  @Override
  public Term undefined(String what, int width) {
    undefined.add(what);
    return open(what, width);
  }

  @Override
  public Term arbitrary(String what, int width) {
    return open(what, width);
  }

  private Term open(String what, int width) {
    return terms.variable(Path.OPEN + opened++ + "." + what, width);
  }

  @Override
  public Term resolve(Address address, int width) {
    if (address.symbol().isPresent()) {
      refuse("a symbol");
    }
    return terms.constant(address.addend(), width);
  }

  @Override
  public void happen(Event event, List<Term> told) {
    switch (event) {
      case Event.TrapUnless trap -> safe.add(trap.condition());
      case Event.SystemCall call -> refuse("system call");
      case Event.PortIo io -> refuse("input or output");
      case Event.SystemChange change -> refuse("changes the system");
      case Event.Wait wait -> refuse("waits");
      case Event.FunctionCall call -> {}
      case Event.Fence fence -> {}
      case Event.Unrepeatable unrepeatable -> {}
      case Event.Maintenance maintenance -> {}
      case Event.Hint hint -> {}
      case Event.Unmodelled unmodelled -> refuse("has effects that are not modelled");
    }
    events.add(event);
  }

  @Override
  public void branch(Term condition, Operand.Target to) {
    if (condition.isConstant()) {
      if (condition.isTrue()) {
        jump(to);
      }
      return;
    }
    if (decided == decisions.size()) {
      decisions.add(true);
    }
    boolean taken = decisions.get(decided++);
    conditions.add(taken ? condition : condition.not());
    if (taken) {
      jump(to);
    }
  }

  @Override
  public void jump(Operand.Target to) {
    if (to.address().symbol().isPresent()) {
      refuse("a symbol");
    }
    goOn = (int) to.address().addend();
  }

  @Override
  public void jumpTo(Term address) {
    Term distance = address.sub(code()).sub(target.entryBit());
    if (!distance.isConstant()) {
      distance = distance.add(target.entryBit());
    }
    if (distance.isConstant() && distance.value().bitLength() < 31) {
      goOn = distance.value().intValue();
    } else {
      refuse("control goes to a computed address");
    }
  }

  @Override
  public void call(Operand.Target to) {
    jump(to);
  }

  @Override
  public void callTo(Term address) {
    jumpTo(address);
  }

  @Override
  public void returnTo(Term address) {
    jumpTo(address);
  }

  @Override
  public void stop(String what) {
    refuse("ends");
  }

  @Override
  public void onlyIf(Term condition) {
    refuse("goes elsewhere on a condition");
  }

  @Override
  public Term nextAddress() {
    return code().add(next);
  }
}
