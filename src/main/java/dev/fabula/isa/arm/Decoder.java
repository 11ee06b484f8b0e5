package dev.fabula.isa.arm;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Makes an instruction with operands of what LLVM's ARM printer wrote. */
final class Decoder {

  private static final Set<String> BRANCHES = Set.of("b", "bl", "blx", "cbz", "cbnz");

  private final ArmRegisters registers;
  private final int ahead;

  /**
   * Creates a decoder.
   *
   * @param ahead how far the program counter is ahead of the instruction that reads it
   */
  Decoder(ArmRegisters registers, int ahead) {
    this.registers = registers;
    this.ahead = ahead;
  }

  /** Reads one instruction; the relocations are those inside its bytes. */
  Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    if (!decoded.isInstruction()) {
      throw new UnknownInstruction("the bytes " + decoded.bytes() + " are no known instruction");
    }
    List<Operand> operands = OperandText.read(registers, decoded.operandText());
    if (BRANCHES.contains(Form.of(decoded).stem())
        && operands.getLast() instanceof Operand.Immediate(Address distance)) {
      long place = decoded.offset() + ahead + distance.addend();
      operands.set(operands.size() - 1, new Operand.Target(Address.constant(place)));
    }
    for (Relocation relocation : relocations) {
      Fixup.apply(relocation, decoded.offset(), operands);
    }
    return Instruction.of(decoded, operands, statement);
  }
}
