package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import dev.fabula.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which machines a site is read. */
final class TargetsTest {

  private static String targets(String path, String text, Optional<TargetRequest> request) {
    RustReader reader = RustReader.of(request, Reading.HOST);
    List<Found> found = reader.read(SourceFile.of(path, text));
    return found.stream().map(TargetsTest::target).collect(Collectors.joining(" "));
  }

  private static String target(Found found) {
    Target target = ((Found.Readable) found).site().target();
    String system = target.system().map(s -> "-" + s).orElse("");
    return target.architecture().rustName() + system + "/" + target.basis();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | x86_64-linux/HOST",
        "target_arch = \"aarch64\" | aarch64/CONDITION",
        "target_arch = \"x86_64\" | x86_64-linux/CONDITION",
        "any(target_arch = \"x86\", target_arch = \"x86_64\") | x86_64-linux/CONDITION"
            + " x86/CONDITION",
        "all(target_arch = \"arm\", target_os = \"linux\") | arm-linux/CONDITION",
        "all(target_arch = \"aarch64\", windows) | aarch64-windows/CONDITION",
        "all(target_arch = \"aarch64\", unix) | aarch64/CONDITION",
        "all(target_arch = \"aarch64\", target_vendor = \"apple\", not(target_os = \"ios\"),"
            + " not(target_os = \"tvos\"), not(target_os = \"watchos\"), not(target_os ="
            + " \"visionos\")) | aarch64-macos/CONDITION",
        "not(target_arch = \"aarch64\") | x86_64-linux/HOST",
        "not(target_arch = \"x86_64\") | x86/CONDITION",
        "target_pointer_width = \"32\" | x86/CONDITION",
        "all(target_pointer_width = \"64\", any(target_arch = \"riscv32\", target_arch ="
            + " \"riscv64\")) | riscv64/CONDITION",
        "windows | x86_64-windows/HOST",
        "target_os = \"macos\" | x86_64-macos/HOST",
        "feature = \"x\" | x86_64-linux/HOST",
        "not(feature = \"x\") | x86_64-linux/HOST",
        "test | x86_64-linux/HOST",
        "not(miri) | x86_64-linux/HOST",
        "some_flag | x86_64-linux/HOST",
        "all(target_arch = \"aarch64\", target_env = \"sel4\") | aarch64/CONDITION",
        "target(arch = \"aarch64\", os = \"linux\") | aarch64-linux/CONDITION",
        "accessible(::std::x) | x86_64-linux/HOST",
      })
  void conditions(String condition, String expected) {
    String attribute = condition.isEmpty() ? "" : "#[cfg(" + condition + ")] ";
    String text = attribute + "fn f() { asm!(\"nop\") }";
    assertThat(targets("a.rs", text, Optional.empty())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#![cfg(target_arch = \"arm\")] fn f() { asm!(\"nop\") } | arm",
        "fn f() { #[cfg(target_arch = \"arm\")] asm!(\"nop\"); } | arm",
        "fn f() { #[cfg(target_arch = \"arm\")] { asm!(\"nop\") } } | arm",
        "fn f() { #[cfg(target_arch = \"arm\")] unsafe { asm!(\"nop\") } asm!(\"nop\") } | arm"
            + " x86_64",
        "fn f() { match x { #[cfg(target_arch = \"arm\")] 1 => asm!(\"nop\"), _ => asm!(\"nop\") }"
            + " } | arm x86_64",
        "fn f() { #[cfg(target_arch = \"arm\")] let x = asm!(\"nop\"); asm!(\"nop\") } | arm"
            + " x86_64",
        "fn f() { #![cfg(target_arch = \"arm\")] asm!(\"nop\") } | arm",
        "#[cfg(target_arch = \"arm\")] mod m { fn f() { asm!(\"nop\") } } | arm",
        "#[cfg(target_arch = \"arm\")] impl S { fn f() { asm!(\"nop\") } } | arm",
        "fn f() { if cfg!(target_arch = \"arm\") { asm!(\"nop\") } else { asm!(\"nop\") } } | arm"
            + " x86_64",
        "fn f() { if a() && core::cfg!(target_arch = \"arm\") { asm!(\"nop\") } } | arm",
        "fn f() { if !cfg!(not(target_arch = \"arm\")) { asm!(\"nop\") } } | arm",
        "cfg_if::cfg_if! { if #[cfg(target_arch = \"arm\")] { fn f() { asm!(\"nop\") } } else if"
            + " #[cfg(target_arch = \"aarch64\")] { fn f() { asm!(\"nop\") } } else { fn f() {"
            + " asm!(\"nop\") } } } | arm aarch64 x86_64",
        "cfg_select! { target_arch = \"arm\" => { fn f() { asm!(\"nop\") } } _ => { fn f() {"
            + " asm!(\"nop\") } } } | arm x86_64",
        "#[cfg_attr(a, cfg(target_arch = \"arm\"))] fn f() { asm!(\"nop\") } | arm",
        "#[cfg(target_arch = \"arm\")] macro_rules! m { () => { asm!(\"nop\") } } | arm",
        "mod aarch64 { fn f() { asm!(\"nop\") } } | aarch64",
        "mod x86 { fn f() { asm!(\"nop\") } } | x86_64 x86",
        "#[cfg(target_pointer_width = \"32\")] mod x86 { fn f() { asm!(\"nop\") } } | x86",
        "mod arch_riscv64 { fn f() { asm!(\"nop\") } } | riscv64",
        "use core::arch::{asm, aarch64::*}; fn f() { asm!(\"nop\") } | aarch64",
        "use aarch64_cpu::registers; fn f() { asm!(\"nop\") } | aarch64",
        "use cortex_m::asm as m; use crate::riscv::x; fn f() { asm!(\"nop\") } | arm",
        "use riscv::a; use aarch64_cpu::b; fn f() { asm!(\"nop\") } | x86_64",
        "#[cfg(a)] use riscv::a; fn f() { asm!(\"nop\") } | x86_64",
        "mod farm { fn f() { asm!(\"nop\") } } | x86_64",
      })
  void placesOfConditions(String text, String expected) {
    String result = targets("a.rs", text, Optional.empty());
    assertThat(result.replaceAll("(-[a-z0-9]+)?/[A-Z]+", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "aarch64.rs, aarch64",
    "syscall_x86_64.rs, x86_64",
    "linux-arm64.rs, aarch64",
    "x64.rs, x86_64",
    "riscv.rs, riscv64 riscv32",
    "alarm.rs, x86_64",
  })
  void namesOfFiles(String path, String expected) {
    String result = targets(path, "fn f() { asm!(\"nop\") }", Optional.empty());
    assertThat(result.replaceAll("(-[a-z0-9]+)?/[A-Z]+", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "linux_raw.rs, x86_64-linux, false",
    "linux_raw.rs, aarch64-linux, false",
    "arch.rs, x86_64-linux, true",
    "windows.rs, x86_64-windows, false",
    "not-windows-but-linux.rs, x86_64-linux, true",
    "linuxlike.rs, x86_64-linux, true"
  })
  void systemsOfPlacesByTheirNames(String path, String expected, boolean guessed) {
    String architecture = expected.substring(0, expected.indexOf('-'));
    String text = "#[cfg(target_arch = \"" + architecture + "\")] fn f() { asm!(\"nop\") }";
    RustReader reader = RustReader.of(Optional.empty(), Reading.HOST);
    Target target =
        ((Found.Readable) reader.read(SourceFile.of(path, text)).getFirst()).site().target();
    assertThat(target.architecture().rustName() + "-" + target.system().orElse("?"))
        .isEqualTo(expected);
    assertThat(target.guessed()).isEqualTo(guessed);
  }

  @Test
  void aRequestComesAfterWhatTheTextSays() {
    Optional<TargetRequest> request = TargetRequest.named("aarch64-unknown-linux-musl");
    assertThat(targets("a.rs", "fn f() { asm!(\"nop\") }", request))
        .isEqualTo("aarch64-linux/REQUEST");
    assertThat(targets("x86_64.rs", "fn f() { asm!(\"nop\") }", request))
        .isEqualTo("x86_64/CONVENTION");
    String condition = "#[cfg(target_arch = \"arm\")] fn f() { asm!(\"nop\") }";
    assertThat(targets("a.rs", condition, request)).isEqualTo("arm/CONDITION");
  }

  @Test
  void requestsAreTriplesOrArchitectures() {
    assertThat(TargetRequest.named("x86_64-apple-darwin"))
        .contains(new TargetRequest(Architecture.X86_64, Optional.of("macos")));
    assertThat(TargetRequest.named("thumbv7em-none-eabihf"))
        .contains(new TargetRequest(Architecture.ARM, Mode.MICROCONTROLLER, Optional.of("none")));
    assertThat(TargetRequest.named("aarch64"))
        .contains(new TargetRequest(Architecture.AARCH64, Optional.empty()));
    assertThat(TargetRequest.named("pdp11")).isEmpty();
  }

  @Test
  void featuresThatMustBeThere() {
    Site site =
        Reading.site(
            "#[cfg(all(target_feature = \"avx\", any(target_feature = \"a\", target_feature ="
                + " \"b\"), not(target_feature = \"c\")))] #[target_feature(enable ="
                + " \"bmi1,bmi2\")] fn f() { asm!(\"nop\") }");
    assertThat(site.target().features()).containsExactly("avx", "bmi1", "bmi2");
  }
}
