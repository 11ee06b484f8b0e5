package dev.fabula.mutate;

import dev.fabula.attack.Lie;
import java.util.Optional;

/**
 * What became of a mutant.
 *
 * @param mutant the mutant
 * @param place file, line and column of the site
 * @param verdict what the checker says, with the rules that it names
 * @param lie the promise that a run broke, if one did
 * @param runs how many runs looked for one; 0 if there is nothing to run
 */
record Trial(Mutant mutant, String place, String verdict, Optional<Lie> lie, int runs) {

  /** The verdict of a mutant that the compiler does not take. */
  static final String REFUSED = "refused";

  /** The verdict of a mutant that has no code. */
  static final String NO_CODE = "no code";

  boolean isCaught() {
    return verdict.startsWith("broken");
  }

  boolean isMissed() {
    return verdict.startsWith("holds");
  }

  boolean isCode() {
    return !verdict.equals(REFUSED) && !verdict.equals(NO_CODE);
  }

  @Override
  public String toString() {
    String shown = lie.map(l -> "\n    " + l).orElse("");
    return "%s: %s: %s\n    %s%s"
        .formatted(place, mutant.kind().words(), mutant.change(), verdict, shown);
  }
}
