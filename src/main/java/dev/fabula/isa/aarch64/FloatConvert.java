package dev.fabula.isa.aarch64;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.function.UnaryOperator;

/** Conversions between floats and numbers (Arm ARM, C3.5.18 and C3.6.11). */
enum FloatConvert implements Family {
  SCVTF,
  UCVTF,
  FCVTNS,
  FCVTNU,
  FCVTPS,
  FCVTPU,
  FCVTMS,
  FCVTMU,
  FCVTZS,
  FCVTZU,
  FCVTAS,
  FCVTAU,
  FCVT,
  FCVTL,
  FCVTL2,
  FCVTN,
  FCVTN2,
  FCVTXN,
  FCVTXN2;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    ArmFloat f = s.floats();
    int bits = v.laneBits(0);
    int scale = s.count() > 2 ? (int) s.immediate(2) : 0;
    switch (this) {
      case SCVTF -> each(v, a -> f.fromNumber(a, bits, true, scale));
      case UCVTF -> each(v, a -> f.fromNumber(a, bits, false, scale));
      case FCVTNS, FCVTPS, FCVTMS, FCVTZS, FCVTAS ->
          each(v, a -> f.toNumber(a, bits, true, rounding(), scale));
      case FCVTNU, FCVTPU, FCVTMU, FCVTZU, FCVTAU ->
          each(v, a -> f.toNumber(a, bits, false, rounding(), scale));
      case FCVT -> v.out(0, f.convert(v.in(1), v.width(0)));
      case FCVTL -> widened(v, f, v.in(1).truncate(64));
      case FCVTL2 -> widened(v, f, v.in(1).extract(127, 64));
      case FCVTN -> narrowed(s, a -> f.convert(a, a.width() / 2), false);
      case FCVTN2 -> narrowed(s, a -> f.convert(a, a.width() / 2), true);
      case FCVTXN -> narrowed(s, a -> f.compute(toOdd(), a), false);
      case FCVTXN2 -> narrowed(s, a -> f.compute(toOdd(), a), true);
    }
  }

  private static ArmFunction toOdd() {
    return new ArmFunction(Kind.CONVERT_TO_ODD, 64, 32, 0);
  }

  /** The number of the rounding that the mnemonic names. */
  private int rounding() {
    return "NPMZA".indexOf(name().charAt(4));
  }

  private static void each(Vectors v, UnaryOperator<Term> each) throws UnknownInstruction {
    v.out(0, Lanewise.map(v.in(1), v.laneBits(1), each));
  }

  private static void widened(Vectors v, ArmFloat f, Term half) throws UnknownInstruction {
    int bits = v.laneBits(0);
    v.out(0, Lanewise.map(half, bits / 2, a -> f.convert(a, bits)));
  }

  private static void narrowed(Step s, UnaryOperator<Term> each, boolean upper)
      throws UnknownInstruction {
    Term narrow = Lanewise.map(s.vectors.in(1), s.vectors.laneBits(1), each);
    if (upper) {
      Term old = s.cpu.get(s.view(0).location());
      s.cpu.set(s.view(0).location(), narrow.concat(old.truncate(64)));
    } else {
      s.vectors.out(0, narrow);
    }
  }
}
