package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.ObjectCode;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our meanings against qemu's: thousands of generated snippets in one run of one program. */
class QemuTest {

  private static final int INSTANCES = 24;

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

  @Test
  void agreesWithQemu() throws Exception {
    assumeTrue(Qemu.isThere(), "qemu-aarch64-static is not on the path");
    List<String> snippets = snippets();
    ObjectCode object = A64Code.assemble(program(snippets));
    List<Record> before = records(snippets.size());
    byte[] after = Qemu.run(object.text().toArray(), concatenated(before));
    assertThat(after).hasSize(Record.SIZE * snippets.size());
    assertThat(differences(snippets, object, before, after)).isEmpty();
  }

  private static List<String> snippets() throws Exception {
    Snippets maker = new Snippets(new Random(1));
    List<String> snippets = new ArrayList<>();
    for (String pattern : Snippets.patterns()) {
      for (int i = 0; i < INSTANCES; i++) {
        snippets.add(maker.fill(pattern));
      }
    }
    return snippets;
  }

  private static String program(List<String> snippets) {
    StringBuilder text = new StringBuilder(PROLOGUE);
    for (int i = 0; i < snippets.size(); i++) {
      text.append("bl enter\ns").append(i).append(":\n").append(snippets.get(i));
      text.append("\ne").append(i).append(":\nbl leave\n");
    }
    return text.append(EPILOGUE).toString();
  }

  private static List<Record> records(int count) {
    Random random = new Random(2);
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(Record.random(Qemu.DATA + (long) i * Record.SIZE, random));
    }
    return records;
  }

  private static byte[] concatenated(List<Record> records) {
    byte[] all = new byte[records.size() * Record.SIZE];
    for (int i = 0; i < records.size(); i++) {
      System.arraycopy(records.get(i).bytes, 0, all, i * Record.SIZE, Record.SIZE);
    }
    return all;
  }

  private static List<String> differences(
      List<String> snippets, ObjectCode object, List<Record> before, byte[] after)
      throws Exception {
    Map<String, Integer> labels = new HashMap<>();
    object.symbols().forEach(s -> labels.put(s.name(), (int) s.value()));
    List<String> found = new ArrayList<>();
    Terms terms = new Terms();
    for (int i = 0; i < snippets.size(); i++) {
      int start = Objects.requireNonNull(labels.get("s" + i));
      int end = Objects.requireNonNull(labels.get("e" + i));
      List<Instruction> code = A64Code.decode(object, start, end);
      ConcreteCpu cpu = new ConcreteCpu(terms);
      before.get(i).load(cpu);
      try {
        cpu.run(code);
      } catch (UnknownInstruction reason) {
        found.add(snippets.get(i) + ": " + reason.getMessage());
        continue;
      }
      int at = i * Record.SIZE;
      byte[] bytes = Arrays.copyOfRange(after, at, at + Record.SIZE);
      List<String> here = new Record(Qemu.DATA + at, bytes).differences(cpu);
      if (!here.isEmpty()) {
        found.add(snippets.get(i) + ": " + String.join(", ", here));
      }
    }
    return found;
  }
}
