package dev.fabula.machine;

import dev.fabula.site.Site;
import java.util.List;
import java.util.Optional;

/** The asm statements of a program. */
interface Sites {

  /** No asm statements. */
  Sites NONE = place -> Optional.empty();

  /**
   * What is known of an asm statement.
   *
   * @param place where it starts, as MIR prints it: {@code line:column}
   */
  Optional<Told> at(String place);

  /**
   * A site.
   *
   * @param site the site
   * @param closure where its story's closure starts, as {@code :line:column:}; empty if it has none
   * @param inputs the operands that the story takes, by their numbers, in the order of its tuple
   * @param outputs the operands that it gives
   * @param why why it has no story
   */
  record Told(
      Site site,
      Optional<String> closure,
      List<Integer> inputs,
      List<Integer> outputs,
      String why) {
    /** Copies the lists. */
    public Told {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }
}
