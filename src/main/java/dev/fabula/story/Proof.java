package dev.fabula.story;

import dev.fabula.check.Finding;
import dev.fabula.check.Verdict;
import java.util.List;

/**
 * What was found out about one story.
 *
 * @param story the story
 * @param verdict whether the assembly keeps to it
 * @param allocations how many canonical allocations were considered
 * @param findings what breaks, and what the story asks of its surroundings
 */
public record Proof(Story story, Verdict verdict, int allocations, List<Finding> findings) {

  /** Copies the findings. */
  public Proof {
    findings = List.copyOf(findings);
  }
}
