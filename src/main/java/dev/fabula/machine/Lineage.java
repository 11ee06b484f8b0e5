package dev.fabula.machine;

import java.util.List;

/**
 * How references of one allocation are related where some were borrowed from an exposed address: of
 * these it is only known that they come from some older reference that was exposed and that may do
 * what is done through them.
 */
final class Lineage {

  /** How a reference is seen from another. */
  enum Relation {
    /** It is that one, or was borrowed from it. */
    LOCAL,
    FOREIGN,
    /** There are ways for both. */
    EITHER,
    /** There is no way that is allowed. */
    NONE;

    Relation or(Relation other) {
      return this == NONE || this == other ? other : other == NONE ? this : EITHER;
    }
  }

  private final List<Tag> tags;

  /** Of some references, to which more may be added. */
  Lineage(List<Tag> tags) {
    this.tags = tags;
  }

  /** The exposed references before a number that allow an access to a byte. */
  List<Tag> ways(long before, int at, boolean write) {
    return tags.stream()
        .filter(t -> t.exposed && t.number < before)
        .filter(t -> permits(t, at, write))
        .toList();
  }

  private static boolean permits(Tag tag, int at, boolean write) {
    byte state = tag.states.at(at);
    return ByteState.after(state, Access.of(true, write), tag.isGuarded()) != ByteState.UNDEFINED;
  }

  /** How an access by one of some references is seen from a reference. */
  Relation of(Tag from, List<Tag> by, int at, boolean write) {
    Relation all = Relation.NONE;
    for (Tag one : by) {
      all = all.or(of(from, one, at, write));
    }
    return all;
  }

  private Relation of(Tag from, Tag by, int at, boolean write) {
    if (from.isAbove(by)) {
      return Relation.LOCAL;
    }
    Tag graft = top(by);
    if (graft == tags.getFirst() || graft == top(from)) {
      return Relation.FOREIGN;
    }
    return of(from, ways(graft.number, at, write), at, write);
  }

  /** Whether a reference may come from another. */
  boolean mayBeAbove(Tag tag, Tag other) {
    if (tag.isAbove(other)) {
      return true;
    }
    Tag graft = top(other);
    return graft != tags.getFirst()
        && tags.stream()
            .filter(t -> t.exposed && t.number < graft.number)
            .anyMatch(t -> mayBeAbove(tag, t));
  }

  private static Tag top(Tag tag) {
    Tag at = tag;
    for (Tag above = at.parent; above != null; above = at.parent) {
      at = above;
    }
    return at;
  }
}
