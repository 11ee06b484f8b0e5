package dev.fabula.isa.x86;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The words in which float instructions are written: lanes, and what they leave in MXCSR. */
final class SseLane {
  private SseLane() {}

  /** Bits of a lane by the last letter of a mnemonic: {@code s} or {@code d}. */
  static int bits(Step s) {
    return s.instruction.mnemonic().endsWith("s") ? 32 : 64;
  }

  /** Whether the last but one letter says that only the lowest lane is meant. */
  static boolean isScalar(Step s) {
    String name = s.instruction.mnemonic();
    return name.charAt(name.length() - 2) == 's';
  }

  /** The value of a function of some lanes, which raises flags. */
  static Term compute(Step s, SseFunction function, Term... operands) {
    Term[] all = java.util.Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = s.get(s.registers.mxcsrControl);
    Term both = s.apply(function, all);
    if (!function.isExact()) {
      Mxcsr.raise(s, both.extract(function.width() - 1, function.to()));
    }
    return both.truncate(function.to());
  }

  /** The value of arithmetic on lanes of one format. */
  static Term compute(Step s, SseFunction.Kind kind, Term... operands) {
    int bits = operands[0].width();
    return compute(s, new SseFunction(kind, bits, bits), operands);
  }

  /** The lowest lane of a source; of memory only that is read. */
  static Term low(Step s, int n, int bits) throws UnknownInstruction {
    return s.read(n, s.isMemory(n) ? bits : 128).truncate(bits);
  }

  /** Writes a function of both sources' lanes; of the lowest ones, if it is scalar. */
  static void pairs(Step s, int bits, BinaryOperator<Term> each) throws UnknownInstruction {
    int first = Vectors.first(s);
    if (isScalar(s)) {
      Term left = s.read(first);
      s.write(0, Lanes.withLow(left, each.apply(left.truncate(bits), low(s, first + 1, bits))));
    } else {
      s.write(0, Lanes.map(Vectors.left(s), Vectors.right(s), bits, each));
    }
  }

  /** Writes a function of one source's lanes; of the lowest one, if it is scalar. */
  static void each(Step s, int bits, UnaryOperator<Term> each) throws UnknownInstruction {
    if (isScalar(s)) {
      pairs(s, bits, (left, right) -> each.apply(right));
    } else {
      s.write(0, Lanes.map(Vectors.source(s, 1), bits, each));
    }
  }

  /** A lane as comparisons take it: zero instead of denormal, if MXCSR says so. */
  static Term flushed(Step s, Term lane) {
    return FloatBits.flushed(lane, Mxcsr.denormalsAreZero(s));
  }

  /** Raises what a comparison of two lanes raises. */
  static void raiseCompared(Step s, Term a, Term b, boolean quiet) {
    Term unordered = FloatBits.unordered(a, b);
    Term invalid = quiet ? FloatBits.isSignalling(a).or(FloatBits.isSignalling(b)) : unordered;
    Term denormal =
        unordered
            .or(Mxcsr.denormalsAreZero(s))
            .not()
            .and(FloatBits.isDenormal(a).or(FloatBits.isDenormal(b)));
    // Invalid is bit 0, denormal bit 1.
    Mxcsr.raise(s, denormal.concat(invalid).zext(SseFunction.FLAGS));
  }
}
