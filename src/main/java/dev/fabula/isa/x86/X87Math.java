package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.X87Function.Kind;
import dev.fabula.isa.x86.X87Function.Source;
import dev.fabula.term.Term;
import java.util.List;

/** Arithmetic and comparison of the x87 unit (Intel SDM volume 1, 8.3.3 to 8.3.8; volume 2). */
enum X87Math implements Entry {
  ADD("fadd", "faddp", "fiadd"),
  SUBTRACT("fsub", "fsubp", "fisub"),
  SUBTRACT_FROM("fsubr", "fsubrp", "fisubr"),
  MULTIPLY("fmul", "fmulp", "fimul"),
  DIVIDE("fdiv", "fdivp", "fidiv"),
  DIVIDE_INTO("fdivr", "fdivrp", "fidivr"),
  ROOT("fsqrt"),
  INTEGRAL("frndint"),
  SCALE("fscale"),
  EXTRACT("fxtract"),
  SIGN("fabs", "fchs"),
  COMPARE("fcom", "fcomp", "fcompp", "ficom", "ficomp"),
  COMPARE_QUIETLY("fucom", "fucomp", "fucompp"),
  COMPARE_FLAGS("fcomi", "fcompi"),
  COMPARE_FLAGS_QUIETLY("fucomi", "fucompi"),
  TEST("ftst"),
  EXAMINE("fxam"),
  UNARY("fsin", "fcos", "f2xm1"),
  REMAINDER("fprem", "fprem1"),
  PUSHING("fsincos", "fptan"),
  POPPING("fpatan", "fyl2x", "fyl2xp1");

  /** The exponent of 2 to the 63. */
  private static final int RANGE = 0x3fff + 63;

  private final List<String> mnemonics;

  X87Math(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return switch (this) {
      case UNARY, PUSHING, POPPING -> Precision.FOOTPRINT;
      default -> Precision.EXACT;
    };
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    X87Stack x = new X87Stack(s);
    String name = s.instruction.mnemonic();
    switch (this) {
      case ADD, SUBTRACT, SUBTRACT_FROM, MULTIPLY, DIVIDE, DIVIDE_INTO -> arithmetic(s, x, name);
      case ROOT -> x.put(0, onTop(x, Kind.ROOT));
      case INTEGRAL -> x.put(0, onTop(x, Kind.INTEGRAL));
      case SCALE -> x.put(0, binary(x, function(Kind.SCALE, Source.REGISTER), 0, 1));
      case EXTRACT -> extract(x);
      case SIGN -> sign(s, x, name.equals("fchs"));
      case COMPARE -> compare(s, x, name, Kind.COMPARE);
      case COMPARE_QUIETLY -> compare(s, x, name, Kind.COMPARE_QUIETLY);
      case COMPARE_FLAGS -> compareFlags(s, x, name, Kind.COMPARE);
      case COMPARE_FLAGS_QUIETLY -> compareFlags(s, x, name, Kind.COMPARE_QUIETLY);
      case TEST -> {
        X87Function function = new X87Function(Kind.COMPARE, Source.REGISTER, 3);
        x.compare(function, x.isUsed(0), x.get(0), s.terms.zero(80));
      }
      case EXAMINE -> examine(s, x, x.get(0));
      case UNARY -> unary(s, x, name);
      case REMAINDER -> remainder(s, x, name);
      case PUSHING -> pushing(s, x, name);
      case POPPING -> {
        x.set(1, unknown(x, name, x.get(0), x.get(1)));
        x.pop();
      }
    }
  }

  private static void sign(Step s, X87Stack x, boolean changes) {
    Term sign = s.constant(1, 80).shl(s.constant(79, 80));
    Term top = x.get(0);
    Term result = changes ? top.xor(sign) : top.and(sign.not());
    x.report(x.isUsed(0));
    x.put(0, x.isUsed(0).ite(result, x.indefinite()));
  }

  private static void pushing(Step s, X87Stack x, String name) {
    Term operand = x.get(0);
    Term stays = isOutOfRange(s, x, operand);
    x.raisePartial(name, stays, operand);
    Term below = x.unknown(name, 80, operand);
    x.pushUnless(stays, below, x.unknown(name + ".second", 80, operand));
  }

  private static void unary(Step s, X87Stack x, String name) {
    Term operand = x.get(0);
    if (name.equals("f2xm1")) {
      x.set(0, unknown(x, name, operand));
      return;
    }
    Term stays = isOutOfRange(s, x, operand);
    x.raisePartial(name, stays, operand);
    x.set(0, stays.ite(operand, x.unknown(name, 80, operand)));
  }

  /** C2 says that an angle is not below 2 to the 63, and nothing else happens (SDM volume 2). */
  private static Term isOutOfRange(Step s, X87Stack x, Term operand) {
    Term exponent = operand.extract(78, 64);
    Term finite = exponent.ne(s.terms.ones(15));
    Term large = exponent.uge(s.constant(RANGE, 15)).and(operand.bit(63));
    return x.isUsed(0).and(finite).and(large);
  }

  private static Term unknown(X87Stack x, String function, Term... operands) {
    x.raise(function, operands);
    return x.unknown(function, 80, operands);
  }

  private static X87Function function(Kind kind, Source source) {
    return new X87Function(kind, source, 80);
  }

  private static Term onTop(X87Stack x, Kind kind) {
    Term used = x.isUsed(0);
    Term top = x.get(0);
    return used.ite(x.compute(function(kind, Source.REGISTER), used, top), x.indefinite());
  }

