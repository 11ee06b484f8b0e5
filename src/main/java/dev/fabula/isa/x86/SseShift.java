package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.function.BinaryOperator;

/** Shifts of the lanes of vectors. */
enum SseShift implements Entry {
  LEFT("psllw", "pslld", "psllq"),
  RIGHT("psrlw", "psrld", "psrlq"),
  ARITHMETIC("psraw", "psrad", "psraq"),
  LEFT_BYTES("pslldq"),
  RIGHT_BYTES("psrldq"),
  LEFT_EACH("psllvw", "psllvd", "psllvq"),
  RIGHT_EACH("psrlvw", "psrlvd", "psrlvq"),
  ARITHMETIC_EACH("psravw", "psravd", "psravq");

  private final List<String> mnemonics;

  SseShift(String... names) {
    mnemonics = Vectors.both(List.of(names));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseMove.laneBits(s.instruction.mnemonic());
    Term value = s.read(Vectors.first(s), s.width(0));
    s.write(
        0,
        switch (this) {
          case LEFT -> all(s, value, bits, Term::shl);
          case RIGHT -> all(s, value, bits, Term::lshr);
          case ARITHMETIC -> all(s, value, bits, Term::ashr);
          case LEFT_BYTES -> Lanes.map(value, 128, x -> x.shl(byteCount(s)));
          case RIGHT_BYTES -> Lanes.map(value, 128, x -> x.lshr(byteCount(s)));
          case LEFT_EACH -> Lanes.map(value, Vectors.right(s), bits, Term::shl);
          case RIGHT_EACH -> Lanes.map(value, Vectors.right(s), bits, Term::lshr);
          case ARITHMETIC_EACH -> Lanes.map(value, Vectors.right(s), bits, Term::ashr);
        });
  }

  /** All lanes are shifted by one count: an immediate, or the low half of a vector or memory. */
  private static Term all(Step s, Term value, int bits, BinaryOperator<Term> shift)
      throws UnknownInstruction {
    int n = Vectors.first(s) + 1;
    Term count;
    if (s.isMemory(n)) {
      count = Vectors.packed(s, n, Math.min(128, value.width())).truncate(64);
    } else if (s.isRegister(n)) {
      count = s.read(n).truncate(64);
    } else {
      count = s.constant(s.immediate(n) & 0xff, 64);
    }
    Term limit = s.constant(bits, 64);
    Term amount = count.ult(limit).ite(count, limit).truncate(bits);
    return Lanes.map(value, bits, lane -> shift.apply(lane, amount));
  }

  private static Term byteCount(Step s) {
    try {
      return s.constant(8 * Math.min(16, s.immediate(Vectors.first(s) + 1) & 0xff), 128);
    } catch (UnknownInstruction impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
