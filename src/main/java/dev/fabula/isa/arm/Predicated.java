package dev.fabula.isa.arm;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Reach;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * A state that an instruction changes only if its condition holds (Arm ARM, A8.3). It reads what it
 * reads in any case. Computed jumps and calls cannot be conditional here.
 */
final class Predicated implements Cpu {

  private final Cpu cpu;
  private final Term condition;

  Predicated(Cpu cpu, Term condition) {
    this.cpu = cpu;
    this.condition = condition;
  }

  @Override
  public Terms terms() {
    return cpu.terms();
  }

  @Override
  public Term get(Location location) {
    return cpu.get(location);
  }

  @Override
  public void set(Location location, Term value) {
    cpu.set(location, condition.ite(value, cpu.get(location)));
  }

  @Override
  public Term load(Access access, Term address) {
    return cpu.load(access, address);
  }

  @Override
  public void store(Access access, Term address, Term value) {
    cpu.store(access, address, condition.ite(value, cpu.load(access, address)));
  }

  @Override
  public void sweep(
      String function,
      Term address,
      Reach reach,
      List<Term> arguments,
      boolean reads,
      boolean writes) {
    List<Term> all = new ArrayList<>(arguments);
    all.add(condition);
    cpu.sweep(function + " if", address, reach, all, reads, writes);
  }

  @Override
  public Term digest(String function, int width, Term address, Reach reach, List<Term> arguments) {
    return cpu.digest(function, width, address, reach, arguments);
  }

  @Override
  public Term undefined(String what, int width) {
    return cpu.undefined(what, width);
  }

  @Override
  public Term arbitrary(String what, int width) {
    return cpu.arbitrary(what, width);
  }

  @Override
  public Term resolve(Address address, int width) {
    return cpu.resolve(address, width);
  }

  @Override
  public void happen(Event event, List<Term> told) {
    cpu.happen(event, told);
  }

  @Override
  public void branch(Term taken, Operand.Target target) {
    cpu.branch(condition.and(taken), target);
  }

  @Override
  public void jump(Operand.Target target) {
    cpu.branch(condition, target);
  }

  @Override
  public void jumpTo(Term address) {
    throw new IllegalStateException("a conditional computed jump");
  }

  @Override
  public void call(Operand.Target target) {
    throw new IllegalStateException("a conditional call");
  }

  @Override
  public void callTo(Term address) {
    throw new IllegalStateException("a conditional call");
  }

  @Override
  public void returnTo(Term address) {
    throw new IllegalStateException("a conditional return");
  }

  @Override
  public void stop(String what) {
    throw new IllegalStateException("a conditional trap");
  }

  @Override
  public void onlyIf(Term taken) {
    cpu.onlyIf(condition.and(taken));
  }

  @Override
  public Term nextAddress() {
    return cpu.nextAddress();
  }
}
