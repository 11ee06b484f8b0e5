package dev.fabula.isa.x86;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.ObjectCode.Relocation;
import dev.fabula.asm.ObjectCode.Symbol;
import dev.fabula.isa.Address;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import java.util.List;
import java.util.Set;

/**
 * A symbolic number in an instruction's bytes.
 *
 * @param address the number, as if no place were subtracted from it
 * @param size bytes it takes
 * @param atEnd whether the instruction ends with it
 * @param pcRelative whether the linker subtracts the place of the number
 */
record Fixup(Address address, int size, boolean atEnd, boolean pcRelative) {

  private static final Set<String> SHIFTS = Set.of("shl", "shr", "sar", "rol", "ror", "rcl", "rcr");

  /** The number that a relocation inside a decoded instruction stands for. */
  static Fixup of(Relocation relocation, Decoded decoded) throws UnknownInstruction {
    String type = relocation.typeName();
    int start = (int) (relocation.offset() - decoded.offset());
    int size = sizeOf(type);
    if (start < 0 || start + size > decoded.size()) {
      throw new UnknownInstruction("relocation " + type + " does not fit the instruction");
    }
    boolean relative = type.contains("PC") || type.startsWith("PLT") || isThreadRelative(type);
    long addend = relocation.addend().orElseGet(() -> stored(decoded, start, size));
    if (relative) {
      addend += decoded.size() - start;
    }
    String symbol = relocation.symbol().map(Symbol::name).orElse("");
    return new Fixup(
        Address.of(symbol, part(type), addend), size, start + size == decoded.size(), relative);
  }

  private static boolean isThreadRelative(String type) {
    return Set.of("GOTTPOFF", "TLSGD", "TLSLD", "TLSDESC").contains(type);
  }

  private static int sizeOf(String type) {
    if (type.endsWith("64")) {
      return 8;
    }
    return type.equals("8") || type.equals("PC8")
        ? 1
        : type.equals("16") || type.equals("PC16") ? 2 : 4;
  }

  private static long stored(Decoded decoded, int start, int size) {
    long value = decoded.bytes().littleEndian(start, size);
    int unused = 64 - 8 * size;
    return value << unused >> unused;
  }

  private static Address.Part part(String type) {
    return switch (type) {
      case "64", "32", "32S", "16", "8", "PC64", "PC32", "PC16", "PC8", "PLT32" ->
          Address.Part.WHOLE;
      case "GOTPCREL", "GOTPCRELX", "REX_GOTPCRELX" -> Address.Part.GOT;
      case "TPOFF32", "TPOFF64", "TLS_LE" -> Address.Part.THREAD;
      default -> Address.Part.OTHER;
    };
  }

  /** Puts the number into the operand whose bytes it covers. */
  void apply(String mnemonic, List<Operand> operands) throws UnknownInstruction {
    int immediate = -1;
    int memory = -1;
    for (int at = 0; at < operands.size(); at++) {
      switch (operands.get(at)) {
        case Operand.Immediate i -> immediate = at;
        case Operand.Memory m -> memory = at;
        case Operand.Target t -> immediate = at;
        case Operand.Register r -> {}
        case Operand.Lanes l -> {}
        case Operand.Shifted s -> {}
        case Operand.RegisterList l -> {}
        case Operand.Word w -> {}
      }
    }
    boolean shift = SHIFTS.contains(mnemonic);
    int chosen = memory >= 0 && (immediate < 0 || !atEnd || shift) ? memory : immediate;
    if (chosen < 0) {
      throw new UnknownInstruction("relocation in `" + mnemonic + "`, which has no number");
    }
    operands.set(chosen, symbolic(operands.get(chosen)));
  }

  private Operand symbolic(Operand operand) {
    return switch (operand) {
      case Operand.Target t -> new Operand.Target(address);
      case Operand.Memory m when m.pcRelative() -> m.withDisplacement(address);
      case Operand.Memory m -> m.withDisplacement(absolute());
      default -> new Operand.Immediate(absolute());
    };
  }

  /** A number from which its own place was subtracted has no address of its own. */
  private Address absolute() {
    return pcRelative
        ? new Address(address.symbol(), Address.Part.OTHER, address.addend())
        : address;
  }
}
