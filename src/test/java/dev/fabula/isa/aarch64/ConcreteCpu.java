package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
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

/** A state of constants: what an emulator is. Code lies at {@link #CODE}, symbols are opaque. */
final class ConcreteCpu implements Cpu {

  static final long CODE = 0x400000;

  private static final A64Registers REGISTERS = A64Registers.get();

  final Terms terms;
  final Map<Location, Term> values = new LinkedHashMap<>();
  final Map<Long, Term> memory = new HashMap<>();
  final Set<Location> read = new LinkedHashSet<>();
  final Set<Location> written = new LinkedHashSet<>();
  final List<Event> events = new ArrayList<>();
  final List<Access> accesses = new ArrayList<>();
  final List<String> control = new ArrayList<>();
  Precision precision = Precision.EXACT;
  boolean swept;
  private long next;
  private long goOn;

  ConcreteCpu(Terms terms) {
    this.terms = terms;
  }

  /** Runs code from its start until control falls off its end or leaves it. */
  void run(List<Instruction> code) throws UnknownInstruction {
    A64 set = new A64();
    long at = code.getFirst().offset();
    long end = code.getLast().end();
    while (at >= code.getFirst().offset() && at < end) {
      Instruction instruction = code.get((int) (at - code.getFirst().offset()) / 4);
      next = CODE + instruction.end();
      goOn = instruction.end();
      if (set.execute(instruction, this) == Precision.FOOTPRINT) {
        precision = Precision.FOOTPRINT;
      }
      at = goOn;
    }
  }

  Location location(String name) {
    return REGISTERS.system(name);
  }

  void put(String name, long value) {
    Location location = location(name);
    values.put(location, terms.constant(value, location.width()));
  }

  void put(String name, BigInteger value) {
    Location location = location(name);
    values.put(location, terms.constant(value, location.width()));
  }

  Term term(String name) {
    return get(location(name));
  }

  long value(String name) {
    return term(name).longValue();
  }

  /** The four condition flags as the letters of those that are set. */
  String flags() {
    StringBuilder set = new StringBuilder();
    for (String flag : List.of("n", "z", "c", "v")) {
      set.append(value(flag) == 1 ? flag : "");
    }
    return set.toString();
  }

  void putByte(long address, int value) {
    memory.put(address, terms.constant(value, 8));
  }

  Term byteAt(long address) {
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
      String function, Term address, List<Term> arguments, boolean reads, boolean writes) {
    swept |= writes;
  }

  @Override
  public Term undefined(String what, int width) {
    return terms.variable(what + values.size() + written.size(), width);
  }

  @Override
  public Term resolve(Address address, int width) {
    String name = address.symbol().orElse("") + "/" + address.part();
    return terms.variable(name, width).add(address.addend());
  }

  @Override
  public void happen(Event event) {
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
    control.add("jump to " + address);
    goOn = -1;
  }

  @Override
  public void call(Operand.Target target) {
    control.add("call " + target.address());
  }

  @Override
  public void callTo(Term address) {
    control.add("call to " + address);
  }

  @Override
  public void returnTo(Term address) {
    control.add("return to " + address);
    goOn = -1;
  }

  @Override
  public void stop(String what) {
    control.add("stop " + what);
    goOn = -1;
  }

  @Override
  public Term nextAddress() {
    return terms.constant(next, 64);
  }
}
