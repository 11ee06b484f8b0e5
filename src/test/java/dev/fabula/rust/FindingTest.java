package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which invocations are found, and which texts are none. */
final class FindingTest {

  private static List<String> kinds(String text) {
    return Reading.all(text).stream().map(f -> f.getClass().getSimpleName()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f() { asm!(\"nop\") }",
        "fn f() { unsafe { core::arch::asm!(\"nop\"); } }",
        "fn f() { ::std::arch::asm![\"nop\"] }",
        "fn f() { arch::asm!{\"nop\"} }",
        "fn f() { core :: arch :: asm ! (\"nop\") }",
        "use core::arch::asm as foo; fn f() { foo!(\"nop\") }",
        "use core::{arch::{asm as foo, global_asm}, ptr}; fn f() { foo!(\"nop\") }",
        "global_asm!(\"nop\");",
        "core::arch::global_asm!{\"nop\"}",
        "#[unsafe(naked)] extern \"C\" fn f() { naked_asm!(\"nop\") }",
        "mod a { mod b { fn f() -> u8 { let x = unsafe { asm!(\"nop\") }; x } } }",
        "impl<T: Fn(u8) -> u8> A<T> { unsafe extern \"C\" fn f(&self) where T: X { asm!(\"nop\") }"
            + " }",
        "unsafe extern \"C\" { safe fn g(); } fn f() { asm!(\"nop\") }",
        "fn f() { match x { 1 if { asm!(\"nop\"); true } => 1, _ => 2 } }",
        "fn f() { match x { A { b } => asm!(\"nop\"), _ => {} } }",
        "fn f() { g(|x| asm!(\"nop\"), 2) }",
        "fn f() { if let Some(x) = y { } else if z { } else { asm!(\"nop\") } }",
        "fn f() { for i in 0..5 { while x { loop { asm!(\"nop\") } } } }",
        "fn f() { let Some(x) = y else { asm!(\"nop\"); return }; }",
        "fn f() { 'a: { asm!(\"nop\") } }",
        "const fn f() -> u8 { const { asm!(\"nop\") } }",
        "static X: u8 = { asm!(\"nop\"); 1 };",
        "trait T { fn f() { asm!(\"nop\") } }",
        "fn f() { let x = [1, { asm!(\"nop\"); 2 }]; }",
        "fn f() { let x = a::<B, C>(asm!(\"nop\")); }",
        "fn f() { assert!(unsafe { asm!(\"nop\"); true }, \"text\") }",
        "macro_rules! m { () => { asm!(\"nop\") }; }",
        "macro_rules! m { ($x:expr) => { fn $x() { asm!(\"nop\") } }; }",
        "macro m() { asm!(\"nop\") }",
        "cfg_if! { if #[cfg(unix)] { fn f() { asm!(\"nop\") } } else { } }",
        "kernel! { fn f() { asm!(\"nop\") } }",
        "fn f() { asm!(\"nop\"",
        "fn g() { } } fn f() { asm!(\"nop\") }",
        "\uFEFFfn f() { asm!(\"nop\") }",
        "#!/bin/run\nfn f() { asm!(\"nop\") }",
        "fn f<'a>(x: &'a u8) { let c = 'a'; let q = '\\''; asm!(\"nop\") }",
        "fn f() { let r#asm = 1; let b = b\"\\\"\"; let c = c\"x\"; asm!(\"nop\") }",
        "fn f() { let x = 1..2; let y = 1.0e5; let z = 0x1F_u8; let t = a.0.1; asm!(\"nop\") }",
        "/* /* asm!(\"a\") */ asm!(\"b\") */ fn f() { asm!(\"nop\") }",
      })
  void sites(String text) {
    Site site = Reading.site(text);
    assertThat(Reading.text(site)).isEqualTo("nop");
    assertThat(site.file().slice(site.span())).contains("nop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// asm!(\"nop\")",
        "/* asm!(\"nop\") */",
        "/// asm!(\"nop\")\nfn f() {}",
        "#![doc = \"asm!(\\\"nop\\\")\"]",
        "#[doc = r#\"asm!(\"nop\")\"#] fn f() {}",
        "fn f() { let s = \"asm!(\\\"nop\\\")\"; }",
        "fn f() { stringify!(asm!(\"nop\")) }",
        "macro_rules! asm { ($x:expr) => {}; } fn f() { asm!(\"nop\") }",
        "macro_rules! m { (asm!($x:expr)) => {}; }",
        "fn f() { asm(\"nop\"); if asm != (1) {} }",
        "fn f() { wasm!(\"nop\"); asm_block!(\"nop\") }",
        "use core::arch::asm;",
      })
  void noSites(String text) {
    assertThat(Reading.all(text)).isEmpty();
  }

  @Test
  void aMacroOfTheCompilerIsKnownBesideOneOfTheFile() {
    String text = "macro_rules! asm { () => {}; } fn f() { asm!(); core::arch::asm!(\"nop\") }";
    assertThat(Reading.text(Reading.site(text))).isEqualTo("nop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "macro_rules! m { ($x:expr) => { asm!(\"{}\", in(reg) $x) }; } | InMacroDefinition",
        "macro_rules! m { ($($t:tt)*) => { asm!($($t)*) }; } | InMacroDefinition",
        "macro_rules! m { ($t:literal) => { asm!($t) }; } | InMacroDefinition",
        "macro_rules! m { () => { asm!(foo) }; } | InMacroDefinition",
        "dsl! { asm!(foo) } | InMacroArguments",
        "fn f() { llvm_asm!(\"nop\" :::: \"volatile\") } | OldMacro",
        "fn f() { asm!(\"nop\" : \"=r\"(x)) } | OldMacro",
        "#[cfg(any())] fn f() { asm!(\"nop\") } | NeverCompiled",
        "#[cfg(miri)] fn f() { asm!(\"nop\") } | NeverCompiled",
        "#[cfg(target_arch = \"mips\")] fn f() { asm!(\"nop\") } | UnknownArchitecture",
      })
  void notAnalysed(String text, String reason) {
    assertThat(Reading.one(text))
        .isInstanceOfSatisfying(
            Found.NotAnalysed.class,
            n -> assertThat(n.reason().getClass().getSimpleName()).isEqualTo(reason));
  }

  @Test
  void crateVariableIsNoMetavariable() {
    String text = "macro_rules! m { () => { asm!(\"{}\", sym $crate::a::b) }; }";
    assertThat(kinds(text)).containsExactly("Readable");
  }

  @Test
  void everyInvocationOfAFileIsFoundInOrder() {
    String text =
        "global_asm!(\"a\"); fn f() { asm!(\"b\"); asm!(in(reg)); asm!(\"d\") } naked_asm!(\"e\");";
    assertThat(kinds(text))
        .containsExactly("Readable", "Readable", "Refused", "Readable", "Readable");
  }

  @Test
  void surroundingsOfASite() {
    Site site =
        Reading.site(
            "#[cfg(unix)] impl S { #[inline(always)] #[unsafe(naked)] pub unsafe extern \"sysv64\""
                + " fn go<T>(&self, a: u32, (b, c): (u8, T)) -> *mut u8 { naked_asm!(\"ret\") } }");
    assertThat(site.kind()).isEqualTo(MacroKind.NAKED_ASM);
    Surroundings.Function function = site.surroundings().function().orElseThrow();
    assertThat(function.name()).isEqualTo("go");
    assertThat(function.abi()).isEqualTo("sysv64");
    assertThat(function.naked()).isTrue();
    assertThat(function.generic()).isTrue();
    assertThat(function.inline()).contains("always");
    assertThat(function.parameters().stream().map(Surroundings.Parameter::pattern))
        .containsExactly("self", "a", "(b, c)");
    assertThat(Reading.type(function.parameters().get(1).type())).isEqualTo("u32:32");
    assertThat(Reading.type(function.result().orElseThrow())).isEqualTo("*mut _:64");
    assertThat(site.surroundings().conditions()).containsExactly("unix");
  }

  @Test
  void aSiteOutsideOfFunctionsHasNone() {
    assertThat(Reading.site("global_asm!(\"nop\");").surroundings().function()).isEmpty();
    String nested = "fn f() { mod m { global_asm!(\"nop\"); } }";
    assertThat(Reading.site(nested).surroundings().function()).isEmpty();
  }

  @Test
  void brokenTextDoesNotHideSites() {
    String text = "fn f( { ] ) \" \" 'x fn g() { asm!(\"nop\") } \u0000 \\ asm!(\"nop\")";
    assertThat(kinds(text)).containsOnly("Readable").hasSize(2);
  }
}
