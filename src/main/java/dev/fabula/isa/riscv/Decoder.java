package dev.fabula.isa.riscv;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes an instruction with operands of what LLVM's RISC-V printer wrote. */
final class Decoder {

  private static final Set<String> BRANCHES =
      Set.of(
          "beq", "bne", "blt", "bge", "ble", "bgt", "bltu", "bgeu", "bleu", "bgtu", "beqz", "bnez",
          "bltz", "bgez", "blez", "bgtz");

  private final RiscVRegisters registers;

  Decoder(RiscVRegisters registers) {
    this.registers = registers;
  }

  /** Reads one instruction; the relocations are those inside its bytes. */
  Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    if (!decoded.isInstruction()) {
      throw new UnknownInstruction("the bytes " + decoded.bytes() + " are no known instruction");
    }
    String mnemonic = decoded.mnemonic();
    List<Operand> operands = new ArrayList<>();
    if (!decoded.operandText().isEmpty()) {
      for (String part : decoded.operandText().split(",")) {
        operands.add(operand(part.strip()));
      }
    }
    locate(mnemonic, operands, decoded.offset());
    for (Relocation relocation : relocations) {
      Fixup.apply(relocation, mnemonic, operands);
    }
    return Instruction.of(decoded, operands, statement);
  }

  private Operand operand(String part) throws UnknownInstruction {
    Optional<RegisterView> register = registers.view(part);
    if (register.isPresent()) {
      return new Operand.Register(register.get());
    }
    if (part.endsWith(")")) {
      return memory(part);
    }
    return number(part)
        .<Operand>map(n -> new Operand.Immediate(Address.constant(n)))
        .orElseGet(() -> new Operand.Word(part));
  }

  private Operand memory(String part) throws UnknownInstruction {
    int open = part.indexOf('(');
    String base = part.substring(open + 1, part.length() - 1);
    String displacement = part.substring(0, open);
    return memory(
        registers
            .view(base)
            .orElseThrow(() -> new UnknownInstruction("no register " + base + ": " + part)),
        Address.constant(displacement.isEmpty() ? 0 : number(displacement).orElse(0L)));
  }

  /** The place at a distance from a register. */
  static Operand.Memory memory(RegisterView base, Address displacement) {
    return new Operand.Memory(
        Optional.empty(),
        Optional.of(base),
        Optional.empty(),
        1,
        Optional.empty(),
        displacement,
        false,
        0,
        WriteBack.NONE);
  }

  private static Optional<Long> number(String text) {
    if (text.isEmpty() || Character.isLetter(text.charAt(0))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.decode(text));
    } catch (NumberFormatException notWhole) {
      return Optional.empty();
    }
  }

  /** Turns a distance from the instruction into a place in the section. */
  private static void locate(String mnemonic, List<Operand> operands, int offset) {
    boolean branches =
        mnemonic.equals("j")
            || mnemonic.equals("jal")
            || mnemonic.charAt(0) == 'b' && BRANCHES.contains(mnemonic);
    if (branches && operands.getLast() instanceof Operand.Immediate(Address distance)) {
      operands.set(
          operands.size() - 1, new Operand.Target(Address.constant(offset + distance.addend())));
    }
  }
}
