package dev.fabula.rust;

import dev.fabula.source.Span;
import java.util.Optional;

/**
 * How a tree came to stand where it does: in a file, or in what a macro wrote.
 *
 * @param frame the expansion that wrote it; empty for a file's own text
 * @param verbatim whether the text at its place is its own; false if a macro's variable stands
 *     there, or a word that nothing has written
 * @param names the expansion by which its name is looked up where that is not the one that wrote it
 * @param before where it stood as a macro's argument; empty if the text at its place wrote it
 */
record Trail(Optional<Frame> frame, boolean verbatim, Optional<Frame> names, Optional<Hop> before) {
  /** What stands in a file as it is. */
  static final Trail SOURCE = new Trail(Optional.empty(), true, Optional.empty(), Optional.empty());

  /** What we made up for the sake of others. */
  static final Trail MADE = new Trail(Optional.empty(), false, Optional.empty(), Optional.empty());

  /** A place in an earlier text. */
  record Hop(Span span, Trail trail) {}

  /** What the body of a macro writes by itself. */
  static Trail written(Frame frame, boolean verbatim) {
    return new Trail(Optional.of(frame), verbatim, Optional.empty(), Optional.empty());
  }

  /** What the body of a macro writes by itself that another expansion wrote into the body. */
  static Trail written(Frame frame, Tree tree) {
    return new Trail(
        Optional.of(frame), false, Optional.of(frame.forText(writer(tree))), Optional.empty());
  }

  /** What the body of a macro writes by one of its variables. */
  static Trail put(Frame frame, Tree argument) {
    return new Trail(
        Optional.of(frame),
        false,
        Optional.empty(),
        Optional.of(new Hop(argument.span(), argument.trail())));
  }

  /** The text that first held the tree: the expansion that wrote it, or nothing for a file. */
  static Optional<Frame> home(Tree tree) {
    return first(tree).frame();
  }

  /** By whose eyes a name is looked up: those of an expansion, or nothing for a file. */
  static Optional<Frame> writer(Tree tree) {
    Trail first = first(tree);
    return first.names().or(first::frame);
  }

  private static Trail first(Tree tree) {
    Trail trail = tree.trail();
    while (trail.before().isPresent()) {
      trail = trail.before().get().trail();
    }
    return trail;
  }

  /** What is left of a tree's history where it is seen in its first text only. */
  static Trail alone(Tree tree, boolean verbatim) {
    Trail first = first(tree);
    return new Trail(first.frame(), verbatim, first.names(), Optional.empty());
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
