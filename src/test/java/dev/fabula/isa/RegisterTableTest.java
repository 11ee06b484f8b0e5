package dev.fabula.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandClass.Candidate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RegisterTableTest {

  private static RegisterTable table(Architecture architecture) {
    return RegisterTable.of(architecture);
  }

  private static OperandRegister register(Architecture architecture, String name) {
    return table(architecture).register(name).orElseThrow();
  }

  private static OperandClass operandClass(Architecture architecture, String name) {
    return table(architecture).operandClass(name).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void everyArchitectureHasATableWithGeneralRegisters(Architecture architecture) {
    assertThat(RegisterTable.exists(architecture)).isTrue();
    assertThat(operandClass(architecture, "reg").members()).hasSizeGreaterThan(4);
  }

  /** Counts of registers that may be named on Linux, as rustc 1.95 has them. */
  @ParameterizedTest
  @CsvSource({
    "X86_64, reg, 13",
    "X86_64, reg_abcd, 3",
    "X86_64, reg_byte, 14",
    "X86_64, zmm_reg, 32",
    "X86, reg, 5",
    "X86, reg_byte, 8",
    "X86, xmm_reg, 8",
    "AARCH64, reg, 29",
    "AARCH64, vreg_low16, 16",
    "AARCH64, preg, 17",
    "ARM, reg, 12",
    "ARM, sreg, 32",
    "ARM, dreg_low8, 8",
    "ARM, qreg_low4, 4",
    "RISCV64, reg, 26",
    "RISCV32, freg, 32",
    "RISCV64, vreg, 32",
  })
  void members(Architecture architecture, String name, int count) {
    assertThat(operandClass(architecture, name).members()).hasSize(count);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, eax, rax, 0, 64", "X86_64, ah, rax, 8, 8", "X86_64, r9b, r9, 0, 8",
    "X86_64, ymm3, zmm3, 0, 256", "X86_64, xmm20, zmm20, 0, 512", "X86_64, mm2, st2, 0, 64",
    "X86, rdi, edi, 0, 32", "AARCH64, w7, x7, 0, 64", "AARCH64, q2, v2, 0, 128",
    "AARCH64, lr, x30, 0, 64", "ARM, s5, q1, 32, 32", "ARM, d3, q1, 64, 64",
    "RISCV64, a0, x10, 0, 64", "RISCV32, fa0, f10, 0, 64",
  })
  void places(Architecture architecture, String name, String base, int low, int width) {
    OperandRegister register = register(architecture, name);
    assertThat(register.base()).isEqualTo(base);
    assertThat(register.low()).isEqualTo(low);
    assertThat(register.width()).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, reg, ax, '', rax", "X86_64, reg, ax, e, eax", "X86_64, reg, r8, l, r8b",
    "X86_64, reg, si, l, sil", "X86_64, reg_abcd, cx, h, ch", "X86_64, reg_byte, al, '', al",
    "X86_64, ymm_reg, ymm4, '', ymm4", "X86_64, zmm_reg, zmm17, x, xmm17", "X86, reg, di, x, di",
    "X86, reg, ax, '', eax", "AARCH64, reg, x3, '', x3", "AARCH64, reg, x29, w, w29",
    "AARCH64, vreg, v9, '', v9", "AARCH64, vreg, v9, d, d9", "ARM, reg, r12, '', r12",
    "ARM, reg, r14, '', lr", "ARM, qreg, q3, '', q3", "ARM, qreg, q3, f, d7",
    "RISCV64, reg, x10, '', a0", "RISCV32, freg, f9, '', fs1",
  })
  void prints(
      Architecture architecture, String className, String name, String letter, String text) {
    Optional<Character> modifier =
        letter.isEmpty() ? Optional.empty() : Optional.of(letter.charAt(0));
    OperandClass operandClass = operandClass(architecture, className);
    assertThat(table(architecture).print(register(architecture, name), operandClass, modifier))
        .isEqualTo(text);
  }

  @Test
  void aLetterThatTheClassLacksIsNotPrinted() {
    OperandRegister register = register(Architecture.X86_64, "di");
    OperandClass operandClass = operandClass(Architecture.X86_64, "reg");
    assertThatThrownBy(
            () -> table(Architecture.X86_64).print(register, operandClass, Optional.of('h')))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, rbx, reg", "X86_64, rbp, reg", "X86, esi, reg", "X86, ebp, reg", "AARCH64, x19, reg",
    "AARCH64, x29, reg", "ARM, r6, reg", "ARM, r11, reg", "RISCV64, s0, reg", "RISCV32, s1, reg",
  })
  void aReservedRegisterMayBeAllocatedButNotNamed(
      Architecture architecture, String name, String className) {
    OperandRegister register = register(architecture, name);
    assertThat(register.refusal(RegisterTarget.UNKNOWN)).isPresent();
    assertThat(operandClass(architecture, className).members()).doesNotContain(register);
    assertThat(operandClass(architecture, className).allocatable())
        .filteredOn(c -> c.register().equals(register))
        .singleElement()
        .extracting(Candidate::circumstance)
        .isNotEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({"X86_64, rsp", "X86_64, spl", "AARCH64, xzr", "ARM, pc", "RISCV64, gp"})
  void aRefusedRegisterIsNeverAllocated(Architecture architecture, String name) {
    OperandRegister register = register(architecture, name);
    assertThat(register.refusal(RegisterTarget.UNKNOWN)).isPresent();
    assertThat(table(architecture).classes())
        .flatExtracting(OperandClass::allocatable)
        .extracting(Candidate::register)
        .doesNotContain(register);
  }

  @Test
  void aHighByteIsHadByItsNameOnly() {
    OperandClass bytes = operandClass(Architecture.X86, "reg_byte");
    assertThat(bytes.members()).contains(register(Architecture.X86, "ah"));
    assertThat(bytes.allocatable()).extracting(c -> c.register().name()).doesNotContain("ah");
  }

  @Test
  void platformsKeepRegisters() {
    OperandRegister x18 = register(Architecture.AARCH64, "x18");
    assertThat(x18.refusal(RegisterTarget.of("linux"))).isEmpty();
    assertThat(x18.refusal(RegisterTarget.of("macos"))).isPresent();
    OperandClass reg = operandClass(Architecture.AARCH64, "reg");
    assertThat(reg.allocatable(RegisterTarget.of("windows")))
        .extracting(Candidate::register)
        .doesNotContain(x18);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, al, eax, true",
    "X86_64, al, ah, false",
    "X86_64, xmm1, zmm1, true",
    "X86_64, mm0, st, false",
    "ARM, s1, d0, true",
    "ARM, s1, d1, false",
    "ARM, q8, d17, true",
    "AARCH64, x0, v0, false",
    "RISCV64, a0, x10, true",
  })
  void overlaps(Architecture architecture, String one, String other, boolean expected) {
    assertThat(register(architecture, one).overlaps(register(architecture, other)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X86_64, C, linux, 73", "X86_64, C, windows, 71", "X86_64, efiapi, linux, 71",
    "X86, stdcall, windows, 35", "AARCH64, C, linux, 69", "AARCH64, C, macos, 68",
    "ARM, aapcs, none, 38", "RISCV64, system, linux, 68",
  })
  void abiClobbers(Architecture architecture, String abi, String system, int count) {
    AbiClobbers clobbers = AbiClobbers.of(architecture, abi, Optional.of(system)).orElseThrow();
    assertThat(clobbers.registers(RegisterTarget.of(system))).hasSize(count);
  }

  @Test
  void theWindowsConventionKeepsTheStringRegisters() {
    OperandRegister rsi = register(Architecture.X86_64, "rsi");
    assertThat(AbiClobbers.of(Architecture.X86_64, "sysv64", Optional.of("windows")))
        .hasValueSatisfying(a -> assertThat(a.registers()).contains(rsi));
    assertThat(AbiClobbers.of(Architecture.X86_64, "C", Optional.of("windows")))
        .hasValueSatisfying(a -> assertThat(a.registers()).doesNotContain(rsi));
    assertThat(AbiClobbers.of(Architecture.X86_64, "Rust", Optional.empty())).isEmpty();
  }

  @Test
  void classesAdmitTypes() {
    OperandClass bytes = operandClass(Architecture.X86_64, "reg_byte");
    assertThat(bytes.admits(OperandType.integer(8))).isTrue();
    assertThat(bytes.admits(OperandType.integer(16))).isFalse();
    OperandClass vectors = operandClass(Architecture.X86_64, "xmm_reg");
    assertThat(vectors.admits(new OperandType(true, 32, 4))).isTrue();
    assertThat(vectors.admits(OperandType.integer(128))).isFalse();
    assertThat(operandClass(Architecture.X86_64, "kreg0").isClobberOnly()).isTrue();
  }
}
