package dev.fabula.isa.arm;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.ArmFunction.Kind;
import dev.fabula.isa.FloatBits;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Arithmetic of floats, alone and in lanes (Arm ARM, A4.13 and A4.14; for ARMv8, F2.10). */
enum Vfp {
  VADD,
  VSUB,
  VMUL,
  VNMUL,
  VDIV,
  VSQRT,
  VABS,
  VNEG,
  VMOV,
  VMLA,
  VMLS,
  VNMLA,
  VNMLS,
  VFMA,
  VFMS,
  VFNMA,
  VFNMS,
  VCMP,
  VCMPE,
  VMAX,
  VMIN,
  VMAXNM,
  VMINNM,
  VRINTN,
  VRINTP,
  VRINTM,
  VRINTZ,
  VRINTA,
  VRINTR,
  VRINTX,
  VSELEQ,
  VSELGE,
  VSELGT,
  VSELVS,
  VRECPE,
  VRSQRTE,
  VCEQ,
  VCGE,
  VCGT,
  VACGE,
  VACGT;

  /**
   * An operation in one format.
   *
   * @param bits of its floats
   */
  record Form(Vfp operation, int bits) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      Floats v = new Floats(s, bits);
      ArmFloat f = v.operations();
      switch (operation) {
        case VADD -> v.pairs((a, b) -> f.compute(Kind.ADD, a, b));
        case VSUB -> v.pairs((a, b) -> f.compute(Kind.SUBTRACT, a, b));
        case VMUL -> v.pairs((a, b) -> f.compute(Kind.MULTIPLY, a, b));
        case VNMUL -> v.pairs((a, b) -> FloatBits.negated(f.compute(Kind.MULTIPLY, a, b)));
        case VDIV -> v.pairs((a, b) -> f.compute(Kind.DIVIDE, a, b));
        case VSQRT -> v.each(a -> f.compute(Kind.ROOT, a));
        case VABS -> v.each(FloatBits::absolute);
        case VNEG -> v.each(FloatBits::negated);
        case VMOV -> v.each(a -> a);
        case VMLA -> v.accumulate((d, a, b) -> chained(f, d, a, b, false));
        case VMLS -> v.accumulate((d, a, b) -> chained(f, d, a, b, true));
        case VNMLA -> v.accumulate((d, a, b) -> chained(f, FloatBits.negated(d), a, b, true));
        case VNMLS -> v.accumulate((d, a, b) -> chained(f, FloatBits.negated(d), a, b, false));
        case VFMA -> v.accumulate((d, a, b) -> f.compute(Kind.MULTIPLY_ADD, a, b, d));
        case VFMS -> v.accumulate((d, a, b) -> fused(f, FloatBits.negated(a), b, d));
        case VFNMA ->
            v.accumulate((d, a, b) -> fused(f, FloatBits.negated(a), b, FloatBits.negated(d)));
        case VFNMS -> v.accumulate((d, a, b) -> fused(f, a, b, FloatBits.negated(d)));
        case VCMP -> compare(s, v, f, false);
        case VCMPE -> compare(s, v, f, true);
        case VMAX -> v.pairs(f::maximum);
        case VMIN -> v.pairs(f::minimum);
        case VMAXNM -> v.pairs(f::maximumNumber);
        case VMINNM -> v.pairs(f::minimumNumber);
        case VRINTN, VRINTP, VRINTM, VRINTZ, VRINTA ->
            v.each(a -> f.integral(a, rounding(operation.name().charAt(5)), false));
        case VRINTR -> v.each(a -> f.integral(a, ArmFunction.CURRENT, false));
        case VRINTX -> v.each(a -> f.integral(a, ArmFunction.CURRENT, true));
        case VSELEQ, VSELGE, VSELGT, VSELVS -> select(s, v);
        case VRECPE -> v.each(a -> f.compute(Kind.RECIPROCAL, a));
        case VRSQRTE -> v.each(a -> f.compute(Kind.RECIPROCAL_ROOT, a));
        case VCEQ -> masks(v, f::equal);
        case VCGE -> masks(v, f::greaterOrEqual);
        case VCGT -> masks(v, f::greater);
        case VACGE ->
            masks(v, (a, b) -> f.greaterOrEqual(FloatBits.absolute(a), FloatBits.absolute(b)));
        case VACGT -> masks(v, (a, b) -> f.greater(FloatBits.absolute(a), FloatBits.absolute(b)));
      }
    }

    /** A product that is rounded before it is added. */
    private static Term chained(ArmFloat f, Term onto, Term a, Term b, boolean negated) {
      Term product = f.compute(Kind.MULTIPLY, a, b);
      return f.compute(Kind.ADD, onto, negated ? FloatBits.negated(product) : product);
    }

    private static Term fused(ArmFloat f, Term a, Term b, Term added) {
      return f.compute(Kind.MULTIPLY_ADD, a, b, added);
    }

    private static void masks(Floats v, BinaryOperator<Term> each) throws UnknownInstruction {
      v.pairs((a, b) -> each.apply(a, b).sext(a.width()));
    }

    private static void compare(Step s, Floats v, ArmFloat f, boolean signals)
        throws UnknownInstruction {
      Term flags = f.compare(v.in(0), v.in(1), signals);
      s.flag("fpscr.flags", flags.concat(s.flag("fpscr.flags").truncate(28)));
    }

    private void select(Step s, Floats v) throws UnknownInstruction {
      String condition = operation.name().substring(4).toLowerCase(Locale.ROOT);
      v.out(Step.holds(condition, s.cpu, s.registers).ite(v.in(1), v.in(2)));
    }
  }

  /** The number of the rounding that a letter names. */
  static int rounding(char letter) {
    return "NPMZA".indexOf(letter);
  }

  /** The entry for an instruction on whole float registers or numbers, if it is one of these. */
  static Optional<Family> of(String stem, Instruction instruction) {
    boolean ofHalves = stem.startsWith("vcvtb") || stem.startsWith("vcvtt");
    boolean plain =
        instruction.operands().stream()
            .allMatch(o -> isPlain(o) && !(ofHalves && isWiderThan(o, 64)));
    return plain ? Optional.ofNullable(Table.ENTRIES.get(stem)) : Optional.empty();
  }

  private static boolean isPlain(Operand operand) {
    return operand instanceof Operand.Immediate
        || operand instanceof Operand.Register(RegisterView view)
            && view.location().kind() == Location.Kind.VECTOR;
  }

  private static boolean isWiderThan(Operand operand, int bits) {
    return operand instanceof Operand.Register(RegisterView view) && view.width() > bits;
  }

  /** The entries by stem, loaded when the first one is asked for. */
  private static final class Table {
    static final Map<String, Family> ENTRIES = new HashMap<>(256);

    static {
      for (Vfp operation : values()) {
        for (int bits : List.of(16, 32, 64)) {
          String stem = operation.name().toLowerCase(Locale.ROOT) + ".f" + bits;
          ENTRIES.put(stem, new Form(operation, bits));
        }
      }
      VfpConvert.enter(ENTRIES);
    }

    private Table() {}
  }
}
