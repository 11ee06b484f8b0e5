package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Direction;
import dev.fabula.site.Found;
import dev.fabula.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our verdicts against those of the installed rustc: both accept and refuse the same lines. */
@Tag("rustc")
final class LegalityAgainstRustcTest {

  private static final List<String> SCALARS =
      List.of(
          "i8",
          "i16",
          "i32",
          "i64",
          "i128",
          "isize",
          "u32",
          "u64",
          "f16",
          "f32",
          "f64",
          "f128",
          "bool",
          "*const u8");

  private static final List<String> VECTORS =
      List.of(
          "i8x8", "i16x4", "i32x2", "i64x1", "f16x4", "f32x2", "f64x1", "i8x16", "i16x8", "i32x4",
          "i64x2", "f16x8", "f32x4", "f64x2", "i8x32", "i16x16", "i32x8", "i64x4", "f16x16",
          "f32x8", "f64x4", "i8x64", "i16x32", "i32x16", "i64x8", "f16x32", "f32x16", "f64x8");

  private static final RegisterTarget ANY = RegisterTarget.UNKNOWN;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "X86_64, x86_64-unknown-linux-gnu, linux, ''",
    "X86_64, x86_64-unknown-linux-gnu, linux, '+avx512f,+avx512bw'",
    "X86_64, x86_64-pc-windows-msvc, windows, ''",
    "X86_64, x86_64-unknown-uefi, uefi, ''",
    "X86, i686-unknown-linux-gnu, linux, ''",
    "AARCH64, aarch64-unknown-linux-gnu, linux, ''",
    "AARCH64, aarch64-apple-darwin, macos, ''",
    "ARM, armv7-unknown-linux-gnueabihf, linux, ''",
    "ARM, armv7-unknown-linux-gnueabihf, linux, '+neon,+d32'",
    "ARM, thumbv6m-none-eabi, none, ''",
    "RISCV64, riscv64gc-unknown-linux-gnu, linux, ''",
    "RISCV32, riscv32e-unknown-none-elf, none, ''",
    "LOONGARCH64, loongarch64-unknown-linux-gnu, linux, ''",
    "LOONGARCH32, loongarch32-unknown-none, none, ''",
    "S390X, s390x-unknown-linux-gnu, linux, ''",
    "POWERPC64, powerpc64le-unknown-linux-gnu, linux, ''",
    "POWERPC64, powerpc64-ibm-aix, aix, ''",
    "POWERPC, powerpc-unknown-linux-gnu, linux, ''",
    "ARM64EC, arm64ec-pc-windows-msvc, windows, ''",
  })
  void agrees(Architecture architecture, String target, String system, String features)
      throws IOException {
    BareRustc.assumeInstalled();
    BareRustc rustc = new BareRustc(folder, target, features);
    Set<String> enabled = rustc.enabled();
    List<Line> lines = lines(architecture);
    List<String> texts =
        IntStream.range(0, lines.size()).mapToObj(i -> lines.get(i).rust(i)).toList();
    Map<Integer, String> refused = rustc.refused(texts);
    Map<Integer, String> ours = ours(architecture, system, enabled, texts);

    List<String> differences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String verdict = ours.getOrDefault(i, "not found");
      if (verdict.isEmpty() == refused.containsKey(i) && !isKnown(architecture, texts.get(i))) {
        differences.add(
            texts.get(i) + "\n    rustc: " + refused.getOrDefault(i, "") + ", we: " + verdict);
      }
    }
    assertThat(differences).isEmpty();
  }

  /** What we have against each line, by its index; empty where we accept it. */
  private static Map<Integer, String> ours(
      Architecture architecture, String system, Set<String> enabled, List<String> texts) {
    TargetRequest request = new TargetRequest(architecture, Optional.of(system));
    SourceFile file = SourceFile.of("lines.rs", String.join("\n", texts));
    Map<Integer, String> verdicts = new TreeMap<>();
    for (Found found : RustReader.of(Optional.of(request), request).read(file)) {
      verdicts.put(file.line(found.span().start()) - 1, verdict(found, enabled));
    }
    return verdicts;
  }

  private static String verdict(Found found, Set<String> enabled) {
    return switch (found) {
      case Found.Refused refused -> refused.message();
      case Found.NotAnalysed notAnalysed -> notAnalysed.reason().text();
      case Found.Readable readable ->
          Legality.check(readable.site(), enabled).stream()
              .map(Refusal::message)
              .collect(Collectors.joining("; "));
    };
  }

  /**
   * Whether a difference is meant. We know vectors by their width only, and so take those with
   * lanes that no class holds for others: doubles on ARM, half floats on PowerPC. The crate core
   * has no such types there, so that only a program's own SIMD type could be one. The reader does
   * not tell {@code bool} from types that it does not know: a program that compiles has neither.
   */
  private static boolean isKnown(Architecture architecture, String text) {
    return switch (architecture) {
      case ARM -> text.matches(".*\\*mut (bool|f64x).*");
      case POWERPC, POWERPC64 -> text.matches(".*\\*mut (bool|f16x).*");
      default -> text.contains("*mut bool");
    };
  }

  private static List<Line> lines(Architecture architecture) {
    RegisterTable table = RegisterTable.of(architecture);
    return Stream.of(
            types(table),
            modifiers(table),
            classes(architecture),
            registers(architecture, table),
            conflicts(table),
            pairs(),
            abis(architecture, table),
            kinds())
        .flatMap(s -> s)
        .toList();
  }

  private static Stream<Line> types(RegisterTable table) {
    return Stream.concat(SCALARS.stream(), VECTORS.stream())
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

  private static String fitting(OperandClass operandClass) {
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
            .map(LegalityAgainstRustcTest::fitting)
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
    String type = table.classOf(some).map(LegalityAgainstRustcTest::fitting).orElseThrow();
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
    return Stream.of(
        new Line().attSyntax().operand("const 5"),
        new Line().operand("const 5"),
        new Line().operand("sym callee"),
        new Line().operand("label {}"),
        new Line().operand("const 5").modifier("x"),
        new Line().operand("sym callee").modifier("x"),
        new Line().operand("label {}").modifier("x"),
        new Line().operand("label {}").operand(Direction.OUT, "reg", "u32"),
        new Line().operand("label {}").operand(Direction.OUT, "reg", "_"),
        new Line().operand("label {}").operand(Direction.IN, "reg", "u32"));
  }
}
