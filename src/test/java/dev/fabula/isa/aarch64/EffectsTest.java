package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instructions do beside leaving values: events, accesses, control, locations written. */
class EffectsTest {

  private static ConcreteCpu run(String text) throws UnknownInstruction {
    ConcreteCpu cpu = A64Code.cpu();
    cpu.put("x30", 0x1234);
    cpu.put("sp", 0x8000);
    cpu.run(A64Code.decode(text));
    return cpu;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dmb ish            | Fence[kind=dmb ish]
          isb                | Fence[kind=isb]
          nop                | Hint[what=nop, touchesMemory=false]
          prfm pstl1keep, [x1] | Hint[what=prfm pstl1keep, [x1], touchesMemory=true]
          svc #7             | SystemCall[instruction=svc, number=7]
          wfi                | Wait[what=wfi]
          mrs x0, cntvct_el0 | Unrepeatable[what=cntvct_el0]
          msr daifset, #2    | SystemChange[what=daifset]
          msr ttbr0_el1, x0  | SystemChange[what=ttbr0_el1]
          tlbi vmalle1       | Maintenance[what=tlbi vmalle1]
          dc cvac, x0        | Maintenance[what=dc cvac, x0]
          """)
  void happens(String text, String event) throws Exception {
    assertThat(run(text).events).extracting(Event::toString).containsExactly(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ldr x0, [x1]            | 8  | PLAIN        | DATA
          ldr q0, [x1]            | 16 | PLAIN        | DATA
          stp x0, x1, [sp, #-16]! | 8  | PLAIN        | STACK
          ldar w0, [x1]           | 4  | ACQUIRE      | DATA
          stlrb w0, [x1]          | 1  | RELEASE      | DATA
          ldaxr x0, [x1]          | 8  | ACQUIRE      | EXCLUSIVE
          stlxr w3, x0, [x1]      | 8  | RELEASE      | EXCLUSIVE
          ldaddalh w0, w1, [x2]   | 2  | SEQUENTIAL   | ATOMIC
          ldnp x0, x2, [x1]       | 8  | NON_TEMPORAL | DATA
          """)
  void accesses(String text, int bytes, Order order, Kind kind) throws Exception {
    assertThat(run(text).accesses).contains(new Access(bytes, order, kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ret                | return to 0x1234
          ret x3             | return to 0x0
          br x3              | jump to 0x0
          brk #1             | stop brk #0x1
          udf #0             | stop udf #0
          hlt #0             | stop hlt #0
          eret               | stop eret
          paciasp; retaa     | return to 0x1234
          """)
  void leaves(String text, String control) throws Exception {
    assertThat(run(text.replace(';', '\n')).control).containsExactly(control);
  }

  @Test
  void callsWriteTheLinkRegister() throws Exception {
    ConcreteCpu cpu = run("nop\nbl away");
    assertThat(cpu.value("x30")).isEqualTo(ConcreteCpu.CODE + 8);
    assertThat(cpu.control.getFirst()).contains("away");
  }

  @Test
  void authenticatingWhatWasSignedGivesThePointerBack() throws Exception {
    assertThat(run("paciasp\nautiasp").value("x30")).isEqualTo(0x1234);
    assertThat(run("paciasp\nautibsp").term("x30").isConstant()).isFalse();
  }

  @Test
  void pageAndLowBitsOfASymbolAddUp() throws Exception {
    ConcreteCpu cpu = run("adrp x0, away + 4\nadd x0, x0, :lo12:away + 4\nadr x1, away + 4");
    assertThat(cpu.term("x0")).isSameAs(cpu.term("x1"));
  }

  @Test
  void entriesOfTheGlobalOffsetTableHoldAddresses() throws Exception {
    ConcreteCpu cpu = run("adrp x0, :got:away\nldr x0, [x0, :got_lo12:away]\nadr x1, away");
    assertThat(cpu.term("x0")).isSameAs(cpu.term("x1"));
    assertThat(cpu.accesses).isEmpty();
  }

  @Test
  void storeExclusiveStoresOnlyWhereItsStatusIsZero() throws Exception {
    ConcreteCpu cpu = run("mov w0, #7\nstxrb w3, w0, [x1]");
    var status = cpu.term("x3").bit(0);
    assertThat(status.isConstant()).isFalse();
    assertThat(cpu.byteAt(0))
        .isSameAs(status.ite(cpu.terms.constant(0, 8), cpu.terms.constant(7, 8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fadd d0, d1, d2                | v0 fpsr
          fcmp d0, d1                    | n z c v fpsr
          sqadd v0.4s, v1.4s, v2.4s      | v0 fpsr
          aese v0.16b, v1.16b            | v0
          fmov d0, d1                    | v0
          cmp x0, x1                     | n z c v
          ldr x0, [x1], #8               | x1 x0
          msr fpcr, x0                   | fpcr
          msr tpidr_el0, x0              | tpidr_el0
          add z0.d, p0/m, z0.d, z1.d     | v0
          ptrue p3.b                     | p3
          whilelo p1.d, x0, x1           | p1 n z c v
          add xzr, x0, x1                |
          """)
  void writes(String text, String locations) throws Exception {
    assertThat(run(text).written)
        .extracting(Location::name)
        .containsExactlyInAnyOrder(locations == null ? new String[0] : locations.split(" "));
  }

  @Test
  void tellsApartWhatOnlyArrangementsTellApart() throws Exception {
    ConcreteCpu cpu = A64Code.cpu();
    cpu.run(
        A64Code.decode(
            """
            fcadd v3.4s, v1.4s, v2.4s, #90
            fcadd v4.2d, v1.2d, v2.2d, #90
            fmlal v5.4s, v1.4h, v2.h[0]
            fmlal v6.4s, v1.4h, v2.h[1]
            fcadd v7.4s, v1.4s, v2.4s, #90
            """));
    assertThat(cpu.term("v3")).isNotSameAs(cpu.term("v4")).isSameAs(cpu.term("v7"));
    assertThat(cpu.term("v5")).isNotSameAs(cpu.term("v6"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          .inst 0xf8157484 | unpredictable
          .inst 0xa9400020 | no known instruction
          retaasppc .      | transfers control
          """)
  void refuses(String text, String reason) {
    assertThatThrownBy(() -> run(text))
        .isInstanceOf(UnknownInstruction.class)
        .hasMessageContaining(reason);
  }
}
