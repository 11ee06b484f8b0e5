package dev.fabula.rust;

import dev.fabula.source.Span;
import java.util.Optional;

/**
 * How a tree came to stand where it does: in a file, or in what a macro wrote.
 *
 * @param frame the expansion that wrote it; empty for a file's own text
 * @param verbatim whether the text at its place is its own; false if a macro's variable stands
 *     there, or a word that nothing has written
 * @param before where it stood as a macro's argument; empty if the text at its place wrote it
 */
record Trail(Optional<Frame> frame, boolean verbatim, Optional<Hop> before) {
  /** What stands in a file as it is. */
  static final Trail SOURCE = new Trail(Optional.empty(), true, Optional.empty());

  /** What we made up for the sake of others. */
  static final Trail MADE = new Trail(Optional.empty(), false, Optional.empty());

  /** A place in an earlier text. */
  record Hop(Span span, Trail trail) {}

  /** What the body of a macro writes by itself. */
  static Trail written(Frame frame, boolean verbatim) {
    return new Trail(Optional.of(frame), verbatim, Optional.empty());
  }

  /** What the body of a macro writes by one of its variables. */
  static Trail put(Frame frame, Tree argument) {
    return new Trail(
        Optional.of(frame), false, Optional.of(new Hop(argument.span(), argument.trail())));
  }

  /** The text that first held the tree: the expansion that wrote it, or nothing for a file. */
  static Optional<Frame> home(Tree tree) {
    Trail trail = tree.trail();
    while (trail.before().isPresent()) {
      trail = trail.before().get().trail();
    }
    return trail.frame();
  }

  /** The tree's place in the text of the given expansion, or of the file if it is empty. */
  static Optional<Hop> in(Optional<Frame> frame, Tree tree) {
    Optional<Hop> hop = Optional.of(new Hop(tree.span(), tree.trail()));
    while (hop.isPresent() && !hop.get().trail().frame().equals(frame)) {
      hop = hop.get().trail().before();
    }
    return hop;
  }
}
