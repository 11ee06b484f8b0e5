package dev.fabula.isa.arm;

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

  static final int SP = 32;
  static final int APSR = 36;
  static final int FPSCR = 40;
  static final int VECTORS = 48;
  static final int END = 80;

  static final String PROLOGUE =
      """
      movw r11, #0
      movt r11, #0x1000
      b start
      enter:
      ldr r12, [r11, #36]
      msr APSR_nzcvqg, r12
      ldr r12, [r11, #40]
      vmsr fpscr, r12
      ldr sp, [r11, #32]
      add r12, r11, #48
      vldm r12, {d0-d3}
      ldm r11, {r0-r7}
      bx lr
      leave:
      stm r11, {r0-r7}
      mrs r12, apsr
      str r12, [r11, #36]
      vmrs r12, fpscr
      str r12, [r11, #40]
      str sp, [r11, #32]
      add r12, r11, #48
      vstm r12, {d0-d3}
      add r11, r11, #336
      bx lr
      start:
      """;

  static final String EPILOGUE =
      """
      movw r1, #0
      movt r1, #0x1000
      sub r2, r11, r1
      1:
      mov r0, #1
      mov r7, #4
      svc #0
      cmp r0, #0
      ble 2f
      add r1, r1, r0
      subs r2, r2, r0
      bne 1b
      mov r0, #0
      2:
      mov r7, #248
      svc #0
      """;

  static final Qemu QEMU = new Qemu("arm", "max", 40);

  @BeforeEach
  void needsQemu() {
    assumeTrue(QEMU.isThere(), "qemu-arm-static is not on the path");
  }

  private static Rig rig() {
    List<Field> fields = new ArrayList<>(Layout.row("r", 0, 8, 0, 4));
    fields.add(new Field("r13", SP, 4, 0, 32));
    for (int i = 0; i < 5; i++) {
      fields.add(new Field(List.of("n", "z", "c", "v", "q").get(i), APSR, 4, 31 - i, 1));
    }
    fields.add(new Field("ge", APSR, 4, 16, 4));
    fields.add(new Field("fpscr.flags", FPSCR, 4, 0, 32));
    fields.addAll(Layout.row("q", 0, 2, VECTORS, 16));
    return new Rig(
        QEMU,
        Architecture.ARM,
        new Arm(false),
        ArmRegisters.get()::system,
        Layout.of(fields, END),
        new Batch.Frame(PROLOGUE, "mov lr, pc\nb enter", "mov lr, pc\nb leave", EPILOGUE),
        QemuTest::prepare);
  }

  /** r4 is a small index, r5 and sp are addresses. */
  private static void prepare(EmulatedState state, Random random) {
    state.half(4 * 4, 4 * random.nextInt(8));
    state.half(4 * 5, (int) state.middle());
    state.half(SP, (int) state.middle());
    state.half(APSR, random.nextInt() & 0xf80f0000);
    state.half(FPSCR, 0);
  }

  private static List<Snippet> snippets() throws IOException {
    Map<String, String> choices =
        Map.of("r", "r0|r1|r2|r3", "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le");
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
