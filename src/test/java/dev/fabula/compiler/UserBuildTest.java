package dev.fabula.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user's cargo and rustc tell of sites, and what comes of it where they fail. */
final class UserBuildTest {
  private static final String START =
      """
      #![no_std]
      #![allow(warnings)]
      use core::arch::{asm, global_asm};
      pub trait Source { type Word: Copy; const BITS: usize; fn word(&self) -> Self::Word; }
      impl Source for u8 { type Word = u16; const BITS: usize = 9; fn word(&self) -> u16 { 7 } }
      """;

  @TempDir private Path folder;

  private List<List<String>> types(String text) throws IOException {
    Package sample = Package.library(folder, START + text);
    List<Site> sites = sample.sites("src/lib.rs");
    assertThat(sample.troubles()).isEmpty();
    assertThat(sites).allMatch(Package::isCompiled);
    return sites.stream().map(Package::types).toList();
  }

  @Test
  void inferenceDecidesTypes() throws IOException {
    assertThat(
            types(
                """
                pub unsafe fn f(s: &[u32], r: &u32, g: fn(u8) -> u8, m: core::mem::MaybeUninit<i8>) {
                    let mut best = s.iter().map(|x| u64::from(*x)).fold(0, |a, b| a ^ b);
                    let low; let high;
                    asm!("/* {} {} */", inout(reg) best, in(reg) r, out("eax") low, out("edx") high);
                    let pair: (u16, u32) = (low, high);
                    asm!("/* {:e} {} {} */", in(reg) low, in(reg) core::convert::identity(g), in(reg_byte) m, options(att_syntax));
                }
                """))
        .containsExactly(
            List.of("u64", "&_", "u16", "u32"), List.of("u16", "fn(u8) -> u8", "MaybeUninit<i8>"));
  }

  @Test
  void eachExpansionHasItsTypes() throws IOException {
    assertThat(
            types(
                """
                macro_rules! inner { ($e:expr) => { asm!("/* {} */", in(reg) $e) } }
                macro_rules! outer { ($n:ident, $e:expr) => {
                    pub unsafe fn $n(s: &[u64]) { inner!($e(s)); inner!(1u8.word()); }
                } }
                outer!(first, |s: &[u64]| s.iter().copied().max().unwrap_or_default());
                outer!(second, |s: &[u64]| s.len() as u32 + u32::default().max(Default::default()));
                """))
        .containsExactlyInAnyOrder(List.of("u64"), List.of("u32"), List.of("u16"));
  }

  @Test
  void argumentsAfterClobberAbiAreNotTakenForOperands() throws IOException {
    assertThat(
            types(
                """
                pub unsafe fn f(s: u8) {
                    let x = core::convert::identity(s.word());
                    asm!("/* {:x} \\"{{}}\\" */\\n", in(reg) x, out("eax") _, clobber_abi("C"));
                    asm!("/* {l} */", l = label { unsafe { asm!("/* {} */", in(reg) x); } });
                }
                """))
        .containsExactly(List.of("u16", "_"), List.of("label"), List.of("u16"));
  }

  @Test
  void constantsAreEvaluated() throws IOException {
    assertThat(
            types(
                """
                #[repr(u8)] pub enum Bit { Low = 3, High }
                const fn sum(to: i64) -> i64 { let mut s = 0; let mut i = 0; while i < to { s -= i; i += 1; } s }
                global_asm!("/* {} */", const Bit::High as u8);
                pub unsafe fn f() { asm!("/* {} {} */", const sum(4), const Bit::Low as usize * core::mem::size_of::<u16>()); }
                """))
        .containsExactly(
            List.of("u8 = Optional[4]"), List.of("i64 = Optional[-6]", "usize = Optional[6]"));
  }

  @Test
  void parametersAreNoItemsOfTheirName() throws IOException {
    assertThat(
            types(
                """
                const N: usize = 77;
                const fn generic<const N: usize>() -> usize { N }
                pub unsafe fn f<const N: usize, T: Copy + Source>(t: T, p: *const T) {
                    asm!("/* {} {} {} */", const N, const T::BITS, in(reg) p);
                }
                pub unsafe fn g() { asm!("/* {} {} */", const generic::<3>(), const N); }
                """))
        .containsExactly(
            List.of("usize = Optional.empty", "usize = Optional.empty", "*const _"),
            List.of("usize = Optional.empty", "usize = Optional[77]"));
  }

  @Test
  void whatIsNotCompiledIsReadAsBefore() throws IOException {
    Package sample =
        Package.library(
            folder,
            START
                + """
                #[cfg(feature = "other")]
                pub unsafe fn f(s: u8, w: u32) { asm!("/* {} {} */", in(reg) Some(s).unwrap_or_default(), in(reg) w) }
                pub unsafe fn g(s: u8, w: u32) { asm!("/* {} {} */", in(reg) Some(1u16).unwrap_or_default(), in(reg) w) }
                """);
    List<Site> sites = sample.sites("src/lib.rs");
    assertThat(sites).extracting(Package::isCompiled).containsExactly(false, true);
    assertThat(sites.get(0).operands()).hasSize(2);
    assertThat(Package.types(sites.get(0)).get(1)).isEqualTo("u32");
    assertThat(Package.types(sites.get(1))).containsExactly("u16", "u32");
  }

