package dev.fabula.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The contents of a relocatable object file.
 *
 * @param littleEndian byte order of data and of the file
 * @param sections every section but the null one, in file order
 * @param symbols every named symbol that the text defines or uses
 * @param relocations every relocation of a section that holds bytes of the text
 */
public record ObjectCode(
    boolean littleEndian,
    List<Section> sections,
    List<Symbol> symbols,
    List<Relocation> relocations) {

  /**
   * A part of the object.
   *
   * @param index its number in the file
   * @param type ELF {@code sh_type}
   * @param flags ELF {@code sh_flags}
   * @param size bytes it takes in memory
   * @param alignment in bytes, at least 1
   * @param bytes its contents, none for one without ({@code SHT_NOBITS})
   */
  public record Section(
      int index, String name, int type, long flags, long size, int alignment, Bytes bytes) {
    /** True if the section holds instructions ({@code SHF_EXECINSTR}). */
    public boolean isExecutable() {
      return (flags & 4) != 0;
    }

    /** True if the section is part of the program's memory ({@code SHF_ALLOC}). */
    public boolean isAllocated() {
      return (flags & 2) != 0;
    }

    /** True if the program may write it ({@code SHF_WRITE}). */
    public boolean isWritable() {
      return (flags & 1) != 0;
    }
  }

  /** How far a symbol is seen. */
  public enum Binding {
    LOCAL,
    GLOBAL,
    WEAK
  }

  /**
   * A name with a value.
   *
   * @param section index of its section, 0 if undefined, -1 if absolute, -2 if common
   * @param value offset in the section, or the absolute value
   * @param type ELF symbol type
   */
  public record Symbol(String name, int section, long value, long size, Binding binding, int type) {
    /** Section number of an undefined symbol. */
    public static final int UNDEFINED = 0;

    /** Section number of an absolute value. */
    public static final int ABSOLUTE = -1;

    /** Section number of a common block. */
    public static final int COMMON = -2;

    /** True if the object uses the symbol without defining it. */
    public boolean isUndefined() {
      return section == UNDEFINED;
    }

    /** True if the symbol stands for a whole section; its name is the section's. */
    public boolean isSection() {
      return type == 3;
    }
  }

  /**
   * A place whose bytes depend on a symbol.
   *
   * @param section index of the section that holds the place
   * @param offset of the place in that section
   * @param type the architecture's number of the relocation type
   * @param typeName its name without the {@code R_ARCH_} prefix, or {@code #number} if not known
   * @param symbol what it depends on; empty if on nothing (RISC-V's {@code RELAX})
   * @param addend the explicit addend, empty if it is in the place itself
   */
  public record Relocation(
      int section,
      long offset,
      int type,
      String typeName,
      Optional<Symbol> symbol,
      OptionalLong addend) {}

  /** What a stretch of a section holds. */
  public enum Content {
    /** Instructions of the mode that the text started in. */
    CODE,
    /** A32 instructions. */
    A32,
    /** T32 instructions. */
    T32,
    /** Data, such as a literal pool. */
    DATA
  }

  /**
   * A part of a section with one kind of content.
   *
   * @param start offset of its first byte
   * @param end offset after its last byte
   */
  public record Stretch(int start, int end, Content content) {}

  /**
   * The section cut at the mapping symbols that ARM, AArch64 and RISC-V objects have (AAELF,
   * section on mapping symbols); one stretch of code for other architectures.
   */
  public List<Stretch> stretches(Section section) {
    NavigableMap<Long, Content> starts = new TreeMap<>();
    starts.put(0L, Content.CODE);
    for (Symbol symbol : symbols) {
      if (symbol.section() == section.index() && symbol.binding() == Binding.LOCAL) {
        mapping(symbol.name()).ifPresent(content -> starts.put(symbol.value(), content));
      }
    }
    List<Stretch> stretches = new ArrayList<>();
    for (var start : starts.entrySet()) {
      Long next = starts.higherKey(start.getKey());
      int end = next == null ? section.bytes().length() : next.intValue();
      if (start.getKey() < end) {
        stretches.add(new Stretch(start.getKey().intValue(), end, start.getValue()));
      }
    }
    return List.copyOf(stretches);
  }

  private static Optional<Content> mapping(String name) {
    int dot = name.indexOf('.');
    return switch (dot < 0 ? name : name.substring(0, dot)) {
      case "$a" -> Optional.of(Content.A32);
      case "$t" -> Optional.of(Content.T32);
      case "$d" -> Optional.of(Content.DATA);
      case "$x" -> Optional.of(Content.CODE);
      default -> Optional.empty();
    };
  }

  /** The first section of that name. */
  public Optional<Section> section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The section of that number. */
  public Optional<Section> section(int index) {
    return sections.stream().filter(s -> s.index() == index).findFirst();
  }

  /** The bytes of {@code .text}. */
  public Bytes text() {
    return section(".text").map(Section::bytes).orElse(Bytes.of());
  }

  /** The symbol of that name. */
  public Optional<Symbol> symbol(String name) {
    return symbols.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The relocations of the section, by offset. */
  public List<Relocation> relocations(Section section) {
    return relocations.stream().filter(r -> r.section() == section.index()).toList();
  }
}
