package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was made from a description.
 *
 * @param files the files by their path, which is relative and has forward slashes
 * @param made the stubs that there are, of each machine that has any
 * @param left what was left out, each as a sentence with its reason
 */
public record Generated(
    Map<String, String> files, Map<Machine, List<Stub>> made, List<String> left) {

  /** Copies the collections. */
  public Generated {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
    left = List.copyOf(left);
  }

  /** How many stubs there are, counted once for each machine. */
  public int stubs() {
    return made.values().stream().mapToInt(List::size).sum();
  }
}
