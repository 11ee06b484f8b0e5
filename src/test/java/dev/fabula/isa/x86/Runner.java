package dev.fabula.isa.x86;

import dev.fabula.asm.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A child process that runs snippets on the real processor. */
final class Runner {

  /** Where the memory lies that a state holds. */
  static final long DATA = 0x10008000L;

  /** Size of that memory in bytes. */
  static final int DATA_SIZE = 512;

  /** Where the first snippet lies; each has 64 bytes. */
  static final long STUBS = 0x20000000L;

  /** Registers in the order of a state. */
  static final List<String> REGISTERS =
      List.of(
          "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
          "r13", "r14", "r15");

  private static final int VECTORS = 144;
  private static final int MEMORY = VECTORS + 4 * 32;
  private static final int SIZE = MEMORY + DATA_SIZE;

  private Runner() {}

  /** The processor's features by the names of /proc/cpuinfo; none where it cannot be used. */
  static Set<String> features() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    boolean usable =
        java.lang.System.getProperty("os.arch").equals("amd64")
            && Files.isReadable(info)
            && Files.isExecutable(Path.of("/usr/bin/gcc"));
    Set<String> features = new TreeSet<>();
    if (usable) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith("flags")) {
          features.addAll(List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")));
        }
      }
    }
    return features;
  }

  /** One state, in the layout that the runner reads and writes. */
  record State(ByteBuffer bytes) {

    static State empty() {
      return new State(ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN));
    }

    long register(int n) {
      return bytes.getLong(8 * n);
    }

    void register(int n, long value) {
      bytes.putLong(8 * n, value);
    }

    long flags() {
      return bytes.getLong(128);
    }

    void flags(long value) {
      bytes.putLong(128, value);
    }

    boolean trapped() {
      return bytes.getLong(136) != 0;
    }

    void snippet(int index) {
      bytes.putLong(136, index);
    }

    BigInteger vector(int vector) {
      byte[] reversed = new byte[32];
      for (int n = 0; n < 32; n++) {
        reversed[31 - n] = bytes.get(VECTORS + 32 * vector + n);
      }
      return new BigInteger(1, reversed);
    }

    int memory(int n) {
      return bytes.get(MEMORY + n) & 0xff;
    }

    /** Fills vectors and memory with random bytes, some of them zero. */
    void fill(Random random) {
      byte[] content = new byte[SIZE - VECTORS];
      random.nextBytes(content);
      long zeros = random.nextLong();
      zeros &= random.nextLong();
      for (int n = 0; n < content.length; n++) {
        bytes.put(VECTORS + n, (zeros >>> n & 1) == 1 ? 0 : content[n]);
      }
    }

    /** Sets a byte of the vectors, or of the memory behind them. */
    void vectorOrMemory(int n, byte value) {
      bytes.put(VECTORS + n, value);
    }

    void memoryWord(int n, long value) {
      bytes.putLong(MEMORY + n, value);
    }
  }

  /** Runs every state on its snippet and gives the states after that. */
  static List<State> run(Path folder, List<Bytes> snippets, List<State> states)
      throws IOException, InterruptedException {
    Path program = build(folder, snippets);
    Path input = folder.resolve("states");
    try (var out = Files.newOutputStream(input)) {
      for (State state : states) {
        out.write(state.bytes().array());
      }
    }
    Path output = folder.resolve("results");
    Process process =
        new ProcessBuilder(program.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the runner ended with " + process.exitValue());
    }
    byte[] all = Files.readAllBytes(output);
    return java.util.stream.IntStream.range(0, all.length / SIZE)
        .mapToObj(n -> new State(slice(all, n)))
        .toList();
  }

  private static ByteBuffer slice(byte[] all, int n) {
    byte[] one = java.util.Arrays.copyOfRange(all, n * SIZE, (n + 1) * SIZE);
    return ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Path build(Path folder, List<Bytes> snippets)
      throws IOException, InterruptedException {
    for (String name : List.of("runner.c", "enter.s")) {
      try (InputStream in = Runner.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in), folder.resolve(name));
      }
    }
    StringBuilder stubs = new StringBuilder(".section .stubs,\"ax\"\n.globl stubs\nstubs:\n");
    for (Bytes bytes : snippets) {
      if (bytes.length() > 59) {
        throw new IllegalArgumentException("snippet too long: " + bytes);
      }
      stubs.append(".balign 64\n.byte ");
      for (int n = 0; n < bytes.length(); n++) {
        stubs.append(n == 0 ? "" : ",").append(bytes.at(n));
      }
      stubs.append("\njmp leave\n");
    }
    stubs.append(".section .note.GNU-stack,\"\",@progbits\n");
    Files.writeString(folder.resolve("stubs.s"), stubs);
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-O1",
                "-no-pie",
                "-o",
                "runner",
                "runner.c",
                "enter.s",
                "stubs.s",
                "-Wl,--section-start=.stubs=0x20000000")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    if (gcc.waitFor() != 0) {
      throw new IOException("gcc ended with " + gcc.exitValue());
    }
    return folder.resolve("runner");
  }
}
