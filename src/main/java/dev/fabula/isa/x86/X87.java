package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Instructions of the x87 unit: the stack is exact, numbers are uninterpreted functions. */
enum X87 implements Entry {
  LOAD("fld", "fild", "fbld"),
  CONSTANT("fld1", "fldz", "fldpi", "fldl2e", "fldl2t", "fldlg2", "fldln2"),
  STORE("fst", "fist", "fstp", "fistp", "fisttp", "fbstp"),
  EXCHANGE("fxch"),
  ARITHMETIC(
      "fadd", "fsub", "fsubr", "fmul", "fdiv", "fdivr", "faddp", "fsubp", "fsubrp", "fmulp",
      "fdivp", "fdivrp", "fiadd", "fisub", "fisubr", "fimul", "fidiv", "fidivr"),
  SIGN("fabs", "fchs"),
  UNARY("fsqrt", "fsin", "fcos", "frndint", "f2xm1"),
  BINARY("fprem", "fprem1", "fscale"),
  PUSHING("fsincos", "fptan", "fxtract"),
  POPPING("fpatan", "fyl2x", "fyl2xp1"),
  COMPARE("fcom", "fucom", "ficom", "fcomp", "fucomp", "ficomp", "fcompp", "fucompp"),
  INSPECT("ftst", "fxam"),
  COMPARE_FLAGS("fcomi", "fucomi", "fcompi", "fucompi"),
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
  LOAD_ENVIRONMENT("fldenv"),
  STORE_ENVIRONMENT("fnstenv"),
  SAVE("fnsave"),
  RESTORE("frstor"),
  EMPTY("emms", "femms");

  private static final int ENVIRONMENT_BITS = 28 * 8;
  private static final int SAVED_BITS = 108 * 8;

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
    return Precision.FOOTPRINT;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    X87Stack x = new X87Stack(s);
    X86Registers r = s.registers;
    String name = s.instruction.mnemonic();
    switch (this) {
      case LOAD -> load(s, x, name);
      case CONSTANT -> {
        x.push(x.compute(name, 80));
        x.raise("push");
      }
      case STORE -> store(s, x, name);
      case EXCHANGE -> exchange(s, x);
      case ARITHMETIC -> arithmetic(s, x, name);
      case SIGN -> {
        Term sign = s.constant(1, 80).shl(s.constant(79, 80));
        x.set(0, name.equals("fchs") ? x.get(0).xor(sign) : x.get(0).and(sign.not()));
        x.raise(name);
      }
      case UNARY -> x.set(0, computed(x, name, x.get(0)));
      case BINARY -> binary(x, name, x.get(0), x.get(1));
      case PUSHING -> {
        Term operand = x.get(0);
        x.set(0, computed(x, name, operand));
        x.push(x.compute(name + ".second", 80, operand));
      }
      case POPPING -> {
        x.set(1, computed(x, name, x.get(0), x.get(1)));
        x.pop();
      }
      case COMPARE -> compare(s, x, name);
      case INSPECT -> x.compare(name, x.get(0));
      case COMPARE_FLAGS -> compareFlags(s, x, name);
      case CONDITIONAL -> conditional(s, x, name.substring("fcmov".length()));
      case INCREMENT -> x.turnUp();
      case DECREMENT -> x.turnDown();
      case FREE -> {
        x.free(index(s, 0));
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
      case LOAD_ENVIRONMENT -> x.loadEnvironment(s.read(0, ENVIRONMENT_BITS));
      case STORE_ENVIRONMENT -> {
        s.write(0, x.environment());
        s.set(r.x87Control, x.control().or(s.constant(0x3f, 16)));
      }
      case SAVE -> {
        s.write(
            0,
            s.apply("x87.save", SAVED_BITS - ENVIRONMENT_BITS, x.everything())
                .concat(x.environment()));
        x.initialise();
      }
      case RESTORE -> restore(s, x);
      case EMPTY -> s.set(r.x87Tag, s.terms.zero(8));
    }
  }

