package dev.fabula.isa.aarch64;

import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the meaning that belongs to an instruction's mnemonic and kind of operands. */
final class Families {

  private static final Map<String, Family> SCALAR = new HashMap<>(1024);

  static {
    enter(SCALAR, Alu.values());
    enter(SCALAR, Logic.values());
    enter(SCALAR, Bitfield.values());
    enter(SCALAR, Move.values());
    enter(SCALAR, Select.values());
    enter(SCALAR, MulDiv.values());
    enter(SCALAR, LoadStore.values());
    enter(SCALAR, Exclusive.values());
    enter(SCALAR, Branch.values());
    enter(SCALAR, Pointer.values());
    enter(SCALAR, Barrier.values());
    enter(SCALAR, SystemAccess.values());
    enter(SCALAR, Crc.values());
    Atomic.enter(SCALAR);
  }

  private Families() {}

  /** The entry for an instruction, or null if it has none and LLVM's description must do. */
  static @Nullable Family of(Instruction instruction) {
    if (isScalable(instruction)) {
      return null;
    }
    String mnemonic = instruction.mnemonic();
    Family branch = Branch.conditional(mnemonic);
    if (branch != null) {
      return branch;
    }
    return hasVectors(instruction) ? Vector.TABLE.get(mnemonic) : SCALAR.get(mnemonic);
  }

  /** Whether it works on vector registers. */
  static boolean hasVectors(Instruction instruction) {
    for (Operand operand : instruction.operands()) {
      RegisterView view = viewOf(operand);
      if (view != null && view.location().kind() == Location.Kind.VECTOR) {
        return true;
      }
    }
    return false;
  }

  /** Whether it works on registers of SVE, whose length is not known. */
  static boolean isScalable(Instruction instruction) {
    for (Operand operand : instruction.operands()) {
      RegisterView view = viewOf(operand);
      if (view != null
          && (view.location().kind() == Location.Kind.MASK || view.name().charAt(0) == 'z')) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable RegisterView viewOf(Operand operand) {
    return switch (operand) {
      case Operand.Register(RegisterView view) -> view;
      case Operand.Lanes lanes -> lanes.view();
      case Operand.RegisterList list ->
          list.registers().isEmpty() ? null : viewOf(list.registers().getFirst());
      case Operand.Memory m -> m.index().or(m::base).orElse(null);
      case Operand.Shifted s -> s.view();
      case Operand.Immediate i -> null;
      case Operand.Target t -> null;
      case Operand.Word w -> null;
    };
  }

  private static void enter(Map<String, Family> table, Family[] family) {
    for (Family entry : family) {
      table.put(spelling((Enum<?>) entry), entry);
    }
  }

  private static String spelling(Enum<?> entry) {
    return entry.name().toLowerCase(Locale.ROOT);
  }

  /** The entries for vector registers, loaded when the first one is met. */
  private static final class Vector {
    static final Map<String, Family> TABLE = new HashMap<>(512);

    static {
      enter(TABLE, VectorMove.values());
      enter(TABLE, VectorLogic.values());
      enter(TABLE, VectorArithmetic.values());
      enter(TABLE, VectorCompare.values());
      enter(TABLE, VectorReduce.values());
      enter(TABLE, VectorShift.values());
      enter(TABLE, VectorPermute.values());
      enter(TABLE, VectorMemory.values());
      enter(TABLE, FloatArithmetic.values());
      enter(TABLE, FloatFused.values());
      enter(TABLE, FloatReduce.values());
      enter(TABLE, FloatCompare.values());
      enter(TABLE, FloatConvert.values());
      VectorWidth.enter(TABLE);
      VectorSaturation.enter(TABLE);
      FloatAtomic.enter(TABLE);
      for (LoadStore wide :
          new LoadStore[] {
            LoadStore.LDR, LoadStore.LDUR, LoadStore.STR, LoadStore.STUR, LoadStore.LDP,
            LoadStore.STP, LoadStore.LDNP, LoadStore.STNP, LoadStore.LDAPUR, LoadStore.STLUR
          }) {
        TABLE.put(spelling(wide), wide);
      }
    }

    private Vector() {}
  }
}
