package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Integer operations on lanes that saturate, and tell so by FPSR.QC (Arm ARM, C3.6.4, C3.6.11 to
 * C3.6.13).
 */
enum VectorSaturation {
  SQADD,
  UQADD,
  SQSUB,
  UQSUB,
  SUQADD,
  USQADD,
  SQABS,
  SQNEG,
  SQSHL,
  UQSHL,
  SQRSHL,
  UQRSHL,
  SQSHLU,
  SQDMULH,
  SQRDMULH,
  SQRDMLAH,
  SQRDMLSH,
  SQDMULL,
  SQDMLAL,
  SQDMLSL,
  SQXTN,
  UQXTN,
  SQXTUN,
  SQSHRN,
  UQSHRN,
  SQSHRUN,
  SQRSHRN,
  UQRSHRN,
  SQRSHRUN;

  /** Bits to spare above a lane, so that no shift by a signed byte loses any. */
  private static final int MOST = 136;

  private static final int QC = 27;

  /** Whether an operand of the operation, and its result, are signed. */
  private boolean isSigned() {
    return name().charAt(0) == 'S';
  }

  private boolean isResultSigned() {
    return isSigned() && this != SQSHLU && !name().endsWith("UN");
  }

  private boolean rounds() {
    return name().startsWith("QR", 1);
  }

  /**
   * One mnemonic of an operation.
   *
   * @param upper whether the suffix {@code 2} says that the narrow side is a register's upper half
   */
  record Form(VectorSaturation operation, boolean upper) implements Family {
    @Override
    public void execute(Step s) throws UnknownInstruction {
      new Running(s, operation, upper).execute();
    }
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (VectorSaturation operation : values()) {
      String stem = operation.name().toLowerCase(Locale.ROOT);
      table.put(stem, new Form(operation, false));
      if (stem.matches(".*(n|mull|mlal|mlsl)")) {
        table.put(stem + "2", new Form(operation, true));
      }
    }
  }

  /** One execution, which remembers whether a lane was out of range. */
  private static final class Running {
    private final Step s;
    private final Vectors v;
    private final VectorSaturation operation;
    private final boolean upper;
    private Term saturated;

    Running(Step step, VectorSaturation operation, boolean upper) {
      this.s = step;
      this.v = step.vectors;
      this.operation = operation;
      this.upper = upper;
      this.saturated = step.terms.falseTerm();
    }

    void execute() throws UnknownInstruction {
      switch (operation) {
        case SQADD, UQADD -> binary((a, b) -> fitted(wide(a).add(wide(b)), a.width()));
        case SQSUB, UQSUB -> binary((a, b) -> fitted(wide(a).sub(wide(b)), a.width()));
        case SUQADD ->
            v.lanes(
                0, v.in(0), v.in(1), (d, a) -> sum(d.sext(d.width() + 2), a.zext(a.width() + 2)));
        case USQADD ->
            v.lanes(
                0, v.in(0), v.in(1), (d, a) -> sum(d.zext(d.width() + 2), a.sext(a.width() + 2)));
        case SQABS -> unary(a -> a.sign().ite(wide(a).neg(), wide(a)));
        case SQNEG -> unary(a -> wide(a).neg());
        case SQSHL, UQSHL, SQRSHL, UQRSHL, SQSHLU -> shifts();
        case SQDMULH, SQRDMULH -> binary((a, b) -> high(doubled(a, b), a.width()));
        case SQRDMLAH -> accumulate(Term::add);
        case SQRDMLSH -> accumulate(Term::sub);
        case SQDMULL -> v.lanes(0, narrow(1), narrow(2), this::product);
        case SQDMLAL -> products(Term::add);
        case SQDMLSL -> products(Term::sub);
        case SQXTN, UQXTN, SQXTUN -> narrowed(0);
        case SQSHRN, UQSHRN, SQSHRUN, SQRSHRN, UQRSHRN, SQRSHRUN -> narrowed(number());
      }
      raise();
    }

    /** Sets FPSR.QC, which is never cleared by itself (C5.2.11). */
    private void raise() {
      Term status = s.register("fpsr");
      Term bit = saturated.zext(status.width()).shl(s.constant(QC, status.width()));
      s.register("fpsr", status.or(bit));
    }

    private int number() throws UnknownInstruction {
      return (int) s.immediate(2);
    }

    /** A lane with two bits to spare. */
    private Term wide(Term lane) {
      return extended(lane, lane.width() + 2);
    }

    private Term extended(Term lane, int width) {
      return operation.isSigned() ? lane.sext(width) : lane.zext(width);
    }

    private void unary(UnaryOperator<Term> each) throws UnknownInstruction {
      v.lanes(0, v.in(1), a -> fitted(each.apply(a), a.width()));
    }

