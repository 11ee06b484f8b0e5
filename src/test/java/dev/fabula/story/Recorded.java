package dev.fabula.story;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stories on this machine beside what another one recorded of their sites.
 *
 * @param states the file of the entry states
 * @param seen the file of what was recorded
 * @param runs how many records there are of each site
 * @param sites the number of the site of each story
 */
record Recorded(Path states, Path seen, int runs, List<Integer> sites) implements NativeRuns.Check {

  @Override
  public String head() {
    return """
    static mut RIGHT: [u64; 64] = [0; 64];
    const RECORD: usize = %d;
    fn words(path: &str) -> Vec<u64> {
        std::fs::read(path).unwrap().chunks_exact(8).map(|c| u64::from_le_bytes(c.try_into().unwrap())).collect()
    }
    static STATES: std::sync::LazyLock<Vec<u64>> = std::sync::LazyLock::new(|| words("%s"));
    static SEEN: std::sync::LazyLock<Vec<u64>> = std::sync::LazyLock::new(|| words("%s"));
    unsafe fn fill(seed: u64) {
        let mut state = seed | 1;
        for i in 0..64 {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            RIGHT[i] = state;
        }
    }
    unsafe fn hash() -> u64 {
        (0..64).fold(1u64, |h, i| h.wrapping_mul(6364136223846793005).wrapping_add(RIGHT[i]))
    }
    """
        .formatted(ArmRuns.RECORD, text(states), text(seen));
  }

  private static String text(Path path) {
    return path.toString().replace("\\", "\\\\");
  }

  @Override
  public String called(int number, StoryCase one) {
    return one.telling("story_" + number);
  }

  @Override
  public String of(int number, StoryCase one) {
    StringBuilder arguments = new StringBuilder();
    StringBuilder shown = new StringBuilder();
    int place = 16;
    int at = 1;
    for (Map.Entry<String, String> input : one.inputs().entrySet()) {
      String type = input.getValue();
      if (type.startsWith("*")) {
        arguments.append("(&raw mut RIGHT).cast::<u64>().add(" + place + ") as " + type + ", ");
        place += 16;
      } else {
        arguments.append("<" + type + ">::raw(s[" + at + "]), ");
        shown.append(input.getKey() + " = {:#x} ");
      }
      at++;
    }
    return """
    unsafe fn check_%d() { for run in 0..%d {
        let at = (%d * %d + run) * RECORD;
        let (s, g) = (&STATES[at..at + RECORD], &SEEN[at..at + RECORD]);
        if g[0] == 0 { println!("%d never runs"); return; }
        fill(s[0]);
        let b = catch_unwind(AssertUnwindSafe(|| story_%d(%s)));
        if b.is_err() || !{ let b = b.unwrap(); %s }%s {
            println!("%d differs %s", %s); return;
        }
    } }
    """
        .formatted(
            number,
            runs,
            sites.get(number),
            runs,
            number,
            number,
            arguments,
            same(one),
            place > 16 ? " || hash() != g[RECORD - 1]" : "",
            number,
            shown,
            numbers(one));
  }

  private static String same(StoryCase one) {
    StringBuilder same = new StringBuilder("true");
    int at = 1 + one.inputs().size();
    int number = 0;
    for (String type : one.outputs().values()) {
      same.append(" && b." + number++ + ".same(<" + type + ">::raw(g[" + at++ + "]))");
    }
    return same.toString();
  }

  /** The words of the inputs that are numbers. */
  private static String numbers(StoryCase one) {
    StringBuilder numbers = new StringBuilder();
    int at = 1;
    for (String type : one.inputs().values()) {
      numbers.append(type.startsWith("*") ? "" : "s[" + at + "], ");
      at++;
    }
    return numbers.toString();
  }
}
