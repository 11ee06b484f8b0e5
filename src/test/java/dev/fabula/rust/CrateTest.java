package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crate's other files tell of a site. */
final class CrateTest {
  private static final String SITE = "pub fn f() { asm!(\"nop\") }";

  @TempDir Path folder;

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private List<Site> sites(String path) throws IOException {
    RustReader reader = RustReader.of(Optional.empty(), Reading.HOST);
    return reader.read(folder.resolve(path)).stream()
        .map(f -> ((Found.Readable) f).site())
        .toList();
  }

  private String target(String path) throws IOException {
    Target target = sites(path).getFirst().target();
    return target.architecture().rustName() + "/" + target.basis();
  }

  @Test
  void whatAMacroOfALongerFileWritesIsNotInTheCallingOne() throws IOException {
    write("Cargo.toml", "[package]\nname = \"x\"\n");
    write("src/lib.rs", "#[macro_use] mod a; mod b;");
    write("src/a.rs", "/*" + "*".repeat(500) + "*/ macro_rules! nop { () => { asm!(\"nop\") } }");
    write("src/b.rs", "fn f() { nop!(); asm!(\"hlt\") }");
    assertThat(sites("src/b.rs")).hasSize(1);
    assertThat(sites("src/a.rs")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/lib.rs | mod a; | src/a.rs",
        "src/main.rs | mod a; | src/a/mod.rs",
        "src/lib.rs | mod a; | src/a.rs",
        "src/lib.rs | #[path = \"odd.rs\"] mod a; | src/odd.rs",
        "src/lib.rs | #[cfg_attr(unix, path = \"odd.rs\")] mod a; | src/odd.rs",
        "src/lib.rs | mod b { #[path = \"../sub/odd.rs\"] mod a; } | src/../sub/odd.rs",
        "src/lib.rs | cfg_if! { if #[cfg(unix)] { mod a; } } | src/a.rs",
        "src/x.rs | mod a; | src/x/a.rs",
        "src/x/mod.rs | pub(crate) mod a; | src/x/a.rs",
        "src/lib.rs | mod b { mod a; } | src/b/a.rs",
      })
  void conditionsOfDeclarations(String parent, String declaration, String child)
      throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write(parent, "#![cfg(target_arch = \"arm\")]\n" + declaration);
    write(Path.of(child).normalize().toString(), SITE);
    assertThat(target(Path.of(child).normalize().toString())).isEqualTo("arm/CONDITION");
  }

  @Test
  void conditionsOfAllParentsHold() throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write("src/lib.rs", "#[cfg(target_arch = \"aarch64\")] mod arch;");
    write("src/arch/mod.rs", "#[cfg(target_os = \"linux\")] mod a;");
    write("src/arch/a.rs", SITE);
    Site site = sites("src/arch/a.rs").getFirst();
    assertThat(site.target().system()).contains("linux");
    assertThat(site.target().basis()).isEqualTo(Target.Basis.CONDITION);
  }

  @Test
  void severalDeclarationsAreAlternatives() throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write(
        "src/lib.rs",
        "#[cfg(target_arch = \"arm\")] #[path = \"a.rs\"] mod b; #[cfg(target_arch = \"riscv64\")]"
            + " mod a;");
    write("src/a.rs", SITE);
    assertThat(sites("src/a.rs"))
        .extracting(s -> s.target().architecture().rustName())
        .containsExactly("arm", "riscv64");
  }

  @ParameterizedTest
  @CsvSource({
    "src/arch/aarch64/boot.rs, aarch64/CONVENTION",
    "src/aarch64_linux.rs, aarch64/CONVENTION",
    "src/arch/arm.rs, arm/CONVENTION",
    "src/other.rs, x86_64/HOST",
  })
  void namesOfFoldersInTheCrate(String path, String expected) throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write(path, SITE);
    assertThat(target(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "cortex-m, arm",
    "riscv, riscv64",
    "aarch64-cpu, aarch64",
    "x86_64, x86_64",
    "farm, x86_64"
  })
  void namesOfCrates(String name, String expected) throws IOException {
    write("Cargo.toml", "[package]\nname = \"" + name + "\"\n");
    write("src/lib.rs", SITE);
    assertThat(sites("src/lib.rs").getFirst().target().architecture().rustName())
        .isEqualTo(expected);
  }

  @Test
  void targetsOfCargo() throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write("src/lib.rs", SITE);
    write(".cargo/config.toml", "# x\n[build]\ntarget = \"thumbv7em-none-eabihf\" # y\n");
    assertThat(target("src/lib.rs")).isEqualTo("arm/CRATE");
  }

  @Test
  void targetsOfTheDocumentation() throws IOException {
    String section = "[package.metadata.docs.rs]\ntargets = [\n  \"aarch64-unknown-none\",\n]\n";
    write("Cargo.toml", "[package]\nname = \"c\"\n" + section);
    write("src/lib.rs", SITE);
    assertThat(target("src/lib.rs")).isEqualTo("aarch64/CRATE");
  }

  @ParameterizedTest
  @CsvSource({
    "'[package.metadata.vendor]\nbuild = [\n  { target = \"thumbv6m-none-eabi\" },\n]', arm/CRATE",
    "'[dependencies]\ncortex-m = { workspace = true }\nserde = \"1\"', arm/CRATE",
    "'[dependencies]\naarch64-cpu.workspace = true', aarch64/CRATE",
    "'[dependencies]\ncortex-m = { version = \"0.7\", optional = true }', x86_64/HOST",
    "'[dependencies]\ncortex-m = \"0.7\"\nx86_64 = \"0.15\"', x86_64/HOST",
    "'[target.\"cfg(x)\".dependencies]\ncortex-m = \"0.7\"', x86_64/HOST"
  })
  void targetsOfWhatThePackageNeeds(String section, String expected) throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n" + section + "\n");
    write("src/lib.rs", SITE);
    assertThat(target("src/lib.rs")).isEqualTo(expected);
  }

  @Test
  void typesAndConstantsOfOtherFiles() throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write("src/lib.rs", "mod types; mod a;");
    write(
        "src/types.rs",
        "pub type Word = u16; pub const N: u8 = 3; pub struct R { pub w: Word } impl R { pub fn g()"
            + " -> u64 { 0 } }");
    write(
        "src/a.rs",
        "use crate::types::{N, R, Word}; fn f(w: Word, r: &R) { asm!(\"{}{}{}{}\", in(reg) w,"
            + " in(reg) r.w, in(reg) R::g(), const N) }");
    Site site = sites("src/a.rs").getFirst();
    assertThat(site.operands().subList(0, 3))
        .extracting(o -> ((Operand.Register) o).input().orElseThrow().type())
        .extracting(Reading::type)
        .containsExactly("u16:16", "u16:16", "u64:64");
    assertThat(((Operand.Constant) site.operands().get(3)).value()).contains(BigInteger.valueOf(3));
  }

  @Test
  void aNameFromOutsideIsNotTakenForOneOfTheCrate() throws IOException {
    write("Cargo.toml", "[package]\nname = \"c\"\n");
    write("src/lib.rs", "mod types; mod a;");
    write("src/types.rs", "pub type Word = u16;");
    write("src/a.rs", "use outside::Word; fn f(w: Word) { asm!(\"{}\", in(reg) w) }");
    assertThat(Reading.firstType(sites("src/a.rs").getFirst()))
        .isEqualTo("? type `Word` is not known");
  }
}
