package dev.fabula.check;

import java.util.function.Consumer;

/** A rule about what the instructions of a site do. */
public interface CodeRule extends Rule {

  /** Hands over everything that may break the rule in one allocation's code. */
  void examine(Examination examination, Consumer<Suspicion> suspicions);
}
