package dev.fabula.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static List<String> split(Architecture architecture, String text) {
    return Statements.split(architecture, text).stream().map(StatementsTest::show).toList();
  }

  private static String show(Statement s) {
    String place = s.index() + "@" + s.start() + "-" + s.end() + " ";
    return place
        + switch (s) {
          case Statement.Label label -> (label.isNumeric() ? "number " : "label ") + label.name();
          case Statement.Assignment a -> "assign " + a.name() + " := " + a.expression();
          case Statement.Directive d -> "directive " + d.name() + " (" + d.arguments() + ")";
          case Statement.Instruction i -> "instruction " + i.mnemonic() + " (" + i.operands() + ")";
        };
  }

  @Test
  void labelsInstructionsAndDirectives() {
    assertThat(split(Architecture.X86_64, "foo: 2: mov eax, 1; .Byte 1, 2\n\n x = 3\njmp 2b"))
        .containsExactly(
            "0@0-4 label foo",
            "1@5-7 number 2",
            "2@8-18 instruction mov (eax, 1)",
            "3@20-30 directive .byte (1, 2)",
            "4@33-38 assign x := 3",
            "5@39-45 instruction jmp (2b)");
  }

  @Test
  void quotedLabelsAndSegments() {
    assertThat(split(Architecture.X86_64, "\"a b\": mov eax, fs:[0]\nx == 4"))
        .containsExactly(
            "0@0-6 label a b", "1@7-22 instruction mov (eax, fs:[0])", "2@23-29 assign x := 4");
  }

  @Test
  void pseudoPrefixesBelongToTheInstruction() {
    assertThat(split(Architecture.X86_64, "{evex} vaddps xmm1, xmm2, xmm3"))
        .containsExactly("0@0-30 instruction {evex} (vaddps xmm1, xmm2, xmm3)");
  }

  @Test
  void commentsOfX86() {
    assertThat(split(Architecture.X86_64, "nop # a; b\nnop // c; d\nnop /* e\n; */ ; ret\n# f"))
        .containsExactly(
            "0@0-3 instruction nop ()",
            "1@11-14 instruction nop ()",
            "2@23-26 instruction nop ()",
            "3@39-42 instruction ret ()");
  }

  @Test
  void hashIsACommentOnlyAtTheStartOnAarch64() {
    assertThat(split(Architecture.AARCH64, "mov x0, #1 // one\n # two\nmov x1, #2"))
        .containsExactly("0@0-10 instruction mov (x0, #1)", "1@25-35 instruction mov (x1, #2)");
  }

  @Test
  void atIsACommentOnArm() {
    assertThat(split(Architecture.ARM, "ldr r0, =foo @ x; y\ncounter .req r4"))
        .containsExactly(
            "0@0-12 instruction ldr (r0, =foo)", "1@20-35 directive .req (counter r4)");
  }

  @Test
  void separatorsAndCommentsInsideStringsAreText() {
    assertThat(split(Architecture.X86_64, ".ascii \"a;b#c\\\"/*d\"; .byte ';', '\\'' ; nop"))
        .containsExactly(
            "0@0-19 directive .ascii (\"a;b#c\\\"/*d\")",
            "1@21-36 directive .byte (';', '\\'')",
            "2@39-42 instruction nop ()");
  }

  @Test
  void commentsInsideAStatementBecomeBlanks() {
    assertThat(split(Architecture.X86_64, "mov /* to */ eax, 1"))
        .containsExactly("0@0-19 instruction mov (eax, 1)");
  }

  @Test
  void emptyTexts() {
    assertThat(split(Architecture.X86_64, "")).isEmpty();
    assertThat(split(Architecture.X86_64, " ;; \n\t/**/ # x")).isEmpty();
  }

  @Test
  void openStringsAndCommentsReachToTheEnd() {
    assertThat(split(Architecture.X86_64, ".ascii \"ab; c\nnop"))
        .containsExactly("0@0-17 directive .ascii (\"ab; c\nnop)");
    assertThat(Statements.isUnterminated(Architecture.X86_64, ".ascii \"ab")).isTrue();
    assertThat(Statements.isUnterminated(Architecture.X86_64, "/* ab")).isTrue();
    assertThat(Statements.isUnterminated(Architecture.X86_64, ".ascii \"\\\"\" /**/")).isFalse();
  }
}
