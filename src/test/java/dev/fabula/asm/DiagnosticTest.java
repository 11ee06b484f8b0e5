package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembly.Assembled;
import dev.fabula.asm.Assembly.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticTest {
  private static final Assembler ASSEMBLER = new Assembler();

  @AfterAll
  static void close() {
    ASSEMBLER.close();
  }

  private static Assembled good(Architecture architecture, String text) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Assembled.class);
    return (Assembled) assembly;
  }

  private static List<String> errors(Architecture architecture, String text) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Rejected.class);
    List<String> errors = new ArrayList<>();
    for (Diagnostic d : ((Rejected) assembly).diagnostics()) {
      String place = d.start() < 0 ? "" : text.substring(d.start(), d.end());
      errors.add("%d:%d [%s] %s".formatted(d.line(), d.column(), place, d.message()));
    }
    return errors;
  }

  @Test
  void diagnosticsPointIntoTheText() {
    assertThat(errors(Architecture.X86_64, "nop; mov rax, ecx\n  bogus eax\nnop"))
        .containsExactly(
            "1:6 [mov] invalid operand for instruction",
            "2:3 [bogus] invalid instruction mnemonic 'bogus'");
    assertThat(errors(Architecture.AARCH64, "add x0, x1, #99999"))
        .containsExactly(
            "1:13 [#99999] expected compatible register, symbol or integer in range [0, 4095]");
  }

  @Test
  void diagnosticsBehindForeignCharactersPointIntoTheText() {
    assertThat(errors(Architecture.X86_64, "nop # \u00e9\u4e00\ud83d\ude00\n/*\u4e00*/bogus"))
        .containsExactly("2:6 [bogus] invalid instruction mnemonic 'bogus'");
  }

  @Test
  void anErrorInsideAMacroIsPlacedAtItsUse() {
    assertThat(errors(Architecture.X86_64, ".macro m\nbogus\n.endm\nnop\nm").getFirst())
        .isEqualTo("5:1 [m] invalid instruction mnemonic 'bogus'");
  }

  @Test
  void anErrorOfTheWholeTextHasNoPlace() {
    assertThat(errors(Architecture.X86_64, ".if 1\nnop"))
        .containsExactly("0:0 [] unmatched .ifs or .elses");
  }

  @Test
  void warningsComeWithTheObject() {
    assertThat(good(Architecture.AARCH64, "nop").warnings()).isEmpty();
    Assembled deprecated = good(Architecture.X86_64, ".att_syntax\n.warning \"careful\"\nnop");
    assertThat(deprecated.warnings()).extracting(Diagnostic::message).containsExactly("careful");
    assertThat(deprecated.warnings().getFirst().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64  | newinstruction eax          | true
          X86_64  | mov eax, rcx                | false
          AARCH64 | newinstruction x0           | true
          AARCH64 | mrs x0, NEW_SYSTEM_REGISTER | true
          AARCH64 | add x0, x1                  | false
          ARM     | newinstruction r0           | true
          RISCV64 | newinstruction a0           | true
          RISCV64 | csrr a0, newcsr             | true
          RISCV64 | add a0, a1                  | false
          X86_64  | .newdirective 1             | true
          S390X   | newinstruction %r1          | true
          LOONGARCH64 | newinstruction $a0      | true
          POWERPC64 | newinstruction 3          | true
          """)
  void whatTheAssemblerDoesNotKnowIsToldApart(
      Architecture architecture, String text, boolean new_) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Rejected.class);
    assertThat(((Rejected) assembly).diagnostics())
        .anySatisfy(d -> assertThat(d.isUnknownToAssembler()).as(d.message()).isEqualTo(new_));
  }
}
