package dev.fabula.asm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** LLVM's tables of opcodes and registers behind a disassembler context. */
final class DescriptorTables {
  private static final int DESCRIPTION_SIZE = 32;
  private static final int REGISTER_SIZE = 24;

  private final long lastDescription;
  private final long nameIndices;
  private final long names;
  private final long registerDescriptions;
  private final long registerNames;
  private final @Nullable String[] opcodeCache;
  private final @Nullable String[] registerCache;

  DescriptorTables(long context) {
    long instructions = NativeMemory.i64(context + 96);
    lastDescription = NativeMemory.i64(instructions);
    nameIndices = NativeMemory.i64(instructions + 8);
    names = NativeMemory.i64(instructions + 16);
    opcodeCache = new String[NativeMemory.i32(instructions + 40)];
    long registers = NativeMemory.i64(context + 80);
    registerDescriptions = NativeMemory.i64(registers + 8);
    registerCache = new String[NativeMemory.i32(registers + 16)];
    registerNames = NativeMemory.i64(registers + 72);
  }

  /** True if what the offsets lead to is consistent; reads nothing but what was found sound. */
  static boolean isLaidOutAsExpected(long context, String triple) {
    if (!Llvm.isVersion(20, 1) || context == 0) {
      return false;
    }
    long length = NativeMemory.i64(context + 8);
    if (length != triple.length()
        || !new String(NativeMemory.bytes(NativeMemory.i64(context), length), UTF_8)
            .equals(triple)) {
      return false;
    }
    return new DescriptorTables(context).isConsistent();
  }

  private boolean isConsistent() {
    if (opcodeCache.length < 1000 || opcodeCache.length > 65536 || registerCache.length > 4096) {
      return false;
    }
    for (int opcode = 0; opcode < opcodeCache.length; opcode += 97) {
      if (NativeMemory.u16(description(opcode)) != opcode) {
        return false;
      }
    }
    return opcodeName(0).equals("PHI") && opcodeName(1).equals("INLINEASM");
  }

  long description(int opcode) {
    return lastDescription - (long) DESCRIPTION_SIZE * opcode;
  }

  /** The end of the table, where the lists of operands and implicit registers begin. */
  private long lists(long description) {
    return description + (long) DESCRIPTION_SIZE * (NativeMemory.u16(description) + 1);
  }

  long operandInfo(long description, int index) {
    return lists(description) + 6L * (NativeMemory.u16(description + 12) + index);
  }

  List<String> implicitReads(long description) {
    return registers(implicit(description), NativeMemory.u8(description + 8));
  }

  List<String> implicitWrites(long description) {
    int reads = NativeMemory.u8(description + 8);
    return registers(implicit(description) + 2L * reads, NativeMemory.u8(description + 9));
  }

  private long implicit(long description) {
    return lists(description) + 2L * NativeMemory.u16(description + 10);
  }

  private List<String> registers(long at, int count) {
    List<String> registers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      register(NativeMemory.u16(at + 2L * i)).ifPresent(registers::add);
    }
    return registers;
  }

  String opcodeName(int opcode) {
    String name = opcodeCache[opcode];
    if (name == null) {
      long index = NativeMemory.i32(nameIndices + 4L * opcode) & 0xffffffffL;
      name = NativeMemory.string(names + index);
      opcodeCache[opcode] = name;
    }
    return name;
  }

  /** LLVM's name of the register, empty for number 0. */
  Optional<String> register(int number) {
    if (number == 0) {
      return Optional.empty();
    }
    String name = registerCache[number];
    if (name == null) {
      long description = registerDescriptions + (long) REGISTER_SIZE * number;
      long index = NativeMemory.i32(description) & 0xffffffffL;
      name = NativeMemory.string(registerNames + index);
      registerCache[number] = name;
    }
    return Optional.of(name);
  }
}
