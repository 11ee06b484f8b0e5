package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Stubs as people write them, with the mistakes that people make. */
final class HandWrittenStubsTest {

  private final Abi sel4 = Bench.abi("sel4");

  private String rust(String machine, String operands) {
    String text =
        """
        use core::arch::asm;
        pub unsafe fn my_send(number: isize, cap: usize, info: usize,
            mr0: usize, mr1: usize, mr2: usize, mr3: usize) {
            asm!(%s);
        }
        """
            .formatted(operands);
    return outcome(machine, "hand.rs", text);
  }

  private String outcome(String machine, String file, String text) {
    List<String> outcomes = Bench.outcomes(sel4, machine, file, text);
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }

  private static final String WORDS =
      """
      in("x0") cap, in("x1") info, in("x2") mr0, in("x3") mr1, in("x4") mr2, in("x5") mr3\
      """;

  @Test
  void explicitRegistersHold() {
    assertThat(rust("aarch64", "\"svc #0\", in(\"x7\") number, " + WORDS)).isEqualTo("holds");
  }

  @Test
  void valuesMovedByTheTemplateMayOverwriteEachOther() {
    String moves =
        """
        "mov x0, {c}", "mov x1, {i}", "mov x2, {a}", "mov x3, {b}", "mov x4, {d}", "mov x5, {e}",
        "mov x7, {n}", "svc #0", c = in(reg) cap, i = in(reg) info, a = in(reg) mr0, b = in(reg) mr1,
        d = in(reg) mr2, e = in(reg) mr3, n = in(reg) number\
        """;
    assertThat(rust("aarch64", moves)).startsWith("broken(").contains("register-not-declared");
    // Declared as late outputs, the registers may still be those of inputs that are read later.
    String declared =
        moves
            + """
            , lateout("x0") _, lateout("x1") _, lateout("x2") _, lateout("x3") _, lateout("x4") _,
            lateout("x5") _, lateout("x7") _\
            """;
    assertThat(rust("aarch64", declared)).isEqualTo("broken(operand-in-named-register)");
    assertThat(rust("aarch64", declared.replace("lateout", "out"))).isEqualTo("holds");
  }

  @Test
  void memoryIsReadAndWrittenMeanwhile() {
    String promised = "\"svc #0\", in(\"x7\") number, " + WORDS + ", options(%s)";
    assertThat(rust("aarch64", promised.formatted("nomem"))).isEqualTo("broken(stub-memory)");
    assertThat(rust("aarch64", promised.formatted("readonly"))).isEqualTo("broken(stub-memory)");
    assertThat(rust("aarch64", promised.formatted("nostack"))).isEqualTo("holds");
  }

  @Test
  void anImmediateThatNobodyLooksAtIsToldAndBreaksNothing() {
    String other = "\"svc #7\", in(\"x7\") number, " + WORDS;
    assertThat(rust("aarch64", other)).isEqualTo("holds");
    String text =
        "use core::arch::asm; unsafe fn null(number: isize) { asm!(\"svc #7\", in(\"x7\") number);"
            + " }";
    assertThat(Bench.messages(sel4, "aarch64", "hand.rs", text))
        .contains("the trap is `svc #0x7`, and not `svc #0`");
  }

  @Test
  void aNumberIsAsWideAsItsRegister() {
    String narrow =
        "use core::arch::asm; unsafe fn null(number: i32) { asm!(\"svc #0\", in(\"x7\") number); }";
    assertThat(outcome("aarch64", "hand.rs", narrow)).startsWith("broken(").contains("stub-input");
    String wide = narrow.replace("in(\"x7\") number", "in(\"x7\") number as i64");
    assertThat(outcome("aarch64", "hand.rs", wide)).isEqualTo("holds");
  }

  @Test
  void valuesInEachOthersRegistersAreFound() {
    String swapped =
        "\"svc #0\", in(\"x7\") number, "
            + WORDS.replace("mr0", "mrX").replace("mr1", "mr0").replace("mrX", "mr1");
    assertThat(rust("aarch64", swapped)).isEqualTo("broken(stub-input)");
  }

  @Test
  void theStackPointerIsLostInTheTrap() {
    String words =
        """
        in("rdx") number, in("rdi") cap, in("rsi") info, in("r10") mr0, in("r8") mr1, in("r9") mr2,
        in("r15") mr3, lateout("rcx") _, lateout("r11") _, options(nostack)\
        """;
    assertThat(rust("x86_64", "\"syscall\", " + words)).startsWith("broken(stack-pointer-changed");
    String kept = "\"mov r14, rsp\", \"syscall\", \"mov rsp, r14\", out(\"r14\") _, ";
    assertThat(rust("x86_64", kept + words)).isEqualTo("holds");
    assertThat(rust("x86_64", kept + words.replace("lateout(\"r11\") _, ", "")))
        .isEqualTo("broken(system-call-clobbers)");
  }

