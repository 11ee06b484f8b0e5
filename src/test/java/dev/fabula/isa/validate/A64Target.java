package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.isa.aarch64.A64;
import dev.fabula.isa.validate.Layout.Field;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A64 in qemu. */
final class A64Target extends Machine {

  private static final int SP = 144;
  private static final int NZCV = 152;
  private static final int FPSR = 160;
  private static final int FPCR = 192;
  private static final int VECTORS = 208;
  private static final int BUFFER = 336;

  /** Rounding, flush to zero, default NaN. */
  private static final long FPCR_BITS = 0x03c00000;

  /** The same, and flushing of halves. */
  private static final long FLOAT_BITS = FPCR_BITS | 0x80000;

  /** Exceptions and saturation. */
  private static final long FPSR_BITS = 0x0800009f;

  A64Target() {
    super(
        new A64(), new Layout(fieldList(), 168, 176, 184, 8, BUFFER, BUFFER + Layout.BUFFER_SIZE));
  }

  private static List<Field> fieldList() {
    List<Field> all = new ArrayList<>(Layout.row("x", 0, 18, 0, 8));
    all.add(Field.of("sp", SP, 0, 64));
    for (int i = 0; i < 4; i++) {
      all.add(Field.of(List.of("n", "z", "c", "v").get(i), NZCV, 31 - i, 1));
    }
    all.add(Field.of("fpsr", FPSR, 0, 64));
    all.add(Field.of("fpcr", FPCR, 0, 64));
    all.addAll(Layout.row("v", 0, 8, VECTORS, 16));
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "aarch64";
  }

  @Override
  public Architecture architecture() {
    return Architecture.AARCH64;
  }

  @Override
  public Map<String, BigInteger> constants() {
    return Map.of();
  }

