package dev.fabula.story;

import java.util.Map;

/**
 * Sites and stories side by side on this machine, on edge values and random ones.
 *
 * @param runs how often
 */
record SideBySide(int runs) implements NativeRuns.Check {

  private static final String TOOLS =
      """
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

  @Override
  public String head() {
    return TOOLS;
  }

  @Override
  public String called(int number, StoryCase one) {
    return one.function("site_" + number) + one.telling("story_" + number);
  }

  /** Whether all results of both are the same. */
  private static String same(StoryCase one) {
    StringBuilder same = new StringBuilder("{ let b = b.unwrap(); true");
    for (int i = 0; i < one.outputs().size(); i++) {
      same.append(" && a." + i + ".same(b." + i + ")");
    }
    return same + " }";
  }

  /** Pointers lead into two memories of equal content; a story that panics differs. */
  @Override
  public String of(int number, StoryCase one) {
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
        boolean count = one.sweeps() && type.equals("usize");
        String bits = count ? "number() % 16" : "number()";
        make.append("let " + name + " = <" + type + ">::sample(" + bits + "); ");
        left.append(name).append(", ");
        right.append(name).append(", ");
        shown.append(name).append(" = {").append(name).append(":?} ");
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
        + "if b.is_err() || !("
        + same(one)
        + ")"
        + (place > 16 ? " || LEFT != RIGHT" : "")
        + " { println!(\""
        + number
        + " differs "
        + shown
        + "\"); return; } } }\n";
  }
}
