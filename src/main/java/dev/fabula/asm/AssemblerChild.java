package dev.fabula.asm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * The main class of a process that assembles doubtful texts for another: whatever LLVM does to this
 * process, the other one lives on. It can open no file and has bounded memory and time.
 */
public final class AssemblerChild extends LlvmThread {
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final DataInputStream in =
      new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
  private final DataOutputStream out =
      new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
  private final Watchdog watchdog = new Watchdog();

  private AssemblerChild() {
    super("assembler-child");
  }

  /** Serves requests on standard input until it ends. */
  public static void main(String[] arguments) throws InterruptedException {
    AssemblerChild child = new AssemblerChild();
    child.start();
    child.join();
  }

  @Override
  public void run() {
    try {
      warmUp();
      watchdog.start();
      Limits.restrictThisProcess();
      Wire.writeReady(out);
      while (true) {
        serve(Wire.readTask(in), out);
      }
    } catch (EOFException parentIsGone) {
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException | LinkageError broken) {
      System.err.println(broken);
      Runtime.getRuntime().halt(3);
    }
  }

  private void serve(Wire.Task task, DataOutputStream answer) throws IOException {
    watchdog.expectEndWithin(task.limit().plus(GRACE));
    RawAssembly assembly = session().assemble(task.request());
    watchdog.relax();
    Wire.writeDone(answer, assembly);
  }

  /** Rehearses a good and a bad request, as no class can be loaded once files cannot be opened. */
  private void warmUp() throws IOException {
    for (String text : new String[] {"nop", "bogus %"}) {
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      RawRequest request = new RawRequest(Architecture.X86_64, Mode.DEFAULT, text);
      Wire.writeTask(new DataOutputStream(wire), new Wire.Task(request, GRACE));
      DataInputStream sent = new DataInputStream(new ByteArrayInputStream(wire.toByteArray()));
      serve(Wire.readTask(sent), new DataOutputStream(OutputStream.nullOutputStream()));
    }
    for (Architecture architecture : Architecture.values()) {
      Llvm.prepare(architecture);
    }
  }

  @Override
  public void fatal(String reason) {
    try {
      Wire.writeFatal(out, reason);
    } catch (IOException unreachable) {
      Runtime.getRuntime().halt(4);
    }
    Runtime.getRuntime().halt(0);
  }
}
