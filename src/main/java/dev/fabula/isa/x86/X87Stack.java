package dev.fabula.isa.x86;

import dev.fabula.ieee.Format;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Arrays;

/**
 * The stack of x87 registers. Its locations are named from the top; the tag has one bit for each,
 * set where the register is in use.
 */
final class X87Stack {

  static final int DEPTH = 8;
  private static final int TOP_BITS = 0x3800;

  /** C0, C1, C2 and C3. */
  private static final int CONDITION = 0x4700;

  /** C1. */
  private static final int UP = 0x200;

  /** All exceptions, with that of the stack. */
  private static final int EXCEPTIONS = 0x7f;

  /** An invalid operation, because of the stack. */
  static final int STACK_FAULT = 0x41;

  /** ES and B. */
  private static final int SUMMARY = 0x8080;

  private final Step s;
  private final X86Registers r;

  X87Stack(Step step) {
    s = step;
    r = step.registers;
  }

  /** The number of the register that an operand is, counted from the top. */
  static int index(Step s, int n) throws UnknownInstruction {
    String name = s.view(n).location().name();
    return name.charAt(name.length() - 1) - '0';
  }

  private Location location(int n) {
    return r.location("st" + n);
  }

  Term get(int n) {
    return s.get(location(n));
  }

  void set(int n, Term value) {
    s.set(location(n), value);
  }

  /** Makes a place on top that holds the value. */
  void push(Term value) {
    turnDown();
    set(0, value);
    s.set(r.x87Tag, s.get(r.x87Tag).or(s.constant(1, DEPTH)));
  }

  /** Empties the top and goes back to the register below it. */
  void pop() {
    free(0);
    turnUp();
  }

  /** Marks a register as empty. */
  void free(int n) {
    s.set(r.x87Tag, s.get(r.x87Tag).and(s.constant(~(1L << n), DEPTH)));
  }

  /** Renames the registers so that the last one becomes the top. */
  void turnDown() {
    Term last = get(DEPTH - 1);
    for (int n = DEPTH - 1; n > 0; n--) {
      set(n, get(n - 1));
    }
    set(0, last);
    s.set(r.x87Tag, s.get(r.x87Tag).rotl(s.constant(1, DEPTH)));
    s.set(r.x87Top, s.get(r.x87Top).sub(1));
  }

  /** Renames the registers so that the second one becomes the top. */
  void turnUp() {
    Term first = get(0);
    for (int n = 0; n < DEPTH - 1; n++) {
      set(n, get(n + 1));
    }
    set(DEPTH - 1, first);
    s.set(r.x87Tag, s.get(r.x87Tag).rotr(s.constant(1, DEPTH)));
    s.set(r.x87Top, s.get(r.x87Top).add(1));
  }

  /** Renames the registers so that the one of the given number becomes the top. */
  void turnTo(Term top) {
    Term distance = top.sub(s.get(r.x87Top));
    for (int bit = 0; bit < 3; bit++) {
      Term[] old = new Term[DEPTH];
      for (int n = 0; n < DEPTH; n++) {
        old[n] = get(n);
      }
      for (int n = 0; n < DEPTH; n++) {
        set(n, distance.bit(bit).ite(old[n + (1 << bit) & DEPTH - 1], old[n]));
      }
    }
    s.set(r.x87Top, top);
  }

  Term control() {
    return s.get(r.x87Control);
  }

  /** The status word with the top of the stack in it. */
  Term status() {
    Term top = s.get(r.x87Top).zext(16).shl(s.constant(11, 16));
    return s.get(r.x87Status).and(s.constant(~TOP_BITS, 16)).or(top);
  }

  /** Takes condition and exception bits, but not the top, from a status word. */
  void setStatus(Term word) {
    s.set(r.x87Status, word.and(s.constant(~TOP_BITS, 16)));
  }

  /** Whether a register is in use. */
  Term isUsed(int n) {
    return s.get(r.x87Tag).bit(n);
  }

  /** The value of a register, the indefinite NaN if it is empty. */
  Term operand(int n) {
    return isUsed(n).ite(get(n), indefinite());
  }

  /** The QNaN floating-point indefinite. */
  Term indefinite() {
    return s.terms.constant(Format.EXTENDED.nan(true), 80);
  }

  /** Sets a register, which is then in use. */
  void put(int n, Term value) {
    set(n, value);
    s.set(r.x87Tag, s.get(r.x87Tag).or(s.constant(1L << n, DEPTH)));
  }

  /** An unknown function of operands and the control word. */
  Term unknown(String function, int width, Term... operands) {
    Term[] all = Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = control();
    return s.apply("x87." + function, width, all);
  }

  /** The value of a function of operands and the control word, which reports its exceptions. */
  Term compute(X87Function function, Term whole, Term... operands) {
    Term both = applied(function, operands);
    int to = function.to();
    Term flags = both.extract(to + X87Function.FLAGS - 1, to);
    report(flags, both.bit(to + X87Function.FLAGS), whole.not());
    return both.truncate(to);
  }

  /** A function of operands and the control word, with its exceptions above the value. */
  Term applied(X87Function function, Term... operands) {
    Term[] all = Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = control();
    return s.apply(function, all);
  }

  /** What an instruction leaves that has no exceptions but that of an empty register. */
  void report(Term whole) {
    report(s.constant(0, X87Function.FLAGS), s.terms.falseTerm(), whole.not());
  }

