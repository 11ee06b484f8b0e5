package dev.fabula.isa.aarch64;

import dev.fabula.isa.CarrylessProduct;
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
 * Integer operations whose result has lanes of another width (Arm ARM, C3.6.4, C3.6.11–C3.6.13).
 */
enum VectorWidth {
  SADDL,
  UADDL,
  SSUBL,
  USUBL,
  SADDW,
  UADDW,
  SSUBW,
  USUBW,
  SMULL,
  UMULL,
  SMLAL,
  UMLAL,
  SMLSL,
  UMLSL,
  SABDL,
  UABDL,
  SABAL,
  UABAL,
  PMULL,
  SSHLL,
  USHLL,
  SXTL,
  UXTL,
  SHLL,
  ADDHN,
  SUBHN,
  RADDHN,
  RSUBHN,
  XTN,
  SHRN,
  RSHRN,
  SADDLP,
  UADDLP,
  SADALP,
  UADALP;

  /**
   * One mnemonic of an operation.
   *
   * @param upper whether the suffix {@code 2} says that the narrow side is a register's upper half
   */
  record Form(VectorWidth operation, boolean upper) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      switch (operation) {
        case SADDL, UADDL -> binary(s, Term::add);
        case SSUBL, USUBL -> binary(s, Term::sub);
        case SADDW, UADDW -> s.vectors.lanes(0, s.vectors.in(1), wide(s, 2), Term::add);
        case SSUBW, USUBW -> s.vectors.lanes(0, s.vectors.in(1), wide(s, 2), Term::sub);
        case SMULL, UMULL -> binary(s, Term::mul);
        case SMLAL, UMLAL -> accumulate(s, Term::mul, Term::add);
        case SMLSL, UMLSL -> accumulate(s, Term::mul, Term::sub);
        case SABDL -> binary(s, VectorArithmetic::signedDistance);
        case UABDL -> binary(s, VectorArithmetic::distance);
        case SABAL -> accumulate(s, VectorArithmetic::signedDistance, Term::add);
        case UABAL -> accumulate(s, VectorArithmetic::distance, Term::add);
        case PMULL -> binary(s, VectorWidth::carryless);
        case SXTL, UXTL -> s.vectors.out(0, wide(s, 1));
        case SSHLL, USHLL, SHLL -> {
          Term by = s.constant(s.immediate(2), s.vectors.laneBits(0));
          s.vectors.lanes(0, wide(s, 1), a -> a.shl(by));
        }
        case ADDHN -> narrow(s, high(s, s.vectors.in(1), s.vectors.in(2), Term::add, false));
        case SUBHN -> narrow(s, high(s, s.vectors.in(1), s.vectors.in(2), Term::sub, false));
        case RADDHN -> narrow(s, high(s, s.vectors.in(1), s.vectors.in(2), Term::add, true));
        case RSUBHN -> narrow(s, high(s, s.vectors.in(1), s.vectors.in(2), Term::sub, true));
        case XTN -> narrow(s, each(s, a -> a));
        case SHRN -> narrow(s, each(s, a -> shifted(a, number(s), false)));
        case RSHRN -> narrow(s, each(s, a -> shifted(a, number(s), true)));
        case SADDLP, UADDLP -> s.vectors.out(0, pairs(s));
        case SADALP, UADALP -> s.vectors.lanes(0, s.vectors.in(0), pairs(s), Term::add);
      }
    }

    private boolean signed() {
      return operation.name().charAt(0) == 'S' && operation != SHLL;
    }

    private Term extended(Term lane, int width) {
      return signed() ? lane.sext(width) : lane.zext(width);
    }

    /** The narrow operand's lanes, extended; one lane alone stands for all. */
    private Term wide(Step s, int index) throws UnknownInstruction {
      Vectors v = s.vectors;
      int half = v.width(0) / 2;
      int bits = v.laneBits(0) / 2;
      Term whole = v.in(index, Math.max(v.width(index), half));
      Term lanes = upper && whole.width() > half ? whole.extract(127, 64) : whole.truncate(half);
      return Lanewise.map(lanes, bits, a -> extended(a, 2 * bits));
    }

    private void binary(Step s, BinaryOperator<Term> each) throws UnknownInstruction {
      s.vectors.lanes(0, wide(s, 1), wide(s, 2), each);
    }

    private void accumulate(Step s, BinaryOperator<Term> each, BinaryOperator<Term> onto)
        throws UnknownInstruction {
      Term added = Lanewise.zip(wide(s, 1), wide(s, 2), s.vectors.laneBits(0), each);
      s.vectors.lanes(0, s.vectors.in(0), added, onto);
    }

    private Term pairs(Step s) throws UnknownInstruction {
      List<Term> lanes = Lanewise.split(s.vectors.in(1), s.vectors.laneBits(1));
      int wide = s.vectors.laneBits(0);
      List<Term> sums = new ArrayList<>();
      for (int i = 0; i < lanes.size(); i += 2) {
        sums.add(extended(lanes.get(i), wide).add(extended(lanes.get(i + 1), wide)));
      }
      return Lanewise.join(sums);
    }

    private static int number(Step s) {
      return (int) ((Operand.Immediate) s.instruction.operand(2)).value().addend();
    }

    private static Term each(Step s, UnaryOperator<Term> of) throws UnknownInstruction {
      int bits = s.vectors.laneBits(0);
      return Lanewise.map(s.vectors.in(1), 2 * bits, a -> of.apply(a).truncate(bits));
    }

    private static Term high(
        Step s, Term left, Term right, BinaryOperator<Term> each, boolean round)
        throws UnknownInstruction {
      int bits = s.vectors.laneBits(0);
      return Lanewise.map(
          Lanewise.zip(left, right, 2 * bits, each),
          2 * bits,
          a -> shifted(a, bits, round).truncate(bits));
    }

    /** Writes the lower half and clears the upper one, or writes the upper half alone. */
    private void narrow(Step s, Term lanes) throws UnknownInstruction {
      if (upper) {
        Term old = s.cpu.get(s.view(0).location());
        s.cpu.set(s.view(0).location(), lanes.concat(old.truncate(64)));
      } else {
        s.vectors.out(0, lanes);
      }
    }
  }

  private static Term shifted(Term lane, int by, boolean round) {
    Term wide = lane.zext(lane.width() + 1);
    Term rounded = round ? wide.add(1L << (by - 1)) : wide;
    return rounded.lshr(lane.bank().constant(by, wide.width())).truncate(lane.width());
  }

  /** Product of polynomials over {0, 1}; both are already as wide as the product. */
  private static Term carryless(Term left, Term right) {
    int half = left.width() / 2;
    return CarrylessProduct.of(left.truncate(half), right.truncate(half));
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (VectorWidth operation : values()) {
      String stem = operation.name().toLowerCase(Locale.ROOT);
      table.put(stem, new Form(operation, false));
      if (!stem.endsWith("lp")) {
        table.put(stem + "2", new Form(operation, true));
      }
    }
  }
}
