package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Dialect;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.isa.validate.Layout.Part;
import dev.fabula.isa.x86.Mode;
import dev.fabula.isa.x86.X86;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** x86-64 on the processor itself, and i386 in qemu. */
final class X86Target extends Machine {

  private static final List<String> STEMS = List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");

  /** The order in which forms use registers: first those that instructions name by themselves. */
  private static final int[] ORDER = {0, 1, 2, 3, 9, 6, 7, 10, 8, 11, 5, 4};

  private static final Map<String, Integer> FLAGS =
      Map.of("cf", 0, "pf", 2, "af", 4, "zf", 6, "sf", 7, "df", 10, "of", 11);
  private static final long FLAG_MASK = 0xcd5;
  private static final int FLAGS_AT = 128;
  private static final int FX = 192;
  private static final int VECTORS = 704;
  private static final int MASKS = 1728;
  private static final int BUFFER = 1792;

  /** Tags of an x87 stack that neither overflows nor underflows. */
  private static final int HALF_FULL = 0xf;

  private final boolean wide;
  private final boolean avx512;

  /** The target for 64-bit mode, or for 32-bit mode. */
  X86Target(boolean wide) {
    this(wide, wide && features().contains(" avx512bw "));
  }

  private X86Target(boolean wide, boolean avx512) {
    super(
        new X86(wide ? Mode.BITS_64 : Mode.BITS_32),
        new Layout(
            fieldList(wide, avx512),
            136,
            144,
            152,
            wide ? 8 : 4,
            BUFFER,
            BUFFER + Layout.BUFFER_SIZE));
    this.wide = wide;
    this.avx512 = avx512;
  }

