package dev.fabula.isa.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.AssemblyRequest;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Disassembler;
import dev.fabula.isa.FloatNumbers;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.Runner.State;
import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Floats against the processor that the test runs on: every rounding, with the flags of MXCSR. */
class FloatsTest {
  private static final int INPUTS = Integer.getInteger("fabula.floats", 6);
  private static final int SHOWN = 30;

  /** Where in memory a state has MXCSR: at {@code [rdi+128]}. */
  private static final int MXCSR = 224;

  private static final int BASE = 96;

  private static final List<String> FLAGS = List.of("cf", "pf", "af", "zf", "sf", "of");
  private static final int[] FLAG_BITS = {0, 2, 4, 6, 7, 11};

  private record Case(int snippet, State before) {}

  private final X86 isa = new X86(Mode.BITS_64);
  private final Random random = new Random(1985);
  private final FloatNumbers floats = new FloatNumbers(random);
  private final List<String> texts = new ArrayList<>();
  private final List<Bytes> codes = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void vectorsAgreeWithTheProcessor() throws Exception {
    agree("floats.txt", "ldmxcsr dword ptr [rdi+128]; %s; stmxcsr dword ptr [rdi+128]");
  }

  @Test
  void registersOfX87AgreeWithTheProcessor() throws Exception {
    agree(
        "x87.txt",
        "fninit; fldcw word ptr [rdi+128]; fld tbyte ptr [rdi]; fld tbyte ptr [rdi+16]; %s;"
            + " fnstsw word ptr [rdi+132]; fstp tbyte ptr [rdi+48]; fstp tbyte ptr [rdi+64]");
  }

  /** Two numbers, and an operand of any other type; every precision and rounding. */
  private void fillX87(State state) {
    for (int at = BASE; at <= BASE + 32; at += 16) {
      int exponent = floats.exponent();
      state.memoryWord(at, floats.significand(exponent));
      state.memoryWord(at + 8, exponent);
    }
    if (random.nextInt(4) == 0) {
      state.memoryWord(BASE, random.nextInt(8));
      state.memoryWord(BASE + 8, random.nextInt(3) == 0 ? 0x7fff : 0x3fff);
    }
    int width = 32 << random.nextInt(2);
    long integer = random.nextLong() >> random.nextInt(64);
    state.memoryWord(BASE + 32, random.nextInt(3) == 0 ? integer : floats.number(width));
    int precision = List.of(0, 2, 3).get(random.nextInt(3));
    state.memoryWord(MXCSR, 0x7f | precision << 8 | random.nextInt(4) << 10);
  }

  private void agree(String resource, String frame) throws Exception {
    Set<String> features = Runner.features();
    boolean usable = features.contains("avx2");
    if (!usable) {
      java.lang.System.out.println(
          "skipped: comparison of floats needs x86-64 Linux with AVX2 and gcc");
    }
    assumeTrue(usable, "x86-64 Linux with AVX2 and gcc");
    assemble(Forms.all(resource, features), frame);
    boolean x87 = resource.startsWith("x87");
    List<Case> cases = new ArrayList<>();
    for (int n = 0; n < codes.size(); n++) {
      for (int input = 0; input < (x87 ? 8 : 1) * INPUTS; input++) {
        cases.add(new Case(n, input(n)));
        if (x87) {
          fillX87(cases.getLast().before());
        }
      }
    }
    List<State> after = Runner.run(folder, codes, cases.stream().map(Case::before).toList());
    Map<String, String> differences = new LinkedHashMap<>();
    for (int n = 0; n < cases.size(); n++) {
      String wrong = compare(cases.get(n), after.get(n));
      if (!wrong.isEmpty()) {
        differences.putIfAbsent(texts.get(cases.get(n).snippet()), wrong);
      }
    }
    assertThat(after).hasSameSizeAs(cases).isNotEmpty();
    assertThat(differences.entrySet().stream().limit(SHOWN)).isEmpty();
  }

  private void assemble(List<Forms.Form> all, String frame) {
    List<String> rejected = new ArrayList<>();
    try (Assembler assembler = new Assembler()) {
      for (Forms.Form form : all) {
        String text = String.format(frame, form.text());
        switch (assembler.assemble(AssemblyRequest.of(Architecture.X86_64, text))) {
          case Assembly.Assembled a -> {
            texts.add(form.text());
            codes.add(a.object().text());
          }
          case Assembly other -> rejected.add(text + ": " + other);
        }
      }
    }
    assertThat(rejected).isEmpty();
  }

  private State input(int snippet) {
    State state = State.empty();
    state.snippet(snippet);
    for (int n = 0; n < 16; n++) {
      state.register(n, random.nextLong() >> random.nextInt(64));
    }
    state.register(4, Runner.DATA + 256);
    state.register(5, Runner.DATA + 320);
    state.register(6, Runner.DATA + 160);
    state.register(7, Runner.DATA + BASE);
    state.flags(random.nextInt() & 0x8d5 | 0x202);
    fill(state);
    int rounding = random.nextInt(4) << 13;
    int zeroing = random.nextInt(3) == 0 ? random.nextInt() & 0x8040 : 0;
    int raised = random.nextInt(3) == 0 ? random.nextInt() & 0x3f : 0;
    state.memoryWord(MXCSR, rounding | zeroing | raised | 0x1f80);
    return state;
  }

