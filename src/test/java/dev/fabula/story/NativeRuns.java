package dev.fabula.story;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs sites and stories side by side on this machine, on edge values and random ones. */
final class NativeRuns {

  private static final Pattern ERROR = Pattern.compile("^[^:]*:(\\d+):\\d+: error");
  private static final Pattern RESULT = Pattern.compile("(\\d+) differs (.*)");
  private static final int ROUNDS = 12;

  /** What makes values of all types of the same bits, and compares them. */
  static final String VALUES =
      """
      use std::panic::{catch_unwind, AssertUnwindSafe};
      trait Sample: Copy { fn sample(bits: u128) -> Self; fn same(self, other: Self) -> bool; fn raw(bits: u64) -> Self; }
      macro_rules! numbers { ($($t:ty)*) => { $(impl Sample for $t {
          fn sample(bits: u128) -> $t { bits as $t }
          fn same(self, other: $t) -> bool { self == other }
          fn raw(bits: u64) -> $t { bits as $t }
      })* } }
      numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
      macro_rules! floats { ($($t:ident $u:ident)*) => { $(impl Sample for $t {
          fn sample(bits: u128) -> $t {
              let near = [0.0, -0.0, 0.5, -0.5, 1.5, 2.5, 255.5, 65536.0, -129.0, 2147483647.0, 2147483648.0,
                  -2147483649.0, 4294967296.0, 9.3e18, -9.3e18, 1.9e19, $t::NAN, $t::INFINITY, $t::NEG_INFINITY,
                  $t::MIN_POSITIVE / 2.0];
              match bits as usize % 4 {
                  0 => near[(bits >> 8) as usize % near.len()],
                  1 => (bits >> 70) as i32 as $t / 256.0,
                  2 => (bits >> 64) as i64 as $t,
                  _ => $t::from_bits((bits >> 3) as $u),
              }
          }
          fn same(self, other: $t) -> bool { self.to_bits() == other.to_bits() || self.is_nan() && other.is_nan() }
          fn raw(bits: u64) -> $t { $t::from_bits(bits as $u) }
      })* } }
      floats!(f32 u32 f64 u64);
      """;

  private final Check check;

  /** How a story is looked at in a program. */
  interface Check {
    /** What stands before the functions. */
    String head();

    /** A function {@code check_} with the number that prints it if the story differs. */
    String of(int number, StoryCase one);

    /** The functions that it calls. */
    String called(int number, StoryCase one);
  }

  /** Runs of sites and stories side by side, so many of each. */
  NativeRuns(int runs) {
    this(new SideBySide(runs));
  }

  NativeRuns(Check check) {
    this.check = check;
  }

  /** The cases whose site and story differ somewhere, with the words for it. */
  Map<Integer, String> different(List<StoryCase> cases) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fabula-attack");
    Path source = folder.resolve("attack.rs");
    Path program = folder.resolve("attack");
    Path meta = folder.resolve("attack.rmeta");
    Path output = folder.resolve("output.txt");
    try {
      Set<Integer> without = new TreeSet<>();
      // What is no Rust is found without making code.
      for (int round = 0; round < ROUNDS; round++) {
        List<Integer> lines = new ArrayList<>();
        Files.writeString(source, text(cases, without, lines));
        int status = compile(source, output, List.of("--emit=metadata", "-o", meta.toString()));
        if (status == 0) {
          status = compile(source, output, List.of("-Copt-level=1", "-o", program.toString()));
        }
        if (status == 0) {
          return results(program, output);
        }
        without.addAll(faulty(Files.readString(output), lines));
      }
      throw new IllegalStateException("the stories do not compile:\\n" + Files.readString(output));
    } finally {
      for (Path path : List.of(source, program, meta, output, folder)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static Map<Integer, String> results(Path program, Path output)
      throws IOException, InterruptedException {
    int status = run(output, program.toString());
    String text = Files.readString(output);
    if (status != 0 || !text.contains("the end")) {
      throw new IllegalStateException("the program ended with " + status + ":\\n" + text);
    }
    Map<Integer, String> different = new HashMap<>();
    Matcher matcher = RESULT.matcher(text);
    while (matcher.find()) {
      different.put(Integer.parseInt(matcher.group(1)), " (" + matcher.group(2) + ")");
    }
    return different;
  }

  private static int compile(Path source, Path output, List<String> options)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("rustc", "--edition=2021", "-Coverflow-checks=yes", "--error-format=short"));
    command.add("--cap-lints=allow");
    command.addAll(options);
    command.add(source.toString());
    return run(output, command.toArray(String[]::new));
  }

  private static int run(Path output, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("it took too long: " + command[0]);
    }
    return process.exitValue();
  }

  /** The cases of the lines with errors, and so stories that are no Rust. */
  private static Set<Integer> faulty(String errors, List<Integer> lines) {
    Set<Integer> faulty = new TreeSet<>();
    for (String line : errors.lines().toList()) {
      Matcher matcher = ERROR.matcher(line);
      if (matcher.find()) {
        int at = Integer.parseInt(matcher.group(1)) - 1;
        if (at < lines.size() && lines.get(at) >= 0) {
          faulty.add(lines.get(at));
        }
      }
    }
    if (faulty.isEmpty()) {
      throw new IllegalStateException("rustc failed: " + errors);
    }
    return faulty;
  }

  /** The words that plain Rust lacks, as a module. */
  static String vocabulary() {
    String path = Path.of("rust", "story.rs").toAbsolutePath().toString();
    return "#[path = \"" + path.replace("\\", "\\\\") + "\"] mod story;\n";
  }

  private String text(List<StoryCase> cases, Set<Integer> without, List<Integer> lines) {
    StringBuilder text = new StringBuilder();
    add(text, lines, -1, StoryCase.HEAD + vocabulary() + VALUES + check.head());
    for (int i = 0; i < cases.size(); i++) {
      if (!without.contains(i)) {
        StoryCase one = cases.get(i);
        add(text, lines, i, check.called(i, one));
        add(text, lines, i, check.of(i, one));
      }
    }
    StringBuilder main =
        new StringBuilder("fn main() {\n std::panic::set_hook(Box::new(|_| {}));\n");
    for (int i = 0; i < cases.size(); i++) {
      if (!without.contains(i)) {
        main.append(" unsafe { check_").append(i).append("(); }\n");
      }
    }
    add(text, lines, -1, main + " println!(\"the end\");\n}\n");
    return text.toString();
  }

  private static void add(StringBuilder text, List<Integer> lines, int number, String more) {
    text.append(more);
    more.lines().forEach(line -> lines.add(number));
  }
}
