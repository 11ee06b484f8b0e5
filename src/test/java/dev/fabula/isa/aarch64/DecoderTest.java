package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fabula.isa.Address;
import dev.fabula.isa.Address.Part;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Operand.WriteBack;
import dev.fabula.isa.UnknownInstruction;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operands as they come out of LLVM's text, with and without relocations. */
class DecoderTest {

  private static Instruction one(String text) throws UnknownInstruction {
    return A64Code.decode(text).getFirst();
  }

  @Test
  void readsRegistersWithShiftsAndExtensions() throws Exception {
    assertThat(one("add x0, x1, w2, sxtw #2").operand(2))
        .isInstanceOfSatisfying(
            Operand.Shifted.class,
            s -> {
              assertThat(s.view().name()).isEqualTo("w2");
              assertThat(s.operation()).isEqualTo("sxtw");
              assertThat(s.amount()).isEqualTo(2);
            });
  }

  @Test
  void foldsShiftedImmediates() throws Exception {
    assertThat(one("add x0, x1, #3, lsl #12").operand(2)).isEqualTo(number(0x3000));
    assertThat(one("movi v0.4s, #3, msl #8").operand(1)).isEqualTo(number(0x3ff));
    assertThat(one("movk x0, #3, lsl #32").operands().subList(1, 3))
        .containsExactly(number(3), number(32));
  }

  private static Operand number(long value) {
    return new Operand.Immediate(Address.constant(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ldr x0, [x1]                 | x1 |    | 1 |      | 0   | NONE
          ldr x0, [sp, #16]            | sp |    | 1 |      | 16  | NONE
          ldr x0, [x1, #-8]!           | x1 |    | 1 |      | -8  | BEFORE
          ldr x0, [x1], #8             | x1 |    | 1 |      | 8   | AFTER
          ldr x0, [x1, w2, uxtw #3]    | x1 | w2 | 8 | uxtw | 0   | NONE
          ldr x0, [x1, x2, lsl #3]     | x1 | x2 | 8 | lsl  | 0   | NONE
          ldr x0, [x1, x2]             | x1 | x2 | 1 |      | 0   | NONE
          ld1 {v0.4s}, [x1], x2        | x1 | x2 | 1 |      | 0   | AFTER
          """)
  void readsMemory(
      String text,
      String base,
      String index,
      int scale,
      String extension,
      long displacement,
      WriteBack writeBack)
      throws Exception {
    assertThat(one(text).operand(1))
        .isInstanceOfSatisfying(
            Operand.Memory.class,
            m -> {
              assertThat(m.base().orElseThrow().name()).isEqualTo(base);
              assertThat(m.index().map(Object::toString)).isEqualTo(Optional.ofNullable(index));
              assertThat(m.scale()).isEqualTo(scale);
              assertThat(m.extension()).isEqualTo(Optional.ofNullable(extension));
              assertThat(m.displacement()).isEqualTo(Address.constant(displacement));
              assertThat(m.writeBack()).isEqualTo(writeBack);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bl away                          | away                     | WHOLE  | 0
          b away + 8                       | away                     | WHOLE  | 8
          b.ne away                        | away                     | WHOLE  | 0
          cbz x0, away                     | away                     | WHOLE  | 0
          tbnz x0, #3, away                | away                     | WHOLE  | 0
          adr x0, away                     | away                     | WHOLE  | 0
          adrp x0, away                    | away                     | PAGE   | 0
          add x0, x0, :lo12:away           | away                     | LOW_12 | 0
          ldr x0, [x1, :lo12:away]         | away                     | LOW_12 | 0
          str w0, [x1, :lo12:away + 4]     | away                     | LOW_12 | 4
          ldrb w0, [x1, :lo12:away]        | away                     | LOW_12 | 0
          ldr x0, away                     | away                     | WHOLE  | 0
          adrp x0, :got:away               | away@GOT                 | PAGE   | 0
          ldr x0, [x0, :got_lo12:away]     | away                     | GOT    | 0
          movk x0, #:abs_g1_nc:away        | away@MOVW_UABS_G1_NC     | OTHER  | 0
          add x0, x0, :tprel_hi12:away     | away@TLSLE_ADD_TPREL_HI12 | OTHER | 0
          """)
  void putsSymbolsInPlaceOfNumbers(String text, String symbol, Part part, long addend)
      throws Exception {
    Address expected = Address.of(symbol, part, addend);
    assertThat(one(text).operands())
        .anySatisfy(operand ->
            assertThat(
                    switch (operand) {
                      case Operand.Immediate(Address value) -> value;
                      case Operand.Target(Address address) -> address;
                      case Operand.Memory m -> m.displacement();
                      default -> Address.constant(-1);
                    })
                .isEqualTo(expected));
  }

  @Test
  void placesBranchesInTheSection() throws Exception {
    Instruction branch = A64Code.decode("nop\n1: nop\ncbnz w3, 1b").get(2);
    assertThat(branch.operand(1)).isEqualTo(new Operand.Target(Address.constant(4)));
  }

  @Test
  void tellsWhatIsNoInstruction() {
    assertThatThrownBy(() -> one(".inst 0xffffffff"))
        .isInstanceOf(UnknownInstruction.class)
        .hasMessageContaining("ff ff ff ff");
  }

  @Test
  void readsListsLanesAndWords() throws Exception {
    assertThat(one("ld4 {v30.b - v1.b}[3], [x0]").operand(0))
        .isInstanceOfSatisfying(
            Operand.RegisterList.class,
            list ->
                assertThat(list.registers())
                    .extracting(o -> ((Operand.Lanes) o).view().name())
                    .containsExactly("v30", "v31", "v0", "v1"));
    assertThat(one("csel x0, x1, x2, lo").operand(3)).isEqualTo(new Operand.Word("lo"));
    assertThat(one("msr TPIDR_EL0, x1").operand(0)).isEqualTo(new Operand.Word("tpidr_el0"));
    assertThat(one("bti c").operand(0)).isEqualTo(new Operand.Word("c"));
  }
}