  private static Term binary(X87Stack x, X87Function function, int a, int b) {
    Term used = x.isUsed(a).and(x.isUsed(b));
    return used.ite(x.compute(function, used, x.get(a), x.get(b)), x.indefinite());
  }

  private Kind kind() {
    return Kind.valueOf(name());
  }

  private void arithmetic(Step s, X87Stack x, String name) throws UnknownInstruction {
    if (s.isMemory(0)) {
      Source source = Source.of(s.width(0), !name.startsWith("fi"));
      Term used = x.isUsed(0);
      Term result = x.compute(function(kind(), source), used, x.get(0), s.read(0));
      x.put(0, used.ite(result, x.indefinite()));
      return;
    }
    int to = X87Stack.index(s, 0);
    int from = X87Stack.index(s, 1);
    x.put(to, binary(x, function(kind(), Source.REGISTER), to, from));
    if (name.endsWith("p")) {
      x.pop();
    }
  }

  /**
   * C2 says that this was but a step; else C0, C3 and C1 are the quotient's lowest bits, if there
   * is one: without, the manual leaves them open, and processors leave them alone.
   */
  private static void remainder(Step s, X87Stack x, String name) {
    Term used = x.isUsed(0).and(x.isUsed(1));
    Term a = x.get(0);
    Term b = x.get(1);
    Term both = s.apply(new X87Remainder(name.endsWith("1")), a, b);
    Term partial = both.bit(X87Remainder.PARTIAL);
    Term step = x.unknown(name, X87Remainder.PARTIAL, a, b);
    Term known = both.truncate(X87Remainder.PARTIAL);
    Term value = partial.ite(step.truncate(80), known.truncate(80));
    Term quotient =
        partial.ite(step, known).extract(X87Remainder.PARTIAL - 1, X87Remainder.QUOTIENT);
    Term told = used.and(both.bit(X87Remainder.INVALID).not());
    Term undefined = s.undefined("x87 condition", 3);
    Term code =
        told.ite(quotient.bit(1), undefined.bit(2))
            .concat(partial.and(used))
            .concat(told.ite(quotient.bit(2), undefined.bit(0)));
    Term up = quotient.bit(0).and(used).zext(16).shl(s.constant(9, 16));
    Term flags = known.extract(X87Remainder.QUOTIENT - 1, X87Remainder.VALUE).zext(16);
    x.settle(used.ite(flags, s.constant(X87Stack.STACK_FAULT, 16)), x.condition(code).or(up));
    x.put(0, used.ite(value, x.indefinite()));
  }

  /** The exponent takes the number's place, the significand goes on top. */
  private static void extract(X87Stack x) {
    Term top = x.get(0);
    Term used = x.isUsed(0);
    Term exponent = x.compute(function(Kind.EXPONENT, Source.REGISTER), used, top);
    Term significand = x.compute(function(Kind.SIGNIFICAND, Source.REGISTER), used, top);
    x.put(0, used.ite(exponent, x.indefinite()));
    x.pushOrFault(used.ite(significand, x.indefinite()));
  }

  private static void compare(Step s, X87Stack x, String name, Kind kind)
      throws UnknownInstruction {
    String stem = name.replaceAll("p+$", "");
    if (s.operands() > 0 && s.isMemory(0)) {
      Source source = Source.of(s.width(0), !name.startsWith("fi"));
      x.compare(new X87Function(kind, source, 3), x.isUsed(0), x.get(0), s.read(0));
    } else {
      int n = s.operands() == 0 ? 1 : X87Stack.index(s, s.operands() - 1);
      X87Function function = new X87Function(kind, Source.REGISTER, 3);
      x.compare(function, x.isUsed(0).and(x.isUsed(n)), x.get(0), x.get(n));
    }
    for (int n = stem.length(); n < name.length(); n++) {
      x.pop();
    }
  }

  private static void compareFlags(Step s, X87Stack x, String name, Kind kind)
      throws UnknownInstruction {
    int n = X87Stack.index(s, 1);
    X87Function function = new X87Function(kind, Source.REGISTER, 3);
    Term whole = x.isUsed(0).and(x.isUsed(n));
    Term code = x.comparison(function, whole, x.get(0), x.get(n));
    X86Registers r = s.registers;
    s.set(r.zf, code.bit(2));
    s.set(r.pf, code.bit(1));
    s.set(r.cf, code.bit(0));
    s.flags.clear(r.of, r.sf, r.af);
    if (name.endsWith("pi")) {
      x.pop();
    }
  }

  /** The kind of the top by C3, C2 and C0, its sign by C1 (SDM volume 2, FXAM). */
  private static void examine(Step s, X87Stack x, Term top) {
    Term exponent = top.extract(78, 64);
    Term significand = top.truncate(64);
    Term small = exponent.eq(s.terms.zero(15));
    Term special = exponent.eq(s.terms.ones(15));
    Term none = significand.eq(s.terms.zero(64));
    Term infinite = significand.truncate(63).eq(s.terms.zero(63));
    Term normal = special.ite(infinite.ite(s.constant(3, 3), s.constant(1, 3)), s.constant(2, 3));
    Term leading = significand.bit(63).ite(normal, s.constant(0, 3));
    Term kind = small.ite(none.ite(s.constant(4, 3), s.constant(6, 3)), leading);
    Term code = x.isUsed(0).ite(kind, s.constant(5, 3));
    Term sign = top.sign().zext(16).shl(s.constant(9, 16));
    x.settle(s.constant(0, 16), x.condition(code).or(sign));
  }
}
