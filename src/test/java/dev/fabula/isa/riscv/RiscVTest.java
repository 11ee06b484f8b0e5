package dev.fabula.isa.riscv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Listing;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What single instructions leave and do, worked out by hand from the manual. */
class RiscVTest {

  private static ConcreteCpu run(Architecture architecture, String text) throws UnknownInstruction {
    RiscV set = new RiscV(architecture == Architecture.RISCV32 ? 32 : 64);
    ConcreteCpu cpu = new ConcreteCpu(new Terms(), set, ((RiscVRegisters) set.registers())::system);
    cpu.put("x1", 0x1235);
    cpu.put("x11", 0x10);
    cpu.put("x12", -1);
    cpu.put("fflags", 0x11);
    cpu.put("frm", 2);
    cpu.run(Listing.decode(architecture, set, text.replace(';', '\n')));
    return cpu;
  }

  private static ConcreteCpu run(String text) throws UnknownInstruction {
    return run(Architecture.RISCV64, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          li a0, 0x12345678          | 0x12345678
          addw a0, a2, a1            | 0xf
          sraiw a0, a2, 4            | 0xffffffffffffffff
          srliw a0, a2, 4            | 0xfffffff
          divu a0, a1, zero          | 0xffffffffffffffff
          div a0, a2, zero           | 0xffffffffffffffff
          rem a0, a1, zero           | 0x10
          mulhu a0, a2, a2           | 0xfffffffffffffffe
          sltiu a0, a1, 17           | 1
          auipc a0, 1                | 0x401000
          frcsr a0                   | 0x51
          csrrci a0, fflags, 1       | 0x11
          csrrci a3, fflags, 1; frflags a0 | 0x10
          jal ra, .+4; mv a0, ra     | 0x400004
          li a1, 0x12345678; sha256sig0 a0, a1 | 0xffffffffe7fce6ee
          li a1, 0x12345678; sm3p1 a0, a1 | 0x5014549
          """)
  void leaves(String text, String expected) throws Exception {
    assertThat(Long.toHexString(run(text).value("x10")))
        .isEqualTo(expected.replaceFirst("^0x", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fence rw, rw         | Fence[kind=fence rw, rw]
          ecall                | SystemCall[instruction=ecall, number=-1]
          wfi                  | Wait[what=wfi]
          rdcycle a0           | Unrepeatable[what=cycle]
          csrw mstatus, a0     | SystemChange[what=mstatus]
          sfence.vma           | Maintenance[what=sfence.vma]
          pause                | Hint[what=pause, touchesMemory=false]
          """)
  void happens(String text, String event) throws Exception {
    assertThat(run(text).events).extracting(Event::toString).containsExactly(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ret               | return to 0x1235
          jr 4(a1)          | jump to 0x14
          jalr a1           | call to 0x10
          ebreak            | stop ebreak
          mret              | stop mret
          """)
  void goesOn(String text, String control) throws Exception {
    assertThat(run(text).control).containsExactly(control);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fadd.d fa0, fa1, fa2               | f10 fflags
          fsgnj.d fa0, fa1, fa2              | f10
          fsrm a1                            | frm
          vsetvli t0, a1, e32, m1, ta, ma    | vl vtype x5
          vadd.vv v1, v2, v3                 | v1
          csrw mstatus, a1                   | mstatus
          """)
  void writes(String text, String locations) throws Exception {
    assertThat(run(text).written)
        .extracting(Location::name)
        .containsExactlyInAnyOrder(locations.split(" "));
  }

  @Test
  void floatArithmeticDependsOnTheRoundingMode() throws Exception {
    ConcreteCpu cpu =
        run(
            "li a2, 1; li a3, 3; fcvt.d.w fa1, a2; fcvt.d.w fa2, a3;"
                + "fsrmi 0; fdiv.d fa0, fa1, fa2; fsrmi 3; fdiv.d fa3, fa1, fa2");
    assertThat(cpu.value("f10")).isEqualTo(0x3fd5555555555555L);
    assertThat(cpu.value("f13")).isEqualTo(0x3fd5555555555556L);
  }

  @Test
  void numbersThatInstructionsHold() throws Exception {
    ConcreteCpu cpu = run("fli.s fa0, -1.0; fli.d fa1, 0.3125; fli.s fa2, min; fli.d fa3, inf");
    assertThat(cpu.value("f10")).isEqualTo(0xffffffffbf800000L);
    assertThat(cpu.value("f11")).isEqualTo(0x3fd4000000000000L);
    assertThat(cpu.value("f12")).isEqualTo(0xffffffff00800000L);
    assertThat(cpu.value("f13")).isEqualTo(0x7ff0000000000000L);
  }

  @Test
  void narrowFloatsAreBoxed() throws Exception {
    assertThat(run("fmv.w.x fa0, a1").value("f10")).isEqualTo(0xffffffff00000010L);
  }

  @Test
  void partsOfAnAddressAddUp() throws Exception {
    ConcreteCpu cpu = run("lui a0, %hi(x + 4); addi a0, a0, %lo(x + 4); lla a1, x + 4");
    assertThat(cpu.term("x10")).isSameAs(cpu.term("x11"));
  }

  @Test
  void entriesOfTheGlobalOffsetTableHoldAddresses() throws Exception {
    ConcreteCpu cpu = run("la a0, x; lla a1, x");
    assertThat(cpu.term("x10")).isSameAs(cpu.term("x11"));
    assertThat(cpu.accesses).isEmpty();
  }

  @Test
  void amoHasTheOrderOfItsSuffix() throws Exception {
    assertThat(run("amoadd.w.aqrl a0, a2, (a1)").accesses)
        .containsOnly(new Access(4, Order.SEQUENTIAL, Kind.ATOMIC));
  }

  @Test
  void storeConditionalStoresOnlyWhereItsStatusIsZero() throws Exception {
    ConcreteCpu cpu = run("sc.w a0, a2, (a1)");
    var succeeded = cpu.term("x10").eq(cpu.terms.constant(0, 64));
    assertThat(cpu.byteAt(0x10))
        .isSameAs(succeeded.ite(cpu.terms.constant(0xff, 8), cpu.terms.constant(0, 8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          li a0, 0x12345678  | 12345678
          mulhu a0, a2, a2   | fffffffe
          sra a0, a2, a1     | ffffffff
          auipc a0, 1        | 401000
          """)
  void leavesOn32Bits(String text, String expected) throws Exception {
    ConcreteCpu cpu = run(Architecture.RISCV32, text);
    assertThat(Long.toHexString(cpu.value("x10"))).isEqualTo(expected);
  }
}
