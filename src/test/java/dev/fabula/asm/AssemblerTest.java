package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembly.Assembled;
import dev.fabula.asm.Assembly.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerTest {
  private static final Assembler ASSEMBLER = new Assembler();

  @AfterAll
  static void close() {
    ASSEMBLER.close();
  }

  private static Assembly assemble(Architecture architecture, Dialect dialect, String text) {
    return ASSEMBLER.assemble(new AssemblyRequest(architecture, dialect, text));
  }

  private static Assembled good(Architecture architecture, String text) {
    return good(AssemblyRequest.of(architecture, text));
  }

  private static Assembled good(AssemblyRequest request) {
    Assembly assembly = ASSEMBLER.assemble(request);
    assertThat(assembly).isInstanceOf(Assembled.class);
    return (Assembled) assembly;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64      | INTEL | mov rax, qword ptr [rbx + 8*rcx - 8] | 48 8b 44 cb f8
          X86_64      | ATT   | movq -8(%rbx,%rcx,8), %rax           | 48 8b 44 cb f8
          X86_64      | INTEL | vaddps zmm1 {k1}, zmm2, zmm3         | 62 f1 6c 49 58 cb
          X86_64      | INTEL | {evex} vaddps xmm1, xmm2, xmm3       | 62 f1 6c 08 58 cb
          X86         | INTEL | mov eax, dword ptr [esp + 4]         | 8b 44 24 04
          AARCH64     | PLAIN | ldaddal w1, w2, [x3]                 | 62 00 e1 b8
          AARCH64     | PLAIN | add z0.d, p0/m, z0.d, z1.d           | 20 00 c0 04
          AARCH64     | PLAIN | pacia x0, x1                         | 20 00 c1 da
          ARM64EC     | PLAIN | add x0, x1, #1                       | 20 04 00 91
          ARM         | PLAIN | ldrexd r0, r1, [r2]                  | 9f 0f b2 e1
          ARM         | PLAIN | vadd.f32 q0, q1, q2                  | 44 0d 02 f2
          ARM         | PLAIN | udiv r0, r1, r2                      | 11 f2 30 e7
          RISCV64     | PLAIN | amoadd.d.aqrl a0, a1, (a2)           | 2f 35 b6 06
          RISCV64     | PLAIN | c.addi a0, 4                         | 11 05
          RISCV64     | PLAIN | vadd.vv v1, v2, v3                   | d7 80 21 02
          RISCV64     | PLAIN | andn a0, a1, a2                      | 33 f5 c5 40
          RISCV32     | PLAIN | lw a0, 8(a1)                         | 88 45
          LOONGARCH64 | PLAIN | add.d $a0, $a1, $a2                  | a4 98 10 00
          LOONGARCH64 | PLAIN | vadd.b $vr0, $vr1, $vr2              | 20 08 0a 70
          LOONGARCH32 | PLAIN | add.w $a0, $a1, $a2                  | a4 18 10 00
          S390X       | PLAIN | lgr %r2, %r3                         | b9 04 00 23
          S390X       | PLAIN | vaf %v0, %v1, %v2                    | e7 01 20 00 20 f3
          POWERPC     | PLAIN | addi 3, 4, 5                         | 38 64 00 05
          POWERPC64   | PLAIN | ld 3, 8(4)                           | 08 00 64 e8
          POWERPC64   | PLAIN | xxlxor 0, 0, 0                       | d0 04 00 f0
          """)
  void assemblesEveryArchitecture(
      Architecture architecture, Dialect dialect, String text, String hex) {
    Assembly assembly = assemble(architecture, dialect, text);
    assertThat(assembly).isInstanceOf(Assembled.class);
    assertThat(((Assembled) assembly).object().text()).hasToString(hex);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          THUMB           | cbz r0, 1f; nop; 1: | 00 b1 00 bf
          THUMB           | it eq; moveq r0, r1 | 08 bf 08 46
          MICROCONTROLLER | msr BASEPRI, r0     | 80 f3 11 88
          MICROCONTROLLER | mrs r0, CONTROL     | ef f3 14 80
          MICROCONTROLLER | cpsid i             | 72 b6
          """)
  void assemblesThumb(Mode mode, String text, String hex) {
    assertThat(good(AssemblyRequest.of(Architecture.ARM, text).in(mode)).object().text())
        .hasToString(hex);
  }

  private static List<String> origins(AssemblyRequest request) {
    Assembled assembled = good(request);
    ObjectCode.Section section = assembled.object().section(".text").orElseThrow();
    List<String> origins = new ArrayList<>();
    String last = "";
    for (int i = 0; i < section.bytes().length(); i++) {
      Statement s = assembled.statements().at(section, i).orElseThrow();
      String origin = request.text().substring(s.start(), s.end());
      if (!origin.equals(last)) {
        origins.add(i + " " + origin);
        last = origin;
      }
    }
    return origins;
  }

  @Test
  void everyByteHasItsStatement() {
    assertThat(
            origins(
                AssemblyRequest.of(
                    Architecture.X86_64,
                    "  nop # one\n2: lock; inc dword ptr [rax] /* x\n y */ ; jmp 2b\n"
                        + ".pushsection .data\n.long 1\n.popsection\ncall f // end\n"
                        + ".byte 1, 2\n.p2align 4\nret")))
        .containsExactly(
            "0 nop",
            "1 lock",
            "2 inc dword ptr [rax]",
            "4 jmp 2b",
            "6 call f",
            "11 .byte 1, 2",
            "13 .p2align 4",
            "16 ret");
  }

  @Test
  void bytesOfMacrosBelongToTheirUse() {
    assertThat(
            origins(
                AssemblyRequest.of(
                    Architecture.AARCH64,
                    ".macro two x\n"
                        + "nop\n"
                        + "mov \\x, #1\n"
                        + ".endm\n"
                        + "ret\n"
                        + "two x3\n"
                        + ".rept 2\n"
                        + "ret\n"
                        + ".endr\n"
                        + "nop")))
        .containsExactly("0 ret", "4 two x3", "12 .rept 2", "20 nop");
  }

  @Test
  void marksDoNotChangeTheCode() {
    AssemblyRequest thumb =
        AssemblyRequest.of(
                Architecture.ARM,
                "itte ne\nmovne r0, #1\nmovne r1, #2\nmoveq r2, #3\n"
                    + ".thumb_func\nf:\nbx lr\nbl f\n.word f")
            .in(Mode.THUMB);
    assertThat(origins(thumb))
        .containsExactly(
            "0 itte ne",
            "2 movne r0, #1",
            "4 movne r1, #2",
            "6 moveq r2, #3",
            "8 bx lr",
            "10 bl f",
            "14 .word f");
    assertThat(good(thumb).object().symbol("f").orElseThrow().value()).isEqualTo(9);
    assertThat(
            origins(
                AssemblyRequest.of(
                    Architecture.AARCH64, "movprfx z0, z1\nadd z0.d, p0/m, z0.d, z2.d")))
        .containsExactly("0 movprfx z0, z1", "4 add z0.d, p0/m, z0.d, z2.d");
  }

  @Test
  void unwindDirectivesMeanTheSurroundingFunction() {
    Assembled assembled =
        good(
            Architecture.X86_64,
            "push rbx\n.cfi_adjust_cfa_offset 8\npop rbx\n.cfi_adjust_cfa_offset -8");
    assertThat(assembled.object().text()).hasToString("53 5b");
    assertThat(good(Architecture.ARM, ".save {r4}\npush {r4}").object().text())
        .hasToString("04 40 2d e5");
  }

  @Test
  void directivesOfOtherObjectFormatsAreLeftOut() {
    Assembled assembled =
        good(
            Architecture.X86_64,
            ".def f\n.scl 2\n.type 32\n.endef\n.seh_proc f\nf: ret\n.seh_endproc");
    assertThat(assembled.object().text()).hasToString("c3");
  }

  @Test
  void manyThreadsAtOnce() throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int n = i;
      tasks.add(() -> n + " " + mixed(n));
    }
    try (var pool = Executors.newFixedThreadPool(20)) {
      List<Future<String>> results = pool.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(i + " " + expected(i));
      }
    }
  }

  private static String mixed(int n) {
    Assembly assembly =
        switch (n % 3) {
          case 0 -> ASSEMBLER.assemble(AssemblyRequest.of(Architecture.X86_64, "mov eax, " + n));
          case 1 -> ASSEMBLER.assemble(AssemblyRequest.of(Architecture.AARCH64, "movz x0, #" + n));
          default -> ASSEMBLER.assemble(AssemblyRequest.of(Architecture.RISCV64, "\nbogus" + n));
        };
    return switch (assembly) {
      case Assembled assembled -> assembled.object().text().toString();
      case Rejected rejected -> rejected.diagnostics().getFirst().line() + "";
      case Assembly.Refused _, Assembly.Crashed _, Assembly.TimedOut _ -> assembly.toString();
    };
  }

  private static String expected(int n) {
    return switch (n % 3) {
      case 0 -> "b8 %02x %02x 00 00".formatted(n & 0xff, n >> 8);
      case 1 -> Bytes.of(little(0xd2800000 | n << 5)).toString();
      default -> "2";
    };
  }

  private static byte[] little(int word) {
    return new byte[] {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
  }
}
