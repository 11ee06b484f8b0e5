package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Direction;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sites of one line that try each rule about operands on its own, for one architecture. */
final class LegalityLines {

  /** Types with a value in one register, of which some fit nowhere. */
  static final List<String> SCALARS =
      List.of(
          "i8",
          "u8",
          "i16",
          "i32",
          "u32",
          "i64",
          "u64",
          "i128",
          "isize",
          "usize",
          "f16",
          "f32",
          "f64",
          "f128",
          "*const u8",
          "fn(u8) -> u8",
          "MaybeUninit<u32>",
          "MaybeUninit<f64>");

  private static final List<String> OTHERS =
      List.of(
          "bool",
          "char",
          "()",
          "(u32, u32)",
          "[u8; 4]",
          "&'static u32",
          "*const [u8]",
          "*const str",
          "MaybeUninit<char>",
          "MaybeUninit<i32x4>");

  /** SIMD types. */
  static final List<String> VECTORS =
      List.of(
          "i8x8", "i16x4", "i32x2", "i64x1", "f16x4", "f32x2", "f64x1", "i8x16", "i16x8", "i32x4",
          "i64x2", "f16x8", "f32x4", "f64x2", "i8x32", "i16x16", "i32x8", "i64x4", "f16x16",
          "f32x8", "f64x4", "i8x64", "i16x32", "i32x16", "i64x8", "f16x32", "f32x16", "f64x8");

  private static final RegisterTarget ANY = RegisterTarget.UNKNOWN;

  private LegalityLines() {}

  /** The lines of an architecture. */
  static List<Line> of(Architecture architecture) {
    RegisterTable table = RegisterTable.of(architecture);
    return Stream.of(
            types(table),
            modifiers(table),
            classes(architecture),
            registers(architecture, table),
            conflicts(table),
            pairs(),
            abis(architecture, table),
            kinds(),
            options(architecture))
        .flatMap(s -> s)
        .toList();
  }

  private static Stream<Line> types(RegisterTable table) {
    return Stream.of(SCALARS, OTHERS, VECTORS)
        .flatMap(List::stream)
        .flatMap(type ->
            table.classes().stream()
                .flatMap(c ->
                    Stream.of(Direction.IN, Direction.OUT)
                        .map(d -> new Line().operand(d, c.name(), type))));
  }

  private static Stream<Line> modifiers(RegisterTable table) {
    return table.classes().stream()
        .flatMap(c ->
            "abcdefhijklmnqrstvwxyzHQX"
                .chars()
                .mapToObj(letter ->
                    new Line()
                        .operand(Direction.IN, c.name(), fitting(c))
                        .modifier(Character.toString(letter))));
  }

  /** A type that a class holds, {@code i32} if there is none. */
  static String fitting(OperandClass operandClass) {
    return operandClass.types().stream()
        .filter(a -> !a.experimental())
        .map(a -> a.type().toString())
        .findFirst()
        .orElse("i32");
  }

  private static Stream<Line> classes(Architecture architecture) {
    Set<String> names = new TreeSet<>(Set.of("nothing", "regs", "REG"));
    tables().forEach(t -> t.classes().forEach(c -> names.add(c.name())));
    return names.stream()
        .flatMap(name ->
            Stream.of(
                new Line().operand(Direction.IN, name, "u32"),
                new Line().operand(Direction.IN, name, "u" + architecture.pointerWidth()),
                new Line().operand(Direction.OUT, name, "_"),
                new Line().operand(Direction.LATEOUT, name, "_")));
  }

  private static Stream<RegisterTable> tables() {
    return Arrays.stream(Architecture.values())
        .filter(RegisterTable::exists)
        .map(RegisterTable::of);
  }

  private static Stream<Line> registers(Architecture architecture, RegisterTable table) {
    Set<String> names = new LinkedHashSet<>(List.of("nothing", "RAX", "X0", "r16", "x32", "%eax"));
    spellings(table).forEach(names::add);
    // Of other architectures, every seventh will do: they are unknown or shared, by and large.
    List<String> others = tables().flatMap(t -> spellings(t)).toList();
    IntStream.range(0, others.size())
        .filter(i -> i % 7 == 0)
        .mapToObj(others::get)
        .forEach(names::add);
    return names.stream().flatMap(name -> register(architecture, table, name));
  }

  private static Stream<String> spellings(RegisterTable table) {
    return table.registers().stream()
        .flatMap(r -> Stream.concat(Stream.of(r.name()), r.aliases().stream()));
  }

  private static Stream<Line> register(
      Architecture architecture, RegisterTable table, String name) {
    Optional<OperandRegister> register = table.register(name);
    String type =
        register
            .flatMap(table::classOf)
            .map(LegalityLines::fitting)
            .orElse("u" + architecture.pointerWidth());
    String quoted = '"' + name + '"';
    Line clobber = new Line().operand(Direction.OUT, quoted, "_");
    Line input = new Line().operand(Direction.IN, quoted, type);
    return register.isEmpty()
        ? Stream.of(clobber)
        : Stream.of(clobber, input, new Line().operand(Direction.LATEOUT, quoted, type));
  }

