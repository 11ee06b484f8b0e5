package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Instructions on mask registers; results shorter than the register clear the rest of it. */
enum Masks implements Entry {
  KMOV,
  KAND,
  KANDN,
  KOR,
  KXOR,
  KXNOR,
  KADD,
  KNOT,
  KSHIFTL,
  KSHIFTR,
  KUNPCK,
  KORTEST,
  KTEST;

  private static final String SIZES = "bwdq";

  @Override
  public List<String> mnemonics() {
    if (this == KUNPCK) {
      return List.of("kunpckbw", "kunpckwd", "kunpckdq");
    }
    List<String> all = new ArrayList<>(SIZES.length());
    for (int n = 0; n < SIZES.length(); n++) {
      all.add(name().toLowerCase(Locale.ROOT) + SIZES.charAt(n));
    }
    return all;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseMove.laneBits(s.instruction.mnemonic());
    switch (this) {
      case KMOV -> {
        Term value = s.read(1, s.isMemory(1) ? bits : s.width(1)).truncate(bits);
        s.write(0, s.isMemory(0) ? value : value.zext(s.width(0)));
      }
      case KORTEST -> {
        Term either = low(s, 0, bits).or(low(s, 1, bits));
        test(s, either.eq(s.terms.zero(bits)), either.eq(s.terms.ones(bits)));
      }
      case KTEST -> {
        Term a = low(s, 0, bits);
        Term b = low(s, 1, bits);
        Term zero = s.terms.zero(bits);
        test(s, a.and(b).eq(zero), a.not().and(b).eq(zero));
      }
      default -> s.write(0, result(s, bits).zext(64));
    }
  }

  private static Term low(Step s, int n, int bits) throws UnknownInstruction {
    return s.read(n).truncate(bits);
  }

  private Term result(Step s, int bits) throws UnknownInstruction {
    Term a = low(s, 1, bits);
    return switch (this) {
      case KAND -> a.and(low(s, 2, bits));
      case KANDN -> a.not().and(low(s, 2, bits));
      case KOR -> a.or(low(s, 2, bits));
      case KXOR -> a.xor(low(s, 2, bits));
      case KXNOR -> a.xor(low(s, 2, bits)).not();
      case KADD -> a.add(low(s, 2, bits));
      case KNOT -> a.not();
      case KSHIFTL -> a.shl(count(s, bits));
      case KSHIFTR -> a.lshr(count(s, bits));
      case KUNPCK -> low(s, 1, bits / 2).concat(low(s, 2, bits / 2));
      case KMOV, KORTEST, KTEST -> throw new IllegalStateException(name());
    };
  }

  private static Term count(Step s, int bits) throws UnknownInstruction {
    return s.constant(Math.min(s.immediate(2) & 0xff, bits), bits);
  }

  private static void test(Step s, Term zero, Term carry) {
    X86Registers r = s.registers;
    s.flags.clear(r.of, r.sf, r.af, r.pf);
    s.set(r.zf, zero);
    s.set(r.cf, carry);
  }
}
