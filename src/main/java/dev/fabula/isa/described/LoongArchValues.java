package dev.fabula.isa.described;

import dev.fabula.asm.Facts.Property;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Moves, simple arithmetic, and loads and stores of general registers on LoongArch. */
final class LoongArchValues {

  private final Step s;
  private final int width;

  private LoongArchValues(Step step, int width) {
    this.s = step;
    this.width = width;
  }

  /** Carries out an instruction of which the values are exact; false if it is none. */
  static boolean execute(Step step, int width) throws UnknownInstruction {
    if (width == 32 && step.mnemonic().endsWith(".d")) {
      return false;
    }
    LoongArchValues values = new LoongArchValues(step, width);
    boolean memory = step.facts.is(Property.MAY_LOAD) || step.facts.is(Property.MAY_STORE);
    return memory ? values.memory() : values.registers() || values.words();
  }

  private boolean registers() throws UnknownInstruction {
    switch (s.mnemonic()) {
      case "move", "fmov.s", "fmov.d", "movgr2fr.d", "movfr2gr.d" -> out(s.read(1));
      case "or" -> out(s.read(1).or(s.read(2)));
      case "and" -> out(s.read(1).and(s.read(2)));
      case "xor" -> out(s.read(1).xor(s.read(2)));
      case "nor" -> out(s.read(1).or(s.read(2)).not());
      case "andn" -> out(s.read(1).and(s.read(2).not()));
      case "orn" -> out(s.read(1).or(s.read(2).not()));
      case "ori" -> out(s.read(1).or(number(2)));
      case "andi" -> out(s.read(1).and(number(2)));
      case "xori" -> out(s.read(1).xor(number(2)));
      case "slt" -> out(s.read(1).slt(s.read(2)).zext(width));
      case "sltu" -> out(s.read(1).ult(s.read(2)).zext(width));
      case "slti" -> out(s.read(1).slt(number(2)).zext(width));
      case "sltui" -> out(s.read(1).ult(number(2)).zext(width));
      case "maskeqz" -> out(isZero(s.read(2)).ite(zero(), s.read(1)));
      case "masknez" -> out(isZero(s.read(2)).ite(s.read(1), zero()));
      case "ext.w.b" -> out(s.read(1).truncate(8).sext(width));
      case "ext.w.h" -> out(s.read(1).truncate(16).sext(width));
      default -> {
        return doubles();
      }
    }
    return true;
  }

  /** Arithmetic on all 64 bits. */
  private boolean doubles() throws UnknownInstruction {
    switch (s.mnemonic()) {
      case "add.d" -> out(s.read(1).add(s.read(2)));
      case "sub.d" -> out(s.read(1).sub(s.read(2)));
      case "addi.d" -> out(s.read(1).add(number(2)));
      case "mul.d" -> out(s.read(1).mul(s.read(2)));
      case "sll.d" -> out(s.read(1).shl(s.read(2).and(s.terms.constant(63, 64))));
      case "srl.d" -> out(s.read(1).lshr(s.read(2).and(s.terms.constant(63, 64))));
      case "sra.d" -> out(s.read(1).ashr(s.read(2).and(s.terms.constant(63, 64))));
      case "slli.d" -> out(s.read(1).shl(number(2)));
      case "srli.d" -> out(s.read(1).lshr(number(2)));
      case "srai.d" -> out(s.read(1).ashr(number(2)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Arithmetic on the low 32 bits, whose result is extended by its sign. */
  private boolean words() throws UnknownInstruction {
    switch (s.mnemonic()) {
      case "add.w" -> word(low(1).add(low(2)));
      case "sub.w" -> word(low(1).sub(low(2)));
      case "mul.w" -> word(low(1).mul(low(2)));
      case "addi.w" -> word(low(1).add(s.number(2, 32)));
      case "sll.w" -> word(low(1).shl(low(2).and(s.terms.constant(31, 32))));
      case "srl.w" -> word(low(1).lshr(low(2).and(s.terms.constant(31, 32))));
      case "sra.w" -> word(low(1).ashr(low(2).and(s.terms.constant(31, 32))));
      case "slli.w" -> word(low(1).shl(s.number(2, 32)));
      case "srli.w" -> word(low(1).lshr(s.number(2, 32)));
      case "srai.w" -> word(low(1).ashr(s.number(2, 32)));
      case "lu12i.w" -> word(s.number(1, 32).shl(s.terms.constant(12, 32)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private Term low(int n) throws UnknownInstruction {
    return s.read(n).truncate(32);
  }

  private void word(Term value) throws UnknownInstruction {
    out(value.sext(width));
  }

  private Term number(int n) throws UnknownInstruction {
    return s.number(n, width);
  }

  private Term zero() {
    return s.terms.zero(width);
  }

  private static Term isZero(Term value) {
    return value.eq(value.bank().zero(value.width()));
  }

  private void out(Term value) throws UnknownInstruction {
    s.cpu.write(s.view(0), value);
  }

  private boolean memory() throws UnknownInstruction {
    String name = s.mnemonic();
    if (name.matches("(ld|ldx)\\.([bhwd])|(ldptr|ll|llacq)\\.[wd]")) {
      out(s.load().sext(width));
    } else if (name.matches("(ld|ldx)\\.[bhw]u")) {
      out(s.load().zext(width));
    } else if (name.matches("fldx?\\.[sd]|x?vld")) {
      out(s.load());
    } else if (name.matches("(st|stx|stptr)\\.[bhwd]|fstx?\\.[sd]|x?vst")) {
      s.store(s.read(0));
    } else if (name.matches("(sc|screl)\\.[wd]")) {
      out(s.storeConditionally(s.read(0)).zext(width));
    } else if (name.matches("amswap(_db)?\\.[bhwd]")) {
      Term old = s.load();
      s.store(s.read(1));
      out(old.sext(width));
    } else {
      return false;
    }
    return true;
  }
}
