package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The references to one allocation, as Tree Borrows has them. */
final class BorrowTree {

  private static final int FEW = 64;

  private final Allocation allocation;
  private final List<Tag> tags = new ArrayList<>();
  private final Tag root;
  private final Lineage lineage = new Lineage(tags);
  private long clock;
  private long made;

  /**
   * Whether some reference was borrowed from an exposed address, so that its parent is not known.
   */
  private boolean grafts;

  private int crowded = FEW;

  BorrowTree(Allocation allocation, Tag.Origin origin) {
    this.allocation = allocation;
    byte state = ByteState.of(Permission.UNIQUE, true);
    this.root = new Tag(this, null, new ByteStates(allocation.size(), state), origin);
    tags.add(root);
  }

  Allocation allocation() {
    return allocation;
  }

  /** The allocation itself: what a variable's name stands for. */
  Tag root() {
    return root;
  }

  List<Tag> tags() {
    return List.copyOf(tags);
  }

  /** Whether there are so many that one should look which of them are still in use. */
  boolean isCrowded() {
    return tags.size() > crowded;
  }

  /**
   * An access by a tag to a range.
   *
   * @param spot where it happens
   */
  void access(Tag by, int from, int to, boolean write, @Nullable Spot spot) throws Violation {
    if (tags.size() == 1 && !by.isWildcard() || from >= to) {
      return;
    }
    if (grafts || by.isWildcard()) {
      for (int at = from; at < to; at++) {
        uncertain(by, at, write, spot);
      }
      return;
    }
    mark(by);
    for (Tag tag : tags) {
      see(tag, Access.of(tag.seen == clock, write), from, to, by, spot);
    }
  }

  /** An access to a byte where it is not certain what was borrowed from what. */
  private void uncertain(Tag by, int at, boolean write, @Nullable Spot spot) throws Violation {
    List<Tag> ways = by.isWildcard() ? lineage.ways(Long.MAX_VALUE, at, write) : List.of(by);
    if (ways.isEmpty()) {
      throw refusal(by, at, write);
    }
    for (Tag tag : tags) {
      Lineage.Relation relation = lineage.of(tag, ways, at, write);
      if (relation == Lineage.Relation.NONE) {
        throw refusal(by, at, write);
      }
      if (relation != Lineage.Relation.EITHER) {
        boolean local = relation == Lineage.Relation.LOCAL;
        see(tag, Access.of(local, write), at, at + 1, by, spot);
      }
    }
  }

  /** No exposed reference may do what is done by an exposed address. */
  private Violation refusal(Tag by, int at, boolean write) {
    Tag tag = exposed().isEmpty() ? root : exposed().getLast();
    return new Violation(
        tag, by, Access.of(true, write), ByteState.permission(tag.states.at(at)), at);
  }

  /** Marks a tag and all above it. */
  private void mark(Tag by) {
    clock++;
    for (Tag at = by; at != null; at = at.parent) {
      at.seen = clock;
    }
  }

  private void see(Tag tag, Access access, int from, int to, Tag by, @Nullable Spot spot)
      throws Violation {
    boolean guarded = tag.isGuarded();
    boolean[] lost = new boolean[1];
    Permission[] now = new Permission[1];
    int bad =
        tag.states.change(
            from,
            to,
            s -> {
              byte next = ByteState.after(s, access, guarded);
              if (next != s && next != ByteState.UNDEFINED && !access.isLocal()) {
                lost[0] = true;
                now[0] = ByteState.permission(next);
              }
              return next;
            });
    if (bad >= 0) {
      Permission had = ByteState.permission(tag.states.at(bad));
      throw new Violation(tag, by, access, had, bad);
    }
    Permission rest = now[0];
    if (lost[0] && rest != null) {
      tag.loss = new Tag.Loss(rest, access.writes(), Optional.ofNullable(spot));
    }
  }

  /**
   * A reference that is borrowed from another; the caller makes the read that belongs to it.
   *
   * @param states the bytes' states, as they are before that read
   */
  Tag borrow(Tag parent, ByteStates states, Tag.Origin origin) {
    Tag tag = new Tag(this, parent.isWildcard() ? null : parent, states, origin);
    tag.number = ++made;
    parent.children++;
    grafts |= parent.isWildcard();
    tags.add(tag);
    return tag;
  }

  /** The last access of a guarded reference, made when the function ends that was given it. */
  void finish(Tag tag, @Nullable Spot spot) throws Violation {
    int start = 0;
    List<int[]> ranges = new ArrayList<>();
    for (int run = 0; run < tag.states.runs(); run++) {
      byte state = tag.states.state(run);
      Permission permission = ByteState.permission(state);
      if (ByteState.isTouched(state) && permission != Permission.CELL) {
        ranges.add(new int[] {start, tag.states.end(run), permission == Permission.UNIQUE ? 1 : 0});
      }
      start = tag.states.end(run);
    }
    for (int[] range : ranges) {
      finish(tag, range[0], range[1], range[2] == 1, spot);
    }
  }

  private void finish(Tag tag, int from, int to, boolean write, @Nullable Spot spot)
      throws Violation {
    if (grafts) {
      for (int at = from; at < to; at++) {
        finish(tag, at, write, spot);
      }
      return;
    }
    mark(tag);
    for (Tag other : tags) {
      if (!tag.isAbove(other)) {
        see(other, Access.of(other.seen == clock, write), from, to, tag, spot);
      }
    }
  }

  private void finish(Tag tag, int at, boolean write, @Nullable Spot spot) throws Violation {
    for (Tag other : tags) {
      Lineage.Relation relation = lineage.of(other, List.of(tag), at, write);
      boolean certain = relation == Lineage.Relation.LOCAL || relation == Lineage.Relation.FOREIGN;
      if (certain && !lineage.mayBeAbove(tag, other)) {
        see(other, Access.of(relation == Lineage.Relation.LOCAL, write), at, at + 1, tag, spot);
      }
    }
  }

  /** The end of a function that was given a reference. */
  static void release(Tag tag) {
    tag.guard = Tag.Guard.NONE;
    Allocation allocation = tag.allocation();
    tag.states.change(0, allocation.size(), ByteState::released);
  }

  /** A reference that must outlast the allocation, if there is one. */
  Optional<Tag> strong() {
    return tags.stream()
        .filter(t -> t.guard == Tag.Guard.STRONG)
        .filter(t -> holds(t.states))
        .findFirst();
  }

  private static boolean holds(ByteStates states) {
    for (int run = 0; run < states.runs(); run++) {
      byte state = states.state(run);
      if (ByteState.isTouched(state) && ByteState.permission(state) != Permission.CELL) {
        return true;
      }
    }
    return false;
  }

  /** The exposed references. */
  List<Tag> exposed() {
    return tags.stream().filter(t -> t.exposed).toList();
  }

  /** Forgets references that no pointer has and nothing was borrowed from. */
  void sweep() {
    boolean again = true;
    while (again) {
      again = false;
      for (int i = tags.size() - 1; i > 0; i--) {
        Tag tag = tags.get(i);
        if (!tag.live && tag.children == 0 && !tag.isGuarded() && !tag.exposed) {
          Tag parent = tag.parent;
          if (parent != null) {
            parent.children--;
          }
          tags.set(i, tags.getLast());
          tags.removeLast();
          again = true;
        }
      }
    }
    crowded = Math.max(FEW, 2 * tags.size());
  }
}
