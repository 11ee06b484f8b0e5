package dev.fabula.asm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running {@link AssemblerChild} as seen from its parent. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final ScheduledExecutorService KILLER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("assembler-limit").factory());

  private static final Duration DEATH_LIMIT = Duration.ofSeconds(2);

  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private final LastWords lastWords;

  private WorkerProcess(Process process) {
    this.process = process;
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    lastWords = new LastWords(process.getErrorStream());
  }

  /** Starts a process and waits until it is ready. */
  static WorkerProcess start() {
    try {
      WorkerProcess worker = new WorkerProcess(new ProcessBuilder(command()).start());
      worker.lastWords.start();
      worker.awaitReady();
      return worker;
    } catch (IOException broken) {
      throw new UncheckedIOException("the assembler's process does not start", broken);
    }
  }

  private static List<String> command() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx256m",
        "-XX:ReservedCodeCacheSize=32m",
        "-XX:CompressedClassSpaceSize=32m",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=/dev/null",
        "--enable-native-access=ALL-UNNAMED",
        "-Dfabula.natives=" + System.getProperty("fabula.natives", "target/natives"),
        "-cp",
        classPath(),
        AssemblerChild.class.getName());
  }

  private static String classPath() {
    try {
      var place = AssemblerChild.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(place.toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void awaitReady() throws IOException {
    Future<?> kill = killAfter(START_LIMIT, new AtomicBoolean());
    try {
      Wire.readReady(in);
    } finally {
      kill.cancel(false);
    }
  }

  RawOutcome assemble(RawRequest request, Duration limit) {
    AtomicBoolean late = new AtomicBoolean();
    Future<?> kill = killAfter(limit, late);
    try {
      Wire.writeTask(out, new Wire.Task(request, limit));
      return Wire.readOutcome(in);
    } catch (IOException dead) {
      String how = death();
      return late.get() ? new RawOutcome.TimedOut() : new RawOutcome.Crashed(how);
    } finally {
      kill.cancel(false);
    }
  }

  private Future<?> killAfter(Duration limit, AtomicBoolean late) {
    Runnable kill =
        () -> {
          late.set(true);
          process.destroyForcibly();
        };
    return KILLER.schedule(kill, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The signal or last message of the dying process, which may still be writing it. */
  private String death() {
    LastWords spoken = new LastWords(in);
    spoken.start();
    try {
      spoken.join(DEATH_LIMIT);
      process.destroyForcibly().waitFor();
      lastWords.join(DEATH_LIMIT);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    return spoken
        .cause()
        .or(lastWords::cause)
        .orElseGet(() -> "the assembler's process ended with status " + process.exitValue());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
