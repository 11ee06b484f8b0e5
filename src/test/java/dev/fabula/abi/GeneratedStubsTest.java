package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.generate.CStubs;
import dev.fabula.abi.generate.Generated;
import dev.fabula.abi.generate.RustStubs;
import dev.fabula.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  void whatGoesOnWhereTheProgramSaysIsMadeForSomeProcessors() throws FaultyException {
    String text =
        """
        <abi name="tiny">
          <about>A kernel.</about>
          <role name="number">the call</role>
          <machine name="a" architecture="aarch64">
            <trap instruction="svc" immediate="0"/>
            <register role="number" name="x7"/>
            <lost registers="x1 x2"/>
            <resume stack="x1" address="x2" past="4"/>
          </machine>
          <stub name="null">
            <about>Calls.</about>
            <safety>Nothing is owed.</safety>
            <in role="number"/>
            <memory read="false" written="false">it touches none</memory>
          </stub>
        </abi>
        """;
    Abi tiny = AbiReader.read(SourceFile.of("tiny.xml", text), Set.of(), Optional.empty());
    Generated none = CStubs.of(tiny, tiny.machines());
    assertThat(none.stubs()).isZero();
    assertThat(none.left().getFirst()).startsWith("`null` for a: the system goes on where");
  }

  @Test
  void whatNoRegisterCanCarryIsLeftOutWithItsReason() {
    Abi linux = Bench.abi("linux");
    Machine i386 = Bench.machine(linux, "i386");
    for (Generated made :
        List.of(RustStubs.of(linux, List.of(i386)), CStubs.of(linux, List.of(i386)))) {
      assertThat(made.stubs()).isEqualTo(6);
      assertThat(made.left()).hasSize(1);
      assertThat(made.left().getFirst()).startsWith("`syscall6` for i386: compilers keep");
    }
  }

  @Test
  void valuesAreMovedToRegistersThatCompilersKeep() {
    Abi mcs = Bench.abi("sel4", "mcs");
    String arm = rust(mcs, "aarch32");
    assertThat(arm)
        .contains("\"push {{r6, r7}}\",\n            \"mov r7, r12\",")
        .contains("in(\"r14\") reply,\n            options(preserves_flags),");
    assertThat(rust(Bench.abi("linux"), "arm"))
        .contains("\"mov r2, r7\",\n            \"mov r7, r1\",\n            \"svc #0\",");
    assertThat(rust(Bench.abi("linux"), "i386"))
        .contains("\"xchg esi, {a3}\",\n            \"int 128\",")
        .contains("a3 = in(reg) a3,\n            inout(\"eax\") number => result,");
  }

  private static String rust(Abi abi, String machine) {
    return RustStubs.of(abi, List.of(Bench.machine(abi, machine)))
        .files()
        .get("src/" + machine + ".rs");
  }

  @Test
  void registersOfAnExtensionAreGivenUpWhereItIsUsed() {
    Abi linux = Bench.abi("linux");
    Machine riscv = Bench.machine(linux, "riscv64");
    assertThat(rust(linux, "riscv64")).contains("lateout(\"v0\") _, lateout(\"v1\") _,");
    assertThat(CStubs.of(linux, List.of(riscv)).files().get("linux_stubs_riscv64.h"))
        .contains("\n#ifdef __riscv_vector\n          , \"v0\", \"v1\",");
    String hand =
        """
        #[target_feature(enable = "v")]
        unsafe fn syscall0(number: usize) -> isize {
            let result: isize;
            core::arch::asm!("ecall", in("a7") number, lateout("a0") result);
            result
        }
        """;
    assertThat(Bench.outcomes(linux, "riscv64", "hand.rs", hand))
        .containsExactly("broken(system-call-clobbers)");
    assertThat(Bench.outcomes(linux, "riscv64", "hand.rs", hand.replaceFirst("(?m)^#.*$", "")))
        .containsExactly("holds");
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
