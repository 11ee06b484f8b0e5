package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Multiplication and division of integers. */
enum MulDiv implements Entry {
  MUL,
  IMUL,
  MULX,
  DIV,
  IDIV;

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case MUL -> wide(s, false);
      case IMUL -> {
        if (s.operands() == 1) {
          wide(s, true);
        } else {
          truncated(s);
        }
      }
      case MULX -> mulx(s);
      case DIV, IDIV -> divide(s);
    }
  }

  private static Term extend(Term value, int width, boolean signed) {
    return signed ? value.sext(width) : value.zext(width);
  }

  private static void wide(Step s, boolean signed) throws UnknownInstruction {
    Term factor = s.read(0);
    int width = factor.width();
    Term product =
        extend(s.get("ax", width), 2 * width, signed).mul(extend(factor, 2 * width, signed));
    putDouble(s, product.truncate(width), product.extract(2 * width - 1, width));
    setFlags(s, product.ne(extend(product.truncate(width), 2 * width, signed)));
  }

  /** Writes a pair of results to AL and AH, or to the accumulator and DX. */
  private static void putDouble(Step s, Term low, Term high) {
    if (low.width() == 8) {
      s.put("ax", high.concat(low));
    } else {
      s.put("ax", low);
      s.put("dx", high);
    }
  }

  private static void setFlags(Step s, Term overflow) {
    X86Registers r = s.registers;
    s.set(r.cf, overflow);
    s.set(r.of, overflow);
    s.flags.undefine(r.sf, r.zf, r.af, r.pf);
  }

  private static void truncated(Step s) throws UnknownInstruction {
    int width = s.width(0);
    boolean threeOperands = s.operands() == 3;
    Term a = s.read(threeOperands ? 1 : 0).sext(2 * width);
    Term b = s.read(threeOperands ? 2 : 1, width).sext(2 * width);
    Term product = a.mul(b);
    Term result = product.truncate(width);
    setFlags(s, product.ne(result.sext(2 * width)));
    s.write(0, result);
  }

  private static void mulx(Step s) throws UnknownInstruction {
    int width = s.width(0);
    Term product = s.get("dx", width).zext(2 * width).mul(s.read(2).zext(2 * width));
    s.write(1, product.truncate(width));
    s.write(0, product.extract(2 * width - 1, width));
  }

  private void divide(Step s) throws UnknownInstruction {
    Term divisor = s.read(0);
    int width = divisor.width();
    Term dividend = width == 8 ? s.get("ax", 16) : s.get("dx", width).concat(s.get("ax", width));
    boolean signed = this == IDIV;
    Term wide = extend(divisor, 2 * width, signed);
    Term quotient = signed ? dividend.sdiv(wide) : dividend.udiv(wide);
    Term remainder = signed ? dividend.srem(wide) : dividend.urem(wide);
    Term result = quotient.truncate(width);
    s.trapUnless(
        divisor.ne(s.terms.zero(width)).and(quotient.eq(extend(result, 2 * width, signed))),
        "the divisor is not zero and the quotient fits");
    putDouble(s, result, remainder.truncate(width));
    s.registers.arithmeticFlags().forEach(s.flags::undefine);
  }
}
