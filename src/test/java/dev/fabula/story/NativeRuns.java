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

  private static final String TOOLS =
      """
      use std::panic::{catch_unwind, AssertUnwindSafe};
      static mut STATE: u64 = 88172645463325252;
      unsafe fn next() -> u64 { STATE ^= STATE << 13; STATE ^= STATE >> 7; STATE ^= STATE << 17; STATE }
      unsafe fn number() -> u128 {
          let a = next();
          match a % 8 {
              0 => 0, 1 => u128::MAX, 2 => 1, 3 => 1 << (next() % 128), 4 => next() as u128 % 300,
              5 => (1u128 << (next() % 64)).wrapping_sub(1),
              _ => (next() as u128) << 64 | next() as u128,
          }
      }
      static mut LEFT: [u64; 64] = [0; 64];
      static mut RIGHT: [u64; 64] = [0; 64];
      unsafe fn fill() { for i in 0..64 { let v = next(); LEFT[i] = v; RIGHT[i] = v; } }
      """;

  private final int runs;

  NativeRuns(int runs) {
    this.runs = runs;
  }

  /** The cases whose site and story differ somewhere, with the words for it. */
  Map<Integer, String> different(List<StoryCase> cases) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fabula-attack");
    Path source = folder.resolve("attack.rs");
    Path program = folder.resolve("attack");
    Path output = folder.resolve("output.txt");
    try {
      Set<Integer> without = new TreeSet<>();
      for (int round = 0; round < ROUNDS; round++) {
        List<Integer> lines = new ArrayList<>();
        Files.writeString(source, text(cases, without, lines));
        int status =
            run(
                output,
                "rustc",
                "--edition=2021",
                "-Copt-level=1",
                "-Coverflow-checks=yes",
                "--error-format=short",
                "--cap-lints=allow",
                "-o",
                program.toString(),
                source.toString());
        if (status == 0) {
          return results(program, output);
        }
        without.addAll(faulty(Files.readString(output), lines));
      }
      throw new IllegalStateException("the stories do not compile:\\n" + Files.readString(output));
    } finally {
      for (Path path : List.of(source, program, output, folder)) {
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

  private String text(List<StoryCase> cases, Set<Integer> without, List<Integer> lines) {
    StringBuilder text = new StringBuilder();
    add(text, lines, -1, StoryCase.HEAD + TOOLS);
    for (int i = 0; i < cases.size(); i++) {
      if (!without.contains(i)) {
        StoryCase one = cases.get(i);
        add(text, lines, i, one.function("site_" + i));
        add(text, lines, i, one.telling("story_" + i));
        add(text, lines, i, check(i, one));
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

  /** Pointers lead into two memories of equal content; a story that panics differs. */
  private String check(int number, StoryCase one) {
    StringBuilder make = new StringBuilder();
    StringBuilder left = new StringBuilder();
    StringBuilder right = new StringBuilder();
    StringBuilder shown = new StringBuilder();
    int place = 16;
    for (Map.Entry<String, String> input : one.inputs().entrySet()) {
      String name = input.getKey();
      String type = input.getValue();
      if (type.startsWith("*")) {
        left.append("(&raw mut LEFT).cast::<u64>().add(" + place + ") as " + type + ", ");
        right.append("(&raw mut RIGHT).cast::<u64>().add(" + place + ") as " + type + ", ");
        place += 16;
      } else {
        make.append("let " + name + " = number() as " + type + "; ");
        left.append(name).append(", ");
        right.append(name).append(", ");
        shown.append(name).append(" = {").append(name).append(":#x} ");
      }
    }
    return "unsafe fn check_"
        + number
        + "() { for _ in 0.."
        + runs
        + " { "
        + (place > 16 ? "fill(); " : "")
        + make
        + "let a = site_"
        + number
        + "("
        + left
        + "); "
        + "let b = catch_unwind(AssertUnwindSafe(|| story_"
        + number
        + "("
        + right
        + "))); "
        + "if b.is_err() || b.unwrap() != a"
        + (place > 16 ? " || LEFT != RIGHT" : "")
        + " { println!(\""
        + number
        + " differs "
        + shown
        + "\"); return; } } }\n";
  }
}
