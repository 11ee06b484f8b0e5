package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import java.util.List;
import java.util.Locale;

/** An instruction of which the meaning is known: one constant of a family. */
sealed interface Entry
    permits Alu,
        Atomic,
        Avx,
        AvxInteger,
        BitOps,
        Branch,
        Cipher,
        Decimal,
        FlagOps,
        Fused,
        Hint,
        MaskResults,
        Masks,
        Move,
        MulDiv,
        Permute,
        Shift,
        SseCompare,
        SseConvert,
        SseFloat,
        SseHorizontal,
        SseInteger,
        SseMove,
        SseScalar,
        SseShift,
        SseShuffle,
        Stack,
        StateSave,
        StringOps,
        SystemOps,
        Virtual,
        X87,
        X87State,
        X87Math {

  /** Name of the constant: the upper-case mnemonic, or that of a group. */
  String name();

  /** The mnemonics that LLVM prints for it. */
  default List<String> mnemonics() {
    return List.of(name().toLowerCase(Locale.ROOT));
  }

  /** Applies the meaning; operands of a form it does not know make it throw. */
  void run(Step s) throws UnknownInstruction;

  /** Whether results of it are written through a mask lane by lane. */
  default boolean takesMask() {
    return false;
  }

  /** How well the effect is known. */
  default Precision precision() {
    return Precision.EXACT;
  }
}
