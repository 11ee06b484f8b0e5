package dev.fabula.isa.aarch64;

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

  static final int SP = 144;
  static final int NZCV = 152;
  static final int FPSR = 160;
  static final int VECTORS = 176;
  static final int END = 304;

  static final String PROLOGUE =
      """
      ldr x28, =0x10000000
      b start
      enter:
      ldr x0, [x28, #152]
      msr nzcv, x0
      ldr x0, [x28, #160]
      msr fpsr, x0
      ldr x0, [x28, #144]
      mov sp, x0
      add x27, x28, #176
      ldp q0, q1, [x27]
      ldp q2, q3, [x27, #32]
      ldp q4, q5, [x27, #64]
      ldp q6, q7, [x27, #96]
      ldp x0, x1, [x28]
      ldp x2, x3, [x28, #16]
      ldp x4, x5, [x28, #32]
      ldp x6, x7, [x28, #48]
      ldp x8, x9, [x28, #64]
      ldp x10, x11, [x28, #80]
      ldp x12, x13, [x28, #96]
      ldp x14, x15, [x28, #112]
      ldp x16, x17, [x28, #128]
      ret
      leave:
      stp x0, x1, [x28]
      stp x2, x3, [x28, #16]
      stp x4, x5, [x28, #32]
      stp x6, x7, [x28, #48]
      stp x8, x9, [x28, #64]
      stp x10, x11, [x28, #80]
      stp x12, x13, [x28, #96]
      stp x14, x15, [x28, #112]
      stp x16, x17, [x28, #128]
      add x27, x28, #176
      stp q0, q1, [x27]
      stp q2, q3, [x27, #32]
      stp q4, q5, [x27, #64]
      stp q6, q7, [x27, #96]
      mrs x0, nzcv
      str x0, [x28, #152]
      mrs x0, fpsr
      str x0, [x28, #160]
      mov x0, sp
      str x0, [x28, #144]
      add x28, x28, #560
      ret
      .ltorg
      start:
      """;

  static final String EPILOGUE =
      """
      ldr x1, =0x10000000
      sub x2, x28, x1
      1:
      mov x0, #1
      mov x8, #64
      svc #0
      cmp x0, #0
      b.le 2f
      add x1, x1, x0
      subs x2, x2, x0
      b.ne 1b
      mov x0, #0
      2:
      mov x8, #94
      svc #0
      .ltorg
      """;

  static final Qemu QEMU = new Qemu("aarch64", "max", 183);

  @BeforeEach
  void needsQemu() {
    assumeTrue(QEMU.isThere(), "qemu-aarch64-static is not on the path");
  }

  private static Rig rig() {
    List<Field> fields = new ArrayList<>(Layout.row("x", 0, 18, 0, 8));
    fields.add(new Field("sp", SP, 8, 0, 64));
    for (int i = 0; i < 4; i++) {
      fields.add(new Field(List.of("n", "z", "c", "v").get(i), NZCV, 8, 31 - i, 1));
    }
    fields.add(new Field("fpsr", FPSR, 8, 0, 64));
    fields.addAll(Layout.row("v", 0, 8, VECTORS, 16));
    return new Rig(
        QEMU,
        Architecture.AARCH64,
        new A64(),
        A64Registers.get()::system,
        Layout.of(fields, END),
        new Batch.Frame(PROLOGUE, "bl enter", "bl leave", EPILOGUE),
        QemuTest::prepare);
  }

  /** x14 and x15 are small indexes, x16, x17 and sp addresses. */
  private static void prepare(EmulatedState state, Random random) {
    state.word(8 * 14, random.nextInt(8));
    state.word(8 * 15, (long) random.nextInt() << 32 | (random.nextInt(16) - 8) & 0xffffffffL);
    state.word(8 * 16, state.middle());
    state.word(8 * 17, state.middle());
    state.word(SP, state.middle());
    state.word(NZCV, (long) random.nextInt(16) << 28);
    state.word(FPSR, 0);
  }

  private static List<Snippet> snippets() throws IOException {
    Map<String, String> choices =
        Map.of(
            "x", "x0|x1|x2|x3|xzr",
            "w", "w0|w1|w2|w3|wzr",
            "X", "x0|x1|x2|x3",
            "W", "w0|w1|w2|w3",
            "v", "0|1|2|3",
            "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al");
    return Snippets.of(QemuTest.class, "patterns.txt", choices);
  }

  @Test
  void valuesAgree() throws Exception {
    assertThat(rig().differences(snippets())).isEmpty();
  }

  @Test
  void footprintsNameAllThatIsRead() throws Exception {
    assertThat(rig().unnamedReads(snippets())).isEmpty();
  }
}
