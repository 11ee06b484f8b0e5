package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bits of arbitrary values that a story shows as they are: in one case, under a mask, or beside
 * others. Each is what the code has there, for else nothing agrees. A value that decides something
 * too, or of which bits are shown twice as something else, is none of them.
 */
final class Pieces {

  private final Map<Term, List<Piece>> found = new HashMap<>();
  private final Set<Term> mixed = new HashSet<>();

  /** Bits from one on. */
  private record Piece(int low, Term code) {
    int end() {
      return low + code.width();
    }

    boolean isApart(Piece other) {
      return end() <= other.low || other.end() <= low;
    }
  }

  /** Looks for arbitrary bits in what a story yields where the code yields something. */
  void look(Term code, Term story) {
    if (story.op() == Op.VARIABLE) {
      show(story, new Piece(0, code));
      return;
    }
    switch (story.op()) {
      case EXTRACT -> {
        if (story.argument(0).op() == Op.VARIABLE) {
          show(story.argument(0), new Piece(story.low(), code));
        } else {
          mix(story);
        }
      }
      case ITE -> {
        mix(story.argument(0));
        look(code, story.argument(1));
        look(code, story.argument(2));
      }
      case AND -> {
        for (Term part : story.arguments()) {
          if (part.op() == Op.VARIABLE || part.op() == Op.EXTRACT) {
            look(code, part);
          } else {
            mix(part);
          }
        }
      }
      case CONCAT -> {
        int high = story.width();
        for (Term part : story.arguments()) {
          look(code.extract(high - 1, high - part.width()), part);
          high -= part.width();
        }
      }
      default -> mix(story);
    }
  }

  private void show(Term variable, Piece piece) {
    if (!Choices.isChoice(variable)) {
      return;
    }
    List<Piece> pieces = found.computeIfAbsent(variable, v -> new ArrayList<>());
    if (pieces.contains(piece)) {
      return;
    }
    if (pieces.stream().allMatch(piece::isApart)) {
      pieces.add(piece);
    } else {
      mixed.add(variable);
    }
  }

  /** What is arbitrary here decides something, or is not shown as it is. */
  void mix(Term term) {
    term.variables().stream().filter(Choices::isChoice).forEach(mixed::add);
  }

  /** The values found. */
  Map<Term, Term> values() {
    Map<Term, Term> values = new HashMap<>();
    found.forEach((variable, pieces) -> {
      if (!mixed.contains(variable)) {
        values.put(variable, value(variable, pieces));
      }
    });
    return values;
  }

  private static Term value(Term variable, List<Piece> pieces) {
    int width = variable.width();
    Term all = variable.bank().zero(width);
    for (Piece piece : pieces) {
      Term there = piece.code().zext(width);
      all = all.or(there.shl(variable.bank().constant(piece.low(), width)));
    }
    return Optional.of(pieces)
        .filter(p -> p.size() == 1 && p.getFirst().code().width() == width)
        .map(p -> p.getFirst().code())
        .orElse(all);
  }
}
