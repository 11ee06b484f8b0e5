package dev.fabula.isa.x86;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.isa.Address;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Turns LLVM's answer for one instruction into operands. */
final class Decoder {

  private static final Set<String> NOT_VEX =
      Set.of(
          "verr",
          "verw",
          "vmcall",
          "vmclear",
          "vmfunc",
          "vmlaunch",
          "vmload",
          "vmmcall",
          "vmptrld",
          "vmptrst",
          "vmread",
          "vmresume",
          "vmrun",
          "vmsave",
          "vmwrite",
          "vmxoff",
          "vmxon",
          "vmgexit");

  /** Operations on packed singles whose opcode has a mandatory prefix. */
  private static final Set<String> WITH_PREFIX = Set.of("cvtpd2ps", "addsubps", "haddps", "hsubps");

  /** In 32-bit mode VEX.W is ignored, though LLVM decodes by it (SDM volume 2, VPINSRQ). */
  private static final Set<String> WIDE_ONLY = Set.of("vpinsrq", "vpextrq");

  private final boolean wide;
  private final Operands merging;
  private final Operands clearing;

  Decoder(X86Registers registers) {
    wide = registers.mode() == Mode.BITS_64;
    merging = new Operands(registers, false);
    clearing = new Operands(registers, true);
  }

  Instruction decode(Decoded decoded, List<Relocation> relocations, OptionalInt statement)
      throws UnknownInstruction {
    if (!decoded.isInstruction()) {
      throw new UnknownInstruction("bytes that are no known instruction: " + decoded.bytes());
    }
    if (isMisread(decoded)) {
      throw UnknownInstruction.misread(decoded.whole());
    }
    String mnemonic = decoded.mnemonic();
    Operands reader = isVex(mnemonic) ? clearing : merging;
    List<Operand> operands = new ArrayList<>(4);
    for (String part : Operands.split(decoded.operandText())) {
      operands.addAll(reader.read(part));
    }
    if (isBranch(mnemonic)) {
      operands.replaceAll(o -> asTarget(o, decoded));
    }
    for (Relocation relocation : relocations) {
      Fixup.of(relocation, decoded).apply(mnemonic, operands);
    }
    return Instruction.of(decoded, operands, statement)
        .withPrefixes(decoded.prefixes().stream().map(Decoder::canonical).toList());
  }

  private boolean isMisread(Decoded decoded) {
    return Encoding.isMisread(decoded.bytes())
        || isReserved(decoded)
        || !wide && isMisreadInNarrowMode(decoded);
  }

  /** Operations of packed singles have no mandatory prefix; LLVM overlooks one that is there. */
  private static boolean isReserved(Decoded decoded) {
    String name = decoded.mnemonic();
    return name.endsWith("ps")
        && !isVex(name)
        && !WITH_PREFIX.contains(name)
        && Encoding.hasMandatoryPrefix(decoded.bytes());
  }

  /** Code of 32 bits: LLVM also prints lanes of 64 bits as if they were of 32. */
  private static boolean isMisreadInNarrowMode(Decoded decoded) {
    return WIDE_ONLY.contains(decoded.mnemonic())
        || decoded.mnemonic().contains("32")
            && decoded.operandText().contains("{")
            && Encoding.isWideEvex(decoded.bytes());
  }

  private static String canonical(String prefix) {
    return switch (prefix) {
      case "repe", "repz" -> "rep";
      case "repnz" -> "repne";
      default -> prefix;
    };
  }

  /** Whether a mnemonic is that of a VEX or EVEX instruction. */
  static boolean isVex(String mnemonic) {
    return mnemonic.charAt(0) == 'v' && !NOT_VEX.contains(mnemonic);
  }

  private static boolean isBranch(String mnemonic) {
    return mnemonic.charAt(0) == 'j'
        || mnemonic.equals("call")
        || mnemonic.startsWith("loop")
        || mnemonic.equals("xbegin");
  }

  private static Operand asTarget(Operand operand, Decoded decoded) {
    if (operand instanceof Operand.Immediate(Address value)) {
      long target = decoded.offset() + decoded.size() + value.addend();
      return new Operand.Target(Address.constant(target));
    }
    return operand;
  }
}