  /** Vectors and memory full of floats of one width, now and then equal or opposite ones. */
  private void fill(State state) {
    int width = List.of(16, 32, 32, 64, 64).get(random.nextInt(5));
    int bytes = width / 8;
    long last = 0;
    for (int at = 0; at < 128 + Runner.DATA_SIZE; at += bytes) {
      long sign = random.nextLong() & 1L << width - 1;
      last = random.nextInt(6) == 0 ? last ^ sign : floats.number(width);
      for (int n = 0; n < bytes; n++) {
        state.vectorOrMemory(at + n, (byte) (last >>> 8 * n));
      }
    }
  }

  private final Map<Integer, Map<Integer, Instruction>> decoded = new HashMap<>();

  private Map<Integer, Instruction> code(int snippet) throws UnknownInstruction {
    Map<Integer, Instruction> known = decoded.get(snippet);
    if (known == null) {
      known = new HashMap<>();
      Disassembler disassembler = Disassembler.of(Architecture.X86_64, Dialect.INTEL);
      for (Decoded one : disassembler.decode(codes.get(snippet))) {
        known.put(one.offset(), isa.decode(one, List.of(), OptionalInt.empty()));
      }
      decoded.put(snippet, known);
    }
    return known;
  }

  private String compare(Case one, State after) throws UnknownInstruction {
    Emulator emulator = new Emulator(isa, Runner.STUBS + 64L * one.snippet());
    State before = one.before();
    for (int n = 0; n < 16; n++) {
      emulator.put(Runner.REGISTERS.get(n), before.register(n));
    }
    for (int n = 0; n < FLAGS.size(); n++) {
      emulator.put(FLAGS.get(n), before.flags() >> FLAG_BITS[n] & 1);
    }
    emulator.putMemory(at -> {
      long n = at - Runner.DATA;
      return n < 0 || n >= Runner.DATA_SIZE ? 0 : before.memory((int) n);
    });
    for (int vector = 0; vector < 4; vector++) {
      emulator.put("zmm" + vector, before.vector(vector));
    }
    boolean goesThrough = emulator.run(code(one.snippet()));
    if (!goesThrough || after.trapped()) {
      return "trapped";
    }
    String wrong = differences(emulator, before, after);
    return wrong.isEmpty() ? "" : wrong + "\n from" + show(before);
  }

  private static String differences(Emulator emulator, State before, State after) {
    StringBuilder wrong = new StringBuilder();
    for (int n = 0; n < 16; n++) {
      Term expected = emulator.value(Runner.REGISTERS.get(n));
      note(wrong, Runner.REGISTERS.get(n), expected, BigInteger.valueOf(after.register(n)));
    }
    for (int n = 0; n < FLAGS.size(); n++) {
      BigInteger actual = BigInteger.valueOf(after.flags() >> FLAG_BITS[n] & 1);
      note(wrong, FLAGS.get(n), emulator.value(FLAGS.get(n)), actual);
    }
    for (int n = 0; n < Runner.DATA_SIZE; n++) {
      if (emulator.stored().contains(Runner.DATA + n) || after.memory(n) != before.memory(n)) {
        Term expected = emulator.byteAt(Runner.DATA + n);
        note(wrong, "[rdi+" + (n - BASE) + "]", expected, BigInteger.valueOf(after.memory(n)));
      }
    }
    for (int n = 0; n < 4; n++) {
      note(wrong, "\n ymm" + n, emulator.value("zmm" + n).truncate(256), after.vector(n));
    }
    return wrong.toString();
  }

  /** Compares the bits that do not depend on an unknown. */
  private static void note(StringBuilder wrong, String name, Term term, BigInteger actual) {
    BigInteger mask = BigInteger.ONE.shiftLeft(term.width()).subtract(BigInteger.ONE);
    BigInteger expected = term.isConstant() ? term.value() : valued(term, 0);
    for (long seed = 1; seed < 40 && !term.isConstant(); seed++) {
      mask = mask.andNot(expected.xor(valued(term, seed)));
    }
    if (expected.xor(actual).and(mask).signum() != 0) {
      wrong.append(" ").append(name).append(" is ").append(actual.and(mask).toString(16));
      wrong.append(" not ").append(expected.toString(16));
    }
  }

  private static BigInteger valued(Term term, long seed) {
    return new Evaluator(Assignment.random(seed)).value(term);
  }

  private static String show(State state) {
    StringBuilder text = new StringBuilder(" mxcsr ");
    text.append(Integer.toHexString(state.memory(MXCSR + 1) << 8 | state.memory(MXCSR)));
    for (int n = 0; n < 4; n++) {
      text.append("\n ymm").append(n).append(" ").append(state.vector(n).toString(16));
    }
    text.append("\n memory");
    for (int n = BASE + 79; n >= BASE; n--) {
      text.append(n % 8 == 7 ? " " : "").append(String.format("%02x", state.memory(n)));
    }
    return text.toString();
  }
}
