package dev.fabula.isa;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs static programs in qemu's user mode. */
public final class Qemu {

  /** Address of the program's code. */
  public static final long CODE = ConcreteCpu.CODE;

  /** Address of the program's data. */
  public static final long DATA = 0x10000000L;

  private static final int PAGE = 0x10000;
  private static final int ARM_ABI = 0x05000000;
  private static final int ARM = 40;

  private final String name;
  private final String processor;
  private final int machine;
  private final boolean wide;

  /**
   * An emulator.
   *
   * @param architecture as in its programs' name
   * @param processor as its option {@code -cpu} wants it
   * @param machine the number of the architecture in ELF
   */
  public Qemu(String architecture, String processor, int machine) {
    this.name = "qemu-" + architecture + "-static";
    this.processor = processor;
    this.machine = machine;
    this.wide = machine != ARM;
  }

  /** Whether qemu is on the path. */
  public boolean isThere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** What the program writes to its standard output. */
  public byte[] run(byte[] code, byte[] data) throws IOException, InterruptedException {
    Path program = Files.createTempFile("program", ".elf");
    Path output = Files.createTempFile("program", ".out");
    try {
      Files.write(program, elf(code, data));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Process process =
          new ProcessBuilder(List.of(name, "-cpu", processor, program.toString()))
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(name + " ends with " + process.exitValue());
      }
      return Files.readAllBytes(output);
    } finally {
      Files.delete(program);
      Files.delete(output);
    }
  }

  /** A static executable of two segments: code (readable, executable) and data (writable). */
  private byte[] elf(byte[] code, byte[] data) {
    int codeAt = PAGE;
    int dataAt = (codeAt + code.length + PAGE - 1) / PAGE * PAGE;
    int header = wide ? 64 : 52;
    ByteBuffer file = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1}).position(16);
    file.putShort((short) 2).putShort((short) machine).putInt(1);
    word(file, CODE);
    word(file, header);
    word(file, 0);
    file.putInt(wide ? 0 : ARM_ABI).putShort((short) header);
    file.putShort((short) (wide ? 56 : 32)).putShort((short) 2);
    file.position(header);
    segment(file, 5, codeAt, CODE, code.length);
    segment(file, 6, dataAt, DATA, data.length);
    file.position(codeAt).put(code);
    file.position(dataAt).put(data);
    return file.array();
  }

  private void segment(ByteBuffer file, int flags, int at, long address, int size) {
    file.putInt(1);
    if (wide) {
      file.putInt(flags);
    }
    word(file, at);
    word(file, address);
    word(file, address);
    word(file, size);
    word(file, size);
    if (!wide) {
      file.putInt(flags);
    }
    word(file, PAGE);
  }

  private void word(ByteBuffer file, long value) {
    if (wide) {
      file.putLong(value);
    } else {
      file.putInt((int) value);
    }
  }
}
