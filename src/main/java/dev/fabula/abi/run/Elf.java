package dev.fabula.abi.run;

import dev.fabula.asm.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A linked program, as far as it is looked into: little-endian ELF (System V ABI, chapters 4 and
 * 5).
 *
 * @param symbols addresses by name
 * @param code the parts that may be executed
 */
record Elf(Map<String, Long> symbols, List<Code> code) {

  private static final int SYMBOL_TABLE = 2;
  private static final int LOADED = 1;
  private static final int EXECUTABLE = 1;

  /**
   * A part of memory with instructions.
   *
   * @param address where it starts
   */
  record Code(long address, Bytes bytes) {}

  /** The program in a file. */
  static Elf read(byte[] file) {
    return new Reader(Bytes.of(file)).read();
  }

  /** The address of a name. */
  Optional<Long> address(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** The addresses at which bytes stand, in the code. */
  List<Long> places(Bytes wanted) {
    List<Long> result = new ArrayList<>();
    for (Code part : code) {
      for (int i = 0; i + wanted.length() <= part.bytes().length(); i++) {
        if (part.bytes().slice(i, i + wanted.length()).equals(wanted)) {
          result.add(part.address() + i);
        }
      }
    }
    return result;
  }

  /** Where things are in headers depends on the width of addresses. */
  private static final class Reader {
    private final Bytes file;
    private final boolean wide;

    Reader(Bytes file) {
      this.file = file;
      this.wide = file.at(4) == 2;
    }

    private long number(int offset, int size) {
      return file.littleEndian(offset, size);
    }

    private long address(int offset) {
      return number(offset, wide ? 8 : 4);
    }

    Elf read() {
      return new Elf(symbols(), code());
    }

    private List<Code> code() {
      List<Code> result = new ArrayList<>();
      int table = (int) address(wide ? 0x20 : 0x1c);
      int size = (int) number(wide ? 0x36 : 0x2a, 2);
      int count = (int) number(wide ? 0x38 : 0x2c, 2);
      for (int i = 0; i < count; i++) {
        int at = table + i * size;
        long flags = number(at + (wide ? 4 : 0x18), 4);
        if (number(at, 4) == LOADED && (flags & EXECUTABLE) != 0) {
          int start = (int) address(at + (wide ? 8 : 4));
          int length = (int) address(at + (wide ? 0x20 : 0x10));
          long address = address(at + (wide ? 0x10 : 8));
          result.add(new Code(address, file.slice(start, start + length)));
        }
      }
      return result;
    }

    private Map<String, Long> symbols() {
      Map<String, Long> result = new HashMap<>();
      int sections = (int) address(wide ? 0x28 : 0x20);
      int size = (int) number(wide ? 0x3a : 0x2e, 2);
      int count = (int) number(wide ? 0x3c : 0x30, 2);
      for (int i = 0; i < count; i++) {
        int at = sections + i * size;
        if (number(at + 4, 4) == SYMBOL_TABLE) {
          int names = sections + (int) number(at + (wide ? 0x28 : 0x18), 4) * size;
          table(at, (int) address(names + (wide ? 0x18 : 0x10)), result);
        }
      }
      return result;
    }

    private void table(int section, int names, Map<String, Long> result) {
      int start = (int) address(section + (wide ? 0x18 : 0x10));
      int length = (int) address(section + (wide ? 0x20 : 0x14));
      for (int at = start; at < start + length; at += wide ? 24 : 16) {
        result.put(name(names + (int) number(at, 4)), address(at + (wide ? 8 : 4)));
      }
    }

    private String name(int start) {
      StringBuilder text = new StringBuilder();
      for (int i = start; file.at(i) != 0; i++) {
        text.append((char) file.at(i));
      }
      return text.toString();
    }
  }
}
