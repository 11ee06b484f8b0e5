package dev.fabula.story;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.ObjectCode;
import dev.fabula.exec.Assembling;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs sites of AArch64 in qemu, each from many entry states; what is above a narrow input is
 * anything.
 */
final class ArmRuns {

  private static final int APART = 16;

  /** Words of a run: a seed for the memory, the inputs, the outputs, and what became of memory. */
  static final int RECORD = 12;

  private static final String DRIVER =
      """
      #include <setjmp.h>
      #include <signal.h>
      #include <stdint.h>
      #include <stdio.h>
      #include <string.h>
      typedef struct { void (*code)(uint64_t *); int inputs; int pointers; int outputs; } site;
      extern const site sites[];
      extern const int count;
      static uint64_t memory[64];
      static sigjmp_buf back;
      static void lost(int signal) { siglongjmp(back, 1); }
      int main(int argc, char **argv) {
        FILE *in = fopen(argv[1], "rb"), *out = fopen(argv[2], "wb");
        int runs; sscanf(argv[3], "%d", &runs);
        signal(SIGILL, lost); signal(SIGSEGV, lost); signal(SIGBUS, lost); signal(SIGTRAP, lost);
        for (volatile int i = 0; i < count; i++) {
          volatile int good = 1;
          for (volatile int j = 0; j < runs; j++) {
            static uint64_t io[12]; uint64_t state;
            if (fread(io, 8, 12, in) != 12) return 1;
            state = io[0] | 1;
            for (int k = 0; k < 64; k++) { state = state * 6364136223846793005u + 1442695040888963407u; memory[k] = state; }
            for (int k = 0, place = 16; k < sites[i].inputs; k++)
              if (sites[i].pointers >> k & 1) { io[1 + k] = (uint64_t)&memory[place]; place += 16; }
            if (good && sigsetjmp(back, 1)) good = 0;
            if (good) sites[i].code(io);
            io[0] = good;
            uint64_t hash = 1;
            for (int k = 0; k < 64; k++) hash = hash * 6364136223846793005u + memory[k];
            io[11] = hash;
            fwrite(io, 8, 12, out);
          }
        }
        fclose(out);
        return 0;
      }
      """;

  private final int runs;
  private final Assembler assembler;

  ArmRuns(int runs, Assembler assembler) {
    this.runs = runs;
    this.assembler = assembler;
  }

  /**
   * A site with what it is compared with.
   *
   * @param code its instructions in registers that are apart
   */
  record Case(StoryCase story, Site site, Contract contract, Allocation allocation, Bytes code) {}

  /** The case of a story, if it can be run. */
  Optional<Case> of(Story story) {
    Site site = story.site();
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    Optional<StoryCase> plain =
        StoryCase.of(story)
            .filter(c -> !wide(c) && c.inputs().size() + c.outputs().size() <= RECORD - 2);
    Optional<Allocation> apart = new AllocationSpace(contract).apart(Set.of());
    if (plain.isEmpty() || apart.isEmpty()) {
      return Optional.empty();
    }
    Assembling assembling = new Assembling(site, contract, BigInteger.ONE);
    Assembly made = assembling.assemble(assembler, assembling.render(apart.get()));
    return made instanceof Assembly.Assembled(ObjectCode object, var _, var _)
            && object.relocations().isEmpty()
        ? object.sections().stream()
            .filter(s -> s.isExecutable() && s.size() > 0)
            .findFirst()
            .map(s -> new Case(plain.get(), site, contract, apart.get(), s.bytes()))
        : Optional.empty();
  }

  private static boolean wide(StoryCase one) {
    return one.inputs().values().stream().anyMatch(t -> t.endsWith("128"))
        || one.outputs().values().stream().anyMatch(t -> t.endsWith("128"));
  }

  // Entry states

  /** A record for each run of each case: the seed and the inputs. */
  byte[] states(List<Case> cases) {
    Random random = new Random(7);
    ByteBuffer all = ByteBuffer.allocate(8 * RECORD * runs * cases.size());
    all.order(ByteOrder.LITTLE_ENDIAN);
    for (Case one : cases) {
      List<String> types = List.copyOf(one.story().inputs().values());
      for (int run = 0; run < runs; run++) {
        int start = all.position();
        all.putLong(random.nextLong());
        for (String type : types) {
          boolean count = one.story().sweeps() && type.equals("usize");
          all.putLong(count ? random.nextInt(APART) : value(type, random));
        }
        all.position(start + 8 * RECORD);
      }
    }
    return all.array();
  }

  private static long value(String type, Random random) {
    long noise = random.nextLong();
    return switch (type) {
      case "f64" -> Double.doubleToRawLongBits(real(random));
      case "f32" ->
          noise & -1L << 32 | Integer.toUnsignedLong(Float.floatToRawIntBits((float) real(random)));
      default ->
          switch (random.nextInt(6)) {
            case 0 -> random.nextInt(5) - 2L;
            case 1 -> 1L << random.nextInt(64);
            case 2 -> (1L << random.nextInt(64)) - 1;
            case 3 -> noise & -1L << 32 | random.nextInt(300);
            default -> noise;
          };
    };
  }

