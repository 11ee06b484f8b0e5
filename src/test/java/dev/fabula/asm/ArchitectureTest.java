package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
  @ParameterizedTest
  @CsvSource({
    "x86_64-unknown-linux-gnu, X86_64, DEFAULT",
    "x86_64h-apple-darwin, X86_64, DEFAULT",
    "i686-pc-windows-msvc, X86, DEFAULT",
    "aarch64-apple-darwin, AARCH64, DEFAULT",
    "arm64e-apple-ios, AARCH64, DEFAULT",
    "arm64ec-pc-windows-msvc, ARM64EC, DEFAULT",
    "armv7-unknown-linux-gnueabihf, ARM, DEFAULT",
    "thumbv7neon-unknown-linux-gnueabihf, ARM, THUMB",
    "thumbv7em-none-eabihf, ARM, MICROCONTROLLER",
    "thumbv6m-none-eabi, ARM, MICROCONTROLLER",
    "riscv32imac-unknown-none-elf, RISCV32, DEFAULT",
    "riscv64gc-unknown-linux-gnu, RISCV64, DEFAULT",
    "loongarch64-unknown-linux-gnu, LOONGARCH64, DEFAULT",
    "s390x-unknown-linux-gnu, S390X, DEFAULT",
    "powerpc-unknown-linux-gnu, POWERPC, DEFAULT",
    "powerpc64le-unknown-linux-gnu, POWERPC64, DEFAULT",
  })
  void ofTriple(String triple, Architecture architecture, Mode mode) {
    assertThat(Architecture.ofTriple(triple)).contains(architecture);
    assertThat(Architecture.modeOfTriple(triple)).isEqualTo(mode);
  }

  @Test
  void unknownNames() {
    assertThat(Architecture.ofTriple("sparc64-unknown-linux-gnu")).isEmpty();
    assertThat(Architecture.named("mips")).isEmpty();
    assertThat(Architecture.named("riscv64")).contains(Architecture.RISCV64);
  }

  @Test
  void impossibleRequests() {
    assertThatThrownBy(() -> new AssemblyRequest(Architecture.ARM, Dialect.INTEL, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AssemblyRequest(Architecture.X86_64, Dialect.PLAIN, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AssemblyRequest.of(Architecture.X86_64, "").in(Mode.THUMB))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