  @Test
  void statementsOfCWithoutAMemoryClobberAreBroken() {
    String text =
        """
        static inline void my_send_null(unsigned long sys, unsigned long dest, unsigned long tag)
        {
            register unsigned long cap __asm__("x0") = dest;
            register unsigned long info __asm__("x1") = tag;
            register unsigned long number __asm__("x7") = sys;
            __asm__ __volatile__("svc #0" : "+r"(cap), "+r"(info) : "r"(number) : %s);
        }
        """;
    assertThat(outcome("aarch64", "hand.c", text.formatted("\"cc\"")))
        .isEqualTo("broken(stub-memory)");
    // That a variable called `tag` is the message's is not said anywhere.
    assertThat(outcome("aarch64", "hand.c", text.formatted("\"memory\"")))
        .isEqualTo("bounded(what its variables hold is not all known: `info` is taken for `info`)");
    assertThat(
            outcome("aarch64", "hand.c", text.formatted("\"memory\"").replace("tag", "info_arg")))
        .isEqualTo("holds");
  }

  @Test
  void wordsThatTheTemplateMovesArriveAndTheirRegistersAreGivenUp() {
    String text =
        """
        static inline void my_send(unsigned long sys, unsigned long dest, unsigned long info,
                                   unsigned long mr1, unsigned long mr2)
        {
            __asm__ __volatile__("push %%%%ebp; mov %%%%ecx, %%%%ebp; mov %%%%esp, %%%%ecx; lea 1f, %%%%edx; "
                "1: sysenter; pop %%%%ebp"
                : %s : "a"(sys), "b"(dest), "S"(info), "D"(mr1)%s : "edx", "memory");
        }
        """;
    String given = text.formatted("\"+c\"(mr2)", "");
    assertThat(outcome("ia32", "hand.c", given)).isEqualTo("holds");
    assertThat(outcome("ia32", "hand.c", text.formatted("", ", \"c\"(mr2)")))
        .isEqualTo("broken(input-modified)");
    assertThat(outcome("ia32", "hand.c", given.replace("mov %%ecx, %%ebp; ", "")))
        .isEqualTo("broken(stub-input)");
    // The kernel goes on behind the address in edx, with the stack pointer in ecx.
    assertThat(
            outcome(
                "ia32",
                "hand.c",
                given.replace("lea 1f", "lea 2f").replace("1: sysenter", "1: sysenter; 2: nop")))
        .startsWith("broken(");
    assertThat(outcome("ia32", "hand.c", given.replace("mov %%esp, %%ecx; ", "")))
        .startsWith("broken(");
  }

  @Test
  void resultsComeFromTheirRegisters() {
    String text =
        """
        use core::arch::asm;
        unsafe fn my_recv(number: isize, cap: usize) -> (usize, usize) {
            let badge: usize; let out_info: usize; let mr0: usize; let mr1: usize;
            asm!("svc #0", in("x7") number, inlateout("x0") cap => badge, lateout("x1") out_info,
                lateout("x2") mr0, lateout("x3") mr1, lateout("x4") _, lateout("x5") _);
            (badge, out_info)
        }
        """;
    assertThat(outcome("aarch64", "hand.rs", text)).isEqualTo("broken(stub-output)");
    assertThat(Bench.messages(sel4, "aarch64", "hand.rs", text))
        .contains("`mr2` does not come out of the stub");
    String all =
        text.replace("lateout(\"x4\") _", "lateout(\"x4\") mr2")
            .replace("lateout(\"x5\") _", "lateout(\"x5\") mr3");
    assertThat(outcome("aarch64", "hand.rs", all)).isEqualTo("holds");
    assertThat(
            outcome(
                "aarch64",
                "hand.rs",
                all.replace("=> badge", "=> out_info")
                    .replace("\"x1\") out_info", "\"x1\") badge")))
        .isEqualTo("broken(stub-output)");
  }

  @Test
  void whatTheTemplateMovesHasToBePassed() {
    String text =
        """
        core::arch::asm!("mov r12, r7", "mov r7, r1", "svc #0", "mov r7, r12", %s out("r12") _);\
        """;
    String nothing = "unsafe fn null(number: isize) { " + text + " }";
    assertThat(outcome("aarch32", "hand.rs", nothing.formatted("in(\"r1\") number,")))
        .isEqualTo("holds");
    assertThat(outcome("aarch32", "hand.rs", nothing.formatted("")))
        .startsWith("broken(stub-input");
  }

  @Test
  void whatIsMoreThanAVariableIsTakenAsItIs() {
    String text =
        "use core::arch::asm; unsafe fn null(mut number: isize) { %s asm!(\"svc #0\", in(\"x7\")"
            + " %s); }";
    assertThat(outcome("aarch64", "hand.rs", text.formatted("", "number"))).isEqualTo("holds");
    assertThat(outcome("aarch64", "hand.rs", text.formatted("", "-number")))
        .isEqualTo(
            "bounded(what its variables hold is not all known: `-number` is taken for `number`)");
    assertThat(outcome("aarch64", "hand.rs", text.formatted("number -= 1;", "number")))
        .startsWith("bounded(")
        .contains("`number` has the value that it was given");
  }

  @Test
  void whatIsNoStubIsUnknown() {
    String text = "use core::arch::asm; unsafe fn other() { asm!(\"svc #0\"); }";
    assertThat(outcome("aarch64", "hand.rs", text))
        .startsWith("unknown(`other` does not end with the name of a stub of `sel4`: send, reply");
    assertThat(outcome("aarch64", "hand.rs", text.replace("other", "sys_nb_send_recv")))
        .isEqualTo("unknown(stub `nbsend_recv` is part of other variants: --variant chooses them)");
  }
}
