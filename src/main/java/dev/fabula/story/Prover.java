package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.Performances;
import dev.fabula.check.SiteChecker;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.mir.Unsupported;
import dev.fabula.site.Contracts;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Proves that the code of sites keeps to their stories. */
final class Prover {

  private final Tools tools;

  Prover(Tools tools) {
    this.tools = tools;
  }

  /** Proves a story alone: its site is first held against what it promises beside values. */
  Proof prove(Story story, Translated translated) {
    return prove(
        story, translated, () -> SiteChecker.besideValues(tools).check(story.site(), Set.of()));
  }

  /**
   * Proves a story.
   *
   * @param contract what became of the site itself; asked for where the story may hold
   */
  Proof prove(Story story, Translated translated, Supplier<SiteReport> contract) {
    return switch (translated) {
      case Translated.Ready ready -> {
        Proof proof = prove(story, ready);
        yield proof.verdict() instanceof Verdict.Broken
            ? proof
            : underContract(proof, contract.get());
      }
      case Translated.Unknown(String reason) ->
          new Proof(story, new Verdict.Unknown(reason), 0, List.of());
      case Translated.Wrong(Span span, String message) -> refused(story, span, message);
    };
  }

  private static Proof refused(Story story, Span span, String message) {
    Finding finding =
        Finding.ofText(
            StoryRule.REFUSED, span, "rustc does not accept it", "the story: " + message);
    return new Proof(story, new Verdict.Broken(), 0, List.of(finding));
  }

  private Proof prove(Story story, Translated.Ready ready) {
    return prove(story, ready, false);
  }

  /** A proof in which others may write at any time, or may not. */
  private Proof prove(Story story, Translated.Ready ready, boolean shares) {
    Site site = story.site();
    Terms terms = new Terms();
    Performances performances =
        Performances.of(site, Contracts.of(site, Integer.MAX_VALUE), tools, terms, shares);
    Arbiter arbiter = new Arbiter(tools, performances);
    for (Examination examination : performances.examinations()) {
      try {
        Telling telling = Telling.of(ready, examination, tools);
        if (!shares && Interplay.needsSharing(telling.outcomes())) {
          return prove(story, ready, true);
        }
        arbiter.about(telling);
        new Refinement(examination, telling, arbiter).examine();
      } catch (Unsupported unsupported) {
        arbiter.lack(unsupported.what() + " has no meaning yet");
      }
      if (arbiter.broken().isPresent()) {
        break;
      }
    }
    return new Proof(
        story, arbiter.verdict(), performances.examinations().size(), findings(story, arbiter));
  }

  /** A proof that rests on a site, which is held against what it promises beside values. */
  Proof underContract(Proof proof, Site site) {
    return proof.verdict() instanceof Verdict.Broken
        ? proof
        : underContract(proof, SiteChecker.besideValues(tools).check(site, Set.of()));
  }

  /** A site that breaks its contract does what no story tells; the story is about values. */
  private static Proof underContract(Proof proof, SiteReport contract) {
    return switch (contract.verdict()) {
      case Verdict.Holds holds -> proof;
      case Verdict.Broken broken -> {
        List<Finding> findings =
            contract.findings().stream().filter(f -> f.group() != Group.HINT).toList();
        yield new Proof(proof.story(), broken, proof.allocations(), findings);
      }
      case Verdict.Unknown unknown -> weaker(proof, unknown);
      case Verdict.Bounded bounded when proof.verdict() instanceof Verdict.Holds ->
          weaker(proof, bounded);
      case Verdict.Bounded bounded -> proof;
    };
  }

  private static Proof weaker(Proof proof, Verdict verdict) {
    return proof.verdict() instanceof Verdict.Unknown
        ? proof
        : new Proof(proof.story(), verdict, proof.allocations(), proof.findings());
  }

  private static List<Finding> findings(Story story, Arbiter arbiter) {
    List<Finding> findings = new ArrayList<>();
    if (arbiter.broken().isPresent()) {
      findings.add(broken(story, arbiter.broken().get()));
    } else if (arbiter.verdict() instanceof Verdict.Holds
        || arbiter.verdict() instanceof Verdict.Bounded) {
      if (story.text().contains("assume_init")) {
        findings.add(duty(story, "what the story takes for initialised is so"));
      }
      arbiter.duties().forEach(duty -> findings.add(duty(story, duty)));
    }
    return findings;
  }

  private static Finding broken(Story story, Arbiter.Broken broken) {
    StoryRule rule = broken.difference().rule();
    return new Finding(
        rule,
        rule.group(),
        story.span(),
        rule == StoryRule.OPTIONS ? "told here" : "this is not what the assembly does",
        broken.difference().message(),
        List.of(new Finding.Label(story.site().span(), "the assembly")),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(broken.witness()));
  }

  /** What the caller has to see to. */
  static Finding duty(Story story, String duty) {
    return Finding.ofText(
        StoryRule.DUTY, story.span(), "only then it holds", "the caller has to see that " + duty);
  }
}
