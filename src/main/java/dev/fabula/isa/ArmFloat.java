package dev.fabula.isa;

import dev.fabula.ieee.FloatBits;
import dev.fabula.ieee.Format;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The float operations of A64, A32 and T32 under some control bits (Arm ARM,
 * shared/functions/float).
 *
 * @param control the 32 bits that FPCR and FPSCR have in common
 * @param raise gets FPSR's low eight bits of each operation
 */
public record ArmFloat(Terms terms, Term control, Consumer<Term> raise) {
  private static final int ROUNDING = 22;
  private static final int FLUSHES = 24;
  private static final int HALF_FLUSHES = 19;
  private static final int DEFAULT_NAN = 25;
  private static final int ALTERNATIVE_HALF = 26;
  private static final int INVALID = 0;
  private static final int DENORMAL = 7;

  /** The same, but rounding to nearest. */
  public ArmFloat nearest() {
    Term mask = terms.constant(~(3L << ROUNDING), control.width());
    return new ArmFloat(terms, control.and(mask), raise);
  }

  /** The value of a function, whose exceptions are raised. */
  public Term compute(ArmFunction function, Term... operands) {
    List<Term> all = new ArrayList<>(List.of(operands));
    all.add(control);
    Term both = terms.apply(function, all);
    if (!function.isExact()) {
      raise.accept(both.extract(function.width() - 1, function.to()));
    }
    return both.truncate(function.to());
  }

  /** The value of arithmetic in one format. */
  public Term compute(Kind kind, Term... operands) {
    return compute(ArmFunction.of(kind, operands[0].width()), operands);
  }

  /** An integer as a float; rounded as a number, or {@link ArmFunction#CURRENT}, says. */
  public Term integral(Term a, int rounding, boolean exact) {
    Kind kind = exact ? Kind.INTEGRAL_EXACT : Kind.INTEGRAL;
    return compute(kind, a, terms.constant(rounding, 3));
  }

  /** A number of so many bits, rounded as a number, or {@link ArmFunction#CURRENT}, says. */
  public Term toNumber(Term a, int width, boolean signed, int rounding, int scale) {
    Kind kind = signed ? Kind.TO_SIGNED : Kind.TO_UNSIGNED;
    return compute(new ArmFunction(kind, a.width(), width, scale), a, terms.constant(rounding, 3));
  }

  /** A float of a number with so many bits behind its binary point. */
  public Term fromNumber(Term number, int width, boolean signed, int scale) {
    Kind kind = signed ? Kind.FROM_SIGNED : Kind.FROM_UNSIGNED;
    return compute(new ArmFunction(kind, number.width(), width, scale), number);
  }

  /** A float of another format; what the alternative half precision makes of it is not known. */
  public Term convert(Term a, int width) {
    Term usual = compute(new ArmFunction(Kind.CONVERT, a.width(), width, 0), a);
    if (a.width() != 16 && width != 16) {
      return usual;
    }
    String name = "arm.float.alternative." + a.width() + "." + width;
    return control.bit(ALTERNATIVE_HALF).ite(terms.apply(name, width, List.of(a, control)), usual);
  }

  /** Zero in place of a denormal float, if the control bits want it. */
  private Term flushed(Term a) {
    return FloatBits.flushed(a, control.bit(a.width() == 16 ? HALF_FLUSHES : FLUSHES));
  }

  /** Raises what looking at two floats raises. */
  private void raiseCompared(Term a, Term b, Term invalid) {
    Term denormal =
        a.width() == 16
            ? terms.falseTerm()
            : control.bit(FLUSHES).and(FloatBits.isDenormal(a).or(FloatBits.isDenormal(b)));
    raise.accept(bit(invalid, INVALID).or(bit(denormal, DENORMAL)));
  }

  private Term bit(Term truth, int index) {
    Term wide = truth.zext(ArmFunction.FLAGS);
    return wide.shl(terms.constant(index, ArmFunction.FLAGS));
  }

  private static Term signalling(Term a, Term b) {
    return FloatBits.isSignalling(a).or(FloatBits.isSignalling(b));
  }

  /** Whether both are equal; only signalling NaNs are invalid. */
  public Term equal(Term a, Term b) {
    raiseCompared(a, b, signalling(a, b));
    return FloatBits.equal(flushed(a), flushed(b));
  }

  /** Whether the first is greater; NaNs are invalid. */
  public Term greater(Term a, Term b) {
    raiseCompared(a, b, FloatBits.unordered(a, b));
    return FloatBits.less(flushed(b), flushed(a));
  }

  /** Whether the first is greater or equal; NaNs are invalid. */
  public Term greaterOrEqual(Term a, Term b) {
    raiseCompared(a, b, FloatBits.unordered(a, b));
    return FloatBits.lessOrEqual(flushed(b), flushed(a));
  }

  /** The bits N, Z, C, V of a comparison, for which quiet NaNs may be invalid too. */
  public Term compare(Term a, Term b, boolean signals) {
    Term unordered = FloatBits.unordered(a, b);
    raiseCompared(a, b, signals ? unordered : signalling(a, b));
    Term equal = FloatBits.equal(flushed(a), flushed(b));
    Term less = FloatBits.less(flushed(a), flushed(b));
    return less.concat(equal).concat(less.not()).concat(unordered);
  }

  /** The greater of two, or a NaN. */
  public Term maximum(Term a, Term b) {
    return extreme(a, b, false);
  }

  /** The lesser of two, or a NaN. */
  public Term minimum(Term a, Term b) {
    return extreme(a, b, true);
  }

  /** The greater of two; a number rather than a quiet NaN. */
  public Term maximumNumber(Term a, Term b) {
    Term lowest = infinity(a.width(), true);
    return maximum(unless(a, b, lowest), unless(b, a, lowest));
  }

  /** The lesser of two; a number rather than a quiet NaN. */
  public Term minimumNumber(Term a, Term b) {
    Term highest = infinity(a.width(), false);
    return minimum(unless(a, b, highest), unless(b, a, highest));
  }

  private Term infinity(int width, boolean negative) {
    return terms.constant(Format.of(width).infinity(negative), width);
  }

  private static Term unless(Term a, Term other, Term instead) {
    return FloatBits.isQuiet(a).and(FloatBits.isQuiet(other).not()).ite(instead, a);
  }

  private Term extreme(Term a, Term b, boolean least) {
    raiseCompared(a, b, signalling(a, b));
    Term x = flushed(a);
    Term y = flushed(b);
    Term chosen = (least ? FloatBits.less(x, y) : FloatBits.less(y, x)).ite(x, y);
    Term zeros = FloatBits.isZero(x).and(FloatBits.isZero(y));
    Term number = zeros.ite(least ? x.or(y) : x.and(y), chosen);
    return FloatBits.unordered(a, b).ite(nan(a, b), number);
  }

  private Term nan(Term a, Term b) {
    int width = a.width();
    Term usual = terms.constant(Format.of(width).nan(false), width);
    Term second = FloatBits.isSignalling(b).or(FloatBits.isNan(a).not());
    Term first = FloatBits.isSignalling(a).or(second.not());
    return control.bit(DEFAULT_NAN).ite(usual, FloatBits.quiet(first.ite(a, b)));
  }
}
