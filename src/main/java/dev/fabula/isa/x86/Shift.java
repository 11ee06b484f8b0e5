package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Shifts and rotations of general registers and memory. */
enum Shift implements Entry {
  SHL,
  SHR,
  SAR,
  ROL,
  ROR,
  RCL,
  RCR,
  SHLD,
  SHRD,
  SHLX,
  SHRX,
  SARX,
  RORX;

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case SHL, SHR, SAR -> shift(s);
      case ROL, ROR -> rotate(s);
      case RCL, RCR -> rotateThroughCarry(s);
      case SHLD, SHRD -> doubleShift(s);
      case SHLX -> s.write(0, s.read(1).shl(maskedCount(s, 2, s.width(0))));
      case SHRX -> s.write(0, s.read(1).lshr(maskedCount(s, 2, s.width(0))));
      case SARX -> s.write(0, s.read(1).ashr(maskedCount(s, 2, s.width(0))));
      case RORX -> s.write(0, s.read(1).rotr(maskedCount(s, 2, s.width(0))));
    }
  }

  /** The count in the width of the value: its low 5 bits, or 6 for 64-bit values. */
  private static Term maskedCount(Step s, int n, int width) throws UnknownInstruction {
    if (n >= s.operands()) {
      return s.constant(1, width);
    }
    Term count = s.read(n, s.isRegister(n) ? s.width(n) : 8).extract(7, 0);
    return count.and(s.constant(width == 64 ? 63 : 31, 8)).zext(width);
  }

  /** Sets a flag unless the count is zero. */
  private static void set(Step s, Location flag, Term count, Term value) {
    s.set(flag, isZero(s, count).ite(s.get(flag), value));
  }

  private static Term isZero(Step s, Term count) {
    return count.eq(s.terms.zero(count.width()));
  }

  /** Sets OF to the value for a count of one, and to something undefined for more. */
  private static void setOverflow(Step s, Term count, Term value) {
    Term one = count.eq(s.constant(1, count.width()));
    Term known = one.isTrue() ? value : one.ite(value, s.undefined("of", 1));
    set(s, s.registers.of, count, known);
  }

  private static void setResult(Step s, Term count, Term result) {
    X86Registers r = s.registers;
    set(s, r.sf, count, result.sign());
    set(s, r.zf, count, result.eq(s.terms.zero(result.width())));
    set(s, r.pf, count, s.flags.parity(result));
    set(s, r.af, count, s.undefined("af", 1));
  }

  private void shift(Step s) throws UnknownInstruction {
    Term value = s.read(0);
    int width = value.width();
    Term count = maskedCount(s, 1, width);
    Term zero = s.terms.falseTerm();
    Term wideCount = count.zext(width + 1);
    Term result;
    Term carry;
    Term overflow;
    if (this == SHL) {
      Term wide = value.zext(width + 1).shl(wideCount);
      result = wide.truncate(width);
      carry = wide.sign();
      overflow = result.sign().xor(carry);
    } else {
      Term wide = value.concat(zero);
      Term shifted = this == SAR ? wide.ashr(wideCount) : wide.lshr(wideCount);
      result = shifted.extract(width, 1);
      carry = shifted.bit(0);
      overflow = this == SAR ? zero : value.sign();
    }
    set(s, s.registers.cf, count, carryOrUndefined(s, count, carry));
    setOverflow(s, count, overflow);
    setResult(s, count, result);
    s.write(0, result);
  }

  /** CF of SHL and SHR is undefined for counts from the operand's width on. */
  private Term carryOrUndefined(Step s, Term count, Term carry) {
    if (this == SAR || count.width() > 16) {
      return carry;
    }
    return orUndefined(s, count.uge(s.constant(count.width(), count.width())), "cf", carry);
  }

  private void rotate(Step s) throws UnknownInstruction {
    Term value = s.read(0);
    Term count = maskedCount(s, 1, value.width());
    Term result = this == ROL ? value.rotl(count) : value.rotr(count);
    int top = value.width() - 1;
    Term carry = this == ROL ? result.bit(0) : result.sign();
    Term overflow = result.sign().xor(this == ROL ? carry : result.bit(top - 1));
    set(s, s.registers.cf, count, carry);
    setOverflow(s, count, overflow);
    s.write(0, result);
  }

  private void rotateThroughCarry(Step s) throws UnknownInstruction {
    Term value = s.read(0);
    int width = value.width();
    Term count = maskedCount(s, 1, width);
    Term wide = s.get(s.registers.cf).concat(value);
    Term wideCount = count.zext(width + 1);
    Term rotated = this == RCL ? wide.rotl(wideCount) : wide.rotr(wideCount);
    Term result = rotated.truncate(width);
    Term carry = rotated.sign();
    Term overflow = result.sign().xor(this == RCL ? carry : result.bit(width - 2));
    s.set(s.registers.cf, carry);
    setOverflow(s, count, overflow);
    s.write(0, result);
  }

  private void doubleShift(Step s) throws UnknownInstruction {
    Term value = s.read(0);
    int width = value.width();
    Term filler = s.read(1);
    Term count = maskedCount(s, 2, width);
    Term wideCount = count.zext(2 * width + 1);
    Term none = s.terms.falseTerm();
    Term result;
    Term carry;
    if (this == SHLD) {
      Term shifted = none.concat(value).concat(filler).shl(wideCount);
      result = shifted.extract(2 * width - 1, width);
      carry = shifted.sign();
    } else {
      Term shifted = filler.concat(value).concat(none).lshr(wideCount);
      result = shifted.extract(width, 1);
      carry = shifted.bit(0);
    }
    Term tooFar = count.ugt(s.constant(width, width));
    Term known = orUndefined(s, tooFar, "result", result);
    set(s, s.registers.cf, count, orUndefined(s, tooFar, "cf", carry));
    setOverflow(s, count, known.sign().xor(value.sign()));
    setResult(s, count, known);
    if (!tooFar.isFalse()) {
      s.set(s.registers.zf, orUndefined(s, tooFar, "zf", s.get(s.registers.zf)));
      s.set(s.registers.pf, orUndefined(s, tooFar, "pf", s.get(s.registers.pf)));
    }
    s.write(0, known);
  }

  private static Term orUndefined(Step s, Term condition, String what, Term value) {
    return condition.isFalse() ? value : condition.ite(s.undefined(what, value.width()), value);
  }
}
