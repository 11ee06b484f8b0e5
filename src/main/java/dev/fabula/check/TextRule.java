package dev.fabula.check;

import java.util.function.Consumer;

/** A rule about the text of a site, whatever its instructions do. */
public interface TextRule extends Rule {

  /** Hands over everything that breaks the rule. */
  void examine(SiteText text, Consumer<Finding> findings);
}
