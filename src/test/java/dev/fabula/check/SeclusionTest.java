package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Work that fails in every way it can. */
final class SeclusionTest {
  private final Seclusion patient = new Seclusion(Duration.ofMinutes(1));

  @Test
  void resultIsHandedOver() {
    assertThat(patient.run(() -> 7)).isEqualTo(new Seclusion.Done<>(7));
  }

  @Test
  void exceptionIsAnEnd() {
    assertThat(
            patient.run(() -> {
              throw new IllegalStateException("a wrong turn");
            }))
        .isInstanceOfSatisfying(
            Seclusion.Failed.class, f -> assertThat(f.fault()).hasMessage("a wrong turn"));
  }

  @Test
  void endlessRecursionIsAnEnd() {
    assertThat(patient.run(() -> deeper(0)))
        .isInstanceOfSatisfying(
            Seclusion.Failed.class,
            f -> assertThat(f.fault()).isInstanceOf(StackOverflowError.class));
  }

  private static int deeper(int depth) {
    return depth == Integer.MIN_VALUE ? depth : 1 + deeper(depth + 1);
  }

  @Test
  void deepRecursionHasRoom() {
    assertThat(patient.run(() -> sum(200_000))).isEqualTo(new Seclusion.Done<>(200_000));
  }

  private static int sum(int depth) {
    return depth == 0 ? 0 : 1 + sum(depth - 1);
  }

  @Test
  void whoRanOutOfMemoryTriesAgainAlone() {
    AtomicInteger tries = new AtomicInteger();
    assertThat(
            patient.run(() -> {
              if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("crowded");
              }
              return "fits";
            }))
        .isEqualTo(new Seclusion.Done<>("fits"));
  }

  @Test
  void workWithoutEndIsGivenUpAndInterrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Seclusion.End<String> end =
        new Seclusion(Duration.ofMillis(5))
            .run(() -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return "";
            });
    assertThat(end).isInstanceOf(Seclusion.Late.class);
    interrupted.await();
  }
}
