package dev.fabula.attack;

/**
 * A promise of a contract that a run broke.
 *
 * @param promise the promise in a few words, the same for all lies of the kind
 * @param story the run, with what it showed
 */
public record Lie(String promise, String story) {

  @Override
  public String toString() {
    return promise + ": " + story;
  }
}
