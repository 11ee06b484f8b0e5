package dev.fabula.isa.riscv;

import dev.fabula.ieee.FloatBits;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.riscv.FloatFunction.Kind;
import dev.fabula.term.Term;
import java.util.Locale;
import java.util.Map;

/** Arithmetic, comparison and signs of floats (F, D, Zfh, Zfa; unprivileged ISA, 20.6 to 20.9). */
enum FloatArithmetic {
  FADD,
  FSUB,
  FMUL,
  FDIV,
  FSQRT,
  FMADD,
  FMSUB,
  FNMADD,
  FNMSUB,
  FMIN,
  FMAX,
  FMINM,
  FMAXM,
  FROUND,
  FROUNDNX,
  FSGNJ,
  FSGNJN,
  FSGNJX,
  FMV,
  FABS,
  FNEG,
  FEQ,
  FLT,
  FLE,
  FLTQ,
  FLEQ,
  FCLASS,
  FLI;

  /**
   * An operation in one format.
   *
   * @param width bits of its floats
   */
  record Form(FloatArithmetic operation, int width) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      Floats f = s.floats;
      Term a = operation == FLI ? f.number(s.text(1), width) : f.in(1, width);
      switch (operation) {
        case FADD -> f.out(0, f.compute(Kind.ADD, a, f.in(2, width)));
        case FSUB -> f.out(0, f.compute(Kind.SUBTRACT, a, f.in(2, width)));
        case FMUL -> f.out(0, f.compute(Kind.MULTIPLY, a, f.in(2, width)));
        case FDIV -> f.out(0, f.compute(Kind.DIVIDE, a, f.in(2, width)));
        case FSQRT -> f.out(0, f.compute(Kind.ROOT, a));
        case FMADD -> fused(f, a, f.in(3, width));
        case FMSUB -> fused(f, a, FloatBits.negated(f.in(3, width)));
        case FNMADD -> fused(f, FloatBits.negated(a), FloatBits.negated(f.in(3, width)));
        case FNMSUB -> fused(f, FloatBits.negated(a), f.in(3, width));
        case FMIN -> f.out(0, f.extreme(a, f.in(2, width), true));
        case FMAX -> f.out(0, f.extreme(a, f.in(2, width), false));
        case FMINM -> f.out(0, f.extremeOrNan(a, f.in(2, width), true));
        case FMAXM -> f.out(0, f.extremeOrNan(a, f.in(2, width), false));
        case FROUND -> f.out(0, f.compute(Kind.INTEGRAL, a));
        case FROUNDNX -> f.out(0, f.compute(Kind.INTEGRAL_EXACT, a));
        case FSGNJ, FSGNJN, FSGNJX -> f.out(0, signed(a, f.in(2, width)));
        case FMV, FLI -> f.out(0, a);
        case FABS -> f.out(0, FloatBits.absolute(a));
        case FNEG -> f.out(0, FloatBits.negated(a));
        case FEQ, FLT, FLE, FLTQ, FLEQ -> s.out(0, compared(f, a, f.in(2, width)).zext(s.width));
        case FCLASS -> s.out(0, f.kind(a));
      }
    }

    private Term signed(Term a, Term other) {
      return switch (operation) {
        case FSGNJN -> FloatBits.withSign(a, other.not());
        case FSGNJX -> FloatBits.withSign(a, other.xor(a));
        default -> FloatBits.withSign(a, other);
      };
    }

    private void fused(Floats f, Term a, Term c) throws UnknownInstruction {
      f.out(0, f.compute(Kind.MULTIPLY_ADD, a, f.in(2, width), c));
    }

    private Term compared(Floats f, Term a, Term b) {
      if (operation == FLT || operation == FLE) {
        f.invalid(FloatBits.unordered(a, b));
      } else {
        f.invalidIfSignalling(a, b);
      }
      return switch (operation) {
        case FLT, FLTQ -> FloatBits.less(a, b);
        case FLE, FLEQ -> FloatBits.lessOrEqual(a, b);
        default -> FloatBits.equal(a, b);
      };
    }
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (FloatArithmetic operation : values()) {
      String stem = operation.name().toLowerCase(Locale.ROOT);
      table.put(stem + ".h", new Form(operation, 16));
      table.put(stem + ".s", new Form(operation, 32));
      table.put(stem + ".d", new Form(operation, 64));
    }
  }
}
