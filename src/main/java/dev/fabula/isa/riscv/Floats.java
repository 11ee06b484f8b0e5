package dev.fabula.isa.riscv;

import dev.fabula.ieee.FloatBits;
import dev.fabula.ieee.Format;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** The float operands and results of one step (unprivileged ISA, 20.2 to 21.2). */
final class Floats {
  private static final List<String> ROUNDINGS = List.of("rne", "rtz", "rdn", "rup", "rmm");
  private static final int INVALID = 4;

  private final Step s;

  Floats(Step step) {
    s = step;
  }

  /** A float operand; one that is not boxed in ones counts as the canonical NaN (21.2). */
  Term in(int index, int width) throws UnknownInstruction {
    Term whole = s.cpu.get(register(index));
    if (whole.width() == width) {
      return whole;
    }
    int upper = whole.width() - width;
    Term boxed = whole.extract(whole.width() - 1, width).eq(s.terms.ones(upper));
    return boxed.ite(whole.truncate(width), nan(width));
  }

  /** A float register; with Zfinx, floats are in general registers, of which no entry knows. */
  private Location register(int index) throws UnknownInstruction {
    Location location = s.view(index).location();
    if (location.kind() != Location.Kind.VECTOR) {
      throw s.form();
    }
    return location;
  }

  Term nan(int width) {
    return s.terms.constant(Format.of(width).nan(false), width);
  }

  /** The float that a word of FLI names: exact in every format, or the smallest normal one. */
  Term number(String text, int width) throws UnknownInstruction {
    Format format = Format.of(width);
    return switch (text) {
      case "nan" -> nan(width);
      case "inf" -> s.terms.constant(format.infinity(false), width);
      case "min" -> s.constant(1L << format.fractionBits(), width);
      default -> finite(text, width);
    };
  }

  private Term finite(String text, int width) throws UnknownInstruction {
    try {
      double value = Double.parseDouble(text);
      return switch (width) {
        case 16 -> s.constant(Float.floatToFloat16((float) value), 16);
        case 32 -> s.constant(Float.floatToIntBits((float) value), 32);
        default -> s.constant(Double.doubleToLongBits(value), 64);
      };
    } catch (NumberFormatException reason) {
      throw s.form();
    }
  }

  /** Writes a float register; a narrow value is boxed in ones. */
  void out(int index, Term value) throws UnknownInstruction {
    String number = register(index).name().substring(1);
    String format = value.width() == 16 ? "H" : value.width() == 32 ? "F" : "D";
    s.cpu.write(s.registers.floatView(number, format), value);
  }

  /** The value of a function, rounded as the instruction or {@code frm} says. */
  Term compute(FloatFunction function, Term... operands) throws UnknownInstruction {
    List<Term> all = new ArrayList<>(List.of(operands));
    all.add(rounding());
    Term both = s.terms.apply(function, all);
    if (!function.isExact()) {
      raise(both.extract(function.width() - 1, function.to()));
    }
    return both.truncate(function.to());
  }

  /** The value of arithmetic in one format. */
  Term compute(FloatFunction.Kind kind, Term... operands) throws UnknownInstruction {
    int width = operands[0].width();
    return compute(new FloatFunction(kind, width, width), operands);
  }

  private Term rounding() throws UnknownInstruction {
    if (s.operand(s.count() - 1) instanceof Operand.Word(String text) && ROUNDINGS.contains(text)) {
      return s.constant(ROUNDINGS.indexOf(text), 3);
    }
    return s.cpu.get(s.registers.location("frm"));
  }

  private void raise(Term flags) {
    var location = s.registers.location("fflags");
    s.cpu.set(location, s.cpu.get(location).or(flags));
  }

  /** Raises NV where a condition holds. */
  void invalid(Term condition) {
    raise(condition.zext(FloatFunction.FLAGS).shl(s.constant(INVALID, FloatFunction.FLAGS)));
  }

  /** Raises NV if one of two is a signalling NaN. */
  void invalidIfSignalling(Term a, Term b) {
    invalid(FloatBits.isSignalling(a).or(FloatBits.isSignalling(b)));
  }

  /** The lesser or the greater of two; −0 is less than +0. NaNs count for nothing (20.6). */
  Term extreme(Term a, Term b, boolean least) {
    invalidIfSignalling(a, b);
    Term number = FloatBits.isNan(a).ite(b, FloatBits.isNan(b).ite(a, number(a, b, least)));
    return FloatBits.isNan(a).and(FloatBits.isNan(b)).ite(nan(a.width()), number);
  }

  /** The same, but NaN if one of them is (Zfa). */
  Term extremeOrNan(Term a, Term b, boolean least) {
    invalidIfSignalling(a, b);
    return FloatBits.unordered(a, b).ite(nan(a.width()), number(a, b, least));
  }

  private static Term number(Term a, Term b, boolean least) {
    Term zeros = FloatBits.isZero(a).and(FloatBits.isZero(b));
    Term chosen = (least ? FloatBits.less(a, b) : FloatBits.less(b, a)).ite(a, b);
    return zeros.ite(least ? a.or(b) : a.and(b), chosen);
  }

  /** One bit of ten for the kind of a float (20.9). */
  Term kind(Term a) {
    Term positive = a.sign().not();
    List<Term> kinds =
        List.of(
            a.sign().and(FloatBits.isInfinite(a)),
            a.sign().and(FloatBits.isNormal(a)),
            a.sign().and(FloatBits.isDenormal(a)),
            a.sign().and(FloatBits.isZero(a)),
            positive.and(FloatBits.isZero(a)),
            positive.and(FloatBits.isDenormal(a)),
            positive.and(FloatBits.isNormal(a)),
            positive.and(FloatBits.isInfinite(a)),
            FloatBits.isSignalling(a),
            FloatBits.isQuiet(a));
    return s.terms.concat(kinds.reversed()).zext(s.width);
  }
}
