package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The registers that rustc gives to operands of a class, and the texts that it prints for them,
 * with and without modifiers, are those of the tables. Each class is used up by one statement.
 */
@Tag("rustc")
final class PlaceholdersAgainstRustcTest {

  private static final Pattern PRINTED = Pattern.compile("\\.ascii\\s+\"(\\w+): (.*) \"");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "X86_64, x86_64-unknown-linux-gnu, linux, '+avx512f,+avx512bw'",
    "X86, i686-unknown-linux-gnu, linux, '+avx512f,+avx512bw'",
    "AARCH64, aarch64-unknown-linux-gnu, linux, ''",
    "AARCH64, aarch64-apple-darwin, macos, ''",
    "ARM64EC, arm64ec-pc-windows-msvc, windows, ''",
    "ARM, armv7-unknown-linux-gnueabihf, linux, '+neon,+d32'",
    "ARM, thumbv6m-none-eabi, none, ''",
    "RISCV64, riscv64gc-unknown-linux-gnu, linux, ''",
    "RISCV32, riscv32e-unknown-none-elf, none, ''",
    "LOONGARCH64, loongarch64-unknown-linux-gnu, linux, ''",
    "S390X, s390x-unknown-linux-gnu, linux, ''",
    "POWERPC64, powerpc64le-unknown-linux-gnu, linux, '+altivec,+vsx'",
    "POWERPC, powerpc-unknown-linux-gnu, linux, '+altivec,+vsx'",
  })
  void agrees(Architecture architecture, String target, String system, String features)
      throws IOException {
    BareRustc.assumeInstalled();
    BareRustc rustc = new BareRustc(folder, target, features);
    RegisterTarget facts = new RegisterTarget(Optional.of(system), rustc.features());
    RegisterTable table = RegisterTable.of(architecture);
    List<OperandClass> classes = table.classes().stream().filter(c -> isUsable(c, facts)).toList();
    String assembly = rustc.assembly(classes.stream().map(c -> item(c, facts)).toList());
    Map<String, List<String>> printed = printed(assembly);
    for (OperandClass operandClass : classes) {
      Map<String, OperandRegister> expected =
          operandClass.allocatable(facts).stream()
              .map(Candidate::register)
              .collect(Collectors.toMap(r -> all(table, operandClass, r), Function.identity()));
      assertThat(printed.get(operandClass.name()))
          .as("%s on %s", operandClass, target)
          .hasSize(certain(operandClass, facts))
          .doesNotHaveDuplicates()
          .isSubsetOf(expected.keySet());
    }
  }

  private static boolean isUsable(OperandClass operandClass, RegisterTarget facts) {
    return operandClass.types().stream()
        .filter(a -> !a.experimental())
        .anyMatch(a -> a.feature().stream().allMatch(facts::has));
  }

  /** LLVM 22 misprints zmm16 to zmm31 where the value is narrower or a modifier asks so. */
  private static int certain(OperandClass operandClass, RegisterTarget facts) {
    long count =
        operandClass.allocatable(facts).stream().filter(c -> c.circumstance().isEmpty()).count();
    return (int) (operandClass.name().equals("zmm_reg") ? Math.min(count, 16) : count);
  }

  /** A function with as many operands of the class as are certainly to be had. */
  private static String item(OperandClass operandClass, RegisterTarget facts) {
    int count = certain(operandClass, facts);
    String text =
        IntStream.range(0, count)
            .mapToObj(i -> placeholders(operandClass, i))
            .map(p -> ".ascii \\\"" + operandClass + ": " + p + " \\\"")
            .collect(Collectors.joining("\\n"));
    String operands = String.join(", ", Collections.nCopies(count, "out(" + operandClass + ") _"));
    return "#[no_mangle] pub unsafe fn f_%s() { asm!(\"%s\", %s) }"
        .formatted(operandClass, text, operands);
  }

  private static String placeholders(OperandClass operandClass, int operand) {
    return letters(operandClass)
        .map(l -> "{" + operand + l.map(c -> ":" + c).orElse("") + "}")
        .collect(Collectors.joining(" "));
  }

  private static Stream<Optional<Character>> letters(OperandClass operandClass) {
    return Stream.concat(
        Stream.of(Optional.empty()), operandClass.modifiers().stream().map(Optional::of));
  }

  private static String all(RegisterTable table, OperandClass c, OperandRegister register) {
    return letters(c)
        .map(letter -> table.print(register, c, letter))
        .collect(Collectors.joining(" "));
  }

  private static Map<String, List<String>> printed(String assembly) {
    Map<String, List<String>> printed = new TreeMap<>();
    Matcher matcher = PRINTED.matcher(assembly);
    while (matcher.find()) {
      printed.computeIfAbsent(matcher.group(1), k -> new ArrayList<>()).add(matcher.group(2));
    }
    return printed;
  }
}
