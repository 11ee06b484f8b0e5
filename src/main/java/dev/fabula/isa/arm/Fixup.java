package dev.fabula.isa.arm;

import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Operand;
import java.util.List;

/** Puts a relocation's symbol in place of the number that it will overwrite (ELF for ARM, 4.6). */
final class Fixup {

  /** Marks the lower half of an address in a symbol's name. */
  static final String LOWER = "@lower16";

  /** Marks the upper half of an address in a symbol's name. */
  static final String UPPER = "@upper16";

  private Fixup() {}

  /** Replaces the last number or target; the addend is what stood there. */
  static void apply(Relocation relocation, int offset, List<Operand> operands) {
    if (relocation.symbol().isEmpty() || relocation.typeName().equals("V4BX")) {
      return;
    }
    String symbol = relocation.symbol().get().name();
    for (int i = operands.size() - 1; i >= 0; i--) {
      switch (operands.get(i)) {
        case Operand.Target(Address old) -> {
          operands.set(
              i, new Operand.Target(Address.of(symbol, Part.WHOLE, old.addend() - offset)));
          return;
        }
        case Operand.Immediate(Address old) -> {
          operands.set(i, new Operand.Immediate(part(relocation.typeName(), symbol, old.addend())));
          return;
        }
        default -> {}
      }
    }
  }

  private static Address part(String type, String symbol, long addend) {
    String name =
        switch (type) {
          case "MOVW_ABS_NC", "THM_MOVW_ABS_NC" -> symbol + LOWER;
          case "MOVT_ABS", "THM_MOVT_ABS" -> symbol + UPPER;
          default -> symbol + "@" + type;
        };
    return Address.of(name, Part.OTHER, addend);
  }
}
