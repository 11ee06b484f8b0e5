package dev.fabula.isa.aarch64;

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

/** Floats against qemu's: every rounding, flushing, and FPSR's flags. */
class FloatsTest {
  private static final int ROUNDS = Integer.getInteger("fabula.floats", 4);
  private static final int FPCR = 168;
  private static final String PROLOGUE =
      QemuTest.PROLOGUE.replace(
          "msr fpsr, x0\n", "msr fpsr, x0\nldr x0, [x28, #168]\nmsr fpcr, x0\n");

  /** Rounding, flushing of halves and of others, default NaNs. */
  private static final int CONTROL = 0x3c80000;

  private static Rig rig() {
    List<Field> fields = new ArrayList<>(Layout.row("x", 0, 18, 0, 8));
    fields.add(new Field("sp", QemuTest.SP, 8, 0, 64));
    for (int i = 0; i < 4; i++) {
      fields.add(new Field(List.of("n", "z", "c", "v").get(i), QemuTest.NZCV, 8, 31 - i, 1));
    }
    fields.add(new Field("fpsr", QemuTest.FPSR, 8, 0, 64));
    fields.add(new Field("fpcr", FPCR, 8, 0, 64));
    fields.addAll(Layout.row("v", 0, 8, QemuTest.VECTORS, 16));
    return new Rig(
        QemuTest.QEMU,
        Architecture.AARCH64,
        new A64(),
        A64Registers.get()::system,
        Layout.of(fields, QemuTest.END),
        new Batch.Frame(PROLOGUE, "bl enter", "bl leave", QemuTest.EPILOGUE),
        FloatsTest::prepare);
  }

  private static void prepare(EmulatedState state, Random random) {
    FloatNumbers floats = new FloatNumbers(random);
    int width = 16 << random.nextInt(3);
    for (int at = QemuTest.VECTORS; at < QemuTest.END; at += 8) {
      state.word(at, floats.word(width));
    }
    for (int n = 0; n < 18; n++) {
      state.word(8 * n, random.nextLong() >> random.nextInt(64));
    }
    state.word(QemuTest.SP, state.middle());
    state.word(QemuTest.NZCV, (long) random.nextInt(16) << 28);
    state.word(QemuTest.FPSR, 0);
    state.word(FPCR, random.nextInt() & CONTROL);
  }

  @Test
  void agreeWithQemu() throws Exception {
    assumeTrue(QemuTest.QEMU.isThere(), "qemu-aarch64-static is not on the path");
    Map<String, String> choices =
        Map.of(
            "x", "x0|x1|x2|x3|xzr",
            "w", "w0|w1|w2|w3|wzr",
            "v", "0|1|2|3",
            "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al");
    List<Snippet> once = Snippets.of(FloatsTest.class, "floats.txt", choices);
    List<Snippet> all = new ArrayList<>();
    Collections.nCopies(ROUNDS, once).forEach(all::addAll);
    assertThat(rig().differences(all).stream().limit(40)).isEmpty();
  }
}
