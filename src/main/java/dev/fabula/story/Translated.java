package dev.fabula.story;

import dev.fabula.mir.Body;
import dev.fabula.mir.Dump;
import dev.fabula.source.Span;

/** What the compiler made of a story. */
sealed interface Translated {

  /** Its function. */
  record Ready(Dump dump, Body body, Signature signature) implements Translated {}

  /** An error in it, at a place of its file. */
  record Wrong(Span span, String message) implements Translated {}

  /** It could not be compiled for a reason that is not its own. */
  record Unknown(String reason) implements Translated {}
}
