package dev.fabula.isa.described;

import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * Moves from and to PowerPC's float status and control register (Power ISA 3.1B, book I, 4.2.2 and
 * 4.6.10). Bits count from the lowest one here, from the highest in the manual.
 */
final class PowerPcStatus {

  /** Flags that can be set: FX, OX to FPCC, VXSOFT to VXCVI; FEX and VX follow from others. */
  private static final long FLAGS = 0x9fff_f700L;

  /** Flags of exceptions without the sum FX. */
  private static final long EXCEPTIONS = 0x1ff8_0700L;

  private static final long INVALID = 0x01f8_0700L;
  private static final int SUM = 31;
  private static final long CONTROLS = 0xff;
  private static final long TRAPS = 0xf8;
  private static final long ROUNDING = 3;
  private static final long DECIMAL = 7L << 32;
  private static final long TRANSIENT = 0x7_f000L;

  private final Step s;

  private PowerPcStatus(Step step) {
    this.s = step;
  }

  /** Carries out a move from or to the register; false if the instruction is none. */
  static boolean execute(Step step) throws UnknownInstruction {
    PowerPcStatus status = new PowerPcStatus(step);
    String name = step.mnemonic();
    String stem = name.replaceAll("\\.$", "");
    if (!status.reads(stem) && !status.writes(stem)) {
      return false;
    }
    if (name.endsWith(".")) {
      Term fields = status.value().extract(31, 28);
      step.cpu.write(step.registers.described("CR1").orElseThrow().getFirst(), fields);
    }
    return true;
  }

  private boolean reads(String name) throws UnknownInstruction {
    Term before = name.startsWith("mffs") ? value() : s.terms.zero(64);
    switch (name) {
      case "mffs" -> out(before);
      case "mffsl" -> out(masked(before, CONTROLS | DECIMAL | TRANSIENT));
      case "mffsce" -> {
        put(TRAPS, s.terms.zero(64));
        out(before);
      }
      case "mffscrn" -> exchange(before, ROUNDING, s.read(1));
      case "mffscrni" -> exchange(before, ROUNDING, s.number(1, 64));
      case "mffscdrn" -> exchange(before, DECIMAL, s.read(1));
      case "mffscdrni" -> exchange(before, DECIMAL, s.terms.constant(s.immediate(1) << 32, 64));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void exchange(Term before, long part, Term value) throws UnknownInstruction {
    put(part, value);
    out(masked(before, CONTROLS | DECIMAL));
  }

  private boolean writes(String name) throws UnknownInstruction {
    switch (name) {
      case "mtfsf" -> {
        boolean all = s.immediate(2) != 0;
        put(all ? -1 : fields((int) s.immediate(0), (int) s.immediate(3)), s.read(1));
      }
      case "mtfsfi" -> {
        int shift = shift((int) s.immediate(0) + 8 * (1 - (int) s.immediate(2)));
        put(0xfL << shift, s.terms.constant(s.immediate(1) << shift, 64));
      }
      case "mtfsb0" -> put(bit(), s.terms.zero(64));
      case "mtfsb1" -> raise(bit());
      case "mcrfs" -> copy();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int shift(int field) {
    return 4 * (15 - field);
  }

  private static long fields(int mask, int upper) {
    long result = 0;
    for (int n = 0; n < 8; n++) {
      if ((mask >> 7 - n & 1) != 0) {
        result |= 0xfL << shift(n + 8 * (1 - upper));
      }
    }
    return result;
  }

  private long bit() throws UnknownInstruction {
    return 1L << 31 - s.immediate(0);
  }

  /** An exception that was not there is one more. */
  private void raise(long bit) {
    Term old = value();
    if ((bit & EXCEPTIONS) != 0) {
      int index = Long.numberOfTrailingZeros(bit);
      Term sum = old.bit(SUM).or(old.bit(index).not());
      put(1L << SUM, sum.zext(64).shl(s.terms.constant(SUM, 64)));
    }
    put(bit, s.terms.constant(-1, 64));
  }

  /** LLVM takes the field for one of the condition register. */
  private void copy() throws UnknownInstruction {
    RegisterView target = s.view(0);
    int field = PowerPc.field(s.view(1));
    int shift = shift(8 + field);
    Term copied = value().extract(shift + 3, shift);
    put(0xfL << shift & (EXCEPTIONS | 1L << SUM), s.terms.zero(64));
    s.cpu.write(target, copied);
  }

  private void out(Term value) throws UnknownInstruction {
    s.cpu.write(s.view(0), value);
  }

  /** All of the register. */
  private Term value() {
    Term control = s.get("float_control");
    Term flags = s.get("float_flags");
    Term invalid = s.terms.falseTerm();
    for (int n = 0; n < 32; n++) {
      invalid = (INVALID >> n & 1) != 0 ? invalid.or(flags.bit(n)) : invalid;
    }
    Term trapping = invalid.and(control.bit(7));
    for (int n = 3; n <= 6; n++) {
      trapping = trapping.or(control.bit(n).and(flags.bit(n + 22)));
    }
    Term upper = s.terms.zero(29).concat(control.extract(10, 8));
    Term sums = flags.bit(SUM).concat(trapping).concat(invalid);
    Term others = flags.extract(28, 12).concat(s.terms.zero(1)).concat(flags.extract(10, 8));
    return upper.concat(sums).concat(others).concat(control.truncate(8));
  }

  private Term masked(Term value, long mask) {
    return value.and(s.terms.constant(mask, 64));
  }

  /** Replaces some bits by those of a value. */
  private void put(long mask, Term value) {
    exchange("float_flags", mask & FLAGS, value.truncate(32));
    Term control = s.terms.zero(21).concat(value.extract(34, 32)).concat(value.truncate(8));
    exchange("float_control", mask & CONTROLS | (mask & DECIMAL) >> 24, control);
  }

  private void exchange(String location, long mask, Term value) {
    if (mask != 0) {
      Term chosen = s.terms.constant(mask, 32);
      s.set(location, s.get(location).and(chosen.not()).or(value.and(chosen)));
    }
  }
}
