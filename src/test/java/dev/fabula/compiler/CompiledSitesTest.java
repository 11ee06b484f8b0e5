package dev.fabula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Template;
import dev.fabula.site.Call;
import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sites of which the text stands where only rustc sees it. */
final class CompiledSitesTest {
  private static final String MANIFEST =
      """
      [package]
      name = "NAME"
      version = "0.1.0"
      edition = "2021"
      """;

  @TempDir private Path folder;

  private List<Found> found(String main) throws IOException {
    Package.demandRustc(folder);
    Package workspace = new Package(folder);
    workspace.write(
        "Cargo.toml", "[workspace]\nmembers = [\"app\", \"rules\", \"code\"]\nresolver = \"2\"\n");
    workspace.write("rules/Cargo.toml", MANIFEST.replace("NAME", "rules"));
    workspace.write(
        "rules/src/lib.rs",
        """
        #[macro_export]
        macro_rules! flags { ($x:ident) => { unsafe {
            core::arch::asm!("pushf", "pop {0:r}", out(reg) $x, options(nomem, preserves_flags)) } } }
        """);
    workspace.write(
        "code/Cargo.toml", MANIFEST.replace("NAME", "code") + "[lib]\nproc-macro = true\n");
    workspace.write(
        "code/src/lib.rs",
        """
        use proc_macro::TokenStream;
        #[proc_macro]
        pub fn bump(_: TokenStream) -> TokenStream {
            "unsafe { let mut v = 1u16; core::arch::asm!(\\"add {0:e}, {1}; {{}} {2}\\", inlateout(reg) v,
             const 7 * 6, sym f, inout(\\"rcx\\") 5u64 => _, options(att_syntax, nomem)); v }".parse().unwrap()
        }
        #[proc_macro]
        pub fn naked(_: TokenStream) -> TokenStream {
            "#[unsafe(naked)] extern \\"C\\" fn n() { core::arch::naked_asm!(\\"ret\\") }
             core::arch::global_asm!(\\"nop\\");".parse().unwrap()
        }
        """);
    workspace.write(
        "app/Cargo.toml",
        MANIFEST.replace("NAME", "app")
            + "[dependencies]\nrules = { path = \"../rules\" }\ncode = { path = \"../code\" }\n");
    workspace.write("app/src/main.rs", main);
    try (UserBuild build = new UserBuild(Optional.empty(), t -> {})) {
      return workspace.found("app/src/main.rs", build);
    }
  }

  private static List<Site> sites(List<Found> found) {
    return found.stream().map(Package::site).toList();
  }

  private static String text(Site site) {
    return site.template().render(CompiledSitesTest::placeholder).text();
  }

  private static String placeholder(Template.Placeholder placeholder) {
    return "{" + placeholder.operand() + placeholder.modifier().map(m -> ":" + m).orElse("") + "}";
  }

  @Test
  void macrosOfOtherCratesAreSitesWhereTheyAreCalled() throws IOException {
    List<Site> sites =
        sites(found("fn f() -> u64 { let x: u64; rules::flags!(x); x }\nfn main() { f(); }\n"));
    assertThat(sites)
        .singleElement()
        .satisfies(site -> {
          assertThat(site.place().text()).isEqualTo("rules::flags!(x)");
          assertThat(text(site)).isEqualTo("pushf\npop {0:r}");
          assertThat(site.options()).containsExactly(Option.NOMEM, Option.PRESERVES_FLAGS);
          assertThat(Package.types(site)).containsExactly("u64");
          assertThat(site.expansion().calls()).extracting(Call::macro).containsExactly("flags");
          assertThat(Package.isCompiled(site)).isTrue();
        });
  }

  @Test
  void proceduralMacrosAreSitesWhereTheyAreCalled() throws IOException {
    List<Site> sites =
        sites(
            found(
                """
                macro_rules! local { ($($t:tt)*) => { code::bump!($($t)*) } }
                fn f() {}
                fn main() { f(); code::bump!(); local!(a); }
                """));
    assertThat(sites)
        .extracting(s -> s.place().text())
        .containsExactly("code::bump!()", "local!(a)");
    assertThat(sites).extracting(CompiledSitesTest::text).containsOnly("add {0:e}, {1}; {} {2}");
    assertThat(sites)
        .extracting(Package::types)
        .containsOnly(List.of("u16", "i32 = Optional[42]", "sym", "u64"));
    assertThat(sites.getFirst().operands().getLast())
        .isInstanceOfSatisfying(
            Operand.Register.class,
            r -> {
              assertThat(r.binding().name()).isEqualTo("cx");
              assertThat(r.isDiscarded()).isTrue();
            });
  }

  @Test
  void whatStandsOutsideOfFunctionsIsToldToo() throws IOException {
    List<Found> found = found("code::naked!();\nfn main() { n(); }\n");
    assertThat(found).extracting(Found::macro).containsExactlyInAnyOrder("naked_asm", "global_asm");
    assertThat(found)
        .filteredOn(Found.NotAnalysed.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Found.NotAnalysed.class,
            n ->
                assertThat(n.reason().text())
                    .isEqualTo("only the compiler expands its naked function"));
  }

  @Test
  void whatIsInALocalMacroIsThere() throws IOException {
    List<Site> sites =
        sites(
            found(
                """
                macro_rules! named { ($t:expr) => {
                    unsafe { core::arch::asm!(concat!("# ", env!("CARGO_PKG_NAME"), $t)) } } }
                fn main() { named!(stringify!(+ b)); }
                """));
    assertThat(sites).extracting(CompiledSitesTest::text).containsExactly("# app+ b");
    assertThat(sites.getFirst().place().text()).startsWith("core::arch::asm!(concat!");
  }

  @Test
  void whatWeReadOurselvesIsThereOnce() throws IOException {
    List<Site> sites =
        sites(
            found(
                """
                macro_rules! local { ($x:expr) => { unsafe { core::arch::asm!("# {}", in(reg) $x) } } }
                fn main() { local!(1u8 as u16); unsafe { core::arch::asm!("nop") } }
                """));
    assertThat(sites).extracting(CompiledSitesTest::text).containsExactly("# {0}", "nop");
    assertThat(sites).allMatch(Package::isCompiled);
  }
}
