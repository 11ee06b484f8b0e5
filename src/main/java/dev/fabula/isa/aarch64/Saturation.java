package dev.fabula.isa.aarch64;

import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The cumulative saturation flag, FPSR.QC, that LLVM's descriptors do not mention (C5.2.11). */
final class Saturation {

  private static final Pattern SATURATING = Pattern.compile("(sq|uq|suq|usq).*");
  private static final int QC = 27;

  private Saturation() {}

  /** Whether the instruction saturates, as a function of what it reads; empty if it cannot. */
  static Optional<Term> flag(Step step) throws UnknownInstruction {
    String mnemonic = step.instruction.mnemonic();
    if (!SATURATING.matcher(mnemonic).matches()
        || !Families.hasVectors(step.instruction)
        || Families.isScalable(step.instruction)) {
      return Optional.empty();
    }
    List<Term> read = new ArrayList<>();
    StringBuilder shape = new StringBuilder(mnemonic);
    for (int i = 0; i < step.count(); i++) {
      Operand operand = step.operand(i);
      switch (operand) {
        case Operand.Register r -> read.add(step.cpu.read(r.view()));
        case Operand.Lanes l -> read.add(step.cpu.read(l.view()));
        case Operand.Immediate n -> read.add(step.number(n.value(), 64));
        default -> throw step.form();
      }
      if (operand instanceof Operand.Lanes l) {
        shape.append('.').append(l.lanes()).append('x').append(l.laneBits()).append(l.lane());
      }
    }
    return Optional.of(step.opaque(shape + " saturates", 1, read));
  }

  /** Sets QC if the condition holds; it is never cleared by itself. */
  static void raise(Step step, Term condition) {
    Location status = step.registers.location("fpsr");
    Term bit = condition.zext(status.width()).shl(step.constant(QC, status.width()));
    step.cpu.set(status, step.cpu.get(status).or(bit));
  }
}
