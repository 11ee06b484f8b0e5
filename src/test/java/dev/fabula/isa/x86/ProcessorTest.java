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
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meanings against the processor that the test runs on. */
class ProcessorTest {

  private static final int INPUTS = 4;
  private static final int SHOWN = 40;
  private static final List<String> FLAGS = List.of("cf", "pf", "af", "zf", "sf", "df", "of");
  private static final int[] FLAG_BITS = {0, 2, 4, 6, 7, 10, 11};
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    -1,
    -2,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    0x100000000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0x5555555555555555L
  };

  private record Case(int snippet, State before) {}

  private final X86 isa = new X86(Mode.BITS_64);
  private final Random random = new Random(20);
  private final List<Forms.Form> forms = new ArrayList<>();
  private final List<Bytes> codes = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void meaningsAgreeWithTheProcessor() throws Exception {
    Set<String> features = Runner.features();
    boolean usable = features.contains("avx2");
    if (!usable) {
      java.lang.System.out.println(
          "skipped: comparison with the processor needs x86-64 Linux with AVX2 and gcc");
    }
    assumeTrue(usable, "x86-64 Linux with AVX2 and gcc");
    assemble(Forms.all(features));
    List<Case> cases = new ArrayList<>();
    for (int n = 0; n < codes.size(); n++) {
      for (int input = 0; input < INPUTS; input++) {
        cases.add(new Case(n, input(n)));
      }
    }
    List<State> after = Runner.run(folder, codes, cases.stream().map(Case::before).toList());
    List<String> differences = new ArrayList<>();
    for (int n = 0; n < cases.size(); n++) {
      compare(cases.get(n), after.get(n), differences);
    }
    assertThat(after).hasSameSizeAs(cases).hasSizeGreaterThan(10_000);
    assertThat(differences.stream().limit(SHOWN)).isEmpty();
  }

  private void assemble(List<Forms.Form> all) {
    List<String> rejected = new ArrayList<>();
    try (Assembler assembler = new Assembler()) {
      for (Forms.Form form : all) {
        String text = form.text().replace("JUMP", "1f; inc rbx; 1: not r9");
        switch (assembler.assemble(AssemblyRequest.of(Architecture.X86_64, text))) {
          case Assembly.Assembled a -> {
            forms.add(new Forms.Form(text, form.small()));
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
    boolean small = forms.get(snippet).small();
    state.snippet(snippet);
    for (int n = 0; n < 16; n++) {
      state.register(n, small ? random.nextInt(90) - 45 : number());
    }
    if (random.nextBoolean()) {
      state.register(1, random.nextInt(70));
    }
    if (random.nextInt(4) == 0) {
      state.register(0, state.register(random.nextInt(4)));
    }
    state.register(4, Runner.DATA + 256 + 8L * random.nextInt(4));
    state.register(5, Runner.DATA + 320);
    state.register(6, Runner.DATA + 160);
    state.register(7, Runner.DATA + 96);
    state.flags(random.nextInt() & 0x8d5 | 0x202 | random.nextInt() & (small ? 0 : 0x400));
    state.fill(random);
    if (random.nextInt(3) == 0) {
      state.memoryWord(112, state.register(0));
      state.memoryWord(120, state.register(2));
    } else if (random.nextInt(3) == 0) {
      state.memoryWord(112, number());
    }
    return state;
  }

  private long number() {
    long edge = EDGES[random.nextInt(EDGES.length)];
    return switch (random.nextInt(4)) {
      case 0 -> edge;
      case 1 -> edge ^ random.nextLong() << 32;
      case 2 -> edge + random.nextInt(5) - 2;
      default -> random.nextLong();
    };
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

  private void compare(Case one, State after, List<String> differences) {
    String text = forms.get(one.snippet()).text();
    Emulator emulator = new Emulator(isa, Runner.STUBS + 64L * one.snippet());
    enter(emulator, one.before());
    boolean goesThrough;
    try {
      goesThrough = emulator.run(code(one.snippet()));
    } catch (UnknownInstruction unknown) {
      differences.add(text + ": " + unknown.getMessage());
      return;
    }
    if (goesThrough == after.trapped()) {
      differences.add(text + ": traps " + after.trapped() + " " + show(one.before()));
    } else if (goesThrough) {
      String wrong = differences(emulator, one.before(), after);
      if (!wrong.isEmpty() && differences.stream().noneMatch(d -> d.startsWith(text + ":"))) {
        differences.add(text + ":" + wrong + "\n  from " + show(one.before()));
      }
    }
  }

  private static void enter(Emulator emulator, State state) {
    for (int n = 0; n < 16; n++) {
      emulator.put(Runner.REGISTERS.get(n), state.register(n));
    }
    for (int n = 0; n < FLAGS.size(); n++) {
      emulator.put(FLAGS.get(n), state.flags() >> FLAG_BITS[n] & 1);
    }
    emulator.put("if", 1);
    emulator.putMemory(at -> {
      long n = at - Runner.DATA;
      return n < 0 || n >= Runner.DATA_SIZE ? 0 : state.memory((int) n);
    });
    for (int vector = 0; vector < 4; vector++) {
      emulator.put("zmm" + vector, state.vector(vector));
    }
  }

  private static String differences(Emulator emulator, State before, State after) {
    StringBuilder wrong = new StringBuilder();
    for (int n = 0; n < 16; n++) {
      String name = Runner.REGISTERS.get(n);
      check(wrong, name, emulator.value(name), BigInteger.valueOf(after.register(n)));
    }
    for (int n = 0; n < FLAGS.size(); n++) {
      long bit = after.flags() >> FLAG_BITS[n] & 1;
      check(wrong, FLAGS.get(n), emulator.value(FLAGS.get(n)), BigInteger.valueOf(bit));
    }
    for (int n = 0; n < Runner.DATA_SIZE; n++) {
      int actual = after.memory(n);
      if (emulator.stored().contains(Runner.DATA + n)) {
        check(wrong, "[" + n + "]", emulator.byteAt(Runner.DATA + n), BigInteger.valueOf(actual));
      } else if (before.memory(n) != actual) {
        wrong.append(" [").append(n).append("] became ").append(actual);
      }
    }
    for (int n = 0; n < 4; n++) {
      check(wrong, "ymm" + n, emulator.value("zmm" + n).truncate(256), after.vector(n));
    }
    return wrong.toString();
  }

  /** Compares the bits that do not depend on something undefined. */
  private static void check(StringBuilder wrong, String name, Term term, BigInteger actual) {
    BigInteger mask = BigInteger.ONE.shiftLeft(term.width()).subtract(BigInteger.ONE);
    BigInteger expected = term.isConstant() ? term.value() : withUnknowns(term, 0);
    BigInteger defined = mask;
    for (int pattern = 1; pattern < 4 && !term.isConstant(); pattern++) {
      defined = defined.andNot(expected.xor(withUnknowns(term, pattern)));
    }
    if (expected.xor(actual).and(defined).signum() != 0) {
      wrong.append(" ").append(name).append(" is ").append(actual.and(mask).toString(16));
      wrong.append(" not ").append(expected.toString(16));
    }
  }

  private static final List<BigInteger> PATTERNS =
      List.of(
          BigInteger.ZERO,
          BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE),
          BigInteger.ONE,
          BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.TWO));

  private static BigInteger withUnknowns(Term term, int pattern) {
    Map<String, BigInteger> values = new HashMap<>();
    term.variables().forEach(v -> values.put(v.name(), PATTERNS.get(pattern)));
    return new Evaluator(Assignment.of(values)).value(term);
  }

  private static String show(State state) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 16; n++) {
      text.append(Runner.REGISTERS.get(n)).append('=');
      text.append(Long.toHexString(state.register(n))).append(' ');
    }
    return text.append("flags=").append(Long.toHexString(state.flags())).toString();
  }
}
