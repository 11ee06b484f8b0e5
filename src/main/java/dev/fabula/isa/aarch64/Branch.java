package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Branches, calls and returns (Arm ARM, C3.1); the condition of {@code b.cond} is in the text. */
enum Branch implements Family {
  B,
  B_COND,
  CB_COND,
  CBZ,
  CBNZ,
  TBZ,
  TBNZ,
  BL,
  BR,
  BLR,
  RET,
  BRAA,
  BRAB,
  BRAAZ,
  BRABZ,
  BLRAA,
  BLRAB,
  BLRAAZ,
  BLRABZ,
  RETAA,
  RETAB,
  ERET,
  ERETAA,
  ERETAB;

  /** The length of a mnemonic with width and relation. */
  private static final int MOST = 5;

  private static final Set<String> RELATIONS =
      Set.of("eq", "ne", "hi", "hs", "lo", "ls", "gt", "ge", "lt", "le");

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case B -> s.cpu.jump(s.target(0));
      case B_COND -> s.cpu.branch(s.flags.holds(condition(s)), s.target(0));
      case CB_COND -> s.cpu.branch(compared(s), s.target(2));
      case CBZ -> s.cpu.branch(isZero(s.in(0)), s.target(1));
      case CBNZ -> s.cpu.branch(isZero(s.in(0)).not(), s.target(1));
      case TBZ -> s.cpu.branch(tested(s).not(), s.target(2));
      case TBNZ -> s.cpu.branch(tested(s), s.target(2));
      case BL -> {
        s.register("x30", s.cpu.nextAddress());
        s.cpu.call(s.target(0));
      }
      case BR -> s.cpu.jumpTo(s.in(0));
      case BLR -> call(s, s.in(0));
      case RET -> s.cpu.returnTo(s.count() == 0 ? s.register("x30") : s.in(0));
      case BRAA -> s.cpu.jumpTo(Pointer.authenticated(s, "ia", s.in(0), s.in(1)));
      case BRAB -> s.cpu.jumpTo(Pointer.authenticated(s, "ib", s.in(0), s.in(1)));
      case BRAAZ -> s.cpu.jumpTo(Pointer.authenticated(s, "ia", s.in(0), s.constant(0, 64)));
      case BRABZ -> s.cpu.jumpTo(Pointer.authenticated(s, "ib", s.in(0), s.constant(0, 64)));
      case BLRAA -> call(s, Pointer.authenticated(s, "ia", s.in(0), s.in(1)));
      case BLRAB -> call(s, Pointer.authenticated(s, "ib", s.in(0), s.in(1)));
      case BLRAAZ -> call(s, Pointer.authenticated(s, "ia", s.in(0), s.constant(0, 64)));
      case BLRABZ -> call(s, Pointer.authenticated(s, "ib", s.in(0), s.constant(0, 64)));
      case RETAA -> s.cpu.returnTo(returned(s, "ia"));
      case RETAB -> s.cpu.returnTo(returned(s, "ib"));
      case ERET, ERETAA, ERETAB -> s.cpu.stop("eret");
    }
  }

  /** The entry for a mnemonic that ends in a condition, or null if it does not. */
  static @Nullable Branch conditional(String mnemonic) {
    if (mnemonic.startsWith("b.") || mnemonic.startsWith("bc.")) {
      return B_COND;
    }
    boolean compares =
        mnemonic.startsWith("cb")
            && mnemonic.length() <= MOST
            && RELATIONS.contains(relation(mnemonic))
            && (mnemonic.length() < MOST || mnemonic.charAt(2) == 'b' || mnemonic.charAt(2) == 'h');
    return compares ? CB_COND : null;
  }

  /** How CB and two registers are compared, by the last two letters. */
  private static String relation(String mnemonic) {
    return mnemonic.substring(mnemonic.length() - 2);
  }

  /** Compares two registers or a register and a number (FEAT_CMPBR). */
  private static Term compared(Step s) throws UnknownInstruction {
    String mnemonic = s.instruction.mnemonic();
    int width = mnemonic.length() < MOST ? s.width() : mnemonic.charAt(2) == 'b' ? 8 : 16;
    Term left = s.in(0).truncate(width);
    Term right = s.in(1, width);
    return switch (relation(mnemonic)) {
      case "eq" -> left.eq(right);
      case "ne" -> left.ne(right);
      case "hi" -> left.ugt(right);
      case "hs" -> left.uge(right);
      case "lo" -> left.ult(right);
      case "ls" -> left.ule(right);
      case "gt" -> left.sgt(right);
      case "ge" -> left.sge(right);
      case "lt" -> left.slt(right);
      default -> left.sle(right);
    };
  }

  private static String condition(Step s) {
    String mnemonic = s.instruction.mnemonic();
    return mnemonic.substring(mnemonic.indexOf('.') + 1);
  }

  private static Term isZero(Term value) {
    return value.eq(value.bank().zero(value.width()));
  }

  private static Term tested(Step s) throws UnknownInstruction {
    return s.in(0).bit((int) s.immediate(1));
  }

  private static void call(Step s, Term address) {
    s.register("x30", s.cpu.nextAddress());
    s.cpu.callTo(address);
  }

  private static Term returned(Step s, String key) {
    return Pointer.authenticated(s, key, s.register("x30"), s.register("sp"));
  }
}
