package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.term.Term;

/** How results of arithmetic become flags (SDM volume 1, 3.4.3.1). */
final class Flags {

  private final Step m;
  private final X86Registers r;

  Flags(Step step) {
    m = step;
    r = step.registers;
  }

  void set(Location flag, Term value) {
    m.cpu.set(flag, value);
  }

  Term cf() {
    return m.cpu.get(r.cf);
  }

  void clear(Location... cleared) {
    for (Location flag : cleared) {
      set(flag, m.terms.falseTerm());
    }
  }

  void undefine(Location... undefined) {
    for (Location flag : undefined) {
      set(flag, m.undefined(flag.name(), 1));
    }
  }

  /** Whether the low byte of a value has an even number of ones. */
  Term parity(Term value) {
    Term byteValue = value.extract(7, 0);
    Term folded = byteValue.extract(7, 4).xor(byteValue.extract(3, 0));
    folded = folded.extract(3, 2).xor(folded.extract(1, 0));
    return folded.bit(1).xor(folded.bit(0)).not();
  }

  /** Sets SF, ZF and PF from a result. */
  void result(Term result) {
    set(r.sf, result.sign());
    set(r.zf, result.eq(m.terms.zero(result.width())));
    set(r.pf, parity(result));
  }

  /** Sets the flags of AND, OR, XOR and TEST. */
  Term logic(Term result) {
    clear(r.cf, r.of);
    result(result);
    undefine(r.af);
    return result;
  }

  /** Sum of two values; sets all flags but CF. */
  private Term sum(Term a, Term b, Term sum) {
    Term halfCarry = a.xor(b).xor(sum);
    set(r.af, halfCarry.bit(4));
    set(r.of, a.xor(sum).and(b.xor(sum)).sign());
    result(sum);
    return sum;
  }

  /** Difference of two values; sets all flags but CF. */
  private Term difference(Term a, Term b, Term difference) {
    set(r.af, a.xor(b).xor(difference).bit(4));
    set(r.of, a.xor(b).and(a.xor(difference)).sign());
    result(difference);
    return difference;
  }

  Term add(Term a, Term b) {
    Term sum = a.add(b);
    set(r.cf, sum.ult(a));
    return sum(a, b, sum);
  }

  Term addWithCarry(Term a, Term b) {
    Term carry = cf();
    Term sum = a.add(b).add(carry.zext(a.width()));
    set(r.cf, wideSum(a, b, carry).sign());
    return sum(a, b, sum);
  }

  /** Sum with a carry in, one bit wider than the summands. */
  Term wideSum(Term a, Term b, Term carry) {
    int width = a.width() + 1;
    return a.zext(width).add(b.zext(width)).add(carry.zext(width));
  }

  Term sub(Term a, Term b) {
    set(r.cf, a.ult(b));
    return difference(a, b, a.sub(b));
  }

  Term subWithBorrow(Term a, Term b) {
    Term borrow = cf();
    int width = a.width() + 1;
    Term difference = a.sub(b).sub(borrow.zext(a.width()));
    set(r.cf, a.zext(width).ult(b.zext(width).add(borrow.zext(width))));
    return difference(a, b, difference);
  }

  Term increment(Term a) {
    Term one = m.constant(1, a.width());
    return sum(a, one, a.add(one));
  }

  Term decrement(Term a) {
    Term one = m.constant(1, a.width());
    return difference(a, one, a.sub(one));
  }

  Term negate(Term a) {
    return sub(m.terms.zero(a.width()), a);
  }

  /** The low byte of EFLAGS as LAHF and PUSHF see it. */
  Term lowByte() {
    Term zero = m.terms.falseTerm();
    return flag(r.sf)
        .concat(flag(r.zf))
        .concat(zero)
        .concat(flag(r.af))
        .concat(zero)
        .concat(flag(r.pf))
        .concat(m.terms.trueTerm())
        .concat(flag(r.cf));
  }

  private Term flag(Location location) {
    return m.cpu.get(location);
  }

  /** Sets SF, ZF, AF, PF and CF as SAHF does. */
  void setLowByte(Term value) {
    set(r.sf, value.bit(7));
    set(r.zf, value.bit(6));
    set(r.af, value.bit(4));
    set(r.pf, value.bit(2));
    set(r.cf, value.bit(0));
  }

  /** EFLAGS as PUSHF stores it, in the given width; RF and VM read as zero. */
  Term image(int width) {
    Term low =
        m.terms
            .falseTerm()
            .concat(flag(r.nt))
            .concat(flag(r.iopl))
            .concat(flag(r.of))
            .concat(flag(r.df))
            .concat(flag(r.interrupts))
            .concat(flag(r.tf))
            .concat(lowByte());
    if (width == 16) {
      return low;
    }
    return flag(r.id)
        .concat(flag(r.vip))
        .concat(flag(r.vif))
        .concat(flag(r.ac))
        .concat(m.terms.zero(2))
        .concat(low)
        .zext(width);
  }

  /** Loads EFLAGS as POPF does at the highest privilege. */
  void setImage(Term value) {
    setLowByte(value);
    set(r.tf, value.bit(8));
    set(r.interrupts, value.bit(9));
    set(r.df, value.bit(10));
    set(r.of, value.bit(11));
    set(r.iopl, value.extract(13, 12));
    set(r.nt, value.bit(14));
    if (value.width() > 16) {
      set(r.ac, value.bit(18));
      set(r.id, value.bit(21));
      clear(r.vif, r.vip);
    }
  }
}
