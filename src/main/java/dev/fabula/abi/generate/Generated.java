package dev.fabula.abi.generate;

import java.util.List;
import java.util.Map;

/**
 * What was made from a description.
 *
 * @param files the files by their path, which is relative and has forward slashes
 * @param stubs how many stubs there are, counted once for each machine
 * @param left what was left out, each as a sentence with its reason
 */
public record Generated(Map<String, String> files, int stubs, List<String> left) {

  /** Copies the collections. */
  public Generated {
    files = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(files));
    left = List.copyOf(left);
  }
}
