package dev.fabula.isa.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.asm.Decoded;
import dev.fabula.isa.ConcreteCpu;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instructions without an entry, as LLVM describes them. */
class FootprintsTest {

  private final X86 isa = new X86(Mode.BITS_64);
  private final ConcreteCpu cpu = X86Code.cpu(isa, 0);

  private Precision run(String text) throws UnknownInstruction {
    return isa.execute(X86Code.one(isa, text), cpu);
  }

  @Test
  void resultIsFunctionOfWhatIsRead() throws Exception {
    cpu.put("zmm0", BigInteger.ONE.shiftLeft(200));
    assertThat(run("insertq xmm0, xmm1")).isEqualTo(Precision.FOOTPRINT);
    Term value = cpu.term("zmm0");
    assertThat(value.extract(511, 128).value()).isEqualTo(BigInteger.ONE.shiftLeft(72));
    assertThat(value.truncate(128).op()).isEqualTo(Op.APPLY);
  }

  @Test
  void vexClearsTheRestOfTheRegister() throws Exception {
    cpu.put("zmm0", BigInteger.ONE.shiftLeft(200));
    run("vsm4key4 xmm0, xmm1, xmm2");
    assertThat(cpu.term("zmm0").extract(511, 128).isZero()).isTrue();
  }

  @Test
  void sameInputsGiveTheSameResultInAnyRegister() throws Exception {
    run("vsm4key4 xmm0, xmm1, xmm2");
    run("vsm4key4 xmm17, xmm1, xmm2");
    assertThat(cpu.term("zmm17").truncate(128)).isSameAs(cpu.term("zmm0").truncate(128));
  }

  @Test
  void immediatesTellResultsApart() throws Exception {
    run("vpermil2ps xmm3, xmm1, xmm2, xmm5, 0");
    run("vpermil2ps xmm4, xmm1, xmm2, xmm5, 1");
    assertThat(cpu.term("zmm3")).isNotSameAs(cpu.term("zmm4"));
  }

  @Test
  void floatArithmeticRaisesFlagsButNotControl() throws Exception {
    run("vgetexpps xmm0, xmm1");
    assertThat(cpu.term("mxcsr_flags").isConstant()).isFalse();
    assertThat(cpu.term("mxcsr_control").isConstant()).isTrue();
  }

  @Test
  void implicitRegistersAreWritten() throws Exception {
    run("encodekey128 eax, ebx");
    assertThat(cpu.term("zmm4").isConstant()).isFalse();
    assertThat(cpu.term("cf").isConstant()).isFalse();
  }

  @Test
  void maskedStoreDependsOnWhatWasThere() throws Exception {
    cpu.put("rax", 0x1000);
    run("vmovdqu32 xmmword ptr [rax]{k1}, xmm2");
    Term stored = cpu.byteAt(0x1000);
    cpu.putByte(0x1000, 1);
    run("vmovdqu32 xmmword ptr [rax]{k1}, xmm2");
    assertThat(cpu.byteAt(0x1000)).isNotSameAs(stored);
  }

  @Test
  void memoryOfUnknownExtentIsRead() throws Exception {
    run("aesdecwide128kl [rax]");
    assertThat(cpu.term("zmm0").isConstant()).isFalse();
    assertThat(cpu.term("zmm7").isConstant()).isFalse();
  }

  @Test
  void unmodelledEffectsAreTold() throws Exception {
    run("tilezero tmm1");
    assertThat(cpu.events).contains(new Event.Unmodelled("tilezero"));
  }

  @Test
  void withoutDescriptionNothingIsKnown() throws Exception {
    Instruction known = X86Code.one(isa, "insertq xmm0, xmm1");
    Decoded d = known.decoded();
    Decoded bare =
        new Decoded(
            d.offset(), d.size(), d.bytes(), List.of(), d.text(), d.markup(), Optional.empty());
    Instruction unknown =
        new Instruction(
            known.offset(),
            known.size(),
            known.prefixes(),
            known.mnemonic(),
            known.operands(),
            known.statement(),
            bare);
    assertThatThrownBy(() -> isa.execute(unknown, cpu))
        .isInstanceOf(UnknownInstruction.class)
        .hasMessageContaining("insertq");
  }
}
