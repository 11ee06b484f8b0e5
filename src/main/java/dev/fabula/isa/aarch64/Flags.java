package dev.fabula.isa.aarch64;

import dev.fabula.isa.Cpu;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** The condition flags of a state, and the conditions over them (Arm ARM, C1.2.4). */
final class Flags {

  private final Cpu cpu;
  private final A64Registers registers;

  Flags(Cpu cpu, A64Registers registers) {
    this.cpu = cpu;
    this.registers = registers;
  }

  Term n() {
    return cpu.get(flag(0));
  }

  Term z() {
    return cpu.get(flag(1));
  }

  Term c() {
    return cpu.get(flag(2));
  }

  Term v() {
    return cpu.get(flag(3));
  }

  void set(Term n, Term z, Term c, Term v) {
    cpu.set(flag(0), n);
    cpu.set(flag(1), z);
    cpu.set(flag(2), c);
    cpu.set(flag(3), v);
  }

  private Location flag(int index) {
    return registers.flags().get(index);
  }

  /** Sets all four from four bits in the order N, Z, C, V. */
  void set(Term four) {
    set(four.bit(3), four.bit(2), four.bit(1), four.bit(0));
  }

  /** The four as bits in the order N, Z, C, V. */
  Term four() {
    return n().concat(z()).concat(c()).concat(v());
  }

  /** After a logical operation: N and Z of the result, C and V clear. */
  void ofResult(Term result) {
    Term no = cpu.terms().falseTerm();
    set(result.sign(), isZero(result), no, no);
  }

  /** After {@code left + right}. */
  void ofAdd(Term left, Term right) {
    Term sum = left.add(right);
    Term overflow = left.xor(sum).and(right.xor(sum)).sign();
    set(sum.sign(), isZero(sum), sum.ult(left), overflow);
  }

  /** After {@code left - right}; C says that nothing was borrowed. */
  void ofSub(Term left, Term right) {
    Term difference = left.sub(right);
    Term overflow = left.xor(right).and(left.xor(difference)).sign();
    set(difference.sign(), left.eq(right), left.uge(right), overflow);
  }

  /** After {@code left + right + carry}. */
  void ofAddWithCarry(Term left, Term right, Term carry) {
    int width = left.width();
    Term wide = left.zext(width + 1).add(right.zext(width + 1)).add(carry.zext(width + 1));
    Term sum = wide.truncate(width);
    Term overflow = left.xor(sum).and(right.xor(sum)).sign();
    set(sum.sign(), isZero(sum), wide.bit(width), overflow);
  }

  private static Term isZero(Term value) {
    return value.eq(value.bank().zero(value.width()));
  }

  /** Whether a condition holds. */
  Term holds(String condition) throws UnknownInstruction {
    return switch (condition) {
      case "eq" -> z();
      case "ne" -> z().not();
      case "hs", "cs" -> c();
      case "lo", "cc" -> c().not();
      case "mi" -> n();
      case "pl" -> n().not();
      case "vs" -> v();
      case "vc" -> v().not();
      case "hi" -> c().and(z().not());
      case "ls" -> c().not().or(z());
      case "ge" -> n().eq(v());
      case "lt" -> n().ne(v());
      case "gt" -> z().not().and(n().eq(v()));
      case "le" -> z().or(n().ne(v()));
      case "al", "nv" -> cpu.terms().trueTerm();
      default -> throw new UnknownInstruction("no condition " + condition);
    };
  }
}
