package dev.fabula.asm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The messages between this process and an {@link AssemblerChild}. */
final class Wire {
  private static final int READY = 0x46616255;
  private static final int DONE = 0x4661624f;
  private static final int FATAL = 0x46616246;

  /** A text and how long it may take. */
  record Task(RawRequest request, Duration limit) {}

  private Wire() {}

  static void writeReady(DataOutputStream out) throws IOException {
    out.writeInt(READY);
    out.flush();
  }

  static void readReady(DataInputStream in) throws IOException {
    expect(in.readInt() == READY);
  }

  static void writeTask(DataOutputStream out, Task task) throws IOException {
    out.writeInt(task.request().architecture().ordinal());
    out.writeInt(task.request().mode().ordinal());
    out.writeLong(task.limit().toMillis());
    writeText(out, task.request().text());
    out.flush();
  }

  static Task readTask(DataInputStream in) throws IOException {
    Architecture architecture = Architecture.values()[in.readInt()];
    Mode mode = Mode.values()[in.readInt()];
    Duration limit = Duration.ofMillis(in.readLong());
    return new Task(new RawRequest(architecture, mode, readText(in)), limit);
  }

  static void writeDone(DataOutputStream out, RawAssembly assembly) throws IOException {
    out.writeInt(DONE);
    writeBytes(out, assembly.object());
    out.writeInt(assembly.diagnostics().size());
    for (RawDiagnostic diagnostic : assembly.diagnostics()) {
      out.writeInt(diagnostic.severity());
      writeText(out, diagnostic.description());
    }
    out.flush();
  }

  static void writeFatal(DataOutputStream out, String reason) throws IOException {
    out.writeInt(FATAL);
    writeText(out, reason);
    out.flush();
  }

  static RawOutcome readOutcome(DataInputStream in) throws IOException {
    int kind = in.readInt();
    if (kind == FATAL) {
      return new RawOutcome.Crashed(readText(in));
    }
    expect(kind == DONE);
    byte[] object = readBytes(in);
    int count = in.readInt();
    List<RawDiagnostic> diagnostics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      diagnostics.add(new RawDiagnostic(in.readInt(), readText(in)));
    }
    return new RawOutcome.Done(new RawAssembly(object, List.copyOf(diagnostics)));
  }

  /** Fails where the assembler itself has written something between the messages. */
  private static void expect(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("the assembler's process does not follow the protocol");
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
