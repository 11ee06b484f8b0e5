package dev.fabula.isa.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.Batch;
import dev.fabula.isa.EmulatedState;
import dev.fabula.isa.FloatNumbers;
import dev.fabula.isa.Layout;
import dev.fabula.isa.Layout.Field;
import dev.fabula.isa.Rig;
import dev.fabula.isa.Snippets;
import dev.fabula.isa.Snippets.Snippet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Floats against qemu's: every rounding, flushing, and FPSCR's flags. */
class FloatsTest {
  private static final int ROUNDS = Integer.getInteger("fabula.floats", 4);

  /** Rounding, flushing of halves and of others, default NaNs. */
  private static final int CONTROL = 0x3c80000;

  /** FPSCR before is in a word of its own; behind it, its flags alone are compared. */
  private static final int CONTROL_WORD = 44;

  private static final String PROLOGUE =
      QemuTest.PROLOGUE
          .replace(
              "ldr r12, [r11, #40]\n",
              "ldr r12, [r11, #40]\nldr r0, [r11, #44]\norr r12, r12, r0\n")
          .replace(
              "vmrs r12, fpscr\n",
              "vmrs r12, fpscr\nmovw r0, #0x9f\nmovt r0, #0xf800\nand r12, r12, r0\n");

  private static Rig rig() {
    List<Field> fields = new ArrayList<>(Layout.row("r", 0, 8, 0, 4));
    fields.add(new Field("r13", QemuTest.SP, 4, 0, 32));
    for (int i = 0; i < 5; i++) {
      String flag = List.of("n", "z", "c", "v", "q").get(i);
      fields.add(new Field(flag, QemuTest.APSR, 4, 31 - i, 1));
    }
    fields.add(new Field("ge", QemuTest.APSR, 4, 16, 4));
    fields.add(new Field("fpscr.flags", QemuTest.FPSCR, 4, 0, 32));
    fields.add(new Field("fpscr.control", CONTROL_WORD, 4, 0, 32));
    fields.addAll(Layout.row("q", 0, 2, QemuTest.VECTORS, 16));
    return new Rig(
        QemuTest.QEMU,
        Architecture.ARM,
        new Arm(false),
        ArmRegisters.get()::system,
        Layout.of(fields, QemuTest.END),
        new Batch.Frame(PROLOGUE, "mov lr, pc\nb enter", "mov lr, pc\nb leave", QemuTest.EPILOGUE),
        FloatsTest::prepare);
  }

  private static void prepare(EmulatedState state, Random random) {
    FloatNumbers floats = new FloatNumbers(random);
    int width = 16 << random.nextInt(3);
    for (int at = QemuTest.VECTORS; at < QemuTest.END; at += 8) {
      state.word(at, floats.word(width));
    }
    state.half(QemuTest.SP, (int) state.middle());
    state.half(QemuTest.APSR, random.nextInt() & 0xf80f0000);
    state.half(QemuTest.FPSCR, random.nextInt() & 0xf0000000);
    state.half(CONTROL_WORD, random.nextInt() & CONTROL);
  }

  @Test
  void agreeWithQemu() throws Exception {
    assumeTrue(QemuTest.QEMU.isThere(), "qemu-arm-static is not on the path");
    Map<String, String> choices =
        Map.of(
            "s", "s0|s1|s2|s3|s4|s5",
            "d", "d0|d1|d2|d3",
            "q", "q0|q1",
            "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le");
    List<Snippet> once = Snippets.of(FloatsTest.class, "floats.txt", choices);
    List<Snippet> all = new ArrayList<>();
    Collections.nCopies(ROUNDS, once).forEach(all::addAll);
    assertThat(rig().differences(all).stream().limit(40)).isEmpty();
  }
}
