package dev.fabula.isa.x86;

import dev.fabula.ieee.Format;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.X87Function.Kind;
import dev.fabula.isa.x86.X87Function.Source;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;

/** Moves and control of the x87 unit (Intel SDM volume 1, 8.3; volume 2). */
enum X87 implements Entry {
  LOAD("fld", "fild"),
  CONSTANT("fld1", "fldz", "fldpi", "fldl2e", "fldl2t", "fldlg2", "fldln2"),
  STORE("fst", "fstp", "fist", "fistp", "fisttp"),
  LOAD_DECIMAL("fbld"),
  STORE_DECIMAL("fbstp"),
  EXCHANGE("fxch"),
  CONDITIONAL("fcmovb", "fcmove", "fcmovbe", "fcmovu", "fcmovnb", "fcmovne", "fcmovnbe", "fcmovnu"),
  INCREMENT("fincstp"),
  DECREMENT("fdecstp"),
  FREE("ffree", "ffreep"),
  NOP("fnop"),
  INIT("fninit"),
  CLEAR("fnclex"),
  LOAD_CONTROL("fldcw"),
  STORE_CONTROL("fnstcw"),
  STORE_STATUS("fnstsw"),
  EMPTY("emms", "femms");

  private final List<String> mnemonics;

  X87(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return switch (this) {
      case LOAD_DECIMAL, STORE_DECIMAL -> Precision.FOOTPRINT;
      default -> Precision.EXACT;
    };
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    X87Stack x = new X87Stack(s);
    X86Registers r = s.registers;
    String name = s.instruction.mnemonic();
    switch (this) {
      case LOAD -> load(s, x, name);
      case CONSTANT -> {
        x.reportPush(s.constant(0, X87Function.FLAGS));
        x.pushOrFault(constant(s, name));
      }
      case STORE -> store(s, x, name);
      case LOAD_DECIMAL -> {
        x.raise("push", s.read(0));
        x.push(x.unknown(name, 80, s.read(0)));
      }
      case STORE_DECIMAL -> {
        x.raise("fbst", x.get(0));
        s.write(0, x.unknown("fbst", s.width(0), x.get(0)));
        x.pop();
      }
      case EXCHANGE -> exchange(s, x);
      case CONDITIONAL -> conditional(s, x, name.substring("fcmov".length()));
      case INCREMENT -> {
        x.turnUp();
        x.report(s.terms.trueTerm());
      }
      case DECREMENT -> {
        x.turnDown();
        x.report(s.terms.trueTerm());
      }
      case FREE -> {
        x.free(X87Stack.index(s, 0));
        x.undefineCondition();
        if (name.endsWith("p")) {
          x.pop();
        }
      }
      case NOP -> {}
      case INIT -> x.initialise();
      case CLEAR -> s.set(r.x87Status, s.get(r.x87Status).and(s.constant(0x7f00, 16)));
      case LOAD_CONTROL -> s.set(r.x87Control, s.read(0));
      case STORE_CONTROL -> s.write(0, x.control());
      case STORE_STATUS -> s.write(0, x.status());
      case EMPTY -> s.set(r.x87Tag, s.terms.zero(8));
    }
  }

  private static void load(Step s, X87Stack x, String name) throws UnknownInstruction {
    Term value;
    Term flags = s.constant(0, X87Function.FLAGS);
    if (s.isRegister(0)) {
      int n = X87Stack.index(s, 0);
      value = x.operand(n);
      x.reportPush(flags, x.isUsed(n).not());
    } else if (s.width(0) == 80) {
      value = s.read(0);
      x.reportPush(flags);
    } else {
      Source source = Source.of(s.width(0), name.equals("fld"));
      Term both = x.applied(new X87Function(Kind.LOAD, source, 80), s.read(0));
      value = both.truncate(80);
      x.reportPush(both.extract(79 + X87Function.FLAGS, 80));
    }
    x.pushOrFault(value);
  }

  /** The constants, rounded from more bits than a register has (SDM volume 2, FLD1). */
  private static Term constant(Step s, String name) {
    return switch (name) {
      case "fld1" -> number(s, 0x3fff, 0x8000000000000000L);
      case "fldz" -> s.terms.zero(80);
      case "fldpi" -> rounded(s, 0x4000, 0xc90fdaa22168c234L, true);
      case "fldl2e" -> rounded(s, 0x3fff, 0xb8aa3b295c17f0bbL, true);
      case "fldl2t" -> rounded(s, 0x4000, 0xd49a784bcd1b8afeL, false);
      case "fldlg2" -> rounded(s, 0x3ffd, 0x9a209a84fbcff798L, true);
      default -> rounded(s, 0x3ffe, 0xb17217f7d1cf79abL, true);
    };
  }

  private static Term number(Step s, int exponent, long significand) {
    return s.constant(exponent, 16).concat(s.constant(significand, 64));
  }

  private static Term rounded(Step s, int exponent, long down, boolean isNearerUp) {
    Term rounding = s.get(s.registers.x87Control).extract(11, 10);
    Term up = rounding.eq(s.constant(2, 2));
    Term nearest = rounding.eq(s.constant(0, 2));
    return (isNearerUp ? up.or(nearest) : up)
        .ite(number(s, exponent, down + 1), number(s, exponent, down));
  }

  private static void store(Step s, X87Stack x, String name) throws UnknownInstruction {
    boolean pops = name.endsWith("p");
    if (s.isRegister(0)) {
      Term top = x.operand(0);
      x.report(x.isUsed(0));
      x.put(X87Stack.index(s, 0), top);
    } else if (s.width(0) == 80) {
      Term top = x.operand(0);
      x.report(x.isUsed(0));
      s.write(0, top);
    } else {
      s.write(0, converted(s, x, name));
    }
    if (pops) {
      x.pop();
    }
  }

  private static Term converted(Step s, X87Stack x, String name) throws UnknownInstruction {
    int width = s.width(0);
    boolean isFloat = name.startsWith("fst");
    Kind kind = isFloat ? Kind.STORE : name.equals("fisttp") ? Kind.TRUNCATE : Kind.TO_INTEGER;
    Term nothing =
        isFloat
            ? s.terms.constant(Format.of(width).nan(true), width)
            : s.terms.constant(BigInteger.ONE.shiftLeft(width - 1), width);
    Term used = x.isUsed(0);
    Term value = x.compute(new X87Function(kind, Source.REGISTER, width), used, x.get(0));
    return used.ite(value, nothing);
  }

  private static void exchange(Step s, X87Stack x) throws UnknownInstruction {
    int n = X87Stack.index(s, 0);
    Term top = x.operand(0);
    Term other = x.operand(n);
    x.report(x.isUsed(0).and(x.isUsed(n)));
    x.put(0, other);
    x.put(n, top);
  }

  private static void conditional(Step s, X87Stack x, String condition) throws UnknownInstruction {
    boolean negated = condition.startsWith("n");
    String name = negated ? condition.substring(1) : condition;
    Term positive = Condition.of(name.equals("u") ? "p" : name, s);
    int n = X87Stack.index(s, 1);
    Term used = x.isUsed(0).and(x.isUsed(n));
    Term moved = (negated ? positive.not() : positive).ite(x.get(n), x.get(0));
    x.report(used);
    x.undefineCondition();
    x.put(0, used.ite(moved, x.indefinite()));
  }
}
