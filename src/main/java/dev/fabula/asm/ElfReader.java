package dev.fabula.asm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads relocatable ELF files of both classes and byte orders. */
final class ElfReader {
  private static final int SYMBOL_TABLE = 2;
  private static final int STRING_TABLE = 3;
  private static final int RELA = 4;
  private static final int NOBITS = 8;
  private static final int REL = 9;

  private record Header(
      int name, int type, long flags, int offset, int size, int link, int info, int alignment) {}

  private final ByteBuffer file;
  private final boolean wide;
  private final int machine;
  private final List<Header> headers = new ArrayList<>();
  private final Map<Integer, ObjectCode.Symbol> symbols = new HashMap<>();
  private final List<ObjectCode.Symbol> named = new ArrayList<>();

  private ElfReader(byte[] content) {
    if (content.length < 52 || content[0] != 0x7f || content[1] != 'E') {
      throw new IllegalArgumentException("not an ELF file");
    }
    wide = content[4] == 2;
    ByteOrder order = content[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    file = ByteBuffer.wrap(content).order(order);
    machine = u16(18);
  }

  /**
   * The contents of the file.
   *
   * @throws IllegalArgumentException if it is not a well-formed ELF file
   */
  static ObjectCode read(byte[] content) {
    try {
      return new ElfReader(content).read();
    } catch (IndexOutOfBoundsException | BufferUnderflowException malformed) {
      throw new IllegalArgumentException("malformed ELF file", malformed);
    }
  }

  private ObjectCode read() {
    readHeaders();
    readSymbols();
    boolean little = file.order() == ByteOrder.LITTLE_ENDIAN;
    return new ObjectCode(little, sections(), List.copyOf(named), relocations());
  }

  private void readHeaders() {
    int table = word(wide ? 40 : 32);
    int entry = u16(wide ? 58 : 46);
    int count = u16(wide ? 60 : 48);
    if (count == 0 && table != 0) {
      count = header(table).size();
    }
    for (int i = 0; i < count; i++) {
      headers.add(header(table + i * entry));
    }
  }

  private Header header(int at) {
    int name = file.getInt(at);
    int type = file.getInt(at + 4);
    return wide
        ? new Header(
            name,
            type,
            file.getLong(at + 8),
            word(at + 24),
            word(at + 32),
            file.getInt(at + 40),
            file.getInt(at + 44),
            word(at + 48))
        : new Header(
            name,
            type,
            file.getInt(at + 8),
            word(at + 16),
            word(at + 20),
            file.getInt(at + 24),
            file.getInt(at + 28),
            word(at + 32));
  }

  private List<ObjectCode.Section> sections() {
    List<ObjectCode.Section> sections = new ArrayList<>();
    for (int i = 1; i < headers.size(); i++) {
      Header header = headers.get(i);
      switch (header.type()) {
        case SYMBOL_TABLE, STRING_TABLE, RELA, REL -> {}
        default -> sections.add(section(i, header));
      }
    }
    return List.copyOf(sections);
  }

  private ObjectCode.Section section(int index, Header header) {
    Bytes bytes = header.type() == NOBITS ? Bytes.of() : Bytes.of(contents(header));
    return new ObjectCode.Section(
        index,
        sectionName(index),
        header.type(),
        header.flags(),
        header.size(),
        Math.max(1, header.alignment()),
        bytes);
  }

  private byte[] contents(Header header) {
    byte[] contents = new byte[header.size()];
    file.get(header.offset(), contents);
    return contents;
  }

  private String sectionName(int index) {
    int names = u16(wide ? 62 : 50);
    names = names == 0xffff ? headers.get(0).link() : names;
    return string(headers.get(names), headers.get(index).name());
  }

  private String string(Header table, int at) {
    int start = table.offset() + at;
    int end = start;
    while (file.get(end) != 0) {
      end++;
    }
    return new String(file.array(), start, end - start, StandardCharsets.UTF_8);
  }

  private void readSymbols() {
    for (Header table : headers) {
      if (table.type() == SYMBOL_TABLE) {
        int entry = wide ? 24 : 16;
        for (int i = 1; i < table.size() / entry; i++) {
          readSymbol(i, table.offset() + i * entry, headers.get(table.link()));
        }
      }
    }
  }

  private void readSymbol(int number, int at, Header names) {
    int info = u8(at + (wide ? 4 : 12));
    int section = sectionNumber(number, u16(at + (wide ? 6 : 14)));
    int type = info & 15;
    String name = type == 3 ? sectionName(section) : string(names, file.getInt(at));
    long value = wide ? file.getLong(at + 8) : u32(at + 4);
    long size = wide ? file.getLong(at + 16) : u32(at + 8);
    var symbol = new ObjectCode.Symbol(name, section, value, size, binding(info >> 4), type);
    symbols.put(number, symbol);
    if (type != 4 && !name.isEmpty()) {
      named.add(symbol);
    }
  }

  private int sectionNumber(int symbol, int number) {
    return switch (number) {
      case 0xfff1 -> ObjectCode.Symbol.ABSOLUTE;
      case 0xfff2 -> ObjectCode.Symbol.COMMON;
      case 0xffff -> extendedSectionNumber(symbol);
      default -> number;
    };
  }

  private int extendedSectionNumber(int symbol) {
    for (Header header : headers) {
      if (header.type() == 18) {
        return file.getInt(header.offset() + 4 * symbol);
      }
    }
    throw new IllegalArgumentException("malformed ELF file");
  }

  private static ObjectCode.Binding binding(int number) {
    return switch (number) {
      case 0 -> ObjectCode.Binding.LOCAL;
      case 2 -> ObjectCode.Binding.WEAK;
      default -> ObjectCode.Binding.GLOBAL;
    };
  }

  private List<ObjectCode.Relocation> relocations() {
    List<ObjectCode.Relocation> relocations = new ArrayList<>();
    for (Header header : headers) {
      if (header.type() == RELA || header.type() == REL) {
        boolean explicit = header.type() == RELA;
        int entry = (wide ? 8 : 4) * (explicit ? 3 : 2);
        for (int i = 0; i < header.size() / entry; i++) {
          int at = header.offset() + i * entry;
          relocations.add(relocation(header.info(), at, explicit));
        }
      }
    }
    return List.copyOf(relocations);
  }

  private ObjectCode.Relocation relocation(int section, int at, boolean explicit) {
    long offset = wide ? file.getLong(at) : u32(at);
    long info = wide ? file.getLong(at + 8) : u32(at + 4);
    int type = wide ? (int) info : (int) (info & 0xff);
    int symbol = (int) (wide ? info >>> 32 : info >>> 8);
    OptionalLong addend = OptionalLong.empty();
    if (explicit) {
      addend = OptionalLong.of(wide ? file.getLong(at + 16) : file.getInt(at + 8));
    }
    return new ObjectCode.Relocation(
        section,
        offset,
        type,
        RelocationNames.name(machine, type),
        Optional.ofNullable(symbols.get(symbol)),
        addend);
  }

  private int word(int at) {
    return wide ? Math.toIntExact(file.getLong(at)) : file.getInt(at);
  }

  private int u8(int at) {
    return file.get(at) & 0xff;
  }

  private int u16(int at) {
    return file.getShort(at) & 0xffff;
  }

  private long u32(int at) {
    return file.getInt(at) & 0xffffffffL;
  }
}
