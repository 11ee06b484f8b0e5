package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import java.nio.file.Path;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our verdicts against those of the installed rustc on all stable architectures: both accept and
 * refuse the same lines, but for exceptions that are listed with their reasons.
 */
@Tag("rustc")
final class LegalityAgainstRustcTest {

  /** Parts of lines that rustc refuses and we accept, with the reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "options(may_unwind)",
          "the unstable option is legal in a crate whose root enables it",
          "sym NUMBER",
          "what a path stands for is up to rustc's name resolution",
          "in(reg) Plain(5)",
          "a struct may be a SIMD type",
          "label { 5 }",
          "blocks are not given types");

  private static final double FEWEST_EQUAL = 0.99;

  private static final Set<String> MET = new TreeSet<>();
  private static int compared;
  private static int excepted;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "X86_64, x86_64-unknown-linux-gnu, ''",
    "X86_64, x86_64-unknown-linux-gnu, '+avx512f,+avx512bw'",
    "X86_64, x86_64-pc-windows-msvc, ''",
    "X86_64, x86_64-unknown-uefi, ''",
    "X86, i586-unknown-linux-gnu, ''",
    "AARCH64, aarch64-unknown-linux-gnu, ''",
    "AARCH64, aarch64-apple-darwin, ''",
    "AARCH64, aarch64-unknown-none-softfloat, ''",
    "ARM, armv7-unknown-linux-gnueabihf, '+neon,+d32'",
    "ARM, armv7k-apple-watchos, ''",
    "ARM, thumbv6m-none-eabi, ''",
    "RISCV64, riscv64gc-unknown-linux-gnu, ''",
    "RISCV32, riscv32e-unknown-none-elf, ''",
    "LOONGARCH64, loongarch64-unknown-linux-gnu, ''",
    "LOONGARCH32, loongarch32-unknown-none, ''",
    "S390X, s390x-unknown-linux-gnu, ''",
    "POWERPC64, powerpc64le-unknown-linux-gnu, ''",
    "POWERPC64, powerpc64-ibm-aix, ''",
    "POWERPC, powerpc-unknown-linux-gnu, ''",
    "ARM64EC, arm64ec-pc-windows-msvc, ''",
  })
  void agrees(Architecture architecture, String target, String features) {
    BareRustc.assumeInstalled();
    Verdicts verdicts = Verdicts.of(new BareRustc(folder, target, features), architecture);
    Map<String, String> differences = new TreeMap<>(verdicts.differences());
    compared += verdicts.lines().size();
    int all = differences.size();
    differences.entrySet().removeIf(LegalityAgainstRustcTest::isException);
    excepted += all - differences.size();
    assertThat(differences).isEmpty();
  }

  private static boolean isException(Entry<String, String> difference) {
    return EXCEPTIONS.keySet().stream()
        .filter(difference.getKey()::contains)
        .peek(MET::add)
        .findAny()
        .isPresent();
  }

  @AfterAll
  static void exceptionsAreFewAndNeeded() {
    if (compared > 0) {
      System.out.printf("%d lines compared with rustc, %d exceptions%n", compared, excepted);
      assertThat(excepted).isLessThan((int) (compared * (1 - FEWEST_EQUAL)));
      assertThat(MET).isEqualTo(EXCEPTIONS.keySet());
    }
  }
}