  /** Neighbours in the table and those that share a number, in all pairs of directions. */
  private static Stream<Line> conflicts(RegisterTable table) {
    List<OperandRegister> all =
        table.registers().stream().filter(r -> r.refusal(ANY).isEmpty()).toList();
    List<Line> lines = new ArrayList<>();
    for (OperandRegister one : all) {
      for (OperandRegister other : all) {
        if (one.base().equals(other.base()) && one.low() <= other.low()) {
          lines.add(
              new Line()
                  .operand(Direction.OUT, '"' + one.name() + '"', "_")
                  .operand(Direction.LATEOUT, '"' + other.name() + '"', "_"));
        }
      }
    }
    OperandRegister some = all.getFirst();
    String type = table.classOf(some).map(LegalityLines::fitting).orElseThrow();
    for (Direction one : Direction.values()) {
      for (Direction other : Direction.values()) {
        for (OperandRegister second : all.subList(0, 2)) {
          lines.add(
              new Line()
                  .operand(one, '"' + some.name() + '"', type)
                  .operand(other, '"' + second.name() + '"', type));
        }
      }
    }
    return lines.stream();
  }

  private static Stream<Line> pairs() {
    List<String> some =
        List.of("u16", "i16", "u32", "i32", "u64", "i64", "f32", "f64", "usize", "*const u8");
    return some.stream()
        .flatMap(in ->
            Stream.concat(some.stream(), Stream.of("_"))
                .map(out -> new Line().operand(Direction.INOUT, "reg", in + "=>" + out)));
  }

  private static Stream<Line> abis(Architecture architecture, RegisterTable table) {
    Set<String> names = new TreeSet<>(Set.of("Rust", "c", "thiscall", "vectorcall", "aapcs"));
    for (Architecture a : Architecture.values()) {
      if (RegisterTable.exists(a)) {
        names.addAll(AbiClobbers.names(a));
      }
    }
    String type = fitting(table.operandClass("reg").orElseThrow());
    List<Line> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(new Line().abi(name));
      lines.add(new Line().abi(name).operand(Direction.IN, "reg", type));
      lines.add(new Line().abi(name).operand(Direction.OUT, "reg", type));
      lines.add(new Line().abi(name).operand(Direction.LATEOUT, "reg", "_"));
    }
    for (String one : AbiClobbers.names(architecture)) {
      for (String other : AbiClobbers.names(architecture)) {
        lines.add(new Line().abi(one, other));
      }
    }
    for (OperandRegister register : table.registers().subList(0, 8)) {
      lines.add(new Line().abi("C").operand(Direction.OUT, '"' + register.name() + '"', "_"));
    }
    return lines.stream();
  }

  private static Stream<Line> kinds() {
    Stream<Line> once =
        Stream.of("sym NUMBER", "label { 5 }", "in(reg) Plain(5)").map(o -> new Line().operand(o));
    Stream<String> often =
        Stream.of(
            "const 5",
            "const 5u8",
            "const NUMBER",
            "const NUMBER as usize",
            "const true",
            "const 'a'",
            "const 1.5",
            "const \"a\"",
            "const ()",
            "const &5",
            "sym callee",
            "sym PLACE",
            "sym self::callee",
            "label {}",
            "label { let _a = 5; }",
            "label { loop {} }",
            "label 5");
    return Stream.concat(once, often.flatMap(LegalityLines::kind));
  }

  private static Stream<Line> kind(String operand) {
    Stream<Line> wherever =
        Stream.of(MacroKind.values()).map(k -> new Line().kind(k).operand(operand));
    Stream<Line> beside =
        Stream.of(Direction.values())
            .map(d -> new Line().operand(operand).operand(d, "reg", d.reads() ? "u32" : "_"));
    return Stream.of(
            wherever,
            beside,
            Stream.of(
                new Line().operand(operand).operand(Direction.OUT, "reg", "u32"),
                new Line().operand(operand).modifier("x"),
                new Line().operand(operand).options("raw"),
                new Line().operand(operand).options("noreturn"),
                new Line().operand(operand).options("att_syntax")))
        .flatMap(s -> s);
  }

  /** All sets of options beside operands of each sort, an eighth of them for each architecture. */
  private static Stream<Line> options(Architecture architecture) {
    List<Line> lines = new ArrayList<>();
    for (int set = 0; set < 1 << Option.MAY_UNWIND.ordinal(); set++) {
      String[] names = names(set);
      if ((set + architecture.ordinal()) % 8 == 0) {
        lines.add(new Line().options(names));
        lines.add(new Line().options(names).operand(Direction.OUT, "reg", "u32"));
        lines.add(new Line().options(names).operand(Direction.OUT, "reg", "_"));
        lines.add(new Line().options(names).operand("label {}"));
        lines.add(new Line().options(names).operand(Direction.IN, "reg", "u32").abi("C"));
      }
    }
    for (MacroKind kind : MacroKind.values()) {
      for (Option option : Option.values()) {
        lines.add(new Line().kind(kind).options(option.spelling()));
        lines.add(new Line().kind(kind).options(option.spelling(), option.spelling()));
        lines.add(new Line().kind(kind).options(option.spelling()).options(option.spelling()));
      }
      lines.add(new Line().kind(kind).abi("C"));
      Stream.of(Direction.values())
          .forEach(d -> lines.add(new Line().kind(kind).operand(d, "reg", "u32")));
    }
    return lines.stream();
  }

  private static String[] names(int set) {
    return Stream.of(Option.values())
        .filter(o -> (set >> o.ordinal() & 1) == 1)
        .map(Option::spelling)
        .toArray(String[]::new);
  }
}
