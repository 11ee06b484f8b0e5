package dev.fabula.check;

import dev.fabula.exec.Path;
import dev.fabula.isa.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * Something that may break a rule on one path; a finding once a witness confirms it.
 *
 * @param rule the rule
 * @param group how sure it is, given the circumstances
 * @param subject what it is about: equal for the same matter on another path or allocation
 * @param examination the allocation's examination
 * @param path the path
 * @param claim what has to be shown
 * @param wording the message
 * @param culprit the instruction to point at
 * @param label what is said of it
 * @param notes circumstances
 * @param helps what to do
 * @param fixes edits that repair it
 */
public record Suspicion(
    Rule rule,
    Group group,
    String subject,
    Examination examination,
    Path path,
    Claim claim,
    Wording wording,
    Optional<Instruction> culprit,
    String label,
    List<String> notes,
    List<String> helps,
    List<Fix> fixes) {

  /** Copies the lists. */
  public Suspicion {
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    fixes = List.copyOf(fixes);
  }

  /** A key that is equal for the same matter on another path or allocation. */
  public String key() {
    return rule.name() + " " + subject;
  }

  /** The same with a help. */
  public Suspicion help(String help) {
    List<String> more = new java.util.ArrayList<>(helps);
    more.add(help);
    return new Suspicion(
        rule,
        group,
        subject,
        examination,
        path,
        claim,
        wording,
        culprit,
        label,
        notes,
        more,
        fixes);
  }

  /** The same with a note. */
  public Suspicion note(String note) {
    List<String> more = new java.util.ArrayList<>(notes);
    more.add(note);
    return new Suspicion(
        rule,
        group,
        subject,
        examination,
        path,
        claim,
        wording,
        culprit,
        label,
        more,
        helps,
        fixes);
  }

  /** The same with a fix more. */
  public Suspicion fix(Fix fix) {
    List<Fix> more = new java.util.ArrayList<>(fixes);
    more.add(fix);
    return with(more);
  }

  /** The same with these fixes. */
  public Suspicion with(List<Fix> more) {
    return new Suspicion(
        rule,
        group,
        subject,
        examination,
        path,
        claim,
        wording,
        culprit,
        label,
        notes,
        helps,
        more);
  }

  /** The same in another group. */
  public Suspicion in(Group other) {
    return new Suspicion(
        rule,
        other,
        subject,
        examination,
        path,
        claim,
        wording,
        culprit,
        label,
        notes,
        helps,
        fixes);
  }

  /** A suspicion without notes, helps and fixes. */
  public static Suspicion of(
      Rule rule,
      String subject,
      Examination examination,
      Path path,
      Claim claim,
      Wording wording,
      Optional<Instruction> culprit,
      String label) {
    return new Suspicion(
        rule,
        rule.group(),
        subject,
        examination,
        path,
        claim,
        wording,
        culprit,
        label,
        List.of(),
        List.of(),
        List.of());
  }
}
