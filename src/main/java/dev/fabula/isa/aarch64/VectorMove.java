package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * Moves between vector registers, lanes, general registers and numbers (Arm ARM, C3.6.2, C3.6.4).
 */
enum VectorMove implements Family {
  MOV,
  INS,
  UMOV,
  SMOV,
  DUP,
  FMOV,
  MOVI,
  MVNI;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case MOV, INS, UMOV -> v.out(0, v.in(1).resizeUnsigned(v.width(0)));
      case SMOV -> v.out(0, v.in(1).sext(v.width(0)));
      case DUP -> v.out(0, copies(v));
      case FMOV -> v.out(0, moved(s, v));
      case MOVI -> v.out(0, v.number(1));
      case MVNI -> v.out(0, v.number(1).not());
    }
  }

  private static Term copies(Vectors v) throws UnknownInstruction {
    return Vectors.repeated(v.in(1).truncate(v.laneBits(0)), v.width(0));
  }

  private static Term moved(Step s, Vectors v) throws UnknownInstruction {
    if (s.operand(1) instanceof Operand.Word(String text) && text.startsWith("#")) {
      double number = Double.parseDouble(text.substring(1));
      return Vectors.repeated(bits(s, number, v.laneBits(0)), v.width(0));
    }
    return v.in(1).resizeUnsigned(v.width(0));
  }

  private static Term bits(Step s, double number, int width) {
    return switch (width) {
      case 16 -> s.constant(Float.floatToFloat16((float) number), 16);
      case 32 -> s.constant(Float.floatToIntBits((float) number), 32);
      default -> s.constant(Double.doubleToLongBits(number), 64);
    };
  }
}
