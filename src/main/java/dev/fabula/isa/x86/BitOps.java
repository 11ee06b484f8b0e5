package dev.fabula.isa.x86;

import dev.fabula.isa.Checksum;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Instructions on single bits, bit fields and bit counts. */
enum BitOps implements Entry {
  BT,
  BTS,
  BTR,
  BTC,
  BSF,
  BSR,
  POPCNT,
  LZCNT,
  TZCNT,
  BEXTR,
  BLSI,
  BLSMSK,
  BLSR,
  BZHI,
  PDEP,
  PEXT,
  CRC32;

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case BT, BTS, BTR, BTC -> testBit(s);
      case BSF, BSR -> scan(s);
      case POPCNT -> countOnes(s);
      case LZCNT -> countZeros(s, s.read(1).clz());
      case TZCNT -> countZeros(s, s.read(1).ctz());
      case BEXTR -> extractField(s);
      case BLSI, BLSMSK, BLSR -> lowestBit(s);
      case BZHI -> zeroHigh(s);
      case PDEP -> s.write(0, BitGather.deposit(s, s.read(1), s.read(2)));
      case PEXT -> s.write(0, BitGather.extract(s, s.read(1), s.read(2)));
      case CRC32 -> {
        Term old = s.read(0).truncate(32);
        s.write(0, Checksum.of(Checksum.CRC_32C, old, s.read(1)).zext(s.width(0)));
      }
    }
  }

  private void testBit(Step s) throws UnknownInstruction {
    int width = s.width(0);
    Term offset = s.read(1, width);
    Term index = offset.and(s.constant(width - 1L, width));
    boolean beyond = s.isMemory(0) && s.isRegister(1);
    Term address = beyond ? bitAddress(s, offset) : offset;
    Term value = beyond ? s.cpu.load(s.access(width), address) : s.read(0);
    s.set(s.registers.cf, value.lshr(index).bit(0));
    s.flags.undefine(s.registers.of, s.registers.sf, s.registers.af, s.registers.pf);
    if (this == BT) {
      return;
    }
    Term changed = changed(value, s.constant(1, width).shl(index));
    if (beyond) {
      s.cpu.store(s.access(width), address, changed);
    } else {
      s.write(0, changed);
    }
  }

  private Term changed(Term value, Term mask) {
    return this == BTS ? value.or(mask) : this == BTR ? value.and(mask.not()) : value.xor(mask);
  }

  /** A bit offset in a register is signed and reaches beyond the operand (SDM volume 2, BT). */
  private static Term bitAddress(Step s, Term offset) throws UnknownInstruction {
    int width = offset.width();
    Term words = offset.ashr(s.constant(Integer.numberOfTrailingZeros(width), width));
    Term bytes = words.sext(s.wordWidth()).mul(s.constant(width / 8, s.wordWidth()));
    return s.address(0).add(bytes);
  }

  /**
   * BSF and BSR of zero leave their destination alone; the upper half of a 64-bit register may then
   * be cleared or kept (SDM volume 2, BSF, footnote).
   */
  private void scan(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    int width = source.width();
    Term zero = source.eq(s.terms.zero(width));
    Term index = this == BSF ? source.ctz() : s.constant(width - 1L, width).sub(source.clz());
    Term kept = s.get(s.view(0).location());
    if (width == 32 && s.wordWidth() == 64) {
      kept = s.undefined("upper half", 32).concat(kept.truncate(32));
    }
    s.flags.undefine(
        s.registers.cf, s.registers.of, s.registers.sf, s.registers.af, s.registers.pf);
    s.set(s.registers.zf, zero);
    s.write(0, index);
    s.set(s.view(0).location(), zero.ite(kept, s.get(s.view(0).location())));
  }

  private static void countOnes(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    X86Registers r = s.registers;
    s.flags.clear(r.of, r.sf, r.af, r.cf, r.pf);
    s.set(r.zf, source.eq(s.terms.zero(source.width())));
    s.write(0, source.popcount());
  }

  private static void countZeros(Step s, Term count) throws UnknownInstruction {
    int width = count.width();
    X86Registers r = s.registers;
    s.set(r.cf, count.eq(s.constant(width, width)));
    s.set(r.zf, count.eq(s.terms.zero(width)));
    s.flags.undefine(r.of, r.sf, r.pf, r.af);
    s.write(0, count);
  }

  private static void extractField(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    int width = source.width();
    // A number is the form of TBM (AMD64 APM volume 3, BEXTR).
    boolean number = s.operand(2) instanceof Operand.Immediate;
    Term control = number ? s.constant(s.immediate(2), 32) : s.read(2);
    Term length = control.extract(15, 8).zext(width);
    Term mask = s.terms.ones(width).shl(length).not();
    Term result = source.lshr(control.extract(7, 0).zext(width)).and(mask);
    X86Registers r = s.registers;
    s.set(r.zf, result.eq(s.terms.zero(width)));
    s.flags.clear(r.cf, r.of);
    s.flags.undefine(r.af, r.sf, r.pf);
    s.write(0, result);
  }

  private void lowestBit(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    Term zero = s.terms.zero(source.width());
    Term less = source.sub(s.constant(1, source.width()));
    Term result =
        this == BLSI
            ? source.and(source.neg())
            : this == BLSMSK ? source.xor(less) : source.and(less);
    X86Registers r = s.registers;
    s.flags.result(result);
    s.set(r.cf, this == BLSI ? source.ne(zero) : source.eq(zero));
    s.flags.clear(r.of);
    s.flags.undefine(r.af, r.pf);
    if (this == BLSMSK) {
      s.flags.clear(r.zf);
    }
    s.write(0, result);
  }

  private static void zeroHigh(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    int width = source.width();
    Term index = s.read(2).extract(7, 0).zext(width);
    Term result = source.and(s.terms.ones(width).shl(index).not());
    s.flags.result(result);
    s.set(s.registers.cf, index.uge(s.constant(width, width)));
    s.flags.clear(s.registers.of);
    s.flags.undefine(s.registers.af, s.registers.pf);
    s.write(0, result);
  }
}