    private void binary(BinaryOperator<Term> each) throws UnknownInstruction {
      v.lanes(0, v.in(1), v.in(2, v.width(0)), each);
    }

    private Term sum(Term a, Term b) {
      return fitted(a.add(b), a.width() - 2);
    }

    /** The number in a lane that is next to a signed one. */
    private Term fitted(Term number, int bits) {
      Term low = number.truncate(bits);
      int width = number.width();
      boolean signed = operation.isResultSigned();
      Term fits = (signed ? low.sext(width) : low.zext(width)).eq(number);
      saturated = saturated.or(fits.not());
      Term negative = number.sign();
      Term most = s.terms.ones(signed ? bits - 1 : bits).zext(bits);
      Term least = signed ? most.not() : s.terms.zero(bits);
      return fits.ite(low, negative.ite(least, most));
    }

    private void shifts() throws UnknownInstruction {
      if (s.instruction.operand(2) instanceof Operand.Immediate) {
        int by = number();
        v.lanes(0, v.in(1), a -> fitted(left(a, by), a.width()));
      } else {
        v.lanes(0, v.in(1), v.in(2), this::variable);
      }
    }

    private Term left(Term lane, int by) {
      Term wide = extended(lane, 2 * lane.width() + 1);
      return wide.shl(s.constant(by, wide.width()));
    }

    /** The amount is the low byte of the other lane, signed: negative shifts right. */
    private Term variable(Term lane, Term other) {
      int width = lane.width() + MOST;
      Term wide = extended(lane, width);
      Term amount = other.truncate(8);
      Term back = amount.sext(width).neg();
      Term half = s.constant(1, width).shl(back.sub(1));
      Term right = (operation.rounds() ? wide.add(half) : wide).ashr(back);
      return fitted(amount.sign().ite(right, wide.shl(amount.zext(width))), lane.width());
    }

    private Term doubled(Term a, Term b) {
      int width = 2 * a.width() + 3;
      return a.sext(width).mul(b.sext(width)).shl(s.constant(1, width));
    }

    private Term high(Term number, int bits) {
      Term half = s.constant(operation.rounds() ? 1L << bits - 1 : 0, number.width());
      return fitted(number.add(half).ashr(s.constant(bits, number.width())), bits);
    }

    private void accumulate(BinaryOperator<Term> onto) throws UnknownInstruction {
      int bits = v.laneBits(0);
      List<Term> old = Lanewise.split(v.in(0), bits);
      List<Term> a = Lanewise.split(v.in(1), bits);
      List<Term> b = Lanewise.split(v.in(2, v.width(0)), bits);
      List<Term> lanes = new ArrayList<>();
      for (int n = 0; n < old.size(); n++) {
        Term product = doubled(a.get(n), b.get(n));
        Term above = old.get(n).sext(product.width()).shl(s.constant(bits, product.width()));
        lanes.add(high(onto.apply(above, product), bits));
      }
      v.out(0, Lanewise.join(lanes));
    }

    private Term product(Term a, Term b) {
      int bits = a.width() / 2;
      return fitted(doubled(a.truncate(bits), b.truncate(bits)), a.width());
    }

    private void products(BinaryOperator<Term> onto) throws UnknownInstruction {
      Term products = Lanewise.zip(narrow(1), narrow(2), v.laneBits(0), this::product);
      v.lanes(0, v.in(0), products, (d, p) -> fitted(onto.apply(wide(d), wide(p)), d.width()));
    }

    /** Lanes of a narrow operand, in the width of the result's; one lane stands for all. */
    private Term narrow(int index) throws UnknownInstruction {
      int half = v.width(0) / 2;
      int bits = v.laneBits(0) / 2;
      Term whole = v.in(index, Math.max(v.width(index), half));
      Term lanes = upper && whole.width() > half ? whole.extract(127, 64) : whole.truncate(half);
      return Lanewise.map(lanes, bits, a -> a.sext(2 * bits));
    }

    /** Writes the lower half and clears the upper one, or writes the upper half alone. */
    private void narrowed(int by) throws UnknownInstruction {
      int bits = v.laneBits(0);
      Term lanes = Lanewise.map(v.in(1), 2 * bits, a -> right(a, by, bits));
      if (upper) {
        Term old = s.cpu.get(s.view(0).location());
        s.cpu.set(s.view(0).location(), lanes.concat(old.truncate(64)));
      } else {
        v.out(0, lanes);
      }
    }

    private Term right(Term lane, int by, int bits) {
      Term wide = wide(lane);
      Term half = s.constant(operation.rounds() ? 1L << by - 1 : 0, wide.width());
      return fitted(wide.add(half).ashr(s.constant(by, wide.width())), bits);
    }
  }
}
