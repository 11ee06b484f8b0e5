package dev.fabula.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.check.Fix.Applicability;
import dev.fabula.check.Level;
import dev.fabula.check.Witness;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages as they are printed, to the last blank. */
final class MessageTextTest {

  @Test
  void oneMarkWithNotesAndHelps() {
    String text =
        Marked.text("fn f() {\n    asm!(\"nop\");\n}\n")
            .primary("nop", "does nothing")
            .note("a circumstance")
            .help("do something\nin two lines")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:2:11
              |
            2 |     asm!("nop");
              |           ^^^ does nothing
              |
              = note: a circumstance
              = help: do something
                      in two lines

            """);
  }

  @Test
  void labelsOfOneLineHangFromRightToLeft() {
    String text =
        Marked.text("move(first, second, third)\n")
            .primary("second", "the middle one")
            .secondary("first", "the first")
            .secondary("third", "the last")
            .secondary("move", "")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:13
              |
            1 | move(first, second, third)
              | ---- -----  ^^^^^^  ----- the last
              |      |      |
              |      |      the middle one
              |      the first

            """);
  }

  @Test
  void primaryMarkLiesOnTopOfOneAroundIt() {
    String text =
        Marked.text("mov rax, rbx\n")
            .primary("rax", "changed here")
            .secondary("mov rax, rbx", "by this instruction")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:5
              |
            1 | mov rax, rbx
              | ----^^^----- by this instruction
              |     |
              |     changed here

            """);
  }

  @Test
  void farLinesAreLeftOutAndOneLineBetweenIsNot() {
    String text =
        Marked.text("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n")
            .primary("one", "here")
            .secondary("three", "there")
            .secondary("ten", "and there")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
              --> src/a.rs:1:1
               |
            1  | one
               | ^^^ here
            2  | two
            3  | three
               | ----- there
            ...
            10 | ten
               | --- and there

            """);
  }

  @Test
  void tabsAndWideCharactersAndMarksThatJoinKeepTheColumns() {
    String text =
        Marked.text("\t\"語 e\u0301 nop\"\n").primary("nop", "here").secondary("語", "").render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:8
              |
            1 |     "語 e\u0301 nop"
              |      --   ^^^ here

            """);
  }

  @Test
  void controlCharactersCannotChangeWhatTheReaderSees() {
    String text = Marked.text("a\u001bb\u202ec\u007fd\n").primary("d", "e\u001b[2J").render();
    assertThat(text).contains("1 | a␛b\ufffdc\ufffdd\n").contains("^ e␛[2J\n");
  }

  @Test
  void markOfSeveralLinesFromTheStartOfALine() {
    String text =
        Marked.text("fn f() {\n    asm!(\n        \"nop\",\n    );\n}\n")
            .primary("asm!(\n        \"nop\",\n    )", "this site")
            .secondary("nop", "this instruction")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:2:5
              |
            2 | /     asm!(
            3 | |         "nop",
              | |          --- this instruction
            4 | |     );
              | |_____^ this site

            """);
  }

  @Test
  void markOfSeveralLinesFromInsideALine() {
    String text =
        Marked.text("let x = asm!(\n    \"nop\",\n);\n")
            .primary("asm!(\n    \"nop\",\n)", "this site")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:9
              |
            1 |   let x = asm!(
              |  _________^
            2 | |     "nop",
            3 | | );
              | |_^ this site

            """);
  }

  @Test
  void longMarkIsCutAndNestedOnesHaveTheirOwnBars() {
    String body = "    nop\n".repeat(8);
    String inner = "asm!(\n" + body + ")";
    String text =
        Marked.text("unsafe {\n" + inner + "\n}\n")
            .primary(inner, "the site")
            .secondary("unsafe {\n" + inner + "\n}", "the block")
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
              --> src/a.rs:2:1
               |
            1  | /  unsafe {
            2  | |/ asm!(
            3  | ||     nop
            ...  ||
            11 | || )
               | ||_^ the site
            12 | |  }
               | |__- the block

            """);
  }

  @Test
  void placeWithoutCharactersIsShownByOneSign() {
    Marked marked = Marked.text("asm!(x)\r\nnext\r\n");
    assertThat(marked.at(Span.at(7), "here").render())
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:8
              |
            1 | asm!(x)
              |        ^ here

            """);
    assertThat(Marked.text("").at(Span.at(0), "").render()).contains("1 |\n  | ^\n");
  }

  @Test
  void additionIsShownInItsLine() {
    Marked marked = Marked.text("asm!(\"nop\")\n").primary("nop", "");
    int end = marked.span(")").start();
    String text =
        marked
            .fix(
                "declare two registers",
                Applicability.MACHINE_APPLICABLE,
                Edit.insert(end, ", out(\"a\") _"),
                Edit.insert(end, ", out(\"b\") _"))
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:1:7
              |
            1 | asm!("nop")
              |       ^^^
              |
            help: declare two registers (`--fix` does it)
              |
            1 | asm!("nop", out("a") _, out("b") _)
              |           ++++++++++++++++++++++++

            """);
  }

  @Test
  void changeIsShownAsLinesThatGoAndCome() {
    Marked marked =
        Marked.text("asm!(\n    x = in(reg) x,\n    \"y\",\n    \"z\",\n    options(a, b),\n)\n")
            .primary("in(reg)", "");
    String text =
        marked
            .fix(
                "change it",
                Applicability.MAYBE_INCORRECT,
                new Edit(marked.span(", b"), ""),
                new Edit(marked.span("in"), "inout"),
                Edit.insert(marked.span(",\n    \"y").start(), " => _"))
            .render();
    assertThat(text)
        .isEqualTo(
            """
            error[some-rule]: something is wrong
             --> src/a.rs:2:9
              |
            2 |     x = in(reg) x,
              |         ^^^^^^^
              |
            help: change it (it may not be what you mean)
              |
            2 -     x = in(reg) x,
            2 +     x = inout(reg) x => _,
            ...
            5 -     options(a, b),
            5 +     options(a),

            """);
  }

  @Test
  void witnessIsAStory() {
    Witness witness =
        new Witness(
            List.of(new Witness.Placement("x", "rax"), new Witness.Placement("y + 1", "rcx")),
            List.of(new Witness.Value("x", "0x10"), new Witness.Value("bits above `x`", "1")),
            List.of(new Witness.Step("inc rax", "rax = 0x11"), new Witness.Step("ret", "")),
            "0x11 in the first run, 0x12 in the second");
    assertThat(Marked.text("nop").primary("nop", "").witness(witness).render())
        .endsWith(
            """
              |
              = witness: let the compiler choose rax for `x`, rcx for `y + 1`
                         let the site start with `x` = 0x10, bits above `x` = 1
                             inc rax   rax = 0x11
                             ret
                         so 0x11 in the first run, 0x12 in the second

            """);
  }

  @Test
  void stepsOfALongWitnessThatChangeNothingAreLeftOut() {
    Witness.Step idle = new Witness.Step("nop", "");
    List<Witness.Step> steps = new java.util.ArrayList<>(Collections.nCopies(9, idle));
    steps.add(new Witness.Step("inc rax", "rax = 1"));
    Witness witness = new Witness(List.of(), List.of(), steps, "it changes");
    assertThat(WitnessText.lines(witness))
        .containsExactly("    …", "    inc rax   rax = 1", "so it changes");
  }

  @Test
  void ofManyValuesThoseThatTheOutcomeNamesComeFirst() {
    String effect = "a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8, i = 9, j = 10";
    Witness witness =
        new Witness(
            List.of(),
            List.of(),
            List.of(new Witness.Step("call", effect)),
            "it changes `j` and `h` to 0x123456789abcdef00123456789abcdef0");
    assertThat(WitnessText.lines(witness))
        .containsExactly(
            "    call   h = 8, j = 10, a = 1, b = 2, c = 3, d = 4, e = 5, f = 6 and 2 more",
            "so it changes `j` and `h` to 0x12345678…9abcdef0");
  }

  @Test
  void coloursFollowTheLevel() {
    SourceFile file = SourceFile.of("a.rs", "nop\n");
    Mark mark = new Mark(new Span(0, 3), "here", true);
    Message message = Message.plain(Level.WARNING, "", "odd", file, List.of(mark));
    assertThat(new MessageText(true).render(message))
        .isEqualTo(
            """
            \033[1;93mwarning\033[0m\033[1m: odd\033[0m
            \033[1;94m --> \033[0ma.rs:1:1
            \033[1;94m  |\033[0m
            \033[1;94m1\033[0m \033[1;94m|\033[0m nop
            \033[1;94m  | \033[0m\033[1;93m^^^\033[0m \033[1;93mhere\033[0m

            """);
  }
}
