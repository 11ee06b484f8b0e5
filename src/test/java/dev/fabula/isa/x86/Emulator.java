package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToIntFunction;

/** A processor whose state is known: meanings run on constants. What is undefined is a variable. */
final class Emulator implements Cpu {

  private final Terms terms = new Terms();
  private final X86 isa;
  private final long base;
  private final Map<Location, Term> state = new HashMap<>();
  private final Map<Long, Term> memory = new HashMap<>();
  final List<Event> events = new ArrayList<>();
  private LongToIntFunction initial = at -> 0;
  private int unknowns;
  private int next;
  private long address;

  /** A processor that runs code at the given address. */
  Emulator(X86 isa, long base) {
    this.isa = isa;
    this.base = base;
  }

  /** Runs until control leaves the code; false if a precondition against traps fails. */
  boolean run(Map<Integer, Instruction> code) throws UnknownInstruction {
    next = 0;
    for (Instruction one = code.get(0); one != null; one = code.get(next)) {
      next = one.end();
      address = base + one.end();
      isa.execute(one, this);
    }
    return events.stream()
        .noneMatch(e -> e instanceof Event.TrapUnless trap && trap.condition().isFalse());
  }

  void put(String register, long value) {
    Location location = isa.registers().location(register);
    state.put(location, terms.constant(value, location.width()));
  }

  void put(String register, BigInteger value) {
    Location location = isa.registers().location(register);
    state.put(location, terms.constant(value, location.width()));
  }

  /** Says what memory holds before anything is stored. */
  void putMemory(LongToIntFunction bytes) {
    initial = bytes;
  }

  void putMemoryByte(long at, int value) {
    memory.put(at, terms.constant(value, 8));
  }

  /** Addresses of bytes that were stored to. */
  Set<Long> stored() {
    return memory.keySet();
  }

  Term value(String register) {
    return get(isa.registers().location(register));
  }

  Term byteAt(long at) {
    Term stored = memory.get(at);
    return stored == null ? terms.constant(initial.applyAsInt(at), 8) : stored;
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Term get(Location location) {
    return state.computeIfAbsent(location, l -> terms.zero(l.width()));
  }

  @Override
  public void set(Location location, Term value) {
    if (value.width() != location.width()) {
      throw new IllegalArgumentException(value.width() + " bits for " + location);
    }
    state.put(location, value);
  }

  @Override
  public Term load(Access access, Term where) {
    long start = where.longValue();
    Term value = byteAt(start);
    for (int n = 1; n < access.bytes(); n++) {
      value = byteAt(start + n).concat(value);
    }
    return value;
  }

  @Override
  public void store(Access access, Term where, Term value) {
    if (value.width() != 8 * access.bytes()) {
      throw new IllegalArgumentException(value.width() + " bits for " + access);
    }
    long start = where.longValue();
    for (int n = 0; n < access.bytes(); n++) {
      memory.put(start + n, value.extract(8 * n + 7, 8 * n));
    }
  }

  @Override
  public void sweep(
      String function, Term where, List<Term> arguments, boolean reads, boolean writes) {
    if (writes) {
      memory.replaceAll((at, old) -> undefined(function, 8));
    }
  }

  @Override
  public Term undefined(String what, int width) {
    return terms.variable("undefined." + unknowns++, width);
  }

  @Override
  public Term resolve(Address number, int width) {
    return terms.constant(number.addend(), width);
  }

  @Override
  public void happen(Event event, List<Term> told) {
    events.add(event);
  }

  @Override
  public void branch(Term condition, Operand.Target target) {
    if (condition.isTrue()) {
      jump(target);
    }
  }

  @Override
  public void jump(Operand.Target target) {
    next = (int) target.address().addend();
  }

  @Override
  public void jumpTo(Term where) {
    next = (int) (where.longValue() - base);
  }

  @Override
  public void call(Operand.Target target) {
    jump(target);
  }

  @Override
  public void callTo(Term where) {
    jumpTo(where);
  }

  @Override
  public void returnTo(Term where) {
    jumpTo(where);
  }

  @Override
  public void stop(String what) {
    next = -1;
  }

  @Override
  public Term nextAddress() {
    return terms.constant(address, isa.registers().mode().width());
  }
}