  /** The zero register and the stack pointer first: they share a number. */
  @Override
  public List<List<List<String>>> banks() {
    List<List<String>> general = new ArrayList<>();
    general.add(List.of("xzr", "wzr"));
    general.add(List.of("sp", "wsp"));
    for (int n = 0; n < 18; n++) {
      general.add(List.of("x" + n, "w" + n));
    }
    List<List<String>> vectors = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      vectors.add(List.of("v" + n, "q" + n, "d" + n, "s" + n, "h" + n, "b" + n));
    }
    return List.of(general, vectors);
  }

  @Override
  public int special() {
    return 2;
  }

  @Override
  public void prepare(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(NZCV, (long) random.nextInt(16) << 28);
    bytes.putLong(FPSR, random.nextLong() & FPSR_BITS);
    bytes.putLong(FPCR, random.nextInt(3) == 0 ? random.nextLong() & FPCR_BITS : 0);
  }

  @Override
  public void prepareFloats(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(FPCR, random.nextLong() & FLOAT_BITS);
  }

  @Override
  public Iterable<Bytes> encodings(Random random, double share) {
    return new Neighbours(this, Patterns.seeds(this), random, share);
  }

  @Override
  public Map<String, String> choices() {
    return Map.of(
        "x", "x0|x1|x2|x3|xzr",
        "w", "w0|w1|w2|w3|wzr",
        "X", "x0|x1|x2|x3",
        "W", "w0|w1|w2|w3",
        "v", "0|1|2|3",
        "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le|al");
  }

  @Override
  public String patterns() {
    return "aarch64";
  }

  @Override
  public Optional<String> absent() {
    return Tools.missing("qemu-aarch64-static");
  }

  @Override
  public List<String> command() {
    return List.of("qemu-aarch64-static", "-cpu", "max,sve-max-vq=1");
  }

  @Override
  public byte[] wayBack(long from, long to) {
    int distance = (int) ((to - from) >> 2) & 0x3ffffff;
    return ByteBuffer.allocate(4)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x14000000 | distance)
        .array();
  }

  @Override
  public int machine() {
    return 183;
  }

  @Override
  public int wordSize() {
    return 8;
  }

  @Override
  public String programText() {
    return """
    mov x19, #0x10000000
    add x0, x19, #0x100
    str x0, [x19, #64]
    str xzr, [x19, #72]
    mov x0, #0x18000
    str x0, [x19, #80]
    add x0, x19, #64
    mov x1, #0
    mov x8, #132
    svc #0
    adr x0, trapped
    str x0, [x19, #96]
    mov x0, #0x4
    movk x0, #0x4800, lsl #16
    str x0, [x19, #104]
    str xzr, [x19, #112]
    str xzr, [x19, #120]
    mov x0, #4
    bl handle
    mov x0, #5
    bl handle
    mov x0, #7
    bl handle
    mov x0, #8
    bl handle
    mov x0, #11
    bl handle
    b next
    handle:
    add x1, x19, #96
    mov x2, #0
    mov x3, #8
    mov x8, #134
    svc #0
    ret

    next:
    mov x19, #0x10000000
    ldr x28, [x19]
    ldr x0, [x19, #8]
    cmp x28, x0
    b.eq done
    ldr x0, [x28, #WINDOW]
    add x1, x28, #BUFFER
    mov x2, #8
    1:
    ldp q0, q1, [x1], #32
    stp q0, q1, [x0], #32
    subs x2, x2, #1
    b.ne 1b
    ldr x0, [x28, #152]
    msr nzcv, x0
    ldr x0, [x28, #160]
    msr fpsr, x0
    ldr x0, [x28, #192]
    msr fpcr, x0
    ldr x0, [x28, #144]
    mov sp, x0
    add x27, x28, #208
    ldp q0, q1, [x27]
    ldp q2, q3, [x27, #32]
    ldp q4, q5, [x27, #64]
    ldp q6, q7, [x27, #96]
    ldp x0, x1, [x28]
    ldp x2, x3, [x28, #16]
    ldp x4, x5, [x28, #32]
    ldp x6, x7, [x28, #48]
    ldp x8, x9, [x28, #64]
    ldp x10, x11, [x28, #80]
    ldp x12, x13, [x28, #96]
    ldp x14, x15, [x28, #112]
    ldp x16, x17, [x28, #128]
    ldr x27, [x28, #CODE]
    br x27

    leave:
    stp x0, x1, [x28]
    stp x2, x3, [x28, #16]
    stp x4, x5, [x28, #32]
    stp x6, x7, [x28, #48]
    stp x8, x9, [x28, #64]
    stp x10, x11, [x28, #80]
    stp x12, x13, [x28, #96]
    stp x14, x15, [x28, #112]
    stp x16, x17, [x28, #128]
    add x27, x28, #208
    stp q0, q1, [x27]
    stp q2, q3, [x27, #32]
    stp q4, q5, [x27, #64]
    stp q6, q7, [x27, #96]
    mrs x0, nzcv
    str x0, [x28, #152]
    mrs x0, fpsr
    str x0, [x28, #160]
    mrs x0, fpcr
    str x0, [x28, #192]
    mov x0, sp
    str x0, [x28, #144]
    finish:
    clrex
    mov x19, #0x10000000
    add x0, x19, #0x3f, lsl #12
    mov sp, x0
    ldr x1, [x28, #WINDOW]
    add x0, x28, #BUFFER
    mov x2, #8
    1:
    ldp q0, q1, [x1], #32
    stp q0, q1, [x0], #32
    subs x2, x2, #1
    b.ne 1b
    mov x0, #1
    mov x1, x28
    mov x2, #SIZE
    mov x8, #64
    svc #0
    add x28, x28, #SIZE
    str x28, [x19]
    b next

    trapped:
    mov x19, #0x10000000
    ldr x28, [x19]
    str x0, [x28, #TRAPPED]
    b finish

    done:
    mov x0, #0
    mov x8, #94
    svc #0
    """
        .replace("WINDOW", Integer.toString(layout().window()))
        .replace("BUFFER", Integer.toString(layout().buffer()))
        .replace("CODE", Integer.toString(layout().code()))
        .replace("TRAPPED", Integer.toString(layout().trapped()))
        .replace("SIZE", Integer.toString(layout().size()));
  }
}
