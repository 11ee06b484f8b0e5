package dev.fabula.rust;

import dev.fabula.rust.Tree.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A part of the left side of a macro's rule (Reference, macro.decl.meta). */
sealed interface Matcher {

  /**
   * A token that must be there as it is.
   *
   * @param kind its kind
   * @param text its text; of punctuation the whole operator
   */
  record Literal(Kind kind, String text) implements Matcher {}

  /** Brackets with what must be between them. */
  record Brackets(char open, List<Matcher> inner) implements Matcher {}

  /** A variable that stands for a fragment. */
  record Variable(String name, Fragment fragment) implements Matcher {}

  /**
   * Something that may be there several times.
   *
   * @param inner what is repeated
   * @param separator what stands between
   * @param operator one of {@code * + ?}
   * @param names the variables in it
   */
  record Repetition(
      List<Matcher> inner, Optional<Literal> separator, char operator, Set<String> names)
      implements Matcher {}
}
