package dev.fabula.isa.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Listing;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single instructions of A32 and T32 leave and do, worked out by hand from the manual. */
class ArmTest {

  private static ConcreteCpu run(Mode mode, String text) throws UnknownInstruction {
    Arm set = new Arm(mode != Mode.DEFAULT);
    ConcreteCpu cpu = new ConcreteCpu(new Terms(), set, ArmRegisters.get()::system);
    cpu.put("r1", 0x10);
    cpu.put("r2", 0x80000000L);
    cpu.put("r13", 0x8000);
    cpu.put("r14", 0x1235);
    cpu.run(Listing.decode(Architecture.ARM, mode, set, text.replace(';', '\n')));
    return cpu;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add r0, r1, r2, lsr #28          | 18
          movs r0, r2, lsl #1; adc r0, r1, #0 | 11
          cmp r1, #16; moveq r0, #5; movne r0, #6 | 5
          cmp r1, #17; moveq r0, #5; movne r0, #6 | 6
          mov r0, pc                       | 400008
          str r1, [sp, #-4]!; pop {r0}     | 10
          bfi r0, r1, #4, #8               | 100
          """)
  void leavesInA32(String text, String expected) throws Exception {
    assertThat(Long.toHexString(run(Mode.DEFAULT, text).value("r0"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          adds r0, r1, #1                            | 11
          add r0, r1                                 | 10
          lsls r0, r1, #2                            | 40
          cmp r1, #16; ite eq; addeq r0, r1, #2; addne r0, r1, #3 | 12
          cmp r1, #15; ite eq; addeq r0, r1, #2; addne r0, r1, #3 | 13
          adr r0, .+4                                | 400004
          mov r0, pc                                 | 400004
          rsbs r0, r1, #0                            | fffffff0
          """)
  void leavesInT32(String text, String expected) throws Exception {
    assertThat(Long.toHexString(run(Mode.THUMB, text).value("r0"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bx lr                | return to 0x1234
          bx r1                | jump to 0x10
          blx r1               | call to 0x10
          udf #0               | stop udf #0
          mov r14, r1; mov pc, lr | return to 0x10
          str r1, [sp, #-4]!; str r1, [sp, #-4]!; pop {r0, pc} | return to 0x10
          """)
  void goesOn(String text, String control) throws Exception {
    assertThat(run(Mode.DEFAULT, text).control).containsExactly(control);
  }

  @Test
  void callsFromT32LinkWithTheLowestBit() throws Exception {
    assertThat(run(Mode.THUMB, "bl away").value("r14")).isEqualTo(0x400005);
    assertThat(run(Mode.DEFAULT, "bl away").value("r14")).isEqualTo(0x400004);
  }

  @Test
  void halvesOfAnAddressAreItsParts() throws Exception {
    ConcreteCpu cpu = run(Mode.DEFAULT, "movw r0, #:lower16:x; movt r0, #:upper16:x");
    assertThat(cpu.term("r0").op().toString()).isEqualTo("VARIABLE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          qadd r0, r1, r2          | r0 q
          sadd8 r0, r1, r2         | r0 ge
          vadd.f32 s0, s1, s2      | q0 fpscr.flags
          vmov s0, r1              | q0
          vcmp.f32 s0, s1          | fpscr.flags
          vmrs APSR_nzcv, fpscr    | n z c v
          ldm r1!, {r2, r3}        | r1 r2 r3
          cpsid i                  | cpsr.i
          """)
  void writes(String text, String locations) throws Exception {
    assertThat(run(Mode.DEFAULT, text).written)
        .extracting(Location::name)
        .containsExactlyInAnyOrder(locations.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"bxeq lr", "popne {pc}", "bleq away"})
  void refusesConditionalCallsAndReturns(String text) {
    assertThatThrownBy(() -> run(Mode.DEFAULT, text)).isInstanceOf(UnknownInstruction.class);
  }
}
