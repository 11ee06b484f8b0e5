package dev.fabula.report;

import dev.fabula.check.Finding;
import dev.fabula.check.Fix;
import dev.fabula.check.Level;
import dev.fabula.check.Objection;
import dev.fabula.check.Obstacle;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Remark;
import dev.fabula.check.Repairs;
import dev.fabula.check.Verdict;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Turns what was found out into what is told. */
final class Messages {

  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  private Messages() {}

  /** What to tell of a finding at a site. */
  static Message of(Site site, Finding finding) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark(finding.span(), finding.label(), true));
    finding.secondary().forEach(l -> marks.add(new Mark(l.span(), l.text(), false)));
    List<String> notes = new ArrayList<>(finding.notes());
    notes.addFirst(circumstances(site, finding));
    return new Message(
        finding.level(),
        finding.rule().name(),
        finding.message(),
        site.file(),
        marks,
        notes,
        finding.witness(),
        finding.helps().stream().filter(h -> !isShown(h, finding.fixes())).toList(),
        Repairs.joined(finding.fixes()));
  }

  /** Whether a fix does what a help says: the code in its words is the code in the fix's. */
  private static boolean isShown(String help, List<Fix> fixes) {
    List<String> code = CODE.matcher(help).results().map(MatchResult::group).toList();
    return !code.isEmpty()
        && fixes.stream().anyMatch(f -> code.stream().allMatch(f.title()::contains));
  }

  private static String circumstances(Site site, Finding finding) {
    return finding.group().word() + ", for " + LlvmName.of(site.target().architecture());
  }

  /** What to tell of one objection to a place. */
  static Message of(PlaceReport.Refused place, Objection objection) {
    List<Mark> marks = new ArrayList<>();
    for (Found.Label label : objection.labels()) {
      marks.add(new Mark(label.span(), label.text(), marks.isEmpty()));
    }
    return new Message(
        Level.ERROR,
        "refused",
        objection.message(),
        place.file(),
        marks,
        objection.notes(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** What to tell of an obstacle to showing a place. */
  static Message of(Obstacle obstacle) {
    List<Mark> marks = new ArrayList<>();
    for (Found.Label label : obstacle.labels()) {
      marks.add(new Mark(label.span(), label.text(), marks.isEmpty()));
    }
    return new Message(
        Level.ERROR,
        "",
        obstacle.reason(),
        obstacle.file(),
        marks,
        obstacle.notes(),
        Optional.empty(),
        obstacle.helps(),
        List.of());
  }

  /** What to tell of a place that nothing is known of; empty if something is. */
  static Optional<Message> ofUndecided(PlaceReport place) {
    return switch (place.verdict()) {
      case Verdict.Unknown(String reason) -> Optional.of(undecided(place, "unknown", reason));
      case Verdict.Bounded(String reason) -> Optional.of(undecided(place, "bounded", reason));
      case Verdict.Holds holds -> Optional.empty();
      case Verdict.Broken broken -> Optional.empty();
    };
  }

  private static Message undecided(PlaceReport place, String verdict, String reason) {
    return Message.plain(
        Level.NOTE,
        "",
        verdict + ": " + reason,
        place.file(),
        List.of(new Mark(place.span(), "", true)));
  }

  /** What to tell of a comment that speaks to Fabula. */
  static Message of(Remark remark) {
    Mark mark = new Mark(remark.span(), remark.label(), true);
    return Message.plain(Remark.LEVEL, Remark.NAME, remark.message(), remark.file(), List.of(mark));
  }
}