  @Test
  void allPackagesOfAWorkspaceAreBuiltWithTheirFeatures() throws IOException {
    Package.demandRustc(folder);
    Package workspace = new Package(folder);
    workspace.write("Cargo.toml", "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"2\"\n");
    workspace.write(
        "one/Cargo.toml",
        "[package]\n"
            + "name = \"one\"\n"
            + "version = \"0.1.0\"\n"
            + "edition = \"2021\"\n"
            + "[features]\n"
            + "wide = []\n");
    workspace.write(
        "one/src/lib.rs",
        """
        #[cfg(feature = "wide")] pub fn word() -> u64 { 1 }
        #[cfg(not(feature = "wide"))] pub fn word() -> u32 { 1 }
        pub unsafe fn f() { let x = Some(word()).unwrap_or_default(); std::arch::asm!("/* {} */", in(reg) x) }
        """);
    workspace.write(
        "two/Cargo.toml",
        "[package]\nname = \"two\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
            + "[dependencies]\none = { path = \"../one\", features = [\"wide\"] }\n");
    workspace.write(
        "two/src/main.rs",
        "fn main() { let x = one::word(); unsafe { std::arch::asm!(\"/* {} */\", in(reg) x) } }\n");
    try (UserBuild build = new UserBuild(Optional.empty(), t -> {})) {
      assertThat(workspace.sites("one/src/lib.rs", build))
          .extracting(Package::types)
          .containsExactly(List.of("u64"));
      assertThat(workspace.sites("two/src/main.rs", build))
          .extracting(Package::types)
          .containsExactly(List.of("u64"));
    }
  }

  @Test
  void aFileWithoutPackageIsCompiledAlone() throws IOException {
    Package.demandRustc(folder);
    Package alone = new Package(folder);
    alone.write(
        "alone.rs",
        "pub unsafe fn f(x: Option<u16>) {"
            + " std::arch::asm!(\"/* {:x} */\", in(reg) x.unwrap_or_default()) }\n");
    assertThat(alone.sites("alone.rs")).extracting(Package::types).containsExactly(List.of("u16"));
  }

  @Test
  void aLinkToAPackageIsThePackage() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Package.library(
        real, START + "pub unsafe fn f(x: u8) { asm!(\"/* {} */\", in(reg) x.word().max(1)) }\n");
    Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(new Package(folder.resolve("link")).sites("src/lib.rs"))
        .extracting(Package::types)
        .containsExactly(List.of("u16"));
  }

  @Test
  void whatDoesNotBuildIsTold() throws IOException {
    Package sample =
        Package.library(
            folder,
            START
                + "pub unsafe fn f(x: u32) { asm!(\"/* {} */\", in(reg) x) }\n"
                + "pub fn g() { nowhere(); }\n");
    List<Site> sites = sample.sites("src/lib.rs");
    assertThat(sites).extracting(Package::types).containsExactly(List.of("u32"));
    assertThat(sites).noneMatch(Package::isCompiled);
    assertThat(sample.troubles())
        .singleElement()
        .asString()
        .startsWith(
            "DIR: `cargo check --offline` fails: src/lib.rs:7:14: error[E0425]: cannot find"
                + " function");
  }

  @Test
  void aTargetThatIsNotInstalledIsTold() throws IOException {
    Package sample =
        Package.library(
            folder, START + "pub fn f(x: u32) { unsafe { asm!(\"\", in(\"eax\") x) } }\n");
    List<Site> sites = sample.sites("src/lib.rs", Optional.of("i686-unknown-cygnus"));
    assertThat(sites).hasSize(1).noneMatch(Package::isCompiled);
    assertThat(sample.troubles())
        .singleElement()
        .asString()
        .startsWith("DIR: `cargo check --offline` fails: ")
        .contains("i686-unknown-cygnus");
  }

  @Test
  void aTargetWithoutLibraryIsTold() throws IOException {
    Package sample =
        Package.library(
            folder, START + "pub fn g(x: u32) { unsafe { asm!(\"# {}\", in(reg) x) } }\n");
    List<Site> sites = sample.sites("src/lib.rs", Optional.of("riscv64gc-unknown-hermit"));
    assertThat(sites).hasSize(1).noneMatch(Package::isCompiled);
    assertThat(sites).extracting(Package::types).containsExactly(List.of("u32"));
    assertThat(sample.troubles())
        .singleElement()
        .asString()
        .startsWith("DIR: `cargo check --offline` fails: ")
        .contains("E0463", "core");
  }

  @Test
  void withoutCargoThatIsTold() throws IOException {
    Package sample = new Package(folder);
    sample.write("Cargo.toml", "[package]\nname = \"sample\"\n");
    sample.write("src/lib.rs", "pub fn f(x: u32) { unsafe { asm!(\"\", in(\"eax\") x) } }\n");
    List<String> troubles = new ArrayList<>();
    try (UserBuild build =
        new UserBuild("no-such-cargo", "no-such-rustc", Optional.empty(), troubles::add)) {
      assertThat(sample.sites("src/lib.rs", build)).hasSize(1);
    }
    assertThat(troubles)
        .containsExactly(
            folder.toRealPath()
                + ": `cargo check --offline` fails: there is no program `no-such-cargo`; is Rust"
                + " installed?");
  }
}
