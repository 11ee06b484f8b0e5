package dev.fabula.isa.arm;

import dev.fabula.isa.ArmFloat;
import dev.fabula.isa.ArmFunction;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;

/**
 * A conversion from one type to another (Arm ARM, A8.8.305 to A8.8.310; for ARMv8, F6.1, VCVTA).
 *
 * @param name the mnemonic before its types
 * @param to letter and bits of the result
 * @param from letter and bits of the operand
 */
record VfpConvert(String name, Type to, Type from) implements Family {

  /**
   * A type of VFP.
   *
   * @param letter f for a float, s or u for a number
   */
  record Type(char letter, int bits) {
    private boolean isFloat() {
      return letter == 'f';
    }

    private boolean isSigned() {
      return letter == 's';
    }

    @Override
    public String toString() {
      return "." + letter + bits;
    }
  }

  private static final List<Type> FLOATS =
      List.of(new Type('f', 16), new Type('f', 32), new Type('f', 64));
  private static final List<Type> WORDS = List.of(new Type('s', 32), new Type('u', 32));
  private static final List<Type> HALVES = List.of(new Type('s', 16), new Type('u', 16));
  private static final int TO_ZERO = 3;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    if (name.equals("vcvtb") || name.equals("vcvtt")) {
      half(s, name.equals("vcvtt") ? 16 : 0);
      return;
    }
    Floats v = new Floats(s, Math.max(to.bits, from.bits));
    ArmFloat f = v.operations();
    int scale = s.count() > 2 ? (int) s.immediate(2) : 0;
    if (to.bits == from.bits && v.areVectors()) {
      v.each(a -> converted(f, a, scale));
    } else {
      Term operand = s.read(s.view(1)).truncate(from.bits);
      s.out(0, extended(converted(f, operand, scale), s.view(0).width()));
    }
  }

  private Term extended(Term value, int width) {
    return to.isSigned() ? value.sext(width) : value.zext(width);
  }

  /** Numbers with bits behind their binary point become the nearest float, those without round. */
  private Term converted(ArmFloat f, Term operand, int scale) {
    if (to.isFloat()) {
      return from.isFloat()
          ? f.convert(operand, to.bits)
          : (scale > 0 ? f.nearest() : f).fromNumber(operand, to.bits, from.isSigned(), scale);
    }
    return f.toNumber(operand, to.bits, to.isSigned(), rounding(), scale);
  }

  private int rounding() {
    return switch (name) {
      case "vcvt" -> TO_ZERO;
      case "vcvtr" -> ArmFunction.CURRENT;
      default -> Vfp.rounding(Character.toUpperCase(name.charAt(4)));
    };
  }

  /** Halves are in one half of a register, whose other half stays. */
  private void half(Step s, int low) throws UnknownInstruction {
    ArmFloat f = new ArmFloat(s.terms, s.flag("fpscr.control"), flags -> raise(s, flags));
    if (to.bits == 16) {
      Term value = f.convert(s.read(s.view(1)), 16);
      Term old = s.read(s.view(0));
      s.out(0, low == 0 ? old.extract(31, 16).concat(value) : value.concat(old.truncate(16)));
    } else {
      s.out(0, f.convert(s.read(s.view(1)).extract(low + 15, low), to.bits));
    }
  }

  private static void raise(Step s, Term flags) {
    s.flag("fpscr.flags", s.flag("fpscr.flags").or(flags.zext(32)));
  }

  /** Enters every mnemonic. */
  static void enter(Map<String, Family> table) {
    for (Type wide : FLOATS) {
      for (Type other : FLOATS) {
        boolean half = wide.bits == 16 || other.bits == 16;
        if (wide != other && !half) {
          enter(table, "vcvt", wide, other);
        } else if (wide != other) {
          enter(table, "vcvtb", wide, other);
          enter(table, "vcvtt", wide, other);
        }
      }
      for (Type number : WORDS) {
        enter(table, "vcvt", wide, number);
        for (String name : List.of("vcvt", "vcvtr", "vcvta", "vcvtn", "vcvtp", "vcvtm")) {
          enter(table, name, number, wide);
        }
      }
      for (Type number : HALVES) {
        enter(table, "vcvt", wide, number);
        enter(table, "vcvt", number, wide);
      }
    }
  }

  private static void enter(Map<String, Family> table, String name, Type to, Type from) {
    table.put(name + to + from, new VfpConvert(name, to, from));
  }
}
