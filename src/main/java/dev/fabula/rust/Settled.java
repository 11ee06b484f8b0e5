package dev.fabula.rust;

import java.util.Optional;

/** Conditions where every name that nothing decides counts as not set. */
record Settled(Condition.Settings settings) implements Condition.Settings {

  /** The same settings without unknown truths. */
  static Condition.Settings of(Condition.Settings settings) {
    return new Settled(settings);
  }

  @Override
  public Truth truth(String key, Optional<String> value) {
    Truth truth = settings.truth(key, value);
    return truth == Truth.UNKNOWN ? Truth.FALSE : truth;
  }
}