  /**
   * Sets exceptions, and C1 to whether something was rounded up; the other condition bits are
   * undefined.
   *
   * @param fault whether an empty register was read, which is invalid and nothing else
   */
  void report(Term flags, Term up, Term fault) {
    Term undefined = s.undefined("x87 condition", 16).and(s.constant(CONDITION & ~UP, 16));
    Term c1 = fault.not().and(up).zext(16).shl(s.constant(9, 16));
    settle(fault.ite(s.constant(STACK_FAULT, 16), flags.zext(16)), undefined.or(c1));
  }

  /** Sets the exceptions of a load. */
  void reportPush(Term flags) {
    reportPush(flags, s.terms.falseTerm());
  }

  /** Sets the exceptions of a load; a push onto a full stack is a fault too, told by C1. */
  void reportPush(Term flags, Term fault) {
    Term full = isUsed(DEPTH - 1);
    Term undefined = s.undefined("x87 condition", 16).and(s.constant(CONDITION & ~UP, 16));
    Term c1 = full.zext(16).shl(s.constant(9, 16));
    settle(full.or(fault).ite(s.constant(STACK_FAULT, 16), flags.zext(16)), undefined.or(c1));
  }

  /** Makes a place on top, for the indefinite NaN if there was none. */
  void pushOrFault(Term value) {
    push(isUsed(DEPTH - 1).ite(indefinite(), value));
  }

  /** Replaces the top by two values, or leaves all as it is. */
  void pushUnless(Term stays, Term below, Term value) {
    Term tag = s.get(r.x87Tag);
    Term[] old = new Term[DEPTH];
    Arrays.setAll(old, this::get);
    set(0, below);
    push(value);
    for (int n = 0; n < DEPTH; n++) {
      set(n, stays.ite(old[n], get(n)));
    }
    s.set(r.x87Tag, stays.ite(tag, s.get(r.x87Tag)));
    s.set(r.x87Top, s.get(r.x87Top).add(stays.zext(3)));
  }

  /** Sets C3, C2 and C0 to a comparison's result, which is unordered for an empty register. */
  void compare(X87Function function, Term whole, Term... operands) {
    Term code = comparison(function, whole, operands);
    settle(s.constant(0, 16), condition(code));
  }

  /**
   * The three bits of a comparison, whose exceptions are reported. C1 becomes zero (SDM volume 2,
   * FCOM), but processors leave it where an operand is invalid.
   */
  Term comparison(X87Function function, Term whole, Term... operands) {
    Term both = applied(function, operands);
    Term flags = both.extract(function.width() - 2, function.to()).zext(16);
    Term old = s.get(r.x87Status).and(s.constant(CONDITION & ~UP, 16));
    Term up = s.undefined("x87 condition", 16).and(s.constant(UP, 16));
    settle(whole.ite(flags, s.constant(STACK_FAULT, 16)), old.or(up));
    return whole.ite(both.truncate(function.to()), s.terms.ones(function.to()));
  }

  /** C3, C2 and C0 at their places in the status word. */
  Term condition(Term code) {
    return code.bit(2)
        .zext(16)
        .shl(s.constant(14, 16))
        .or(code.bit(1).zext(16).shl(s.constant(10, 16)))
        .or(code.bit(0).zext(16).shl(s.constant(8, 16)));
  }

  /** Adds exceptions, replaces the condition, and sums up whether an exception is unmasked. */
  void settle(Term exceptions, Term condition) {
    Term old = s.get(r.x87Status).and(s.constant(EXCEPTIONS, 16));
    Term raised = old.or(exceptions);
    Term unmasked = raised.and(control().not()).truncate(6).ne(s.terms.zero(6));
    Term summary = unmasked.ite(s.constant(SUMMARY, 16), s.constant(0, 16));
    s.set(r.x87Status, raised.or(condition).or(summary));
  }

  /** Lets such an instruction leave marks in the status word, C2 being known. */
  void raisePartial(String function, Term partial, Term... operands) {
    raise(function, operands);
    Term c2 = partial.zext(16).shl(s.constant(10, 16));
    Term others = s.get(r.x87Status).and(s.constant(~(1 << 10), 16));
    setStatus(isUsed(0).ite(others.or(c2), s.get(r.x87Status)));
  }

  /** Lets an instruction of which only the footprint is known leave marks in the status word. */
  void raise(String function, Term... operands) {
    Term[] all = Arrays.copyOf(operands, operands.length + 2);
    all[operands.length] = s.get(r.x87Status);
    all[operands.length + 1] = s.get(r.x87Tag);
    setStatus(unknown(function + ".status", 16, all));
  }

  /** Leaves the condition bits undefined. */
  void undefineCondition() {
    Term condition = s.undefined("x87_condition", 16).and(s.constant(CONDITION, 16));
    setStatus(s.get(r.x87Status).and(s.constant(~CONDITION, 16)).or(condition));
  }

  /** What FNINIT sets (SDM volume 2, FINIT). */
  void initialise() {
    s.set(r.x87Control, s.constant(0x37f, 16));
    s.set(r.x87Status, s.terms.zero(16));
    s.set(r.x87Top, s.terms.zero(3));
    s.set(r.x87Tag, s.terms.zero(DEPTH));
  }
}
