package dev.fabula.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Runs of equal states against an array with one state a byte. */
final class ByteStatesTest {

  @Test
  void runsAreWhatAnArrayIs() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int size = 1 + random.nextInt(24);
      byte[] plain = new byte[size];
      ByteStates runs = new ByteStates(size, (byte) 0);
      for (int step = 0; step < 30; step++) {
        int from = random.nextInt(size);
        int to = from + random.nextInt(size - from + 1);
        byte value = (byte) random.nextInt(3);
        runs.change(from, to, s -> (byte) (s + value & 3));
        for (int i = from; i < to; i++) {
          plain[i] = (byte) (plain[i] + value & 3);
        }
        for (int i = 0; i < size; i++) {
          assertThat(runs.at(i)).isEqualTo(plain[i]);
        }
      }
      for (int run = 1; run < runs.runs(); run++) {
        assertThat(runs.state(run)).isNotEqualTo(runs.state(run - 1));
      }
    }
  }

  @Test
  void aForbiddenChangeTellsItsByteAndChangesNothing() {
    ByteStates runs = new ByteStates(8, (byte) 0);
    runs.set(4, 6, (byte) 1);
    int at = runs.change(2, 8, s -> s == 1 ? ByteState.UNDEFINED : (byte) 2);
    assertThat(at).isEqualTo(4);
    assertThat(runs.at(2)).isZero();
  }
}
