package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.rust.CompiledAsm.Kind;
import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a compiler says is believed only of a site that is the same in all that both see. */
final class AnswersTest {
  private static final String TEXT =
      "fn f() { asm!(\"mov {}, {:e}\", lateout(reg) g(), in(reg) h()) }";
  private static final String TEMPLATE =
      "mov "
          + CompiledAsm.placeholder(0, Optional.empty())
          + ", "
          + CompiledAsm.placeholder(1, Optional.of('e'));

  private static CompiledAsm.Operand in(String register, String type) {
    return operand(Kind.IN, register, false, Optional.of(type), Optional.empty());
  }

  private static CompiledAsm.Operand out(boolean late, Optional<String> type) {
    return operand(Kind.OUT, "reg", late, Optional.empty(), type);
  }

  private static CompiledAsm.Operand operand(
      Kind kind, String register, boolean late, Optional<String> input, Optional<String> output) {
    return new CompiledAsm.Operand(
        kind, Optional.of(register), Optional.empty(), late, input, output, Optional.empty());
  }

  private static CompiledAsm asm(CompiledAsm.Operand... operands) {
    return asm("x86_64", TEMPLATE, List.of(operands));
  }

  private static CompiledAsm asm(
      String architecture, String template, List<CompiledAsm.Operand> operands) {
    return new CompiledAsm(architecture, MacroKind.ASM, template, operands, Set.of());
  }

  private static final CompiledAsm RIGHT = asm(out(true, Optional.of("u64")), in("reg", "u32"));

  private static Site site(String text, CompiledAsm... answers) {
    List<Found> found =
        RustReader.of(Optional.empty(), Reading.HOST, origin -> List.of(answers))
            .read(SourceFile.of("test.rs", text));
    assertThat(found).singleElement().isInstanceOf(Found.Readable.class);
    return ((Found.Readable) found.getFirst()).site();
  }

  private static List<String> types(CompiledAsm... answers) {
    return site(TEXT, answers).operands().stream()
        .map(Operand.Register.class::cast)
        .map(r -> r.input().or(r::output).map(Value::type).orElseThrow())
        .map(t -> t instanceof ValueType.Known known ? known.spelled() : "?")
        .toList();
  }

  @Test
  void theRightAnswerIsTaken() {
    assertThat(types(RIGHT)).containsExactly("u64", "u32");
    assertThat(site(TEXT, RIGHT).target().basis()).isEqualTo(Target.Basis.COMPILER);
  }

  @Test
  void anotherSitesAnswerIsNot() {
    CompiledAsm.Operand word = out(true, Optional.of("u64"));
    CompiledAsm.Operand half = in("reg", "u32");
    List<CompiledAsm> wrong =
        List.of(
            asm("aarch64", TEMPLATE, RIGHT.operands()),
            asm("x86_64", TEMPLATE + "\n", RIGHT.operands()),
            asm("x86_64", "mov {}, {:e}", RIGHT.operands()),
            asm(word),
            asm(half, word),
            asm(word, half, half),
            asm(word, half, out(true, Optional.empty())),
            asm(word, in("reg_abcd", "u32")),
            asm(out(false, Optional.of("u64")), half),
            asm(out(true, Optional.empty()), half));
    assertThat(wrong)
        .allSatisfy(w -> {
          assertThat(types(w)).containsExactly("?", "?");
          assertThat(site(TEXT, w).target().basis()).isNotEqualTo(Target.Basis.COMPILER);
        });
  }

  @Test
  void whereAnswersDifferNoneIsTaken() {
    assertThat(types(RIGHT, asm(out(true, Optional.of("u64")), in("reg", "u16"))))
        .containsExactly("u64", "?");
  }

  @Test
  void onlyTypesOfTheLanguageAreTaken() {
    List<String> spelled = new ArrayList<>();
    for (String type :
        List.of(
            "T/#0",
            "*const T/#0",
            "core::mem::MaybeUninit<*mut [u8; 4_usize]>",
            "std::arch::x86_64::__m128i",
            "own::mem::MaybeUninit<u8>",
            "own::__m128i",
            "unsafe extern \"C\" fn(u8)",
            "{closure@src/lib.rs:1:1: 1:2}",
            "!")) {
      spelled.add(types(asm(out(true, Optional.of("u64")), in("reg", type))).get(1));
    }
    assertThat(spelled)
        .containsExactly(
            "?",
            "*const _",
            "MaybeUninit<*mut _>",
            "__m128i",
            "?",
            "?",
            "unsafe extern \"C\" fn(u8)",
            "?",
            "?");
  }
}
