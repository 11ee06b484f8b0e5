package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembly.Assembled;
import dev.fabula.asm.Assembly.Rejected;
import dev.fabula.asm.ObjectCode.Relocation;
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

  private static List<String> relocations(Architecture architecture, String text) {
    ObjectCode object = good(architecture, text).object();
    return object.relocations().stream().map(AssemblerTest::show).toList();
  }

  private static String show(Relocation relocation) {
    return "%d %s %s%s"
        .formatted(
            relocation.offset(),
            relocation.typeName(),
            relocation.symbol().map(ObjectCode.Symbol::name).orElse("-"),
            relocation.addend().isPresent()
                ? "%+d".formatted(relocation.addend().getAsLong())
                : "");
  }

  @Test
  void relocationsOfX86() {
    assertThat(
            relocations(
                Architecture.X86_64,
                "call f\nmov eax, [rip + g]\nmov dword ptr [h], 1\nmov eax, offset i\n"
                    + "movabs rax, offset j\nmov rax, [rip + k@GOTPCREL]\njmp l@PLT"))
        .containsExactly(
            "1 PLT32 f-4",
            "7 PC32 g-4",
            "14 32S h+0",
            "23 32 i+0",
            "29 64 j+0",
            "40 REX_GOTPCRELX k-4",
            "45 PLT32 l-4");
  }

  @Test
  void relocationsOf32BitX86HaveTheirAddendInPlace() {
    assertThat(relocations(Architecture.X86, "call f\nmov eax, [g + 4]"))
        .containsExactly("1 PC32 f", "6 32 g");
  }

  @Test
  void relocationsOfAarch64() {
    assertThat(
            relocations(
                Architecture.AARCH64,
                "bl f\nadrp x0, g + 8\nadd x0, x0, :lo12:g\nldr x1, [x0, :lo12:h]\nb.eq i"))
        .containsExactly(
            "0 CALL26 f+0",
            "4 ADR_PREL_PG_HI21 g+8",
            "8 ADD_ABS_LO12_NC g+0",
            "12 LDST64_ABS_LO12_NC h+0",
            "16 CONDBR19 i+0");
  }

  @Test
  void relocationsOfRiscv() {
    assertThat(relocations(Architecture.RISCV64, "call f\nlui a0, %hi(g)\naddi a0, a0, %lo(g)"))
        .containsExactly("0 CALL_PLT f+0", "8 HI20 g+0", "12 LO12_I g+0");
  }

  @Test
  void relocationsOfTheOthers() {
    assertThat(relocations(Architecture.ARM, "bl f")).containsExactly("0 CALL f");
    assertThat(relocations(Architecture.S390X, "brasl %r14, f@PLT"))
        .containsExactly("2 PLT32DBL f+2");
    assertThat(relocations(Architecture.POWERPC64, "bl f")).containsExactly("0 REL24 f+0");
    assertThat(relocations(Architecture.LOONGARCH64, "bl f")).containsExactly("0 B26 f+0");
  }

  @Test
  void readsBothByteOrdersAndClasses() {
    assertThat(good(Architecture.S390X, ".quad 1").object().littleEndian()).isFalse();
    assertThat(good(Architecture.POWERPC, ".long 1").object().text()).hasToString("00 00 00 01");
    assertThat(good(Architecture.X86, ".long 1").object().text()).hasToString("01 00 00 00");
  }

  @Test
  void sectionsAndSymbols() {
    ObjectCode object =
        good(
                Architecture.X86_64,
                ".globl f\n.type f, @function\nf: ret\n.size f, .-f\n"
                    + ".pushsection .note.probe, \"a\", @note\n.long 7\n.popsection\n"
                    + ".weak w\n.set c, 42\ncall u\n.bss\nb: .zero 16")
            .object();
    ObjectCode.Symbol f = object.symbol("f").orElseThrow();
    assertThat(f.binding()).isEqualTo(ObjectCode.Binding.GLOBAL);
    assertThat(f.size()).isEqualTo(1);
    assertThat(object.section(f.section()).orElseThrow().name()).isEqualTo(".text");
    assertThat(object.symbol("u").orElseThrow().isUndefined()).isTrue();
    assertThat(object.symbol("w").orElseThrow().binding()).isEqualTo(ObjectCode.Binding.WEAK);
    assertThat(object.symbol("c").orElseThrow().section()).isEqualTo(ObjectCode.Symbol.ABSOLUTE);
    assertThat(object.symbol("c").orElseThrow().value()).isEqualTo(42);
    assertThat(object.section(".note.probe").orElseThrow().bytes()).hasToString("07 00 00 00");
    assertThat(object.section(".note.probe").orElseThrow().isExecutable()).isFalse();
    assertThat(object.section(".bss").orElseThrow().size()).isEqualTo(16);
    assertThat(object.section(".bss").orElseThrow().bytes().length()).isZero();
    assertThat(object.symbols()).noneMatch(s -> s.name().contains("fabula"));
  }

  private static String stretches(Architecture architecture, String text) {
    ObjectCode object = good(architecture, text).object();
    return object.stretches(object.section(".text").orElseThrow()).stream()
        .map(s -> s.start() + "-" + s.end() + " " + s.content())
        .toList()
        .toString();
  }

  @Test
  void dataInsideCode() {
    assertThat(stretches(Architecture.ARM, "ldr r0, =0x12345678\nbx lr\n.thumb\nnop"))
        .isEqualTo("[0-8 A32, 8-12 T32, 12-16 DATA]");
    assertThat(stretches(Architecture.AARCH64, "nop\n.word 1\nnop"))
        .isEqualTo("[0-4 CODE, 4-8 DATA, 8-12 CODE]");
    assertThat(stretches(Architecture.X86_64, "nop\n.byte 1")).isEqualTo("[0-2 CODE]");
    assertThat(stretches(Architecture.X86_64, "")).isEqualTo("[]");
  }

  private static List<String> errors(Architecture architecture, String text) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Rejected.class);
    List<String> errors = new ArrayList<>();
    for (Diagnostic d : ((Rejected) assembly).diagnostics()) {
      String place = d.start() < 0 ? "" : text.substring(d.start(), d.end());
      errors.add("%d:%d [%s] %s".formatted(d.line(), d.column(), place, d.message()));
    }
    return errors;
  }

  @Test
  void diagnosticsPointIntoTheText() {
    assertThat(errors(Architecture.X86_64, "nop; mov rax, ecx\n  bogus eax\nnop"))
        .containsExactly(
            "1:6 [mov] invalid operand for instruction",
            "2:3 [bogus] invalid instruction mnemonic 'bogus'");
    assertThat(errors(Architecture.AARCH64, "add x0, x1, #99999"))
        .containsExactly(
            "1:13 [#99999] expected compatible register, symbol or integer in range [0, 4095]");
  }

  @Test
  void diagnosticsBehindForeignCharactersPointIntoTheText() {
    assertThat(errors(Architecture.X86_64, "nop # \u00e9\u4e00\ud83d\ude00\n/*\u4e00*/bogus"))
        .containsExactly("2:6 [bogus] invalid instruction mnemonic 'bogus'");
  }

  @Test
  void anErrorInsideAMacroIsPlacedAtItsUse() {
    assertThat(errors(Architecture.X86_64, ".macro m\nbogus\n.endm\nnop\nm").getFirst())
        .isEqualTo("5:1 [m] invalid instruction mnemonic 'bogus'");
  }

  @Test
  void anErrorOfTheWholeTextHasNoPlace() {
    assertThat(errors(Architecture.X86_64, ".if 1\nnop"))
        .containsExactly("0:0 [] unmatched .ifs or .elses");
  }

  @Test
  void warningsComeWithTheObject() {
    assertThat(good(Architecture.AARCH64, "nop").warnings()).isEmpty();
    Assembled deprecated =
        good(AssemblyRequest.of(Architecture.X86_64, ".att_syntax\n.warning \"careful\"\nnop"));
    assertThat(deprecated.warnings()).extracting(Diagnostic::message).containsExactly("careful");
    assertThat(deprecated.warnings().getFirst().line()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X86_64  | newinstruction eax          | true
          X86_64  | mov eax, rcx                | false
          AARCH64 | newinstruction x0           | true
          AARCH64 | mrs x0, NEW_SYSTEM_REGISTER | true
          AARCH64 | add x0, x1                  | false
          ARM     | newinstruction r0           | true
          RISCV64 | newinstruction a0           | true
          RISCV64 | csrr a0, newcsr             | true
          RISCV64 | add a0, a1                  | false
          X86_64  | .newdirective 1             | true
          S390X   | newinstruction %r1          | true
          LOONGARCH64 | newinstruction $a0      | true
          POWERPC64 | newinstruction 3          | true
          """)
  void whatTheAssemblerDoesNotKnowIsToldApart(
      Architecture architecture, String text, boolean new_) {
    Assembly assembly = ASSEMBLER.assemble(AssemblyRequest.of(architecture, text));
    assertThat(assembly).isInstanceOf(Rejected.class);
    assertThat(((Rejected) assembly).diagnostics())
        .anySatisfy(d -> assertThat(d.isUnknownToAssembler()).as(d.message()).isEqualTo(new_));
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
