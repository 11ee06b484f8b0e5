package dev.fabula.isa.described;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Listing;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions of the architectures that are known by LLVM's description. */
class DescribedTest {

  private static ConcreteCpu run(Architecture architecture, String text) throws UnknownInstruction {
    Described set = Described.of(architecture);
    NamedRegisters registers = (NamedRegisters) set.registers();
    ConcreteCpu cpu = new ConcreteCpu(new Terms(), set, registers::location);
    for (int n = 1; n < 16; n++) {
      cpu.put("r" + n, 0x1000 * n + 0x11);
    }
    cpu.run(Listing.decode(architecture, set, text.replace(';', '\n')));
    return cpu;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOONGARCH64 | move $r5, $r4; addi.d $r5, $r5, -1            | r5=4010
          LOONGARCH64 | st.d $r4, $sp, 8; ld.w $r6, $sp, 8            | r6=4011
          LOONGARCH64 | st.d $r4, $sp, 8; ld.bu $r6, $sp, 9           | r6=40
          LOONGARCH64 | beq $r4, $r4, 8; move $r4, $r5; move $r6, $r4 | r6=4011
          LOONGARCH64 | lu12i.w $r4, -1; ori $r4, $r4, 1              | r4=fffffffffffff001
          S390X | lgr %r3, %r4; lay %r3, -1(%r3)                      | r3=4010
          S390X | stmg %r4, %r6, 0(%r15); lg %r3, 8(%r15)             | r3=5011
          S390X | stg %r4, 0(%r15); l %r3, 4(%r15)                    | r3=4011
          S390X | stmg %r4, %r6, 0(%r15); lmg %r8, %r9, 8(%r15)       | r9=6011
          S390X | cgrje %r4, %r4, .+10; lgr %r4, %r5; lgr %r6, %r4    | r6=4011
          S390X | lghi %r4, 1; brctg %r4, .+8; lgr %r6, %r4           | r6=0
          POWERPC64 | mr 5, 4; addi 5, 5, -1                          | r5=4010
          POWERPC64 | std 4, -8(1); lwz 6, -8(1)                      | r6=4011
          POWERPC64 | stdu 4, -16(1); mr 5, 1                         | r5=1001
          POWERPC64 | li 4, 1; mtctr 4; bdz .+8; li 4, 2; mr 6, 4     | r6=1
          POWERPC64 | std 5, 0(3); std 4, 8(3); lq 6, 0(3)            | r7=5011
          POWERPC64 | mtcrf 128, 4; mtcrf 1, 5; li 4, 0               | r4=0
          """)
  void leaves(Architecture architecture, String text, String expected) throws Exception {
    String[] place = expected.split("=");
    ConcreteCpu cpu = run(architecture, text);
    assertThat(Long.toHexString(cpu.value(place[0]))).isEqualTo(place[1]);
    assertThat(cpu.precision).isEqualTo(Precision.EXACT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOONGARCH64 | amadd.d $r4, $r5, $r6    | r5 r6    | r4
          LOONGARCH64 | fcmp.clt.d $fcc1, $f2, $f3 | f2 f3  | fcc1
          LOONGARCH64 | vadd.b $vr1, $vr2, $vr3  | f2 f3    | f1
          LOONGARCH64 | bl 16                    |          | r1
          LOONGARCH64 | sc.w $r4, $r5, 0         | r4 r5    | r4
          S390X | agr %r2, %r3                   | r2 r3    | r2 cc
          S390X | lpq %r2, 0(%r4)                | r4       | r2 r3
          S390X | cdsg %r2, %r6, 0(%r4)          | r2 r3 r4 r6 r7 | r2 r3 cc
          S390X | adbr %f2, %f3                  | v2 v3    | v2 cc
          S390X | ipm %r2                        | cc       | r2
          S390X | mvc 0(8,%r2), 0(%r3)           | r2 r3    |
          POWERPC64 | add. 3, 4, 5               | r4 r5    | r3 cr0
          POWERPC64 | cmpd 1, 3, 4               | r3 r4    | cr1
          POWERPC64 | addc 3, 4, 5               | r4 r5    | r3 xer
          POWERPC64 | isel 3, 4, 5, 2            | r4 r5 cr0 | r3
          POWERPC64 | xxlor 40, 2, 33            | vs2 vs33 | vs40
          POWERPC64 | fadd 1, 2, 3               | vs2 vs3  | vs1
          POWERPC64 | stwcx. 3, 0, 4             | r3 r4    | cr0
          """)
  void readsAndWrites(Architecture architecture, String text, String read, String written)
      throws Exception {
    ConcreteCpu cpu = run(architecture, text);
    assertThat(cpu.read).extracting(Location::name).contains(words(read));
    assertThat(cpu.written).extracting(Location::name).contains(words(written));
    assertThat(cpu.written.stream().filter(l -> l.kind() == Location.Kind.GENERAL))
        .extracting(Location::name)
        .isSubsetOf(words(written));
  }

  private static String[] words(String text) {
    return text == null || text.isBlank() ? new String[0] : text.split(" ");
  }

  @Test
  void controlGoesWhereItGoes() throws Exception {
    assertThat(run(Architecture.LOONGARCH64, "ret").control).containsExactly("return to 0x1011");
    assertThat(run(Architecture.S390X, "br %r14").control).containsExactly("return to 0xe011");
    assertThat(run(Architecture.POWERPC64, "mtlr 4; blr").control)
        .containsExactly("return to 0x4011");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOONGARCH64 | x86settm
          S390X       | ex %r1, 0(%r2)
          S390X       | pc 0(%r2)
          POWERPC64   | mtspr 512, 3
          POWERPC64   | treclaim. 3
          """)
  void whatIsDescribedWithoutItsRegistersIsUnknown(Architecture architecture, String text) {
    assertThatThrownBy(() -> run(architecture, text)).isInstanceOf(UnknownInstruction.class);
  }
}
