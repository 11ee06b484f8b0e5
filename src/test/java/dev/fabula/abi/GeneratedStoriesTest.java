package dev.fabula.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.abi.generate.RustStubs;
import dev.fabula.asm.Architecture;
import dev.fabula.machine.Conclusion;
import dev.fabula.machine.Execution;
import dev.fabula.rust.RustReader;
import dev.fabula.rust.TargetRequest;
import dev.fabula.source.SourceFile;
import dev.fabula.story.Rustc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs with stubs that Fabula makes run on the Abstract Machine, by the stubs' stories. */
@Tag("rustc")
final class GeneratedStoriesTest {

  @BeforeAll
  static void demandRustc() {
    boolean here = TargetRequest.host().architecture() == Architecture.X86_64;
    Assumptions.assumeTrue(here && Rustc.installed().isPresent(), "no rustc for x86-64");
  }

  private static Conclusion run(String abi, String program) {
    Abi description = Bench.abi(abi);
    Machine machine = Bench.machine(description, "x86_64");
    String stubs =
        RustStubs.of(description, List.of(machine))
            .files()
            .getOrDefault("src/x86_64.rs", "")
            .replaceAll("(?m)^//!.*$", "");
    SourceFile file = SourceFile.of("program.rs", stubs + program);
    var reader = RustReader.of(Optional.empty(), TargetRequest.host());
    return new Execution(
            Rustc.installed().orElseThrow(), new Execution.Settings(0, 1_000_000, List.of(), 1))
        .run(file, reader.read(Path.of("program.rs"), file));
  }

  private static final String PROGRAM =
      """
      static mut PAGE: [usize; 128] = [0; 128];
      fn call(page: %s [usize; 128]) -> usize {
          unsafe {
              (*page)[1] = 7;
              null(-7);
              let back = send_recv(-1, 1, 2, 3, 4, 5, 6, (&raw mut PAGE).cast());
              (*page)[1] ^ back.badge ^ recv(-5, 1, (&raw mut PAGE).cast()).mr3
          }
      }
      fn main() { std::hint::black_box(call(%s)); }
      """;

  @Test
  void aReferenceToTheBufferMustNotBeAliveMeanwhile() {
    assertThat(run("sel4", PROGRAM.formatted("&mut", "unsafe { &mut *(&raw mut PAGE) }")))
        .isInstanceOfSatisfying(
            Conclusion.Undefined.class, u -> assertThat(u.message()).contains("while `call` runs"));
    assertThat(run("sel4", PROGRAM.formatted("*mut", "&raw mut PAGE")))
        .isInstanceOf(Conclusion.Clean.class);
  }
}
