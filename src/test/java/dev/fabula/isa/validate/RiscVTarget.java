package dev.fabula.isa.validate;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Bytes;
import dev.fabula.isa.riscv.RiscV;
import dev.fabula.isa.validate.Layout.Field;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** RISC-V of 32 or 64 bits in qemu. */
final class RiscVTarget extends Machine {

  private static final List<String> NAMES =
      List.of("s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7");
  private static final int SP = 80;
  private static final int FCSR = 88;
  private static final int FLOATS = 128;
  private static final int BUFFER = 192;

  private final int width;

  /** The target for general registers of a width. */
  RiscVTarget(int width) {
    super(
        new RiscV(width),
        new Layout(fieldList(width), 96, 104, 112, width / 8, BUFFER, BUFFER + Layout.BUFFER_SIZE));
    this.width = width;
  }

  private static List<Field> fieldList(int width) {
    List<Field> all = new ArrayList<>();
    for (int n = 0; n < NAMES.size(); n++) {
      all.add(Field.of("x" + (8 + n), 8 * n, 0, width));
    }
    all.add(Field.of("x2", SP, 0, width));
    all.add(Field.of("fflags", FCSR, 0, 5));
    all.add(Field.of("frm", FCSR, 5, 3));
    all.addAll(Layout.row("f", 8, 8, FLOATS, 8));
    return List.copyOf(all);
  }

  @Override
  public String name() {
    return "riscv" + width;
  }

  @Override
  public Architecture architecture() {
    return width == 64 ? Architecture.RISCV64 : Architecture.RISCV32;
  }

  @Override
  public Map<String, BigInteger> constants() {
    return Map.of();
  }

  @Override
  public List<List<List<String>>> banks() {
    List<List<String>> general = new ArrayList<>();
    general.add(List.of("zero"));
    general.add(List.of("sp"));
    for (String name : List.of("a0", "a1", "a2", "a3", "a4", "a5", "s0", "s1", "a6", "a7")) {
      general.add(List.of(name));
    }
    List<List<String>> floats = new ArrayList<>();
    for (String name : List.of("fa0", "fa1", "fa2", "fa3", "fa4", "fa5", "fs0", "fs1")) {
      floats.add(List.of(name));
    }
    return List.of(general, floats);
  }

  @Override
  public int special() {
    return 2;
  }

  @Override
  public Map<String, String> choices() {
    return Map.of("x", "a0|a1|a2|a3|zero", "X", "a0|a1|a2|a3", "f", "fa0|fa1|fa2|fa3");
  }

  /** Many floats of 32 bits are boxed, as they have to be. */
  @Override
  public void prepare(MachineState state, Random random) {
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(FCSR, random.nextInt(32) | random.nextInt(5) << 5);
    if (random.nextBoolean()) {
      for (int n = 0; n < 8; n++) {
        bytes.putInt(FLOATS + 8 * n + 4, -1);
      }
    }
  }

  /** Mostly boxed floats of one width, some of another. */
  @Override
  public void prepareFloats(MachineState state, Random random) {
    FloatNumbers floats = new FloatNumbers(random);
    ByteBuffer bytes = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    int usual = 16 << random.nextInt(3);
    for (int n = 0; n < 8; n++) {
      int own = random.nextInt(12) == 0 ? 16 << random.nextInt(3) : usual;
      long box = own == 64 ? 0 : -1L << own;
      bytes.putLong(FLOATS + 8 * n, box | floats.number(own));
    }
  }

  @Override
  public Iterable<Bytes> encodings(Random random, double share) {
    return new Neighbours(this, Patterns.seeds(this), random, share);
  }

  /** The emulator knows no Zcb, to which short forms would be compressed. */
  @Override
  public String preamble() {
    return ".option arch, -zcb";
  }

  @Override
  public String patterns() {
    return "riscv";
  }

  @Override
  public boolean ownsPatterns() {
    return width == 64;
  }

  @Override
  public Optional<String> absent() {
    return Tools.missing("qemu-riscv" + width + "-static");
  }

