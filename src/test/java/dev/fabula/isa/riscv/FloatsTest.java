package dev.fabula.isa.riscv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.Batch;
import dev.fabula.isa.EmulatedState;
import dev.fabula.isa.FloatNumbers;
import dev.fabula.isa.Layout;
import dev.fabula.isa.Layout.Field;
import dev.fabula.isa.Qemu;
import dev.fabula.isa.Rig;
import dev.fabula.isa.Snippets;
import dev.fabula.isa.Snippets.Snippet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Floats against qemu's: every rounding, boxing, and {@code fflags}. */
class FloatsTest {
  private static final int ROUNDS = Integer.getInteger("fabula.floats", 4);
  private static final Qemu QEMU = new Qemu("riscv64", "rv64,Zfh=true", 243);
  private static final String PROLOGUE =
      QemuTest.PROLOGUE.replace("fsflags t0", "fscsr t0").replace("frflags t0", "frcsr t0");

  private static Rig rig() {
    RiscV set = new RiscV(64);
    List<Field> fields = new ArrayList<>(Layout.row("x", 10, 8, 0, 8));
    fields.add(new Field("x8", QemuTest.S0, 8, 0, 64));
    fields.add(new Field("fflags", QemuTest.FFLAGS, 8, 0, 5));
    fields.add(new Field("frm", QemuTest.FFLAGS, 8, 5, 3));
    fields.addAll(Layout.row("f", 10, 4, QemuTest.FLOATS, 8));
    return new Rig(
        QEMU,
        Architecture.RISCV64,
        set,
        ((RiscVRegisters) set.registers())::system,
        Layout.of(fields, QemuTest.END),
        new Batch.Frame(PROLOGUE, "jal enter", "jal leave", QemuTest.EPILOGUE),
        FloatsTest::prepare);
  }

  private static void prepare(EmulatedState state, Random random) {
    FloatNumbers floats = new FloatNumbers(random);
    for (int n = 0; n < 8; n++) {
      state.word(8 * n, random.nextLong() >> random.nextInt(64));
    }
    state.word(QemuTest.FFLAGS, random.nextInt(5) << 5 | random.nextInt(32));
    int width = 16 << random.nextInt(3);
    for (int n = 0; n < 4; n++) {
      int own = random.nextInt(12) == 0 ? 16 << random.nextInt(3) : width;
      long box = own == 64 ? 0 : -1L << own;
      state.word(QemuTest.FLOATS + 8 * n, box | floats.number(own));
    }
  }

  @Test
  void agreeWithQemu() throws Exception {
    assumeTrue(QEMU.isThere(), "qemu-riscv64-static is not on the path");
    Map<String, String> choices = Map.of("x", "a0|a1|a2|a3|zero", "f", "fa0|fa1|fa2|fa3");
    List<Snippet> once = Snippets.of(FloatsTest.class, "floats.txt", choices);
    List<Snippet> all = new ArrayList<>();
    Collections.nCopies(ROUNDS, once).forEach(all::addAll);
    assertThat(rig().differences(all).stream().limit(40)).isEmpty();
  }
}
