package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The line that says how far a run has come. */
final class ProgressTest {

  private static final long MILLISECOND = 1_000_000;

  private final StringWriter written = new StringWriter();
  private long now = -3;

  private Progress progress(boolean active) {
    return new Progress(new PrintWriter(written), active, () -> now);
  }

  private String written() {
    String text = written.toString().replace("\r\033[K", "|");
    written.getBuffer().setLength(0);
    return text;
  }

  @Test
  void shortRunsHaveNone() {
    Progress progress = progress(true);
    now += 499 * MILLISECOND;
    progress.show("one");
    progress.clear();
    assertThat(written()).isEmpty();
  }

  @Test
  void longRunsShowItAtMostTenTimesASecond() {
    Progress progress = progress(true);
    now += 500 * MILLISECOND;
    progress.show("one");
    now += 99 * MILLISECOND;
    progress.show("two");
    now += MILLISECOND;
    progress.show("three");
    assertThat(written()).isEqualTo("|one|three");
  }

  @Test
  void itMakesRoomForWhatIsPrintedOnce() {
    Progress progress = progress(true);
    now += 500 * MILLISECOND;
    progress.show("one");
    progress.clear();
    progress.clear();
    assertThat(written()).isEqualTo("|one|");
    now += 100 * MILLISECOND;
    progress.show("two");
    assertThat(written()).isEqualTo("|two");
  }

  @Test
  void whatIsNoTerminalGetsNothing() {
    Progress progress = progress(false);
    now += 5_000 * MILLISECOND;
    progress.show("one");
    progress.clear();
    assertThat(written()).isEmpty();
  }

  @Test
  void itKeepsToOneLine() {
    Progress progress = progress(true);
    now += 500 * MILLISECOND;
    progress.show("x".repeat(200));
    assertThat(written()).isEqualTo("|" + "x".repeat(78));
  }
}
