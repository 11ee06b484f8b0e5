package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Directives.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectivesTest {
  @ParameterizedTest
  @CsvSource({
    ".pushsection, PUSHES_SECTION",
    ".data, SWITCHES_SECTION",
    ".att_syntax, CHANGES_SYNTAX",
    ".altmacro, CHANGES_SYNTAX",
    ".code32, CHANGES_MODE",
    ".thumb, CHANGES_MODE",
    ".option, CHANGES_EXTENSIONS",
    ".arch_extension, CHANGES_EXTENSIONS",
    ".cfi_adjust_cfa_offset, UNWINDS",
    ".save, UNWINDS",
    ".ifdef, STRUCTURES",
    ".set, DEFINES_SYMBOL",
    ".globl, DESCRIBES_SYMBOL",
    ".req, RENAMES_REGISTER",
    ".quad, EMITS_DATA",
    ".dcb.b, EMITS_DATA",
    ".p2align, ALIGNS",
    ".ltorg, EMITS_LITERALS",
    ".incbin, READS_FILE",
    ".seh_proc, FOREIGN",
    ".novel, OTHER",
  })
  void effects(String name, Effect effect) {
    assertThat(Directives.effect(name)).isEqualTo(effect);
  }

  @Test
  void guarantees() {
    assertThat(Directives.isGuaranteed(Architecture.X86_64, ".nops")).isTrue();
    assertThat(Directives.isGuaranteed(Architecture.AARCH64, ".nops")).isFalse();
    assertThat(Directives.isGuaranteed(Architecture.ARM, ".thumb_func")).isTrue();
    assertThat(Directives.isGuaranteed(Architecture.X86_64, ".thumb_func")).isFalse();
    assertThat(Directives.isGuaranteed(Architecture.S390X, ".pushsection")).isTrue();
    assertThat(Directives.isGuaranteed(Architecture.S390X, ".macro")).isFalse();
  }

  @Test
  void definedSymbols() {
    var statements =
        Statements.split(
            Architecture.X86_64, "f: 2: a = 1\n.set b, 2; .comm c, 4\n.globl d\nmov eax, 1");
    assertThat(statements.stream().flatMap(s -> Directives.definedSymbol(s).stream()))
        .containsExactly("f", "a", "b", "c");
  }
}
