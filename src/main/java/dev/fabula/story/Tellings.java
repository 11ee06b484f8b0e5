package dev.fabula.story;

import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes stories for sites that have none, and proves them as any other. */
public final class Tellings {

  private final Workshop workshop;
  private final Teller teller;
  private final Prover prover;

  /**
   * Tellings with the given tools.
   *
   * @param rustcs finds the compiler, if there is something to prove
   * @param failures hears what was thrown by a fault of ours
   */
  public Tellings(Tools tools, Supplier<Optional<Rustc>> rustcs, Consumer<Throwable> failures) {
    this.workshop = new Workshop(rustcs, failures);
    this.teller = new Teller(tools);
    this.prover = new Prover(tools);
  }

  /**
   * What became of a site.
   *
   * @param told the story that was made
   * @param proof its proof; empty if no story was made
   * @param time how long the proof took, without the compiler
   */
  public record Result(Told told, Optional<Proof> proof, Duration time) {

    /** Whether there is a story that the assembly keeps to, as far as it was looked at. */
    public boolean isProved() {
      return proof.isPresent()
          && (proof.get().verdict() instanceof Verdict.Holds
              || proof.get().verdict() instanceof Verdict.Bounded);
    }

    /** Whether no story is true of the site, because it breaks its contract. */
    public boolean isLawless() {
      return told.lawless() || proof.filter(Result::breaksContract).isPresent();
    }

    private static boolean breaksContract(Proof proof) {
      return proof.verdict() instanceof Verdict.Broken
          && !(proof.findings().getFirst().rule() instanceof StoryRule);
    }

    /** Why there is no such story, as a clause. */
    public Optional<String> reason() {
      return told.reason().or(() -> proof.flatMap(Result::reason));
    }

    private static Optional<String> reason(Proof proof) {
      return switch (proof.verdict()) {
        case Verdict.Holds holds -> Optional.empty();
        case Verdict.Bounded bounded -> Optional.empty();
        case Verdict.Broken broken ->
            Optional.of(
                (breaksContract(proof) ? "it breaks a promise: " : "what was told is wrong: ")
                    + proof.findings().getFirst().message());
        case Verdict.Unknown(String why) -> Optional.of("what was told is not proved: " + why);
      };
    }

    /** The edits that make the story run under Miri in the site's place; none if it cannot. */
    public List<Edit> twin() {
      return isProved() ? new TwinInsertion(told).edits() : List.of();
    }

    /** The comment above the site, if it can have one of its own. */
    public Optional<Edit> edit() {
      Site site = told.site();
      if (!isProved() || !site.expansion().calls().isEmpty()) {
        return Optional.empty();
      }
      SourceFile file = site.file();
      Span line = file.lineSpan(file.line(site.span().start()));
      String before = file.slice(new Span(line.start(), site.span().start()));
      String indent = before.substring(0, before.length() - before.stripLeading().length());
      boolean inside = before.contains(";") || before.contains("}");
      StringBuilder comment = new StringBuilder();
      String sign = "story: ";
      for (String text : told.lines()) {
        comment.append(indent).append("// ").append(sign).append(text).append("\n");
        sign = "";
      }
      return Optional.of(
          inside
              ? Edit.insert(site.span().start(), "\n" + comment + indent)
              : Edit.insert(line.start(), comment.toString()));
    }
  }

  /** What became of the sites of a file that have no story, in their order. */
  public List<Result> file(SourceFile file, List<Found> places) {
    List<Told> told = new ArrayList<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)
          && site.gnu().isEmpty()
          && Legality.check(site).isEmpty()
          && Comments.stories(site).isEmpty()) {
        told.add(tell(site));
      }
    }
    List<Story> stories =
        told.stream().filter(t -> t.reason().isEmpty()).map(Tellings::story).toList();
    List<Span> sites = places.stream().map(Found::span).distinct().toList();
    List<Translated> translated = workshop.translated(file, stories, sites);
    List<Result> results = new ArrayList<>();
    int next = 0;
    for (Told one : told) {
      Optional<Proof> proof = Optional.empty();
      long start = System.nanoTime();
      if (one.reason().isEmpty()) {
        Story story = stories.get(next);
        Translated ready = translated.get(next++);
        proof = Optional.of(workshop.proof(story, () -> prover.prove(story, ready)));
      }
      results.add(new Result(one, proof, Duration.ofNanos(System.nanoTime() - start)));
    }
    return results;
  }

  private Told tell(Site site) {
    return workshop.guarded(
        () -> teller.tell(site), reason -> Told.none(site, reason, Told.Sort.UNKNOWN, 0));
  }

  private static Story story(Told told) {
    return Story.told(told.site(), told.lines());
  }
}
