package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how it came to an access that a reference forbids. */
final class Blame {

  private Blame() {}

  static Halt of(Violation violation, String what, Spot spot) {
    List<Ending.Remark> trail = new ArrayList<>();
    String message =
        violation.access().isLocal()
            ? local(violation, what, trail)
            : foreign(violation, what, trail);
    return Halt.undefined(message, trail).at(spot);
  }

  private static String local(Violation violation, String what, List<Ending.Remark> trail) {
    Tag tag = violation.tag();
    Tag by = violation.by();
    trail.add(new Ending.Remark(made(tag, violation), tag.origin.spot()));
    Tag.Loss loss = tag.loss;
    if (loss != null) {
      String verb = loss.write() ? "write" : "read";
      String text = "a " + verb + " by another way made it " + word(loss.now());
      trail.add(new Ending.Remark(text, loss.spot()));
    }
    List<Tag> chain = new ArrayList<>();
    for (Tag at = by; at != null && at != tag; at = at.parent) {
      chain.addFirst(at);
    }
    for (Tag at : chain) {
      if (at.isGuarded()) {
        trail.add(new Ending.Remark(passed(at), at.origin.spot()));
      }
    }
    return "%s of %s goes through a reference that %s"
        .formatted(what, tag.allocation().name(), may(violation.had()));
  }

  private static String made(Tag tag, Violation violation) {
    String name = tag.allocation().name();
    Permission had = violation.had();
    boolean born = tag.loss == null;
    return "the reference to %s is %s%s"
        .formatted(name, tag.origin.what(), born ? ", " + word(had) + " from its start" : "");
  }

  private static String passed(Tag tag) {
    String where = tag.origin.spot().map(s -> s.code().title()).orElse("a function");
    return "it is an argument of " + where + ", which protects it until it ends";
  }

  private static String foreign(Violation violation, String what, List<Ending.Remark> trail) {
    Tag tag = violation.tag();
    String where = tag.origin.spot().map(s -> s.code().title()).orElse("a function");
    trail.add(
        new Ending.Remark(
            (tag.origin.isInPlace()
                    ? "%s was passed %s in place here, which is its own until it ends"
                    : "%s was given a reference to %s here, which protects it until it ends")
                .formatted(where, tag.allocation().name()),
            tag.origin.spot()));
    Tag by = violation.by();
    Optional<Spot> origin = by.origin.spot();
    if (by.parent != null) {
      trail.add(new Ending.Remark("the access goes through " + by.origin.what(), origin));
    }
    return (tag.origin.isInPlace()
            ? "%s of %s happens while a function runs to which it was passed in place by %s"
            : "%s of %s happens while %s runs, which was given a reference that forbids it")
        .formatted(what, tag.allocation().name(), where);
  }

  static Halt outlived(Allocation allocation, Tag tag) {
    String where = tag.origin.spot().map(s -> s.code().title()).orElse("a function");
    return Halt.undefined(
        "%s ends while %s runs, which was given a reference to it"
            .formatted(allocation.name(), where),
        List.of(new Ending.Remark("the reference is an argument here", tag.origin.spot())));
  }

  private static String may(Permission permission) {
    return switch (permission) {
      case FROZEN, CONFLICTED -> "may only read";
      case DISABLED, FORBIDDEN -> "may not be used any more";
      case CELL, RESERVED_IM, RESERVED, UNIQUE -> "does not allow it";
    };
  }

  private static String word(Permission permission) {
    return switch (permission) {
      case FROZEN -> "frozen";
      case DISABLED -> "disabled";
      case CONFLICTED -> "read-only";
      case CELL, RESERVED_IM, RESERVED, UNIQUE, FORBIDDEN -> permission.words();
    };
  }
}
