package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Mode;
import dev.fabula.isa.arm.Arm;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.isa.validate.Layout.Part;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A32 or T32 in qemu. */
final class ArmTarget extends Machine {

  private static final int SP = 36;
  private static final int APSR = 40;
  private static final int FPSCR = 44;
  private static final int VECTORS = 64;
  private static final int BUFFER = 192;
  private static final int APSR_BITS = 0xf80f0000;
  private static final int FPSCR_BITS = 0xf800009f;

  /** Rounding, flushing of halves and of others, default NaNs. */
  private static final int CONTROL_BITS = 0x3c80000;

  private final boolean thumb;

  /** The target for T32, or for A32. */
  ArmTarget(boolean thumb) {
    super(
        new Arm(thumb),
        new Layout(fieldList(), 48, 52, 56, 4, BUFFER, BUFFER + Layout.BUFFER_SIZE));
    this.thumb = thumb;
  }

  private static List<Field> fieldList() {
    List<Field> all = new ArrayList<>(Layout.row("r", 0, 9, 0, 4));
    all.add(Field.of("r13", SP, 0, 32));
    for (int i = 0; i < 5; i++) {
      all.add(Field.of(List.of("n", "z", "c", "v", "q").get(i), APSR, 31 - i, 1));
    }
    all.add(Field.of("ge", APSR, 16, 4));
    all.add(
        new Field(
            "fpscr.flags",
            List.of(new Part(FPSCR, 0, 8), Part.gap(19), new Part(FPSCR + 3, 3, 5))));
    all.add(new Field("fpscr.control", List.of(Part.gap(19), new Part(FPSCR + 2, 3, 8))));
    all.addAll(Layout.row("q", 0, 8, VECTORS, 16));
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return thumb ? "thumb" : "arm";
  }

  @Override
  public Architecture architecture() {
    return Architecture.ARM;
  }

  @Override
  public Mode mode() {
    return thumb ? Mode.THUMB : Mode.DEFAULT;
  }

  @Override
  public Map<String, BigInteger> constants() {
    return Map.of();
  }

  @Override
  public List<List<List<String>>> banks() {
    List<List<String>> general = new ArrayList<>();
    general.add(List.of("sp"));
    for (int n = 0; n < 9; n++) {
      general.add(List.of("r" + n));
    }
    List<List<String>> quads = new ArrayList<>();
    List<List<String>> doubles = new ArrayList<>();
    List<List<String>> singles = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      quads.add(List.of("q" + n));
      doubles.add(List.of("d" + n));
      singles.add(List.of("s" + n));
    }
    return List.of(general, quads, doubles, singles);
  }

  @Override
  public int special() {
    return 1;
  }

  @Override
  public Map<String, String> choices() {
    return Map.of(
        "r", "r0|r1|r2|r3",
        "s", "s0|s1|s2|s3|s4|s5",
        "d", "d0|d1|d2|d3",
        "q", "q0|q1",
        "c", "eq|ne|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le");
  }

  @Override
  public void prepare(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(APSR, random.nextInt() & APSR_BITS);
    bytes.putInt(FPSCR, random.nextInt() & FPSCR_BITS);
  }

  @Override
  public void prepareFloats(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(FPSCR, random.nextInt() & (FPSCR_BITS | CONTROL_BITS));
  }

  @Override
  public Iterable<Bytes> encodings(Random random, double share) {
    return new Neighbours(this, Patterns.seeds(this), random, share);
  }

  @Override
  public boolean opensBlock(Form form) {
    return form.mnemonic().matches("it[te]{0,3}|vpt.*|vpst.*");
  }

  @Override
  public String patterns() {
    return "arm";
  }

  @Override
  public boolean ownsPatterns() {
    return !thumb;
  }

  @Override
  public Optional<String> absent() {
    return Tools.missing("qemu-arm-static");
  }

  @Override
  public List<String> command() {
    return List.of("qemu-arm-static", "-cpu", "max");
  }

  /** {@code bx r10}. */
  @Override
  public byte[] wayBack(long from, long to) {
    return thumb ? new byte[] {0x50, 0x47} : new byte[] {0x1a, (byte) 0xff, 0x2f, (byte) 0xe1};
  }

  @Override
  public int machine() {
    return 40;
  }

  @Override
  public int wordSize() {
    return 4;
  }

  @Override
  public int entryBit() {
    return thumb ? 1 : 0;
  }

  @Override
  public String programText() {
    return """
    mov r4, #0x10000000
    add r0, r4, #0x100
    str r0, [r4, #64]
    mov r0, #0
    str r0, [r4, #68]
    mov r0, #0x18000
    str r0, [r4, #72]
    add r0, r4, #64
    mov r1, #0
    mov r7, #186
    svc #0
    adr r0, trapped
    str r0, [r4, #96]
    movw r0, #4
    movt r0, #0x4800
    str r0, [r4, #100]
    mov r0, #0
    str r0, [r4, #104]
    str r0, [r4, #108]
    str r0, [r4, #112]
    mov r0, #4
    mov lr, pc
    b handle
    mov r0, #5
    mov lr, pc
    b handle
    mov r0, #7
    mov lr, pc
    b handle
    mov r0, #8
    mov lr, pc
    b handle
    mov r0, #11
    mov lr, pc
    b handle
    b next
    handle:
    add r1, r4, #96
    mov r2, #0
    mov r3, #8
    mov r7, #174
    svc #0
    bx lr

    next:
    mov r4, #0x10000000
    ldr r11, [r4]
    ldr r0, [r4, #4]
    cmp r11, r0
    beq done
    ldr r0, [r11, #WINDOW]
    add r1, r11, #BUFFER
    mov r2, #16
    1:
    ldm r1!, {r5, r6, r7, r8}
    stm r0!, {r5, r6, r7, r8}
    subs r2, r2, #1
    bne 1b
    ldr r12, [r11, #40]
    msr APSR_nzcvqg, r12
    ldr r12, [r11, #44]
    vmsr fpscr, r12
    ldr sp, [r11, #36]
    add r12, r11, #64
    vldm r12, {d0-d15}
    adr r10, leave
    ldr r12, [r11, #CODE]
    ldm r11, {r0-r8}
    bx r12

    leave:
    stm r11, {r0-r8}
    mrs r12, apsr
    str r12, [r11, #40]
    vmrs r12, fpscr
    str r12, [r11, #44]
    str sp, [r11, #36]
    add r12, r11, #64
    vstm r12, {d0-d15}
    finish:
    clrex
    mov r4, #0x10000000
    add sp, r4, #0x3f000
    ldr r1, [r11, #WINDOW]
    add r0, r11, #BUFFER
    mov r2, #16
    1:
    ldm r1!, {r5, r6, r7, r8}
    stm r0!, {r5, r6, r7, r8}
    subs r2, r2, #1
    bne 1b
    mov r0, #1
    mov r1, r11
    mov r2, #SIZE
    mov r7, #4
    svc #0
    add r11, r11, #SIZE
    str r11, [r4]
    b next

    trapped:
    mov r4, #0x10000000
    ldr r11, [r4]
    str r0, [r11, #TRAPPED]
    b finish

    done:
    mov r0, #0
    mov r7, #248
    svc #0
    """
        .replace("WINDOW", Integer.toString(layout().window()))
        .replace("BUFFER", Integer.toString(layout().buffer()))
        .replace("CODE", Integer.toString(layout().code()))
        .replace("TRAPPED", Integer.toString(layout().trapped()))
        .replace("SIZE", Integer.toString(layout().size()));
  }
}
