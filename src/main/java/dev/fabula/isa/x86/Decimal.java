package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Adjustments of decimal arithmetic, which exist in 32-bit mode only. */
enum Decimal implements Entry {
  AAA,
  AAS,
  AAM,
  AAD,
  DAA,
  DAS;

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case AAA -> adjustUnpacked(s, s.get("ax", 16).add(0x106));
      case AAS -> adjustUnpacked(s, s.get("ax", 16).sub(0x106));
      case AAM -> splitDigits(s);
      case AAD -> joinDigits(s);
      case DAA -> adjustPacked(s, false);
      case DAS -> adjustPacked(s, true);
    }
  }

  /** Whether the low digit is above nine or an arithmetic flag says so. */
  private static Term overflows(Term value, Term limit, Term flag) {
    return value.ugt(limit).or(flag);
  }

  private static void adjustUnpacked(Step s, Term adjusted) {
    X86Registers r = s.registers;
    Term before = s.get("ax", 16);
    Term wrong = overflows(before.truncate(4), s.constant(9, 4), s.get(r.af));
    Term after = wrong.ite(adjusted, before);
    s.put("ax", after.and(s.constant(0xff0f, 16)));
    s.set(r.af, wrong);
    s.set(r.cf, wrong);
    s.flags.undefine(r.of, r.sf, r.zf, r.pf);
  }

  /** The base of AAM and AAD, ten unless the code says otherwise; LLVM does not print a ten. */
  private static Term base(Step s) throws UnknownInstruction {
    return s.operands() == 0 ? s.constant(10, 8) : s.read(0, 8);
  }

  private static void splitDigits(Step s) throws UnknownInstruction {
    Term value = s.get("ax", 8);
    Term base = base(s);
    s.trapUnless(base.ne(s.terms.zero(8)), "the base is not zero");
    setDigits(s, value.udiv(base), value.urem(base));
  }

  private static void joinDigits(Step s) throws UnknownInstruction {
    Term both = s.get("ax", 16);
    Term joined = both.extract(15, 8).mul(base(s)).add(both.truncate(8));
    setDigits(s, s.terms.zero(8), joined);
  }

  private static void setDigits(Step s, Term high, Term low) {
    X86Registers r = s.registers;
    s.put("ax", high.concat(low));
    s.flags.result(low);
    s.flags.undefine(r.of, r.af, r.cf);
  }

  /** DAA and DAS differ in the sign of what they add (SDM volume 2, DAA and DAS). */
  private static void adjustPacked(Step s, boolean subtract) {
    X86Registers r = s.registers;
    Term value = s.get("ax", 8);
    Term carry = s.get(r.cf);
    Term lowWrong = overflows(value.truncate(4), s.constant(9, 4), s.get(r.af));
    Term highWrong = overflows(value, s.constant(0x99, 8), carry);
    Term six = s.constant(6, 8);
    Term lowAdjusted = subtract ? value.sub(six) : value.add(six);
    Term lowCarry = subtract ? value.ult(six) : lowAdjusted.ult(value);
    Term low = lowWrong.ite(lowAdjusted, value);
    Term sixty = s.constant(0x60, 8);
    Term result = highWrong.ite(subtract ? low.sub(sixty) : low.add(sixty), low);
    s.put("ax", result);
    s.flags.result(result);
    s.set(r.af, lowWrong);
    s.set(r.cf, highWrong.or(lowWrong.and(carry.or(lowCarry))));
    s.flags.undefine(r.of);
  }
}
