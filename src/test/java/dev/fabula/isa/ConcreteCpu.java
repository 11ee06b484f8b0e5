package dev.fabula.isa;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A state of constants: what an emulator is. Symbols are opaque. */
public final class ConcreteCpu implements Cpu {

  /** Where the code's section lies, unless another place is given. */
  public static final long CODE = 0x400000;

  private final InstructionSet set;
  private final Function<String, Location> locations;
  private final int addressWidth;
  public final Terms terms;
  public final Map<Location, Term> values = new LinkedHashMap<>();
  public final Map<Long, Term> memory = new HashMap<>();
  public final Set<Location> read = new LinkedHashSet<>();
  public final Set<Location> written = new LinkedHashSet<>();
  public final List<Event> events = new ArrayList<>();
  public final List<Access> accesses = new ArrayList<>();
  public final List<String> control = new ArrayList<>();
  public Precision precision = Precision.EXACT;
  private final long code;
  private int unknowns;
  private long next;
  private long goOn;

  /**
   * A state in which everything is zero.
   *
   * @param set the instruction set that {@link #run} executes
   * @param locations the location of each name that the test uses
   */
  public ConcreteCpu(Terms terms, InstructionSet set, Function<String, Location> locations) {
    this(terms, set, locations, CODE);
  }

  /**
   * A state in which everything is zero.
   *
   * @param code address of the code's section
   */
  public ConcreteCpu(
      Terms terms, InstructionSet set, Function<String, Location> locations, long code) {
    this.code = code;
    this.terms = terms;
    this.set = set;
    this.locations = locations;
    this.addressWidth = set.registers().stackPointer().width();
  }

  /** Runs code from its start until control falls off its end or leaves it. */
  public void run(List<Instruction> instructions) throws UnknownInstruction {
    Map<Long, Instruction> places = new HashMap<>();
    instructions.forEach(i -> places.put((long) i.offset(), i));
    long at = instructions.getFirst().offset();
    for (Instruction i = places.get(at); i != null; i = places.get(at)) {
      next = code + i.end();
      goOn = i.end();
      if (set.execute(i, this) == Precision.FOOTPRINT) {
        precision = Precision.FOOTPRINT;
      }
      at = goOn;
    }
  }

  public Location location(String name) {
    return locations.apply(name);
  }

  public void put(String name, long value) {
    Location location = location(name);
    values.put(location, terms.constant(value, location.width()));
  }

  public void put(String name, BigInteger value) {
    Location location = location(name);
    values.put(location, terms.constant(value, location.width()));
  }

  public Term term(String name) {
    return get(location(name));
  }

  public long value(String name) {
    return term(name).longValue();
  }

  public void putByte(long address, int value) {
    memory.put(address, terms.constant(value, 8));
  }

  public Term byteAt(long address) {
    return memory.getOrDefault(address, terms.constant(0, 8));
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Term get(Location location) {
    read.add(location);
    return values.getOrDefault(location, terms.constant(0, location.width()));
  }

  @Override
  public void set(Location location, Term value) {
    if (value.width() != location.width()) {
      throw new IllegalArgumentException(location + " := " + value.width() + " bits");
    }
    values.put(location, value);
    written.add(location);
  }

  @Override
  public Term load(Access access, Term address) {
    accesses.add(access);
    Term result = byteAt(address.longValue());
    for (int i = 1; i < access.bytes(); i++) {
      result = byteAt(address.longValue() + i).concat(result);
    }
    return result;
  }

  @Override
  public void store(Access access, Term address, Term value) {
    accesses.add(access);
    for (int i = 0; i < access.bytes(); i++) {
      memory.put(address.longValue() + i, value.extract(8 * i + 7, 8 * i));
    }
  }

  @Override
  public void sweep(
      String function,
      Term address,
      Reach reach,
      List<Term> arguments,
      boolean reads,
      boolean writes) {
    if (writes) {
      memory.replaceAll((at, old) -> undefined(function, 8));
    }
  }

  @Override
  public Term undefined(String what, int width) {
    return terms.variable(what + unknowns++, width);
  }

  @Override
  public Term resolve(Address address, int width) {
    if (address.symbol().isEmpty()) {
      return terms.constant(address.addend(), width);
    }
    String name = address.symbol().get() + "/" + address.part();
    return terms.variable(name, width).add(address.addend());
  }

  @Override
  public void happen(Event event, List<Term> told) {
    events.add(event);
  }

  @Override
  public void branch(Term condition, Operand.Target target) {
    control.add("branch " + condition);
    if (condition.isTrue()) {
      goOn = target.address().addend();
    }
  }

  @Override
  public void jump(Operand.Target target) {
    control.add("jump " + target.address());
    goOn = target.address().addend();
  }

  @Override
  public void jumpTo(Term address) {
    control.add("jump to " + told(address));
    goOn = -1;
  }

  @Override
  public void call(Operand.Target target) {
    control.add("call " + target.address());
  }

  @Override
  public void callTo(Term address) {
    control.add("call to " + told(address));
  }

  @Override
  public void returnTo(Term address) {
    control.add("return to " + told(address));
    goOn = -1;
  }

  @Override
  public void stop(String what) {
    control.add("stop " + what);
    goOn = -1;
  }

  @Override
  public void onlyIf(Term condition) {
    control.add("only if " + condition);
    if (condition.isFalse()) {
      goOn = next;
    }
  }

  @Override
  public Term nextAddress() {
    return terms.constant(next, addressWidth);
  }

  private static String told(Term address) {
    return address.isConstant() ? "0x" + address.value().toString(16) : "unknown";
  }
}
