package dev.fabula.isa.arm;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Locale;

/** Data processing with a shifted second operand (Arm ARM, A4.4.1). */
enum Alu implements Family {
  ADD,
  ADDW,
  ADC,
  SUB,
  SUBW,
  SBC,
  RSB,
  RSC,
  CMP,
  CMN,
  AND,
  ORR,
  ORN,
  EOR,
  BIC,
  TST,
  TEQ,
  MOV,
  MOVW,
  MOVT,
  MVN,
  NEG,
  LSL,
  LSR,
  ASR,
  ROR,
  RRX,
  ADR;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case ADD, ADDW -> sum(s, first(s), last(s), s.terms.falseTerm());
      case ADC -> sum(s, first(s), last(s), s.flag("c"));
      case SUB, SUBW -> sum(s, first(s), last(s).not(), s.terms.trueTerm());
      case SBC -> sum(s, first(s), last(s).not(), s.flag("c"));
      case RSB -> sum(s, last(s), first(s).not(), s.terms.trueTerm());
      case RSC -> sum(s, last(s), first(s).not(), s.flag("c"));
      case NEG -> sum(s, s.constant(0), s.in(1).not(), s.terms.trueTerm());
      case CMP -> addFlags(s, s.in(0), s.in(1).not(), s.terms.trueTerm());
      case CMN -> addFlags(s, s.in(0), s.in(1), s.terms.falseTerm());
      case AND -> logic(s, first(s).and(last(s)), second(s));
      case ORR -> logic(s, first(s).or(last(s)), second(s));
      case ORN -> logic(s, first(s).or(last(s).not()), second(s));
      case EOR -> logic(s, first(s).xor(last(s)), second(s));
      case BIC -> logic(s, first(s).and(last(s).not()), second(s));
      case TST -> logicFlags(s, s.in(0).and(s.in(1)), s.shifter(1));
      case TEQ -> logicFlags(s, s.in(0).xor(s.in(1)), s.shifter(1));
      case MOV -> logic(s, s.in(1), s.shifter(1));
      case MOVW -> s.out(0, s.in(1));
      case MOVT -> s.out(0, s.in(1).truncate(16).concat(s.in(0).truncate(16)));
      case MVN -> logic(s, s.in(1).not(), s.shifter(1));
      case LSL, LSR, ASR, ROR -> shift(s, name().toLowerCase(Locale.ROOT));
      case RRX -> {
        Shifter rotated = Shifter.rotateThrough(s.in(1), s.flag("c"));
        logic(s, rotated.value(), rotated);
      }
      case ADR -> s.out(0, s.counter().and(s.constant(-4)).add(s.immediate(1)));
    }
  }

  /** Two-operand forms have the destination as first source. */
  private static int shape(Step s) {
    return s.count() > 2 && isSource(s, 2) ? 2 : 1;
  }

  private static boolean isSource(Step s, int index) {
    return switch (s.instruction.operand(index)) {
      case Operand.Word w -> false;
      case Operand.Immediate i -> !(s.instruction.operand(1) instanceof Operand.Immediate);
      default -> true;
    };
  }

  private static Term first(Step s) throws UnknownInstruction {
    return s.read(s.view(shape(s) - 1));
  }

  private static Shifter second(Step s) throws UnknownInstruction {
    return s.shifter(shape(s));
  }

  private static Term last(Step s) throws UnknownInstruction {
    return second(s).value();
  }

  private static void sum(Step s, Term left, Term right, Term carry) throws UnknownInstruction {
    Term sum = left.add(right).add(carry.zext(32));
    if (s.form.setsFlags()) {
      addFlags(s, left, right, carry);
    }
    s.out(0, sum);
  }

  private static void addFlags(Step s, Term left, Term right, Term carry) {
    Term wide = left.zext(33).add(right.zext(33)).add(carry.zext(33));
    Term sum = wide.truncate(32);
    s.signAndZero(sum);
    s.flag("c", wide.bit(32));
    s.flag("v", left.xor(sum).and(right.xor(sum)).sign());
  }

  private static void logic(Step s, Term result, Shifter operand) throws UnknownInstruction {
    if (s.form.setsFlags()) {
      logicFlags(s, result, operand);
    }
    s.out(0, result);
  }

  private static void logicFlags(Step s, Term result, Shifter operand) {
    s.signAndZero(result);
    s.flag("c", operand.carry());
  }

  private static void shift(Step s, String operation) throws UnknownInstruction {
    int amount = s.count() > 2 ? 2 : 1;
    Term by =
        s.operand(amount) instanceof Operand.Immediate
            ? s.terms.constant(s.immediate(amount), 8)
            : s.in(amount).truncate(8);
    Shifter shifted = Shifter.shift(s.read(s.view(amount - 1)), operation, by, s.flag("c"));
    logic(s, shifted.value(), shifted);
  }
}
