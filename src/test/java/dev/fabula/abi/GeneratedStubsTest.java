package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.RustStubs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What Fabula makes from the descriptions that come with it keeps to them. */
final class GeneratedStubsTest {

  private static final String WORDS = "typedef unsigned long uintptr_t;\ntypedef long intptr_t;\n";

  static Stream<Abi> descriptions() {
    return Stream.of(
        Bench.abi("sel4"),
        Bench.abi("sel4", "mcs"),
        Bench.abi("sel4", "sysenter"),
        Bench.abi("sel4", "mcs", "sysenter"),
        Bench.abi("linux"));
  }

  @TestFactory
  Stream<DynamicTest> allHold() {
    return descriptions()
        .flatMap(abi ->
            abi.machines().stream()
                .map(m ->
                    DynamicTest.dynamicTest(
                        abi.name() + abi.variants() + " " + m.name(), () -> prove(abi, m))));
  }

  private static void prove(Abi abi, Machine machine) {
    Generated rust = RustStubs.of(abi, List.of(machine));
    Generated c = CStubs.of(abi, List.of(machine));
    assertThat(rust.stubs() + rust.left().size()).isEqualTo(abi.stubs().size());
    assertThat(c.stubs() + c.left().size()).isEqualTo(abi.stubs().size());
    prove(abi, machine, rust, "stubs.rs", "src/" + machine.name() + ".rs");
    prove(abi, machine, c, "stubs.h", abi.name() + "_stubs_" + machine.name() + ".h");
  }

  private static void prove(Abi abi, Machine machine, Generated made, String name, String file) {
    String text = made.files().get(file);
    if (text == null) {
      assertThat(made.stubs()).isZero();
      return;
    }
    String whole = name.endsWith(".h") ? WORDS + text : text;
    assertThat(Bench.outcomes(abi, machine.name(), name, whole))
        .hasSize(made.stubs())
        .containsOnly("holds");
  }

  @Test
  void whatGoesOnWhereTheProgramSaysIsMadeForOneProcessor() {
    Abi sel4 = Bench.abi("sel4");
    Generated none = CStubs.of(sel4, List.of(Bench.machine(sel4, "ia32")));
    assertThat(none.stubs()).isZero();
    assertThat(none.left())
        .hasSize(sel4.stubs().size())
        .allSatisfy(left -> assertThat(left).contains("for ia32: the system goes on where"));
  }

  @Test
  void whatRustCannotNameIsLeftOutWithItsReason() {
    Abi mcs = Bench.abi("sel4", "mcs");
    Machine arm = Bench.machine(mcs, "aarch32");
    Generated rust = RustStubs.of(mcs, List.of(arm));
    assertThat(rust.stubs()).isEqualTo(3);
    assertThat(rust.left())
        .hasSize(3)
        .allSatisfy(left -> assertThat(left).contains("Rust refuses `r6`").contains("use C"));
  }

  @Test
  void theSameDescriptionMakesTheSameBytes() {
    Abi one = Bench.abi("sel4", "mcs");
    Abi two = Bench.abi("sel4", "mcs");
    assertThat(RustStubs.of(one, one.machines())).isEqualTo(RustStubs.of(two, two.machines()));
    assertThat(CStubs.of(one, one.machines())).isEqualTo(CStubs.of(two, two.machines()));
  }

  @Test
  void namesAreThoseOfTheLanguage() {
    Abi linux = Bench.abi("linux");
    Machine x86 = Bench.machine(linux, "x86_64");
    String rust = RustStubs.of(linux, List.of(x86)).files().get("src/x86_64.rs");
    assertThat(rust)
        .contains("    pub const CLOCK_GETTIME: usize = 228;\n")
        .contains("pub unsafe fn syscall1(number: usize, a0: usize) -> isize {\n")
        .contains("inlateout(\"rax\") number => result,\n")
        .contains("options(nostack, preserves_flags),\n");
    String c = CStubs.of(linux, List.of(x86)).files().get("linux_stubs_x86_64.h");
    assertThat(c)
        .contains("#define LINUX_OPENAT (257)\n")
        .contains("intptr_t linux_syscall1(uintptr_t number, uintptr_t a0)\n")
        .contains(": \"rcx\", \"r11\", \"memory\");\n");
  }
}
