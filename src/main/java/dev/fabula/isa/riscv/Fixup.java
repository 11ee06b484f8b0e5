package dev.fabula.isa.riscv;

import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import java.util.List;

/**
 * Puts a relocation's symbol in place of the number that it will overwrite (RISC-V psABI,
 * relocations).
 *
 * <p>Of a pair relative to the program counter, {@code auipc} yields the whole address here and its
 * partner adds nothing: the partner names the first one's place, not the symbol.
 */
final class Fixup {

  private Fixup() {}

  /** Replaces the operand that the relocation is for. */
  static void apply(Relocation relocation, String mnemonic, List<Operand> operands) {
    if (relocation.symbol().isEmpty() || isMark(relocation.typeName())) {
      return;
    }
    for (int i = operands.size() - 1; i >= 0; i--) {
      Operand old = operands.get(i);
      Operand symbolic = symbolic(old, address(relocation));
      if (symbolic != old) {
        operands.set(i, symbolic);
        return;
      }
    }
    unprinted(relocation, mnemonic, operands);
  }

  /** An addend of zero that the printer left out: {@code mv} is {@code addi} of 0. */
  private static void unprinted(Relocation relocation, String mnemonic, List<Operand> operands) {
    if (mnemonic.startsWith("j")
        && !operands.isEmpty()
        && operands.getLast() instanceof Operand.Register(RegisterView base)) {
      operands.set(operands.size() - 1, Decoder.memory(base, address(relocation)));
    } else {
      operands.add(new Operand.Immediate(address(relocation)));
    }
  }

  private static boolean isMark(String type) {
    return type.equals("RELAX")
        || type.equals("ALIGN")
        || type.equals("TPREL_ADD")
        || type.startsWith("PCREL_LO12");
  }

  private static Operand symbolic(Operand operand, Address address) {
    return switch (operand) {
      case Operand.Immediate i -> new Operand.Immediate(address);
      case Operand.Target t -> new Operand.Target(address);
      case Operand.Memory m ->
          new Operand.Memory(
              m.segment(),
              m.base(),
              m.index(),
              m.scale(),
              m.extension(),
              address,
              m.pcRelative(),
              m.bits(),
              m.writeBack());
      case Operand.Register r -> r;
      case Operand.Lanes l -> l;
      case Operand.Shifted s -> s;
      case Operand.RegisterList l -> l;
      case Operand.Word w -> w;
    };
  }

  /** Parts that are none of ours get a name of their own, so that two parts never look equal. */
  private static Address address(Relocation relocation) {
    String symbol = relocation.symbol().orElseThrow().name();
    long addend = relocation.addend().orElse(0);
    String type = relocation.typeName();
    return switch (type) {
      case "BRANCH", "JAL", "RVC_BRANCH", "RVC_JUMP", "CALL", "CALL_PLT", "PCREL_HI20" ->
          Address.of(symbol, Part.WHOLE, addend);
      case "HI20" -> Address.of(symbol, Part.PAGE, addend);
      case "LO12_I", "LO12_S" -> Address.of(symbol, Part.LOW_12, addend);
      case "GOT_HI20" -> Address.of(symbol, Part.GOT, addend);
      default -> Address.of(symbol + "@" + type, Part.OTHER, addend);
    };
  }
}
