package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;

/**
 * The stack of x87 registers. Its locations are named from the top; the tag has one bit for each,
 * set where the register is in use.
 */
final class X87Stack {

  private static final int DEPTH = 8;
  private static final int TOP_BITS = 0x3800;

  /** C0, C1, C2 and C3. */
  private static final int CONDITION = 0x4700;

  private final Step s;
  private final X86Registers r;

  X87Stack(Step step) {
    s = step;
    r = step.registers;
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
  private void turnTo(Term top) {
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

  /** Result of arithmetic: a function of its operands and the control word. */
  Term compute(String function, int width, Term... operands) {
    Term[] all = java.util.Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = control();
    return s.apply("x87." + function, width, all);
  }

  /** Lets an operation leave its marks in the status word. */
  void raise(String function, Term... operands) {
    Term[] all = java.util.Arrays.copyOf(operands, operands.length + 2);
    all[operands.length] = s.get(r.x87Status);
    all[operands.length + 1] = s.get(r.x87Tag);
    setStatus(compute(function + ".status", 16, all));
  }

  /** Lets a comparison set its condition, whatever that was, and leave its marks. */
  void compare(String function, Term... operands) {
    raise(function, operands);
    Term[] all = java.util.Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = s.get(r.x87Tag);
    Term condition = compute(function + ".condition", 16, all).and(s.constant(CONDITION, 16));
    setStatus(s.get(r.x87Status).and(s.constant(~CONDITION, 16)).or(condition));
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

  /** All state that FNSAVE stores, as arguments of a function. */
  Term[] everything() {
    Term[] all = new Term[DEPTH + 3];
    for (int n = 0; n < DEPTH; n++) {
      all[n] = get(n);
    }
    all[DEPTH] = status();
    all[DEPTH + 1] = s.get(r.x87Tag);
    all[DEPTH + 2] = control();
    return all;
  }

  /** Loads control, status, top and tag from a stored environment of 28 bytes. */
  void loadEnvironment(Term image) {
    Term word = image.extract(47, 32);
    turnTo(word.extract(13, 11));
    setStatus(word);
    s.set(r.x87Control, image.truncate(16));
    s.set(r.x87Tag, s.apply("x87.tag", DEPTH, image.extract(79, 64), s.get(r.x87Top)));
  }

  /** The environment of 28 bytes: control, status and tag words, then pointers. */
  Term environment() {
    Term filler = s.terms.ones(16);
    Term tag = s.apply("x87.tag_word", 16, everything());
    Term pointers = s.apply("x87.pointers", 128, s.get(r.system), s.cpu.nextAddress());
    return pointers
        .concat(filler)
        .concat(tag)
        .concat(filler)
        .concat(status())
        .concat(filler)
        .concat(control());
  }
}
