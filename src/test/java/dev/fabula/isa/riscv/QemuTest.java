package dev.fabula.isa.riscv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.Batch;
import dev.fabula.isa.EmulatedState;
import dev.fabula.isa.Layout;
import dev.fabula.isa.Layout.Field;
import dev.fabula.isa.Qemu;
import dev.fabula.isa.Rig;
import dev.fabula.isa.Snippets;
import dev.fabula.isa.Snippets.Snippet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our meanings against qemu's: thousands of generated snippets in one run of one program. */
class QemuTest {

  static final int S0 = 64;
  static final int FFLAGS = 72;
  static final int FLOATS = 80;
  static final int END = 112;

  static final String PROLOGUE =
      """
      .option arch, -zcb
      li s11, 0x10000000
      j start
      enter:
      ld t0, 72(s11)
      fsflags t0
      fld fa0, 80(s11)
      fld fa1, 88(s11)
      fld fa2, 96(s11)
      fld fa3, 104(s11)
      ld a0, 0(s11)
      ld a1, 8(s11)
      ld a2, 16(s11)
      ld a3, 24(s11)
      ld a4, 32(s11)
      ld a5, 40(s11)
      ld a6, 48(s11)
      ld a7, 56(s11)
      ld s0, 64(s11)
      ret
      leave:
      sd a0, 0(s11)
      sd a1, 8(s11)
      sd a2, 16(s11)
      sd a3, 24(s11)
      sd a4, 32(s11)
      sd a5, 40(s11)
      sd a6, 48(s11)
      sd a7, 56(s11)
      sd s0, 64(s11)
      frflags t0
      sd t0, 72(s11)
      fsd fa0, 80(s11)
      fsd fa1, 88(s11)
      fsd fa2, 96(s11)
      fsd fa3, 104(s11)
      addi s11, s11, 368
      ret
      start:
      """;

  static final String EPILOGUE =
      """
      li a1, 0x10000000
      sub a2, s11, a1
      1:
      li a0, 1
      li a7, 64
      ecall
      blez a0, 2f
      add a1, a1, a0
      sub a2, a2, a0
      bnez a2, 1b
      li a0, 0
      2:
      li a7, 94
      ecall
      """;

  private static final Qemu QEMU =
      new Qemu("riscv64", "rv64,zba=true,zbb=true,zbs=true,zknh=true,zksh=true", 243);

  @BeforeEach
  void needsQemu() {
    assumeTrue(QEMU.isThere(), "qemu-riscv64-static is not on the path");
  }

  private static Rig rig() {
    RiscV set = new RiscV(64);
    List<Field> fields = new ArrayList<>(Layout.row("x", 10, 8, 0, 8));
    fields.add(new Field("x8", S0, 8, 0, 64));
    fields.add(new Field("fflags", FFLAGS, 8, 0, 5));
    fields.addAll(Layout.row("f", 10, 4, FLOATS, 8));
    return new Rig(
        QEMU,
        Architecture.RISCV64,
        set,
        ((RiscVRegisters) set.registers())::system,
        Layout.of(fields, END),
        new Batch.Frame(PROLOGUE, "jal enter", "jal leave", EPILOGUE),
        QemuTest::prepare);
  }

  /** a7 is a small index, a6 and s0 are addresses, single floats are boxed. */
  private static void prepare(EmulatedState state, Random random) {
    state.word(8 * 6, state.middle());
    state.word(8 * 7, random.nextInt(16) - 8);
    state.word(S0, state.middle());
    state.word(FFLAGS, random.nextInt(32));
    for (int i = 0; i < 4; i++) {
      state.word(FLOATS + 8 * i, 0xffffffff00000000L | random.nextInt());
    }
  }

  private static List<Snippet> snippets() throws IOException {
    Map<String, String> choices = Map.of("x", "a0|a1|a2|a3|zero", "X", "a0|a1|a2|a3");
    return Snippets.of(QemuTest.class, "patterns.txt", choices);
  }

  @Test
  void valuesAgree() throws Exception {
    assertThat(rig().differences(snippets())).isEmpty();
  }
}
