package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Assembly.Assembled;
import dev.fabula.asm.Assembly.Crashed;
import dev.fabula.asm.Assembly.Refused;
import dev.fabula.asm.Assembly.Rejected;
import dev.fabula.asm.Assembly.TimedOut;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kills, hangs or starves LLVM harms nothing but its own result. */
class ContainmentTest {
  private static final Assembler ASSEMBLER = new Assembler();

  @AfterAll
  static void close() {
    ASSEMBLER.close();
  }

  /** After every test, ordinary texts of both kinds still assemble. */
  @AfterEach
  void theNextTextAssembles() {
    assertThat(text(AssemblyRequest.of(Architecture.X86_64, "mov eax, 7")))
        .isEqualTo("b8 07 00 00 00");
    assertThat(text(AssemblyRequest.of(Architecture.X86_64, ".rept 2\nnop\n.endr")))
        .isEqualTo("90 90");
  }

  private static String text(AssemblyRequest request) {
    Assembly assembly = ASSEMBLER.assemble(request);
    assertThat(assembly).isInstanceOf(Assembled.class);
    return ((Assembled) assembly).object().text().toString();
  }

  private static Assembly intel(String text) {
    return assemble(Architecture.X86_64, Dialect.INTEL, text);
  }

  private static Assembly assemble(Architecture architecture, Dialect dialect, String text) {
    return ASSEMBLER.assemble(
        new AssemblyRequest(architecture, dialect, text.replace("\\n", "\n"))
            .within(Duration.ofMillis(1500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .incbin "/etc/passwd"              | reads a file
          nop; .INCBIN "/etc/passwd"         | reads a file
          .include "/etc/passwd"             | reads a file
          .print "hello"                     | writes to
          mov eax, 4/0                       | division by zero
          mov eax, [rax+1/0]                 | division by zero
          jo 9%0                             | division by zero
          mov eax, 5 mod 0                   | division by zero
          mov eax, 5 MOD 0x0                 | division by zero
          mov al, d@l                        | no relocation of x86_64
          .fill -12,1,0                      | outside the range
          .fill 2E1,0                        | no size
          .fill 1, 9                         | outside the range
          .space 0x7fffffff                  | outside the range
          .skip 1<<40                        | outside the range
          .zero -1                           | outside the range
          .org 0x7fffffff                    | outside the range
          .align -4                          | outside the range
          .align 4e                          | no size
          .align-4                           | outside the range
          .balign 1 << 30                    | outside the range
          .p2align 40                        | outside the range
          .nops 1000000000                   | outside the range
          .dcb.b 2e,1                        | no size
          .dcb.l 100000000                   | outside the range
          .ds.b 100000000                    | outside the range
          .rept 1000000000\\nnop\\n.endr     | outside the range
          .rept -1\\nnop\\n.endr             | outside the range
          """)
  void refused(String text, String reason) {
    assertThat(intel(text))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.reason()).contains(reason));
  }

  @Test
  void refusedInOtherDialects() {
    assertThat(assemble(Architecture.X86_64, Dialect.ATT, "nop; movl $1, foo@l"))
        .isEqualTo(new Refused("`@l` is no relocation of x86_64, which crashes LLVM", 5));
    assertThat(assemble(Architecture.X86, Dialect.ATT, "movl $1, foo@GOTPCREL"))
        .isEqualTo(new Refused("`@gotpcrel` is no relocation of x86, which crashes LLVM", 0));
    assertThat(assemble(Architecture.X86_64, Dialect.ATT, ".intel_syntax noprefix\\nmov eax, 1/0"))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          mov eax, 4/(1-1)                        | SIGFPE
          zero = 0\\nmov eax, 4/zero              | SIGFPE
          .quad -9223372036854775808/-1           | SIGFPE
          .macro d x\\nmov eax, 4/\\x\\n.endm\\nd 0 | SIGFPE
          .macro f x\\n.fill \\x,1,0\\n.endm\\nf -12 | SIGSEGV
          mov eax, -~32                           | SmallVector unable to grow
          .bundle_lock                            | bundling is disabled
          .bundle_align_mode 4\\n.bundle_unlock   | without matching lock
          .comm a,4\\n.comm a,8                   | redeclared as different type
          """)
  void crashesAreResults(String text, String how) {
    assertThat(intel(text))
        .isInstanceOfSatisfying(Crashed.class, c -> assertThat(c.how()).contains(how));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".macro r\\nr\\nr\\n.endm\\nr",
        ".rept 60000\\n.rept 60000\\nnop\\n.endr\\n.endr",
        ".irp a,1,2,3,4\\n.rept 50000\\n.rept 50000\\n.quad 1,2,3,4\\n.endr\\n.endr\\n.endr",
      })
  void endlessTextsEnd(String text) {
    assertThat(intel(text)).isInstanceOfAny(TimedOut.class, Crashed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".ascii \"abc",
        "nop /* open",
        "nop\\n.macro foo\\nnop",
        ".if 1\\nnop",
        ".endm",
        ".popsection",
        ".macro r\\nr\\n.endm\\nr",
        ".pseudoprobe 1 2 3 4 5",
        "mov eax, 'abc",
        "nop\0nop",
        "nop \ufffd\u4e00\ud83d",
        ".set a,b\\n.set b,a\\nmov eax, a",
        "jmp 1f",
        ".byte 300000000000000000000000000000",
        "# 5 \"x.c\"\\nbogus",
        "\\\\",
        "{",
        "\"",
        "'",
      })
  void malformedTextsAreRejected(String text) {
    assertThat(intel(text)).isInstanceOf(Rejected.class);
  }

  @Test
  void sizesThatDependOnTheTextAreAssembled() {
    assertThat(
            intel(
                ".skip -(((2f-1f)-(4f-3f)) > 0)*((2f-1f)-(4f-3f)), 0x90\\n1:nop\\n2:\\n3:nop\\n4:"))
        .isInstanceOf(Assembled.class);
    assertThat(intel(".size foo, .-foo\\nnop")).isInstanceOf(Assembled.class);
  }

  @Test
  void noFileIsReadEvenThroughAMacro(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    String through = ".macro read x\\n.\\x \"" + secret + "\"\\n.endm\\nread incbin";
    String quoted = "\".incbin\" \"" + secret + "\"";
    for (String text : new String[] {through, quoted}) {
      assertThat(intel(text))
          .isInstanceOfSatisfying(
              Rejected.class,
              r -> assertThat(r.diagnostics().getFirst().message()).startsWith("Could not find"));
    }
  }

  @Test
  void aMacroThatPrintsHarmsNothing() {
    assertThat(intel(".macro p x\\n.\\x \"hi\"\\n.endm\\np print\\nnop"))
        .isInstanceOfAny(Assembled.class, Crashed.class);
  }

  @Test
  void aMegabyteOfText() {
    AssemblyRequest good = AssemblyRequest.of(Architecture.AARCH64, "nop\n".repeat(250_000));
    assertThat(text(good.within(Duration.ofMinutes(2)))).hasSize(3_000_000 - 1);
    assertThat(assemble(Architecture.AARCH64, Dialect.PLAIN, "bogus\n".repeat(170_000)))
        .isInstanceOfAny(Rejected.class, TimedOut.class);
  }

  @Test
  void ofManyErrorsTheFirstHundredAreTold() {
    AssemblyRequest bad = AssemblyRequest.of(Architecture.X86_64, "mov eax, rcx\n".repeat(300));
    assertThat(ASSEMBLER.assemble(bad.within(Duration.ofMinutes(2))))
        .isInstanceOfSatisfying(Rejected.class, r -> assertThat(r.diagnostics()).hasSize(100));
  }

  @Test
  void deepNesting() {
    assertThat(intel("mov eax, " + "(".repeat(50_000)))
        .isInstanceOfAny(Rejected.class, Crashed.class);
    assertThat(
            assemble(Architecture.AARCH64, Dialect.PLAIN, "mov x0, #" + "-".repeat(50_000) + "1"))
        .isInstanceOfAny(Assembled.class, Rejected.class, Crashed.class);
  }

  @Test
  void aFatalErrorInThisProcessCostsOneThreadOnly() {
    RawRequest fatal = new RawRequest(Architecture.X86_64, Mode.DEFAULT, ".bundle_lock");
    RawRequest fine = new RawRequest(Architecture.X86_64, Mode.DEFAULT, "nop");
    try (WorkerThreads threads = new WorkerThreads()) {
      for (int i = 0; i < 3; i++) {
        assertThat(threads.assemble(fatal, Duration.ofSeconds(10)))
            .isEqualTo(new RawOutcome.Crashed(".bundle_lock forbidden when bundling is disabled"));
        assertThat(threads.assemble(fine, Duration.ofSeconds(10)))
            .isInstanceOf(RawOutcome.Done.class);
      }
    }
  }

  @Test
  void aHangInThisProcessCostsOneThreadOnly() {
    RawRequest slow =
        new RawRequest(Architecture.X86_64, Mode.DEFAULT, ".rept 3000000\nnop\n.endr");
    RawRequest fine = new RawRequest(Architecture.X86_64, Mode.DEFAULT, "nop");
    try (WorkerThreads threads = new WorkerThreads()) {
      assertThat(threads.assemble(slow, Duration.ofMillis(20)))
          .isInstanceOf(RawOutcome.TimedOut.class);
      assertThat(threads.assemble(fine, Duration.ofSeconds(10)))
          .isInstanceOf(RawOutcome.Done.class);
    }
  }
}