  private static double real(Random random) {
    double[] near = {0.0, -0.0, 0.5, 2.5, -1.5, 0x1p31, -0x1p31, 0x1p32, 0x1p63, -0x1p63, 0x1p64};
    return switch (random.nextInt(5)) {
      case 0 -> near[random.nextInt(near.length)];
      case 1 -> random.nextInt() / 256.0;
      case 2 -> (double) random.nextLong();
      case 3 -> random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  // Programs

  /** What the sites make of the states: records with 1, or 0 where they could not run, before. */
  byte[] results(List<Case> cases, byte[] states) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fabula-arm");
    try {
      Path input = Files.write(folder.resolve("in"), states);
      Path driver = Files.writeString(folder.resolve("driver.c"), DRIVER);
      Path code = Files.writeString(folder.resolve("sites.s"), text(cases));
      Path program = folder.resolve("program");
      Path output = folder.resolve("out");
      run(
          folder,
          List.of(
              "aarch64-linux-gnu-gcc",
              "-O1",
              "-static",
              "-o",
              program.toString(),
              driver.toString(),
              code.toString()));
      run(
          folder,
          List.of(
              "qemu-aarch64-static",
              "-cpu",
              "max",
              program.toString(),
              input.toString(),
              output.toString(),
              Integer.toString(runs)));
      return Files.readAllBytes(output);
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** The sites that could not run. */
  List<String> lost(List<Case> cases, byte[] results) {
    return IntStream.range(0, cases.size())
        .filter(i -> results[8 * RECORD * runs * (i + 1) - 8 * RECORD] == 0)
        .mapToObj(i -> cases.get(i).story().code())
        .toList();
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command.getFirst() + ": " + Files.readString(said));
    }
  }

  private static String text(List<Case> cases) {
    StringBuilder text = new StringBuilder(".text\n");
    StringBuilder table = new StringBuilder(".data\n.balign 8\n.globl sites\nsites:\n");
    for (int i = 0; i < cases.size(); i++) {
      function(text, i, cases.get(i));
      StoryCase story = cases.get(i).story();
      int pointers = 0;
      List<String> types = List.copyOf(story.inputs().values());
      for (int n = 0; n < types.size(); n++) {
        pointers |= types.get(n).startsWith("*") ? 1 << n : 0;
      }
      table.append(
          "  .quad site_%d\n  .word %d, %d, %d, 0\n"
              .formatted(i, types.size(), pointers, story.outputs().size()));
    }
    table.append(".globl count\ncount: .word %d\n".formatted(cases.size()));
    return text.append(table) + ".section .note.GNU-stack,\"\"\n";
  }

  /** Outputs go through the stack, for any register may be one. */
  private static void function(StringBuilder text, int number, Case one) {
    text.append(".balign 8\nsite_%d:\n  sub sp, sp, #352\n".formatted(number));
    saved(text, "str");
    text.append("  str x0, [sp, #336]\n");
    // The base of the loads is loaded last.
    one.contract().slots().stream()
        .filter(Slot::reads)
        .map(slot -> load(one, slot))
        .sorted(Comparator.comparing(load -> load.startsWith("  ldr x0,")))
        .forEach(text::append);
    text.append("  .byte ");
    Bytes code = one.code();
    text.append(
        String.join(
            ", ", IntStream.range(0, code.length()).mapToObj(n -> "" + code.at(n)).toList()));
    text.append("\n");
    List<String> outputs = List.copyOf(one.story().outputs().keySet());
    Set<Integer> stored = new HashSet<>();
    for (Slot slot : one.contract().slots()) {
      int at = slot.writes() ? outputs.indexOf(expression(one, slot, false)) : -1;
      if (at >= 0 && stored.add(at)) {
        text.append("  str %s, [sp, #%d]\n".formatted(register(one, slot), 8 * at));
      }
    }
    text.append("  ldr x0, [sp, #336]\n");
    for (int n = 0; n < outputs.size(); n++) {
      int to = 8 * (1 + one.story().inputs().size() + n);
      text.append("  ldr x1, [sp, #%d]\n  str x1, [x0, #%d]\n".formatted(8 * n, to));
    }
    saved(text, "ldr");
    text.append("  add sp, sp, #352\n  ret\n");
  }

  /** Stores or loads what belongs to the caller. */
  private static void saved(StringBuilder text, String verb) {
    for (int n = 0; n < 12; n++) {
      text.append("  %s x%d, [sp, #%d]\n".formatted(verb, 19 + n, 144 + 8 * n));
    }
    for (int n = 0; n < 8; n++) {
      text.append("  %s d%d, [sp, #%d]\n".formatted(verb, 8 + n, 240 + 8 * n));
    }
  }

  private static String load(Case one, Slot slot) {
    int at = List.copyOf(one.story().inputs().keySet()).indexOf(expression(one, slot, true));
    return at < 0 ? "" : "  ldr %s, [x0, #%d]\n".formatted(register(one, slot), 8 * (1 + at));
  }

  private static String expression(Case one, Slot slot, boolean input) {
    if (one.site().operands().get(slot.operand()) instanceof Operand.Register register) {
      Optional<Value> value = input ? register.input() : register.output();
      return value.map(v -> v.expression().strip()).orElse("");
    }
    return "";
  }

  private static String register(Case one, Slot slot) {
    String base = one.allocation().of(slot).base();
    return base.startsWith("x") ? base : "d" + base.replaceAll("\\D", "");
  }
}
