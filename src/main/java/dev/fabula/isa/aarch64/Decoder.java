package dev.fabula.isa.aarch64;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.UnknownInstruction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes an instruction with operands of what LLVM's disassembler printed. */
final class Decoder {

  private final A64Registers registers;

  Decoder(A64Registers registers) {
    this.registers = registers;
  }

  /** Reads one instruction; the relocations are those inside its bytes. */
  Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    if (!decoded.isInstruction()) {
      throw new UnknownInstruction("the bytes " + decoded.bytes() + " are no known instruction");
    }
    String mnemonic = decoded.mnemonic();
    List<Operand> operands = OperandText.read(registers, mnemonic, decoded.operandText());
    locate(mnemonic, operands, decoded.offset());
    for (Relocation relocation : relocations) {
      Fixup.apply(relocation, operands);
    }
    return Instruction.of(decoded, operands, statement);
  }

  /** Turns a distance from the instruction into a place in the section. */
  private static void locate(String mnemonic, List<Operand> operands, int offset) {
    if (operands.isEmpty() || !(operands.getLast() instanceof Operand.Immediate(Address address))) {
      return;
    }
    int last = operands.size() - 1;
    switch (mnemonic) {
      case "b", "bl", "cbz", "cbnz", "tbz", "tbnz", "adr" ->
          operands.set(last, new Operand.Target(Address.constant(offset + address.addend())));
      case "ldr", "ldrsw", "prfm" -> operands.set(last, literal(address));
      default -> {
        if (Branch.conditional(mnemonic) != null) {
          operands.set(last, new Operand.Target(Address.constant(offset + address.addend())));
        }
      }
    }
  }

  private static Operand literal(Address distance) {
    return new Operand.Memory(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        distance,
        true,
        0,
        WriteBack.NONE);
  }
}
