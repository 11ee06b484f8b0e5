package dev.fabula.check;

import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of one site, the same matter said once. */
final class Findings {

  private record Entry(Wording wording, Finding finding) {}

  private record Key(String rule, Group group, Span span, String before, String after) {}

  private final List<Finding> plain = new ArrayList<>();
  private final Map<Key, Entry> worded = new LinkedHashMap<>();

  /** Adds a finding as it is. */
  void add(Finding finding) {
    boolean known =
        plain.stream()
            .anyMatch(f ->
                f.rule() == finding.rule()
                    && f.message().equals(finding.message())
                    && f.span().equals(finding.span()));
    if (!known) {
      plain.add(finding);
    }
  }

  /** Adds a confirmed suspicion; one that says the same about another name joins the first. */
  void add(Suspicion suspicion, Witness witness) {
    Examination examination = suspicion.examination();
    Span span =
        suspicion.culprit().map(examination::span).orElseGet(() -> examination.site().span());
    addAt(suspicion, witness, span);
  }

  /** Adds a confirmed suspicion that points at a place of its own. */
  void addAt(Suspicion suspicion, Witness witness, Span span) {
    Finding finding = finding(suspicion, witness, span);
    Wording wording = suspicion.wording();
    Key key =
        new Key(
            suspicion.rule().name(),
            suspicion.group(),
            finding.span(),
            wording.before(),
            wording.after());
    worded.merge(key, new Entry(wording, finding), Findings::join);
  }

  private static Entry join(Entry first, Entry second) {
    Wording both = first.wording().with(second.wording());
    Finding f = first.finding();
    List<Fix> fixes = new ArrayList<>(f.fixes());
    fixes.addAll(second.finding().fixes());
    List<String> helps = new ArrayList<>(f.helps());
    second.finding().helps().stream().filter(h -> !helps.contains(h)).forEach(helps::add);
    Finding joined =
        new Finding(
            f.rule(),
            f.group(),
            f.span(),
            f.label(),
            both.text(),
            f.secondary(),
            f.notes(),
            helps,
            fixes.stream().distinct().toList(),
            f.witness());
    return new Entry(both, joined);
  }

  private static Finding finding(Suspicion suspicion, Witness witness, Span span) {
    return new Finding(
        suspicion.rule(),
        suspicion.group(),
        span,
        suspicion.label(),
        suspicion.wording().text(),
        List.of(),
        suspicion.notes(),
        suspicion.helps(),
        suspicion.fixes(),
        Optional.of(witness));
  }

  /** All findings in source order. */
  List<Finding> list() {
    List<Finding> all = new ArrayList<>(plain);
    worded.values().forEach(e -> all.add(e.finding()));
    all.removeIf(f -> all.stream().anyMatch(g -> supersedes(g, f)));
    all.sort(Comparator.comparing(Finding::span).thenComparing(f -> f.rule().name()));
    return all;
  }

  private static boolean supersedes(Finding one, Finding other) {
    return one.span().equals(other.span()) && one.rule().supersedes().contains(other.rule().name());
  }

  /** Broken if anything but hints was found, else the given verdict. */
  Verdict verdict(Verdict otherwise) {
    return list().stream().anyMatch(f -> f.group() != Group.HINT)
        ? new Verdict.Broken()
        : otherwise;
  }
}
