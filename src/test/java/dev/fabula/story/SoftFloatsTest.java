package dev.fabula.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.ieee.Format;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.ieee.SoftFloat.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soft floats of rust/story.rs round to the bit as {@link SoftFloat} does. */
final class SoftFloatsTest {

  private static final int CASES = 20_000;

  private static final String MAIN =
      """
      #[path = "STORY"]
      mod story;
      use story::*;
      fn two<T: Float>(op: &str, n: &[u64], r: u8) -> u64 {
          let f = |i: usize| T::of(n[i]);
          match op {
              "ADD" => float_add(f(0), f(1), r).bits(),
              "SUBTRACT" => float_sub(f(0), f(1), r).bits(),
              "MULTIPLY" => float_mul(f(0), f(1), r).bits(),
              "DIVIDE" => float_div(f(0), f(1), r).bits(),
              "ROOT" => float_sqrt(f(0), r).bits(),
              "MULTIPLY_ADD" => float_mul_add(f(0), f(1), f(2), r).bits(),
              "FROM_SIGNED" => float_from::<i64, T>(n[0] as i64, r).bits(),
              "FROM_UNSIGNED" => float_from::<u64, T>(n[0], r).bits(),
              "TO_SIGNED" => float_to::<T, i64>(f(0), r) as u64,
              "TO_UNSIGNED" => float_to::<T, u64>(f(0), r),
              "INTEGRAL" => float_integral(f(0), r).bits(),
              _ => if T::WIDTH == 32 {
                  float_convert::<f64, T>(f64::from_bits(n[0]), r).bits()
              } else {
                  float_convert::<f32, T>(f32::from_bits(n[0] as u32), r).bits()
              },
          }
      }
      fn main() {
          for line in std::io::stdin().lines() {
              let line = line.unwrap();
              let w: Vec<&str> = line.split(' ').collect();
              let n: Vec<u64> = w[3..].iter().map(|s| u64::from_str_radix(s, 16).unwrap()).collect();
              let r = w[2].parse().unwrap();
              println!("{:x}", if w[1] == "32" { two::<f32>(w[0], &n, r) } else { two::<f64>(w[0], &n, r) });
          }
      }
      """;

  /** An operation on operands under a rounding. */
  private record Case(SoftFloat function, int rounding, List<BigInteger> operands) {
    String line() {
      int width = function.kind().isFloat() ? function.to() : function.from();
      StringBuilder line = new StringBuilder();
      line.append(function.kind()).append(' ').append(width).append(' ').append(rounding);
      operands.forEach(o -> line.append(' ').append(o.toString(16)));
      return line.toString();
    }

    BigInteger expected() {
      List<BigInteger> all = new ArrayList<>(operands);
      all.add(BigInteger.valueOf(rounding));
      return function.value(all);
    }
  }

  @Test
  void roundAsTheMeaningDoes(@TempDir Path folder) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Rustc.installed().isPresent(), "no rustc");
    String story = Path.of("rust", "story.rs").toAbsolutePath().toString();
    Path source = folder.resolve("main.rs");
    Files.writeString(source, MAIN.replace("STORY", story));
    run(folder, List.of("rustc", "--edition", "2021", "-C", "debug-assertions=on", "main.rs"));
    List<Case> cases = cases();
    Files.writeString(
        folder.resolve("input"), String.join("\n", cases.stream().map(Case::line).toList()));
    run(folder, List.of(folder.resolve("main").toString()));
    List<String> found = Files.readAllLines(folder.resolve("output"), StandardCharsets.UTF_8);
    assertThat(found).hasSameSizeAs(cases);
    for (int i = 0; i < cases.size(); i++) {
      assertThat(found.get(i))
          .as(cases.get(i).line())
          .isEqualTo(cases.get(i).expected().toString(16));
    }
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path input = folder.resolve("input");
    if (!Files.exists(input)) {
      Files.createFile(input);
    }
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
  }

  private static List<Case> cases() {
    Random random = new Random(1);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      Kind kind = Kind.values()[i % Kind.values().length];
      int width = random.nextBoolean() ? 32 : 64;
      boolean number = kind == Kind.FROM_SIGNED || kind == Kind.FROM_UNSIGNED;
      int from = number ? 64 : kind == Kind.CONVERT ? 96 - width : width;
      SoftFloat function = new SoftFloat(kind, from, kind.isFloat() ? width : 64);
      List<BigInteger> operands = new ArrayList<>();
      for (int n = 0; n < kind.operands(); n++) {
        operands.add(number ? integer(random) : number(random, Format.of(from)));
      }
      cases.add(new Case(function, random.nextInt(4), operands));
    }
    return cases;
  }

  private static BigInteger integer(Random random) {
    return new BigInteger(64, random).shiftRight(random.nextInt(64));
  }

  /** An edge, any bits, or a number near one. */
  private static BigInteger number(Random random, Format format) {
    int width = format.width();
    return switch (random.nextInt(4)) {
      case 0 -> {
        List<BigInteger> edges = new ArrayList<>(format.edges());
        edges.addAll(List.of(BigInteger.ZERO, format.infinity(false), format.infinity(true)));
        yield edges.get(random.nextInt(edges.size()));
      }
      case 1 -> new BigInteger(width, random);
      default -> {
        BigInteger one = format.infinity(false).shiftRight(1).clearBit(format.fractionBits() - 1);
        BigInteger far = BigInteger.valueOf(random.nextInt(16)).shiftLeft(format.fractionBits());
        BigInteger near = one.add(far).add(new BigInteger(format.fractionBits(), random));
        yield random.nextBoolean() ? near : near.setBit(width - 1);
      }
    };
  }
}
