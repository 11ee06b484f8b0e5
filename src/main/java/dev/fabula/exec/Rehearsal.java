package dev.fabula.exec;

import dev.fabula.isa.Access;
import dev.fabula.isa.Address;
import dev.fabula.isa.Cpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Reach;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A state of which nothing is known and nothing is kept: for trying whether there is a meaning. */
public final class Rehearsal implements Cpu {

  private final Terms terms = new Terms();
  private final Map<Location, Term> values = new HashMap<>();
  private final int addressWidth;
  private int made;

  /** A state with addresses of so many bits. */
  public Rehearsal(int addressWidth) {
    this.addressWidth = addressWidth;
  }

  private Term any(String what, int width) {
    return terms.variable(what + "." + made++, width);
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Term get(Location location) {
    return location.kind() == Location.Kind.ZERO
        ? terms.zero(location.width())
        : values.computeIfAbsent(location, l -> terms.variable(l.name(), l.width()));
  }

  @Override
  public void set(Location location, Term value) {
    if (value.width() != location.width()) {
      throw new IllegalStateException(location + " := " + value.width() + " bits");
    }
    values.put(location, value);
  }

  @Override
  public Term load(Access access, Term address) {
    checkAddress(address);
    return any("memory", 8 * access.bytes());
  }

  @Override
  public void store(Access access, Term address, Term value) {
    checkAddress(address);
    if (value.width() != 8 * access.bytes()) {
      throw new IllegalStateException(access + " of " + value.width() + " bits");
    }
  }

  private void checkAddress(Term address) {
    if (address.width() != addressWidth) {
      throw new IllegalStateException("an address of " + address.width() + " bits");
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
    checkAddress(address);
  }

  @Override
  public Term undefined(String what, int width) {
    return any(what, width);
  }

  @Override
  public Term resolve(Address address, int width) {
    return address.symbol().isEmpty()
        ? terms.constant(address.addend(), width)
        : any(address.symbol().get(), width);
  }

  @Override
  public void happen(Event event, List<Term> told) {}

  @Override
  public void branch(Term condition, Operand.Target target) {}

  @Override
  public void jump(Operand.Target target) {}

  @Override
  public void jumpTo(Term address) {}

  @Override
  public void call(Operand.Target target) {}

  @Override
  public void callTo(Term address) {}

  @Override
  public void returnTo(Term address) {}

  @Override
  public void stop(String what) {}

  @Override
  public void onlyIf(Term condition) {}

  @Override
  public Term nextAddress() {
    return terms.variable("next address", addressWidth);
  }
}
