package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandClass.Admission;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Direction;
import dev.fabula.site.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sites of one line with everything at once, most of it right, for one architecture. */
final class RandomLines {
  private static final List<String> STRANGE_PLACEHOLDERS =
      List.of("{}", "{9}", "{nobody}", "{0} {0}", "{1}", "{{}}", "{0:x}", "{0:e} {0}");

  private final Architecture architecture;
  private final RegisterTable table;
  private final Random random;

  private RandomLines(Architecture architecture) {
    this.architecture = architecture;
    this.table = RegisterTable.of(architecture);
    this.random = new Random(architecture.rustName().hashCode());
  }

  /** A number of such lines, always the same ones. */
  static List<Line> of(Architecture architecture, int count) {
    RandomLines lines = new RandomLines(architecture);
    return Stream.generate(lines::line).limit(count).toList();
  }

  private boolean rarely(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Line line() {
    Line line = new Line();
    List<String> placeholders = new ArrayList<>();
    int classes = random.nextInt(3);
    for (int i = 0; i < classes; i++) {
      placeholders.add(ofClass(line, i));
    }
    int registers = random.nextInt(rarely(3) ? 4 : 2);
    for (int i = 0; i < registers; i++) {
      explicit(line);
    }
    template(line, placeholders);
    clauses(line);
    return line;
  }

  private void template(Line line, List<String> placeholders) {
    if (!placeholders.isEmpty() && rarely(20)) {
      placeholders.removeFirst();
    }
    if (rarely(15)) {
      placeholders.add(pick(STRANGE_PLACEHOLDERS));
    }
    line.template(String.join(" ", placeholders));
  }

  private String ofClass(Line line, int index) {
    List<OperandClass> classes = List.copyOf(table.classes());
    List<OperandClass> forValues = classes.stream().filter(c -> !c.isClobberOnly()).toList();
    OperandClass operandClass = pick(rarely(8) ? classes : forValues);
    Direction direction = pick(List.of(Direction.values()));
    line.operand(direction, operandClass.name(), types(direction, operandClass));
    return "{" + index + modifier(operandClass) + "}";
  }

  private String modifier(OperandClass operandClass) {
    if (rarely(25)) {
      return ":" + pick(List.of("x", "e", "w", "q", "h"));
    }
    boolean plain = operandClass.modifiers().isEmpty() || random.nextBoolean();
    return plain ? "" : ":" + pick(List.copyOf(operandClass.modifiers()));
  }

  private String types(Direction direction, OperandClass operandClass) {
    String type = type(operandClass);
    if (!direction.reads() && rarely(3)) {
      return "_";
    }
    if (direction.reads() && direction.writes() && rarely(2)) {
      return type + "=>" + (rarely(3) ? "_" : rarely(3) ? type(operandClass) : type);
    }
    return type;
  }

  private String type(OperandClass operandClass) {
    List<Admission> held = operandClass.types();
    if (held.isEmpty() || rarely(6)) {
      return pick(rarely(3) ? LegalityLines.VECTORS : LegalityLines.SCALARS);
    }
    return pick(held).type().toString();
  }

  private void explicit(Line line) {
    OperandRegister register = pick(table.registers());
    List<String> spellings = new ArrayList<>(register.aliases());
    spellings.add(register.name());
    Direction direction = pick(List.of(Direction.values()));
    String types =
        table
            .classOf(register)
            .map(c -> types(direction, c))
            .orElseGet(() -> direction.reads() ? "u32" : "_");
    line.operand(direction, '"' + pick(spellings) + '"', types);
  }

  private void clauses(Line line) {
    if (rarely(3)) {
      List<String> names =
          Stream.of(Option.values())
              .filter(o -> o != Option.MAY_UNWIND && rarely(5))
              .map(Option::spelling)
              .toList();
      line.options(names.toArray(String[]::new));
    }
    if (rarely(8)) {
      line.abi(pick(List.copyOf(new TreeSet<>(AbiClobbers.names(architecture)))));
    }
  }
}
