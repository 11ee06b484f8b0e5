package dev.fabula.isa;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;

/**
 * The vocabulary in which meanings are written: one machine state on which an instruction acts.
 *
 * <p>The same meaning is run with constants (an emulator), with variables (a proof), and with a
 * recorder (a footprint), depending on who implements this interface. An instruction first reads
 * all that it needs and writes afterwards; writes are visible to later reads at once.
 */
public interface Cpu {

  /** The bank in which this state's terms live. */
  Terms terms();

  /** The value of a whole location. */
  Term get(Location location);

  /** Replaces the value of a whole location; the value has the location's width. */
  void set(Location location, Term value);

  /** The bytes at an address as one little-endian value of {@code 8 * access.bytes()} bits. */
  Term load(Access access, Term address);

  /** Writes a value of {@code 8 * access.bytes()} bits to memory, little endian. */
  void store(Access access, Term address, Term value);

  /**
   * Replaces all memory that a foreign function could reach by what a function of the given
   * arguments (and the old memory) leaves there: for effects whose extent is not a fixed number of
   * bytes. {@code reads} and {@code writes} say which kinds of access that stands for; {@code
   * address} is where the extent starts.
   */
  void sweep(String function, Term address, List<Term> arguments, boolean reads, boolean writes);

  /**
   * What a function of the given arguments makes of all memory that a foreign function could reach:
   * for reads whose extent is not a fixed number of bytes. {@code address} is where the extent
   * starts.
   */
  default Term digest(String function, int width, Term address, List<Term> arguments) {
    sweep(function, address, arguments, true, false);
    return undefined(function, width);
  }

  /** A value that the architecture leaves undefined; each call yields another one. */
  Term undefined(String what, int width);

  /**
   * A defined value that the machine makes and that nothing determines, such as a time stamp; each
   * call yields another one.
   */
  default Term arbitrary(String what, int width) {
    return undefined(what, width);
  }

  /** The value of a number known at assembly time, in the given width. */
  Term resolve(Address address, int width);

  /** Records an event that nothing of this state goes into. */
  default void happen(Event event) {
    happen(event, List.of());
  }

  /**
   * Records an event.
   *
   * @param told the values that go into it: what a device or the system gets to see
   */
  void happen(Event event, List<Term> told);

  /** Goes on at the target if the condition (width 1) is true, else behind the instruction. */
  void branch(Term condition, Operand.Target target);

  /** Goes on at the target. */
  void jump(Operand.Target target);

  /** Goes on at a computed address. */
  void jumpTo(Term address);

  /**
   * Calls the target. The instruction has already put the return address where the architecture
   * wants it.
   */
  void call(Operand.Target target);

  /** Calls a computed address. */
  void callTo(Term address);

  /** Returns to a computed address; the instruction has already popped what it pops. */
  void returnTo(Term address);

  /** Ends the path: a deliberate trap, halt, or return from an exception. */
  void stop(String what);

  /**
   * Makes the jump, call, return or stop that the instruction has just asked for depend on a
   * condition (width 1): if that is false, control goes on behind the instruction.
   */
  void onlyIf(Term condition);

  /** Address of the instruction behind the current one. */
  Term nextAddress();

  /** The bits that a register view shows. */
  default Term read(RegisterView view) {
    if (view.location().kind() == Location.Kind.ZERO) {
      return terms().constant(0, view.width());
    }
    return get(view.location()).extract(view.low() + view.width() - 1, view.low());
  }

  /** Writes through a register view, by its {@link RegisterView.WriteRule}. */
  default void write(RegisterView view, Term value) {
    Location location = view.location();
    if (location.kind() == Location.Kind.ZERO) {
      return;
    }
    if (view.isWhole()) {
      set(location, value);
      return;
    }
    set(
        location,
        switch (view.onWrite()) {
          case ZERO_EXTEND -> value.zext(location.width());
          case ONE_EXTEND -> terms().ones(location.width() - value.width()).concat(value);
          case MERGE -> get(location).replace(view.low(), value);
        });
  }
}
