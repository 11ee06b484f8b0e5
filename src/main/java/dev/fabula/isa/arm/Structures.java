package dev.fabula.isa.arm;

import dev.fabula.isa.Access;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.Memory;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads and stores of structures of one to four elements (Arm v7-AR ARM, A7.7 and A8.8.320 on).
 *
 * @param loads whether it is a load
 * @param members how many elements a structure has
 * @param bits width of an element
 */
record Structures(boolean loads, int members, int bits) implements Family {

  private static final Pattern NAME = Pattern.compile("v(ld|st)([1-4])\\.(8|16|32|64)");
  private static final Pattern ENTRY = Pattern.compile("(d\\d+)(?:\\[(\\d*)])?");

  /** The entry for a mnemonic, if it is one of these. */
  static Optional<Family> of(String stem) {
    Matcher name = NAME.matcher(stem);
    return name.matches()
        ? Optional.of(
            new Structures(
                name.group(1).equals("ld"),
                Integer.parseInt(name.group(2)),
                Integer.parseInt(name.group(3))))
        : Optional.empty();
  }

  /**
   * A register of the list.
   *
   * @param lane the lane that is meant; −1 for a copy to all of them
   */
  private record Entry(RegisterView view, Optional<Integer> lane) {}

  /** Where an element of memory is in the registers. */
  private record Part(RegisterView view, int lane) {}

  @Override
  public void execute(Step s) throws UnknownInstruction {
    List<Entry> list = list(s);
    Memory memory = s.memory(1);
    Term start = s.read(memory.base().orElseThrow());
    int bytes;
    if (list.getFirst().lane().isEmpty()) {
      bytes = transfer(s, start, all(list.stream().map(Entry::view).toList()));
    } else if (list.getFirst().lane().get() >= 0) {
      bytes = transfer(s, start, lanes(list));
    } else {
      bytes = spread(s, start, list);
    }
    update(s, memory, start, bytes);
  }

  private static List<Entry> list(Step s) throws UnknownInstruction {
    if (!(s.operand(0) instanceof Operand.RegisterList(List<Operand> operands))) {
      throw s.unknown();
    }
    List<Entry> list = new ArrayList<>();
    for (Operand operand : operands) {
      Matcher entry = ENTRY.matcher(text(s, operand));
      if (!entry.matches()) {
        throw s.unknown();
      }
      RegisterView view = s.registers.view(entry.group(1)).orElseThrow(s::unknown);
      Optional<Integer> lane =
          Optional.ofNullable(entry.group(2)).map(n -> n.isEmpty() ? -1 : Integer.parseInt(n));
      list.add(new Entry(view, lane));
    }
    return list;
  }

  private static String text(Step s, Operand operand) throws UnknownInstruction {
    return switch (operand) {
      case Operand.Register(RegisterView view) -> view.name();
      case Operand.Word(String word) -> word;
      default -> throw s.unknown();
    };
  }

  /** Every element in the order of memory: member by member, structure by structure. */
  private List<Part> all(List<RegisterView> registers) {
    int rows = registers.size() / members;
    List<Part> parts = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int lane = 0; lane < 64 / bits; lane++) {
        for (int member = 0; member < members; member++) {
          parts.add(new Part(registers.get(member * rows + row), lane));
        }
      }
    }
    return parts;
  }

  private static List<Part> lanes(List<Entry> list) {
    return list.stream().map(e -> new Part(e.view(), e.lane().orElseThrow())).toList();
  }

  private int transfer(Step s, Term start, List<Part> parts) {
    int bytes = parts.size() * bits / 8;
    if (loads) {
      Term value = s.cpu.load(Access.data(bytes), start);
      for (int i = 0; i < parts.size(); i++) {
        put(s, parts.get(i), value.extract(bits * i + bits - 1, bits * i));
      }
    } else {
      List<Term> elements = parts.stream().map(part -> get(s, part)).toList();
      s.cpu.store(Access.data(bytes), start, s.terms.concat(elements.reversed()));
    }
    return bytes;
  }

  private Term get(Step s, Part part) {
    int low = bits * part.lane();
    return s.read(part.view()).extract(low + bits - 1, low);
  }

  private void put(Step s, Part part, Term element) {
    Term old = s.read(part.view());
    int low = bits * part.lane();
    Term value = low == 0 ? element : element.concat(old.truncate(low));
    int above = low + bits;
    s.cpu.write(part.view(), above == 64 ? value : old.extract(63, above).concat(value));
  }

  /** One structure, each member of it copied to all lanes of its register. */
  private int spread(Step s, Term start, List<Entry> list) {
    Term value = s.cpu.load(Access.data(members * bits / 8), start);
    for (int i = 0; i < list.size(); i++) {
      int low = bits * (members == 1 ? 0 : i);
      Term element = value.extract(low + bits - 1, low);
      Term copies = element;
      while (copies.width() < 64) {
        copies = copies.concat(element);
      }
      s.cpu.write(list.get(i).view(), copies);
    }
    return members * bits / 8;
  }

  private static void update(Step s, Memory memory, Term start, int bytes) {
    switch (memory.writeBack()) {
      case WriteBack.NONE -> {}
      case WriteBack.BEFORE -> s.cpu.write(memory.base().orElseThrow(), start.add(bytes));
      case WriteBack.AFTER ->
          s.cpu.write(memory.base().orElseThrow(), start.add(s.read(memory.index().orElseThrow())));
    }
  }
}
