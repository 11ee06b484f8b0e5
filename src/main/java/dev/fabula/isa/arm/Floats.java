package dev.fabula.isa.arm;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The float operands of one step: one float of a register, or lanes of a vector. */
final class Floats {
  private static final int FLUSHES = 24;
  private static final int DEFAULT_NAN = 25;
  private static final int ALTERNATIVE_HALF = 26;
  private static final int HALF_FLUSHES = 19;

  private final Step s;
  private final int bits;
  private final boolean vector;

  /** The operands of a step whose floats have so many bits. */
  Floats(Step step, int bits) throws UnknownInstruction {
    s = step;
    this.bits = bits;
    vector = step.view(0).width() > Math.max(bits, 32);
  }

  /** Whether the operands are vectors, on which FPSCR has less to say. */
  boolean areVectors() {
    return vector;
  }

  /** The operations as FPSCR controls them, which raise its flags. */
  ArmFloat operations() {
    return new ArmFloat(s.terms, vector ? standard() : s.flag("fpscr.control"), this::raise);
  }

  /** Default NaNs, flushing, rounding to nearest (Arm ARM, StandardFPSCRValue). */
  private Term standard() {
    Term kept = s.constant(1L << ALTERNATIVE_HALF | 1L << HALF_FLUSHES);
    return s.flag("fpscr.control").and(kept).or(s.constant(1L << FLUSHES | 1L << DEFAULT_NAN));
  }

  private void raise(Term flags) {
    s.flag("fpscr.flags", s.flag("fpscr.flags").or(flags.zext(32)));
  }

  /** The value of an operand: all lanes, or the float in the low bits; a number is zero. */
  Term in(int index) throws UnknownInstruction {
    if (s.operand(index) instanceof Operand.Immediate) {
      return s.terms.zero(vector ? s.view(0).width() : bits);
    }
    Term whole = s.read(s.view(index));
    return vector ? whole : whole.truncate(bits);
  }

  /** Writes the first operand; what is above a half becomes zero. */
  void out(Term value) throws UnknownInstruction {
    s.out(0, value.zext(s.view(0).width()));
  }

  private List<Term> lanes(Term value) {
    List<Term> lanes = new ArrayList<>();
    for (int low = 0; low < value.width(); low += bits) {
      lanes.add(value.extract(low + bits - 1, low));
    }
    return lanes;
  }

  private Term joined(List<Term> lanes) {
    return s.terms.concat(lanes.reversed());
  }

  /** Writes a function of each float of the second operand. */
  void each(UnaryOperator<Term> each) throws UnknownInstruction {
    out(joined(lanes(in(1)).stream().map(each).toList()));
  }

  /** Writes a function of the floats of the second and third operand. */
  void pairs(BinaryOperator<Term> each) throws UnknownInstruction {
    List<Term> left = lanes(in(1));
    List<Term> right = lanes(in(2));
    List<Term> result = new ArrayList<>();
    for (int n = 0; n < left.size(); n++) {
      result.add(each.apply(left.get(n), right.get(n)));
    }
    out(joined(result));
  }

  /** A function of what is there and of two other floats. */
  @FunctionalInterface
  interface Accumulation {
    /** The new value. */
    Term of(Term old, Term left, Term right);
  }

  /** Writes a function of the floats of all three operands. */
  void accumulate(Accumulation each) throws UnknownInstruction {
    List<Term> old = lanes(in(0));
    List<Term> left = lanes(in(1));
    List<Term> right = lanes(in(2));
    List<Term> result = new ArrayList<>();
    for (int n = 0; n < left.size(); n++) {
      result.add(each.of(old.get(n), left.get(n), right.get(n)));
    }
    out(joined(result));
  }
}