  @Override
  public List<String> command() {
    String extensions =
        ",zba=true,zbb=true,zbc=true,zbs=true,zbkb=true,zbkc=true,zbkx=true,zknd=true,zkne=true"
            + ",zknh=true,zksed=true,zksh=true,Zfh=true";
    return List.of("qemu-riscv" + width + "-static", "-cpu", "rv" + width + extensions);
  }

  /** {@code jr s10}. */
  @Override
  public byte[] wayBack(long from, long to) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(26 << 15 | 0x67).array();
  }

  @Override
  public int machine() {
    return 243;
  }

  @Override
  public int wordSize() {
    return width / 8;
  }

  private String moves(String general, String floating) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 8; n++) {
      String name = List.of("fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4", "fa5").get(n);
      text.append(floating).append(' ').append(name).append(", ").append(FLOATS + 8 * n);
      text.append("(s11)\n");
    }
    for (int n = 0; n < NAMES.size(); n++) {
      text.append(general).append(' ').append(NAMES.get(n)).append(", ").append(8 * n);
      text.append("(s11)\n");
    }
    return text.append(general).append(" sp, ").append(SP).append("(s11)\n").toString();
  }

  @Override
  public String programText() {
    String load = width == 64 ? "ld" : "lw";
    String store = width == 64 ? "sd" : "sw";
    return """
    .option norvc
    li s2, 0x10000000
    addi t0, s2, 0x100
    STORE t0, 64(s2)
    STORE zero, (64 + WORD)(s2)
    li t0, 0x18000
    STORE t0, (64 + 2 * WORD)(s2)
    addi a0, s2, 64
    li a1, 0
    li a7, 132
    ecall
    jal t0, here
    j trapped
    here:
    STORE t0, 96(s2)
    li t0, 0x48000004
    STORE t0, (96 + WORD)(s2)
    STORE zero, (96 + 2 * WORD)(s2)
    STORE zero, (96 + 3 * WORD)(s2)
    li a0, 4
    jal handle
    li a0, 5
    jal handle
    li a0, 7
    jal handle
    li a0, 8
    jal handle
    li a0, 11
    jal handle
    j next
    handle:
    addi a1, s2, 96
    li a2, 0
    li a3, 8
    li a7, 134
    ecall
    ret

    next:
    li s2, 0x10000000
    LOAD s11, 0(s2)
    LOAD t0, WORD(s2)
    beq s11, t0, done
    LOAD t1, WINDOW(s11)
    addi t2, s11, BUFFER
    addi t3, t2, 256
    1:
    lw t0, 0(t2)
    sw t0, 0(t1)
    addi t1, t1, 4
    addi t2, t2, 4
    bne t2, t3, 1b
    LOAD t0, 88(s11)
    fscsr t0
    jal s10, there
    j leave
    there:
    LOAD_ALL
    LOAD t6, CODE(s11)
    jr t6

    leave:
    STORE_ALL
    frcsr t0
    STORE t0, 88(s11)
    finish:
    li s2, 0x10000000
    li t0, 0x3f000
    add sp, s2, t0
    LOAD t1, WINDOW(s11)
    addi t2, s11, BUFFER
    addi t3, t2, 256
    1:
    lw t0, 0(t1)
    sw t0, 0(t2)
    addi t1, t1, 4
    addi t2, t2, 4
    bne t2, t3, 1b
    li a0, 1
    mv a1, s11
    li a2, SIZE
    li a7, 64
    ecall
    addi s11, s11, SIZE
    STORE s11, 0(s2)
    j next

    trapped:
    li s2, 0x10000000
    LOAD s11, 0(s2)
    STORE a0, TRAPPED(s11)
    j finish

    done:
    li a0, 0
    li a7, 94
    ecall
    """
        .replace("LOAD_ALL", moves(load, "fld"))
        .replace("STORE_ALL", moves(store, "fsd"))
        .replace("LOAD", load)
        .replace("STORE", store)
        .replace("WORD", Integer.toString(wordSize()))
        .replace("WINDOW", Integer.toString(layout().window()))
        .replace("BUFFER", Integer.toString(layout().buffer()))
        .replace("CODE", Integer.toString(layout().code()))
        .replace("TRAPPED", Integer.toString(layout().trapped()))
        .replace("SIZE", Integer.toString(layout().size()));
  }
}
