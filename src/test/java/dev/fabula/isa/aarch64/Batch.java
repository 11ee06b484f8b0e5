package dev.fabula.isa.aarch64;

import dev.fabula.asm.ObjectCode;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many snippets in one program: each is entered with one record's state and leaves another. */
final class Batch {

  private static final String PROLOGUE =
      """
      ldr x28, =0x10000000
      b start
      enter:
      ldr x0, [x28, #152]
      msr nzcv, x0
      ldr x0, [x28, #160]
      msr fpsr, x0
      ldr x0, [x28, #144]
      mov sp, x0
      add x27, x28, #176
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
      ret
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
      add x27, x28, #176
      stp q0, q1, [x27]
      stp q2, q3, [x27, #32]
      stp q4, q5, [x27, #64]
      stp q6, q7, [x27, #96]
      mrs x0, nzcv
      str x0, [x28, #152]
      mrs x0, fpsr
      str x0, [x28, #160]
      mov x0, sp
      str x0, [x28, #144]
      add x28, x28, #560
      ret
      .ltorg
      start:
      """;

  private static final String EPILOGUE =
      """
      ldr x1, =0x10000000
      sub x2, x28, x1
      1:
      mov x0, #1
      mov x8, #64
      svc #0
      cmp x0, #0
      b.le 2f
      add x1, x1, x0
      subs x2, x2, x0
      b.ne 1b
      mov x0, #0
      2:
      mov x8, #94
      svc #0
      .ltorg
      """;

  private final int count;
  private final ObjectCode object;
  private final Map<String, Integer> labels = new HashMap<>();

  Batch(List<String> texts) {
    count = texts.size();
    object = A64Code.assemble(program(texts));
    object.symbols().forEach(s -> labels.put(s.name(), (int) s.value()));
  }

  private static String program(List<String> texts) {
    StringBuilder program = new StringBuilder(PROLOGUE);
    for (int i = 0; i < texts.size(); i++) {
      program.append("bl enter\ns").append(i).append(":\n").append(texts.get(i));
      program.append("\ne").append(i).append(":\nbl leave\n");
    }
    return program.append(EPILOGUE).toString();
  }

  /** Where a snippet's record lies. */
  static long address(int index) {
    return Qemu.DATA + (long) index * Record.SIZE;
  }

  /** A snippet's instructions. */
  List<Instruction> code(int index) throws UnknownInstruction {
    return A64Code.decode(object, label("s" + index), label("e" + index));
  }

  private int label(String name) {
    Integer value = labels.get(name);
    if (value == null) {
      throw new AssertionError("no label " + name);
    }
    return value;
  }

  /** The states that qemu leaves. */
  List<Record> run(List<Record> before) throws IOException, InterruptedException {
    byte[] data = new byte[count * Record.SIZE];
    for (int i = 0; i < count; i++) {
      System.arraycopy(before.get(i).bytes, 0, data, i * Record.SIZE, Record.SIZE);
    }
    byte[] output = Qemu.run(object.text().toArray(), data);
    if (output.length != data.length) {
      throw new AssertionError(output.length + " bytes instead of " + data.length);
    }
    List<Record> after = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = i * Record.SIZE;
      after.add(new Record(address(i), Arrays.copyOfRange(output, at, at + Record.SIZE)));
    }
    return after;
  }
}
