package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.riscv.FloatFunction.Kind;
import dev.fabula.term.Term;
import java.util.Locale;
import java.util.Map;

/**
 * A conversion from one type to another (unprivileged ISA, 20.7 and 21.5).
 *
 * @param to what the result is
 * @param from what the operand is
 */
record FloatConvert(Type to, Type from) implements Family {

  /** Floats, and numbers with and without a sign. */
  enum Type {
    H(16),
    S(32),
    D(64),
    W(32),
    WU(32),
    L(64),
    LU(64);

    private final int width;

    Type(int width) {
      this.width = width;
    }

    private boolean isFloat() {
      return this == H || this == S || this == D;
    }

    private boolean isSigned() {
      return this == W || this == L;
    }

    private String suffix() {
      return "." + name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Floats f = s.floats;
    Term operand = from.isFloat() ? f.in(1, from.width) : s.in(1).truncate(from.width);
    Term result = f.compute(new FloatFunction(kind(), from.width, to.width), operand);
    if (to.isFloat()) {
      f.out(0, result);
    } else {
      s.out(0, result);
    }
  }

  private Kind kind() {
    if (!from.isFloat()) {
      return from.isSigned() ? Kind.FROM_SIGNED : Kind.FROM_UNSIGNED;
    }
    return to.isFloat() ? Kind.CONVERT : to.isSigned() ? Kind.TO_SIGNED : Kind.TO_UNSIGNED;
  }

  /** Enters every mnemonic. */
  static void enter(Map<String, Family> table) {
    for (Type to : Type.values()) {
      for (Type from : Type.values()) {
        if (to != from && (to.isFloat() || from.isFloat())) {
          table.put("fcvt" + to.suffix() + from.suffix(), new FloatConvert(to, from));
        }
      }
    }
  }
}
