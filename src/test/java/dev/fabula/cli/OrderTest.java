package dev.fabula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is told, and in which order, is the same however many sites are checked at a time. */
final class OrderTest {

  private static final int FILES = 6;

  /** Sites that take more and less time, hold, are broken, unknown, refused, and written twice. */
  private static final String TEXT =
      """
      use core::arch::asm;
      macro_rules! twice {
          ($($name:ident $text:literal),*) => {
              $(pub unsafe fn $name(mut x: u64) -> u64 { asm!($text, inout(reg) x); x })*
          };
      }
      twice!(a "inc {}", b "mov {}, rcx", c "inc {}");
      pub unsafe fn d(n: u64) {
          asm!("2: lea rax, [rax + 8]", "dec {0}", "jnz 2b", inout(reg) n => _);
          asm!("nop", in("rbx") n);
          asm!("vpmaddwd zmm0, zmm1, zmm2");
          asm!("mov rdx, {}", in(reg) n);
      }
      """;

  @TempDir private Path folder;

  private String check(String format, int jobs) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands =
        Main.answering(new CommandLine(new Main()), new PrintWriter(out), new PrintWriter(err));
    Main.run(
        commands,
        "check",
        "--target=x86_64",
        "--hints",
        "--verbose",
        "--format=" + format,
        "--jobs=" + jobs,
        folder.toString());
    commands.getOut().flush();
    commands.getErr().flush();
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }

  @Test
  void itIsTheSameForAnyNumberOfJobs() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("f" + (i * 7 % FILES) + ".rs"), TEXT);
    }
    for (String format : List.of("text", "json")) {
      String alone = check(format, 1);
      assertThat(alone).contains("f0.rs", "register-not-declared", "f5.rs");
      assertThat(alone.indexOf("f1.rs")).isLessThan(alone.indexOf("f2.rs"));
      for (int jobs : new int[] {2, 5}) {
        assertThat(check(format, jobs)).isEqualTo(alone);
      }
    }
  }
}
