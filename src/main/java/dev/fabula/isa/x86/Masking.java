package dev.fabula.isa.x86;

import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What braces behind operands say: which lanes of the result are written, and whether one lane of
 * memory stands for all (SDM volume 1, 15.6 and 15.7).
 *
 * @param mask the mask register; empty if all lanes are written
 * @param zeroing whether lanes that are not written become zero
 * @param repeated index of the memory operand of which one lane is read; -1 if there is none
 * @param lanes how many lanes the mask covers
 * @param bits width of a lane of the result; 0 if there is no mask
 */
record Masking(Optional<Location> mask, boolean zeroing, int repeated, int lanes, int bits) {

  /** An instruction whose operands have no braces any more, and what these said. */
  record Split(Instruction plain, Masking masking) {}

  private static final Masking NONE = new Masking(Optional.empty(), false, -1, 0, 0);

  /** Takes braces off; empty if they say something else, or it is not known what a lane is. */
  static Optional<Split> of(Instruction instruction, X86Registers registers) {
    if (instruction.operands().stream().noneMatch(Operand.Word.class::isInstance)) {
      return Optional.of(new Split(instruction, NONE));
    }
    List<Operand> operands = new ArrayList<>();
    Optional<Location> mask = Optional.empty();
    boolean zeroing = false;
    int repeated = -1;
    for (Operand operand : instruction.operands()) {
      if (!(operand instanceof Operand.Word(String word))) {
        operands.add(operand);
      } else if (word.startsWith("{k") && word.length() == 4) {
        mask = Optional.of(registers.location(word.substring(1, 3)));
      } else if (word.equals("{z}")) {
        zeroing = true;
      } else if (word.startsWith("{1to")) {
        repeated = operands.size() - 1;
      } else {
        return Optional.empty();
      }
    }
    Instruction plain = withOperands(instruction, operands);
    return masking(instruction, mask, zeroing, repeated).map(m -> new Split(plain, m));
  }

  private static Optional<Masking> masking(
      Instruction instruction, Optional<Location> mask, boolean zeroing, int repeated) {
    if (mask.isEmpty()) {
      return Optional.of(new Masking(mask, zeroing, repeated, 0, 0));
    }
    int bits = MaskLanes.laneBits(instruction.mnemonic());
    return MaskLanes.lanes(instruction).map(n -> new Masking(mask, zeroing, repeated, n, bits));
  }

  private static Instruction withOperands(Instruction instruction, List<Operand> operands) {
    return instruction.withOperands(operands);
  }

  /** Whether all lanes are written and memory is what it is. */
  boolean isPlain() {
    return mask.isEmpty() && repeated < 0;
  }

  /** What a register or memory operand holds after a result was written through the mask. */
  Term written(Term result, Term old, Term bitsOfMask) {
    return Lanes.of(
        result.width() / bits,
        n -> {
          Term lane = Lanes.lane(result, bits, n);
          Term other = zeroing ? result.bank().zero(bits) : Lanes.lane(old, bits, n);
          return n < lanes ? bitsOfMask.bit(n).ite(lane, other) : lane;
        });
  }

  /** Whether the result goes to a mask register, in which lanes that are not written are zero. */
  static boolean isMask(RegisterView view) {
    return view.location().kind() == Location.Kind.MASK;
  }
}
