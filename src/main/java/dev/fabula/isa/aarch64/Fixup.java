package dev.fabula.isa.aarch64;

import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Operand;
import java.util.List;

/**
 * Puts a relocation's symbol in place of the number that it will overwrite (ELF for AArch64, 5.7).
 */
final class Fixup {

  private Fixup() {}

  /** Replaces the operand that the relocation is for. */
  static void apply(Relocation relocation, List<Operand> operands) {
    if (relocation.typeName().equals("TLSDESC_CALL")) {
      return; // only marks the call
    }
    int place = place(operands);
    if (place >= 0) {
      operands.set(place, symbolic(operands.get(place), address(relocation)));
    }
  }

  /** The branch target or memory operand, else the first number ({@code movk} has two). */
  private static int place(List<Operand> operands) {
    int number = -1;
    for (int i = 0; i < operands.size(); i++) {
      switch (operands.get(i)) {
        case Operand.Target t -> {
          return i;
        }
        case Operand.Memory m -> {
          return i;
        }
        case Operand.Immediate n -> number = number < 0 ? i : number;
        case Operand.Register r -> {}
        case Operand.Lanes l -> {}
        case Operand.Shifted s -> {}
        case Operand.RegisterList l -> {}
        case Operand.Word w -> {}
      }
    }
    return number;
  }

  private static Operand symbolic(Operand operand, Address address) {
    return switch (operand) {
      case Operand.Immediate(Address old) -> new Operand.Immediate(address);
      case Operand.Target(Address old) -> new Operand.Target(address);
      case Operand.Memory m -> m.withDisplacement(address);
      case Operand.Register r -> r;
      case Operand.Lanes l -> l;
      case Operand.Shifted s -> s;
      case Operand.RegisterList l -> l;
      case Operand.Word w -> w;
    };
  }

  /** Parts that are none of ours get a name of their own, so that two parts never look equal. */
  private static Address address(Relocation relocation) {
    long addend = relocation.addend().orElse(0);
    if (relocation.symbol().isEmpty()) {
      return Address.constant(addend);
    }
    String symbol = relocation.symbol().get().name();
    String type = relocation.typeName();
    return switch (type) {
      case "CALL26", "JUMP26", "CONDBR19", "TSTBR14", "LD_PREL_LO19", "ADR_PREL_LO21" ->
          Address.of(symbol, Part.WHOLE, addend);
      case "ADR_PREL_PG_HI21", "ADR_PREL_PG_HI21_NC" -> Address.of(symbol, Part.PAGE, addend);
      case "ADR_GOT_PAGE" -> Address.of(symbol + "@GOT", Part.PAGE, addend);
      case "LD64_GOT_LO12_NC" -> Address.of(symbol, Part.GOT, addend);
      default ->
          type.endsWith("_ABS_LO12_NC")
              ? Address.of(symbol, Part.LOW_12, addend)
              : Address.of(symbol + "@" + type, Part.OTHER, addend);
    };
  }
}
