package dev.fabula.abi.run;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A program that qemu runs and that we stop, look into and change, by GDB's remote serial protocol
 * (GDB manual, appendix E). Numbers are little-endian.
 */
final class Gdb implements AutoCloseable {

  private static final HexFormat HEX = HexFormat.of();
  private static final int CONNECT_MILLIS = 10_000;
  private static final int LIMIT_SECONDS = 60;

  private final Process process;
  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();

  private Gdb(Process process, SocketChannel channel) {
    this.process = process;
    this.channel = channel;
  }

  /**
   * The program, stopped before its first instruction; after a minute it is killed.
   *
   * @throws IOException if qemu does not start it
   */
  static Gdb start(String qemu, Path program) throws IOException {
    Path socket = program.resolveSibling("gdb");
    Files.deleteIfExists(socket);
    Process process =
        new ProcessBuilder(qemu, "-g", socket.toString(), program.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofVirtual().start(() -> kill(process));
    Gdb gdb = new Gdb(process, connect(process, socket));
    gdb.ask("?");
    // Only to who has asked for its list of registers qemu gives them one by one.
    gdb.ask("qXfer:features:read:target.xml:0,1000");
    return gdb;
  }

  private static void kill(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static SocketChannel connect(Process process, Path socket) throws IOException {
    IOException last = new IOException("no connection");
    for (int waited = 0; waited < CONNECT_MILLIS && process.isAlive(); waited += 5) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      } catch (IOException e) {
        channel.close();
        last = e;
        pause();
      }
    }
    process.destroyForcibly();
    throw last;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The answer to a packet. */
  private String ask(String packet) throws IOException {
    int sum = packet.chars().sum() & 0xff;
    String whole = "$" + packet + "#" + HEX.toHexDigits((byte) sum);
    ByteBuffer out = ByteBuffer.wrap(whole.getBytes(StandardCharsets.US_ASCII));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    return answer();
  }

  private String answer() throws IOException {
    while (next() != '$') {
      // Acknowledgements come before.
    }
    StringBuilder text = new StringBuilder();
    for (char c = next(); c != '#'; c = next()) {
      text.append(c);
    }
    next();
    next();
    channel.write(ByteBuffer.wrap(new byte[] {'+'}));
    return text.toString();
  }

  private char next() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("the emulator is gone");
      }
      buffer.flip();
    }
    return (char) buffer.get();
  }

  private void demand(String packet) throws IOException {
    String answer = ask(packet);
    if (!answer.equals("OK")) {
      throw new IOException("the emulator answers " + packet + " with " + answer);
    }
  }

  /** Stops the program whenever it is about to execute what is at an address. */
  void breakAt(long address, int length) throws IOException {
    demand("Z0," + Long.toHexString(address) + "," + length);
  }

  /** Lets the program run until it stops, and tells why, as the protocol has it. */
  String go() throws IOException {
    return ask("c");
  }

  /** The first registers, each of so many bytes. */
  long[] registers(int count, int bytes) throws IOException {
    byte[] all = HEX.parseHex(ask("g"));
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = number(all, i * bytes, bytes);
    }
    return result;
  }

  /** Sets the registers of those numbers. */
  void set(int register, long value, int bytes) throws IOException {
    demand("P" + Integer.toHexString(register) + "=" + HEX.formatHex(bytes(value, bytes)));
  }

  /** A number in memory. */
  long read(long address, int bytes) throws IOException {
    byte[] found = HEX.parseHex(ask("m" + Long.toHexString(address) + "," + bytes));
    return number(found, 0, bytes);
  }

  /** Stores a number in memory. */
  void write(long address, long value, int bytes) throws IOException {
    String what = HEX.formatHex(bytes(value, bytes));
    demand("M" + Long.toHexString(address) + "," + bytes + ":" + what);
  }

  private static long number(byte[] bytes, int start, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[start + i] & 0xff);
    }
    return value;
  }

  private static byte[] bytes(long value, int count) {
    byte[] result = new byte[count];
    for (int i = 0; i < count; i++) {
      result[i] = (byte) (value >>> 8 * i);
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    channel.close();
  }
}
