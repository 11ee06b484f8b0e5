package dev.fabula.isa.arm;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.ArmFunction.Kind;
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
        case VMLA, VMLS, VNMLA, VNMLS -> v.accumulate((d, a, b) -> chained(f, d, a, b));
        case VFMA, VFMS, VFNMA, VFNMS -> v.accumulate((d, a, b) -> fused(f, d, a, b));
        case VCMP, VCMPE -> compare(s, v, f, operation == VCMPE);
        case VMAX -> v.pairs(f::maximum);
        case VMIN -> v.pairs(f::minimum);
        case VMAXNM -> v.pairs(f::maximumNumber);
        case VMINNM -> v.pairs(f::minimumNumber);
        case VRINTN, VRINTP, VRINTM, VRINTZ, VRINTA, VRINTR, VRINTX -> v.each(a -> integral(f, a));
        case VSELEQ, VSELGE, VSELGT, VSELVS -> select(s, v);
        case VRECPE -> v.each(a -> f.compute(Kind.RECIPROCAL, a));
        case VRSQRTE -> v.each(a -> f.compute(Kind.RECIPROCAL_ROOT, a));
        case VCEQ -> masks(v, f::equal);
        case VCGE -> masks(v, f::greaterOrEqual);
        case VCGT -> masks(v, f::greater);
        case VACGE, VACGT -> masks(v, (a, b) -> compareMagnitudes(f, absolute(a), absolute(b)));
      }
    }

    private static Term absolute(Term a) {
      return FloatBits.absolute(a);
    }

    private Term compareMagnitudes(ArmFloat f, Term a, Term b) {
      return operation == VACGE ? f.greaterOrEqual(a, b) : f.greater(a, b);
    }

    /** VRINTR and VRINTX round as FPSCR says, the others as their last letter. */
    private Term integral(ArmFloat f, Term a) {
      boolean current = operation == VRINTR || operation == VRINTX;
      int rounding = current ? ArmFunction.CURRENT : rounding(operation.name().charAt(5));
      return f.integral(a, rounding, operation == VRINTX);
    }

    /** A product that is rounded before it is added; for VNML., what it is added to is negated. */
    private Term chained(ArmFloat f, Term onto, Term a, Term b) {
      Term product = f.compute(Kind.MULTIPLY, a, b);
      Term sum = operation == VNMLA || operation == VNMLS ? FloatBits.negated(onto) : onto;
      boolean minus = operation == VMLS || operation == VNMLA;
      return f.compute(Kind.ADD, sum, minus ? FloatBits.negated(product) : product);
    }

    /** A product that is not rounded before it is added. */
    private Term fused(ArmFloat f, Term onto, Term a, Term b) {
      boolean minus = operation == VFMS || operation == VFNMA;
      Term sum = operation == VFNMA || operation == VFNMS ? FloatBits.negated(onto) : onto;
      return f.compute(Kind.MULTIPLY_ADD, minus ? FloatBits.negated(a) : a, b, sum);
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
