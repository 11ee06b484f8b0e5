package dev.fabula.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Fixes are made, tried and taken back; what is wrong with a site is told by words in its text. */
final class FixingTest {

  /** Two findings, two words: each is repaired by the removal of its word. */
  private static PlaceReport byWords(SourceFile file, Found place) {
    List<Finding> findings = new ArrayList<>();
    word(file, place, "bad").ifPresent(w -> findings.add(mended("not-pure", w)));
    word(file, place, "worse").ifPresent(w -> findings.add(mended("input-modified", w)));
    word(file, place, "stubborn")
        .ifPresent(w -> findings.add(mended("leaves-site", Span.at(w.start()))));
    return report(place, findings);
  }

  private static java.util.Optional<Span> word(SourceFile file, Found place, String word) {
    int at = file.slice(place.span()).indexOf(word);
    int start = place.span().start() + at;
    return at < 0
        ? java.util.Optional.empty()
        : java.util.Optional.of(new Span(start, start + word.length()));
  }

  private static Finding mended(String rule, Span word) {
    Finding finding =
        Finding.ofText(Rules.named(rule).orElseThrow(), word, "", "message of " + rule);
    return Sample.fixed(finding, Edit.delete(word));
  }

  private static PlaceReport report(Found place, List<Finding> findings) {
    var site = ((Found.Readable) place).site();
    Verdict verdict = findings.isEmpty() ? new Verdict.Holds() : new Verdict.Broken();
    return Sample.checked(site, verdict, findings.toArray(Finding[]::new));
  }

  private static FileReport check(
      SourceFile file, BiFunction<SourceFile, Found, PlaceReport> examine) {
    return FileReport.of(
        file, Sample.places(file).stream().map(p -> examine.apply(file, p)).toList(), List.of());
  }

  private static FileReport fix(String text, BiFunction<SourceFile, Found, PlaceReport> examine) {
    SourceFile file = SourceFile.of("a.rs", text);
    return Fixing.run(check(file, examine), f -> check(f, examine), Selection.USUAL);
  }

  @Test
  void everyFixIsMade() {
    FileReport after = fix("fn f() { asm!(\"bad worse\"); asm!(\"worse\") }", FixingTest::byWords);
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\" \"); asm!(\"\") }");
    assertThat(after.fixed()).isEqualTo(3);
    assertThat(after.takenBack()).isZero();
    assertThat(after.places()).allMatch(p -> p.verdict() instanceof Verdict.Holds);
  }

  @Test
  void nothingToFixChangesNothing() {
    FileReport after = fix("fn f() { asm!(\"fine\") }", FixingTest::byWords);
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"fine\") }");
    assertThat(after.fixed()).isZero();
  }

  @Test
  void fixThatDoesNotSilenceIsTakenBackAndTheOthersAreMade() {
    FileReport after =
        fix("fn f() { asm!(\"bad stubborn worse\"); asm!(\"bad\") }", FixingTest::byWords);
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\" stubborn \"); asm!(\"\") }");
    assertThat(after.fixed()).isEqualTo(3);
    assertThat(after.takenBack()).isEqualTo(1);
    assertThat(after.places().getFirst())
        .isInstanceOfSatisfying(
            PlaceReport.Checked.class,
            c ->
                assertThat(c.report().findings())
                    .singleElement()
                    .extracting(f -> f.fixes().getFirst().applicability())
                    .isEqualTo(Fix.Applicability.MAYBE_INCORRECT));
  }

  @Test
  void fixThatMakesTheCompilerRefuseTheSiteIsTakenBack() {
    FileReport after =
        fix(
            "fn f() { asm!(\"bad\"); asm!(\"worse\") }",
            (file, place) ->
                word(file, place, "bad").isEmpty()
                        && word(file, place, "worse").isEmpty()
                        && file.slice(place.span()).length() == 8
                        && place.span().start() < 12
                    ? new PlaceReport.Refused(
                        place, List.of(new Objection("no", List.of(), List.of())))
                    : byWords(file, place));
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"bad\"); asm!(\"\") }");
    assertThat(after.fixed()).isEqualTo(1);
    assertThat(after.takenBack()).isEqualTo(1);
  }

  @Test
  void fixThatBringsAnotherFindingIsTakenBack() {
    FileReport after =
        fix(
            "fn f() { asm!(\"bad\") }",
            (file, place) ->
                word(file, place, "bad").isPresent()
                    ? byWords(file, place)
                    : report(place, List.of(Sample.finding(file, "leaves-site", "asm"))));
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"bad\") }");
    assertThat(after.takenBack()).isEqualTo(1);
  }

  @Test
  void fixAfterWhichTheSiteCannotBeReadIsTakenBack() {
    FileReport after =
        fix(
            "fn f() { asm!(\"bad\") }",
            (file, place) ->
                word(file, place, "bad").isPresent()
                    ? byWords(file, place)
                    : new PlaceReport.NotAnalysed(place, "why not"));
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"bad\") }");
    assertThat(after.takenBack()).isEqualTo(1);
  }

  @Test
  void overlappingFixesAreMadeOneAfterTheOther() {
    FileReport after =
        fix(
            "fn f() { asm!(\"aabb\") }",
            (file, place) -> {
              List<Finding> findings = new ArrayList<>();
              word(file, place, "ab")
                  .ifPresent(w -> {
                    Span left = new Span(w.start() - 1, w.end() - 1);
                    Span both = new Span(w.start(), w.end());
                    findings.add(mended("not-pure", left));
                    findings.add(mended("input-modified", both));
                  });
              return report(place, findings);
            });
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"bb\") }");
    assertThat(after.takenBack()).isZero();
  }

  @Test
  void sameEditForTwoFindingsIsMadeOnce() {
    FileReport after =
        fix(
            "fn f() { asm!(\"bad\") }",
            (file, place) -> {
              var bad = word(file, place, "bad");
              return report(
                  place,
                  bad.map(w -> List.of(mended("not-pure", w), mended("leaves-site", w)))
                      .orElse(List.of()));
            });
    assertThat(after.file().text()).isEqualTo("fn f() { asm!(\"\") }");
    assertThat(after.fixed()).isEqualTo(2);
  }

  @Test
  void findingsThatAreNotShownStay() {
    SourceFile file = SourceFile.of("a.rs", "fn f() { asm!(\"bad\") }");
    Selection others =
        new Selection(Level.WARNING, false, java.util.Set.of("leaves-site"), java.util.Set.of());
    FileReport after =
        Fixing.run(check(file, FixingTest::byWords), f -> check(f, FixingTest::byWords), others);
    assertThat(after.fixed()).isZero();
  }
}