  private static int index(Step s, int n) throws UnknownInstruction {
    String name = s.view(n).location().name();
    return name.charAt(name.length() - 1) - '0';
  }

  private static Term computed(X87Stack x, String function, Term... operands) {
    x.raise(function, operands);
    return x.compute(function, 80, operands);
  }

  /** Remainders tell by the condition whether they are done. */
  private static void binary(X87Stack x, String name, Term first, Term second) {
    if (!name.equals("fscale")) {
      x.compare(name, first, second);
    }
    x.set(0, computed(x, name, first, second));
  }

  private static void load(Step s, X87Stack x, String name) throws UnknownInstruction {
    Term source = s.read(0);
    boolean exact = source.width() == 80 && name.equals("fld");
    x.push(exact ? source : x.compute(name, 80, source));
    x.raise("push", source);
  }

  private static void store(Step s, X87Stack x, String name) throws UnknownInstruction {
    Term top = x.get(0);
    int width = s.width(0);
    boolean pops = name.endsWith("p");
    boolean exact = width == 80 && !name.equals("fbstp");
    String function = pops ? name.substring(0, name.length() - 1) : name;
    x.raise(function, top);
    if (s.isRegister(0)) {
      x.set(index(s, 0), top);
    } else {
      s.write(0, exact ? top : x.compute(function, width, top));
    }
    if (pops) {
      x.pop();
    }
  }

  private static void exchange(Step s, X87Stack x) throws UnknownInstruction {
    int n = index(s, 0);
    Term top = x.get(0);
    x.set(0, x.get(n));
    x.set(n, top);
    x.raise("fxch");
  }

  private static void arithmetic(Step s, X87Stack x, String name) throws UnknownInstruction {
    boolean pops = name.endsWith("p");
    String function = pops ? name.substring(0, name.length() - 1) : name;
    if (s.isMemory(0)) {
      x.set(0, computed(x, function, x.get(0), s.read(0)));
    } else {
      x.set(index(s, 0), computed(x, function, s.read(0), s.read(1)));
    }
    if (pops) {
      x.pop();
    }
  }

  private static void compare(Step s, X87Stack x, String name) throws UnknownInstruction {
    String function = name.replaceAll("p+$", "");
    x.compare(function, x.get(0), s.operands() == 0 ? x.get(1) : s.read(s.operands() - 1));
    for (int n = function.length(); n < name.length(); n++) {
      x.pop();
    }
  }

  private static void compareFlags(Step s, X87Stack x, String name) throws UnknownInstruction {
    Term a = x.get(0);
    Term b = s.read(1);
    X86Registers r = s.registers;
    s.set(r.zf, s.apply("float.equal_or_unordered", 1, a, b));
    s.set(r.pf, s.apply("float.unordered", 1, a, b));
    s.set(r.cf, s.apply("float.less_or_unordered", 1, a, b));
    s.flags.clear(r.of, r.sf, r.af);
    x.raise(name.startsWith("fu") ? "fucom" : "fcom", a, b);
    if (name.endsWith("pi")) {
      x.pop();
    }
  }

  private static void conditional(Step s, X87Stack x, String condition) throws UnknownInstruction {
    boolean negated = condition.startsWith("n");
    String name = negated ? condition.substring(1) : condition;
    Term positive = Condition.of(name.equals("u") ? "p" : name, s);
    x.set(0, (negated ? positive.not() : positive).ite(s.read(1), x.get(0)));
    x.raise("fcmov");
  }

  private static void restore(Step s, X87Stack x) throws UnknownInstruction {
    Term image = s.read(0, SAVED_BITS);
    x.loadEnvironment(image.truncate(ENVIRONMENT_BITS));
    for (int n = 0; n < 8; n++) {
      x.set(n, image.extract(ENVIRONMENT_BITS + 80 * n + 79, ENVIRONMENT_BITS + 80 * n));
    }
  }
}
