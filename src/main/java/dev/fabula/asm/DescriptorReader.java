package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads LLVM's {@code MCInst} and {@code MCInstrDesc} of an instruction straight from the
 * disassembler's C++ objects, for which there is no C interface.
 *
 * <p>The offsets are those of LLVM 20.1 on 64-bit Linux with libstdc++; {@link #open} is empty for
 * any other version and wherever the self-test does not find what it should.
 */
final class DescriptorReader {
  private static final int OPERANDS = 64;

  private final DescriptorTables tables;
  private final NativeFunction decode;
  private final long decoder;
  private final long inst = Arena.global().allocate(32 + 16L * OPERANDS, 8).address();
  private final long size = Arena.global().allocate(8, 8).address();

  private DescriptorReader(long context) {
    tables = new DescriptorTables(context);
    decoder = NativeMemory.i64(context + 112);
    long method = NativeMemory.i64(NativeMemory.i64(decoder) + 16);
    decode = NativeFunction.at(MemorySegment.ofAddress(method), 7);
  }

  /** A reader for the architecture, empty if LLVM's objects are not laid out as expected. */
  static Optional<DescriptorReader> open(Architecture architecture, Mode mode) {
    long context = Llvm.disassembler(architecture, mode);
    if (!DescriptorTables.isLaidOutAsExpected(context, architecture.triple(mode))) {
      return Optional.empty();
    }
    return Optional.of(new DescriptorReader(context));
  }

  /** The facts of the instruction at the address, empty if there is none. */
  Optional<Facts> read(long address, long room, long programCounter) {
    NativeMemory.putI64(inst, 0);
    NativeMemory.putI64(inst + 8, 0);
    NativeMemory.putI64(inst + 16, inst + 32);
    NativeMemory.putI32(inst + 24, 0);
    NativeMemory.putI32(inst + 28, OPERANDS);
    long status =
        decode.call(decoder, inst, size, address, room, programCounter, Llvm.NULL_STREAM) & 0xff;
    return status == 0 ? Optional.empty() : Optional.of(facts());
  }

  private Facts facts() {
    int opcode = NativeMemory.i32(inst);
    long description = tables.description(opcode);
    return new Facts(
        tables.opcodeName(opcode),
        operands(description),
        tables.implicitReads(description),
        tables.implicitWrites(description),
        properties(NativeMemory.i64(description + 16)));
  }

  private static Set<Facts.Property> properties(long flags) {
    Set<Facts.Property> properties = EnumSet.noneOf(Facts.Property.class);
    for (Facts.Property property : Facts.Property.values()) {
      if ((flags >>> property.bit() & 1) != 0) {
        properties.add(property);
      }
    }
    return properties;
  }

  private List<Facts.Operand> operands(long description) {
    int count = NativeMemory.i32(inst + 24);
    List<Facts.Operand> operands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      operands.add(operand(description, i));
    }
    return operands;
  }

  private Facts.Operand operand(long description, int index) {
    long at = inst + 32 + 16L * index;
    int kind = NativeMemory.u8(at);
    long value = NativeMemory.i64(at + 8);
    boolean declared = index < NativeMemory.u16(description + 2);
    long info = tables.operandInfo(description, index);
    int flags = declared ? NativeMemory.u8(info + 2) : 0;
    int type = declared ? NativeMemory.u8(info + 3) : 0;
    int constraints = declared ? NativeMemory.u16(info + 4) : 0;
    return new Facts.Operand(
        kind == 1 ? tables.register((int) value) : Optional.empty(),
        kind == 2 ? Optional.of(value) : Optional.empty(),
        isDefined(description, index, flags),
        (constraints & 2) != 0,
        (flags & 2) != 0,
        (constraints & 1) != 0 ? constraints >> 4 & 15 : -1,
        role(type));
  }

  /** The last declared operand of a variadic instruction is the first of its open list. */
  private static boolean isDefined(long description, int index, int flags) {
    boolean variadicDefinition = (NativeMemory.i64(description + 16) >>> 39 & 1) != 0;
    return index < NativeMemory.u8(description + 4)
        || (flags & 4) != 0
        || (variadicDefinition && index >= NativeMemory.u16(description + 2) - 1);
  }

  private static Facts.Role role(int type) {
    return switch (type) {
      case 0 -> Facts.Role.UNKNOWN;
      case 1 -> Facts.Role.IMMEDIATE;
      case 2 -> Facts.Role.REGISTER;
      case 3 -> Facts.Role.MEMORY;
      case 4 -> Facts.Role.BRANCH_DISTANCE;
      default -> Facts.Role.OTHER;
    };
  }
}