  private static String features() {
    try {
      Path info = Path.of("/proc/cpuinfo");
      return Files.isReadable(info)
          ? Files.readAllLines(info).stream()
              .filter(l -> l.startsWith("flags"))
              .findFirst()
              .map(l -> l + " ")
              .orElse("")
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Field> fieldList(boolean wide, boolean avx512) {
    List<Field> all = new ArrayList<>();
    for (int n = 0; n < (wide ? 16 : 8); n++) {
      all.add(Field.of(general(n, wide ? 64 : 32), 8 * n, 0, wide ? 64 : 32));
    }
    FLAGS.forEach((name, bit) -> all.add(Field.of(name, FLAGS_AT, bit, 1)));
    all.add(Field.of("x87_control", FX, 0, 16));
    all.add(
        new Field(
            "x87_status", List.of(new Part(FX + 2, 0, 11), Part.gap(3), new Part(FX + 2, 14, 2))));
    all.add(Field.of("x87_top", FX + 2, 11, 3));
    all.add(Field.of("x87_tag", FX + 4, 0, 8));
    all.add(Field.of("mxcsr_flags", FX + 24, 0, 6));
    all.add(Field.of("mxcsr_control", FX + 24, 6, 26));
    for (int n = 0; n < 8; n++) {
      all.add(Field.of("st" + n, FX + 32 + 16 * n, 0, 80));
    }
    for (int n = 0; n < (wide ? 16 : 8); n++) {
      all.add(Field.of("zmm" + n, VECTORS + 64 * n, 0, avx512 ? 512 : 256));
    }
    for (int n = 0; avx512 && n < 8; n++) {
      all.add(Field.of("k" + n, MASKS + 8 * n, 0, 64));
    }
    return List.copyOf(all);
  }

  /** The name of a general register in a width. */
  private static String general(int n, int width) {
    if (n >= 8) {
      return "r" + n + (width == 64 ? "" : width == 32 ? "d" : width == 16 ? "w" : "b");
    }
    String stem = STEMS.get(n);
    return switch (width) {
      case 8 -> stem.endsWith("x") ? stem.charAt(0) + "l" : stem + "l";
      case 16 -> stem;
      case 32 -> "e" + stem;
      default -> "r" + stem;
    };
  }

  @Override
  public String name() {
    return wide ? "x86_64" : "i386";
  }

  @Override
  public Architecture architecture() {
    return wide ? Architecture.X86_64 : Architecture.X86;
  }

  @Override
  public Dialect dialect() {
    return Dialect.INTEL;
  }

  /** What the system gives a process, as far as instructions see it. */
  @Override
  public Map<String, BigInteger> constants() {
    Map<String, BigInteger> all = new HashMap<>(Map.of("if", BigInteger.ONE));
    for (String zero : List.of("iopl", "nt", "tf", "ac", "vif", "vip", "id")) {
      all.put(zero, BigInteger.ZERO);
    }
    if (wide) {
      all.put("fs", BigInteger.ZERO);
      all.put("gs", BigInteger.ZERO);
    }
    return all;
  }

  @Override
  public List<List<List<String>>> banks() {
    List<List<String>> general = new ArrayList<>();
    for (int n : ORDER) {
      if (n < 8 || wide) {
        general.add(
            List.of(
                wide ? general(n, 64) : "",
                general(n, 32),
                general(n, 16),
                !wide && n > 3 ? "" : general(n, 8),
                n < 4 ? STEMS.get(n).charAt(0) + "h" : ""));
      }
    }
    List<List<String>> vectors = new ArrayList<>();
    List<List<String>> masks = new ArrayList<>();
    List<List<String>> mmx = new ArrayList<>();
    List<List<String>> stack = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      vectors.add(List.of("xmm" + n, "ymm" + n, "zmm" + n));
      masks.add(List.of("k" + n));
      mmx.add(List.of("mm" + n));
      if (n < 4) {
        stack.add(List.of("st(" + n + ")"));
      }
    }
    return List.of(general, vectors, masks, mmx, stack);
  }

  @Override
  public int special() {
    return 4;
  }

  @Override
  public void prepare(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(FLAGS_AT, random.nextInt() & FLAG_MASK | 0x202);
    int rounding = random.nextInt(4);
    bytes.putShort(FX, (short) (0x37f | random.nextInt(4) << 10));
    bytes.putShort(FX + 2, (short) (random.nextInt() & 0x4700));
    bytes.put(FX + 4, (byte) HALF_FULL);
    int zeroing = random.nextInt(4) == 0 ? 0x8040 : 0;
    bytes.putInt(FX + 24, 0x1f80 | rounding << 13 | random.nextInt(64) | zeroing);
  }

  /** Every precision and rounding of x87; MXCSR's flags and zeroing as they may be. */
  @Override
  public void prepareFloats(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int precision = List.of(0, 2, 3).get(random.nextInt(3));
    bytes.putShort(FX, (short) (0x7f | precision << 8 | random.nextInt(4) << 10));
    int zeroing = random.nextInt(3) == 0 ? random.nextInt() & 0x8040 : 0;
    int raised = random.nextInt(3) == 0 ? random.nextInt() & 0x3f : 0;
    bytes.putInt(FX + 24, 0x1f80 | random.nextInt(4) << 13 | zeroing | raised);
  }

  /** Meanings count tags from the top of the stack, the processor's image by register. */
  @Override
  public void toMachine(MachineState state) {
    turnTags(state, top(state));
  }

  @Override
  public void fromMachine(MachineState state) {
    turnTags(state, 8 - top(state));
  }

  private static int top(MachineState state) {
    return state.bytes()[FX + 3] >> 3 & 7;
  }

  private static void turnTags(MachineState state, int distance) {
    int tags = (state.bytes()[FX + 4] & 0xff) << distance;
    state.bytes()[FX + 4] = (byte) (tags | tags >> 8);
  }

  @Override
  public Iterable<Bytes> encodings(Random random, double share) {
    return new X86Encodings(Patterns.listed(this), wide, avx512, random, share);
  }

  @Override
  public Map<String, String> choices() {
    return Map.ofEntries(
        Map.entry("b", "al|bl|cl|dl|ah|bh|ch"),
        Map.entry("l", "al|bl|cl|dl|r9b"),
        Map.entry("w", "ax|bx|cx|dx|r9w|r10w"),
        Map.entry("d", "eax|ebx|ecx|edx|r9d|r10d"),
        Map.entry("q", "rax|rbx|rcx|rdx|r9|r10"),
        Map.entry("x", "xmm0|xmm1|xmm2|xmm3"),
        Map.entry("y", "ymm0|ymm1|ymm2|ymm3"),
        Map.entry("B", "byte ptr [rdi+16]"),
        Map.entry("W", "word ptr [rdi+16]"),
        Map.entry("D", "dword ptr [rdi+16]"),
        Map.entry("Q", "qword ptr [rdi+16]"),
        Map.entry("X", "xmmword ptr [rdi+16]"),
        Map.entry("Y", "ymmword ptr [rdi+32]"));
  }

  @Override
  public String patterns() {
    return "x86";
  }

  @Override
  public boolean ownsPatterns() {
    return wide;
  }

  @Override
  public Optional<String> absent() {
    if (!wide) {
      return Tools.missing("qemu-i386-static");
    }
    boolean native64 =
        System.getProperty("os.arch").equals("amd64")
            && System.getProperty("os.name").equals("Linux");
    return native64 && features().contains(" avx2 ")
        ? Optional.empty()
        : Optional.of("this is no x86-64 Linux with AVX2");
  }

  @Override
  public List<String> command() {
    return wide ? List.of() : List.of("qemu-i386-static", "-cpu", "max");
  }

  @Override
  public byte[] wayBack(long from, long to) {
    int distance = (int) (to - from - 5);
    return ByteBuffer.allocate(5)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xe9)
        .putInt(distance)
        .array();
  }

  @Override
  public int machine() {
    return wide ? 62 : 3;
  }

  @Override
  public int wordSize() {
    return wide ? 8 : 4;
  }

  @Override
  public String programText() {
    return wide ? X86Programs.wide(layout(), avx512) : X86Programs.narrow(layout());
  }
}
