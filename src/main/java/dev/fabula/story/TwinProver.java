package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Finding;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.mir.Arguments;
import dev.fabula.mir.Meaning;
import dev.fabula.mir.Naming;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import dev.fabula.story.TwinTranslation.Pair;
import dev.fabula.story.TwinTranslation.Side;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares functions that have sites with what they are under Miri. */
final class TwinProver {

  private final Tools tools;
  private final Prover prover;
  private final Workshop workshop;

  TwinProver(Tools tools, Prover prover, Workshop workshop) {
    this.tools = tools;
    this.prover = prover;
    this.workshop = workshop;
  }

  /** The proofs of the functions of a file, each about its first site. */
  List<Proof> prove(SourceFile file, List<Found> places) {
    List<Proof> proofs = new ArrayList<>();
    List<Twin> twins = Twin.in(file, places);
    Optional<Rustc> rustc = twins.isEmpty() ? Optional.empty() : workshop.rustcs().get();
    for (Architecture architecture : twins.stream().map(Twin::architecture).distinct().toList()) {
      List<Twin> here = twins.stream().filter(t -> t.architecture() == architecture).toList();
      if (rustc.isEmpty()) {
        proofs.addAll(unknown(here, Workshop.NO_COMPILER));
      } else {
        Rustc compiler = rustc.get();
        proofs.addAll(
            workshop.guarded(
                () -> prove(compiler, file, here, places, architecture),
                reason -> unknown(here, reason)));
      }
    }
    return proofs;
  }

  private List<Proof> prove(
      Rustc rustc,
      SourceFile file,
      List<Twin> twins,
      List<Found> places,
      Architecture architecture) {
    List<Site> sites = sites(places, architecture);
    List<Span> others =
        places.stream()
            .filter(p -> p.expansion().calls().isEmpty())
            .map(Found::span)
            .filter(span -> sites.stream().noneMatch(s -> s.span().equals(span)))
            .distinct()
            .toList();
    TwinTranslation translation = new TwinTranslation(rustc, file, twins, sites, others);
    List<Pair> pairs = translation.pairs(false);
    List<Optional<Attempt>> checked = new ArrayList<>();
    for (int i = 0; i < twins.size(); i++) {
      checked.add(attempt(twins.get(i), sites, pairs.get(i)));
    }
    boolean again = checked.stream().flatMap(Optional::stream).anyMatch(Attempt::overflows);
    List<Pair> wrapping = again ? translation.pairs(true) : pairs;
    List<Proof> proofs = new ArrayList<>();
    for (int i = 0; i < twins.size(); i++) {
      Optional<Attempt> first = checked.get(i);
      boolean holds = first.filter(Attempt::overflows).filter(Attempt::holds).isPresent();
      Optional<Attempt> last =
          holds ? attempt(twins.get(i), sites, wrapping.get(i)).or(() -> first) : first;
      last.map(Attempt::proof).ifPresent(proofs::add);
    }
    return proofs;
  }

  /**
   * A proof under one way of compiling.
   *
   * @param overflows whether arithmetic may overflow, so that another way gives other code
   */
  private record Attempt(Proof proof, boolean overflows) {
    boolean holds() {
      return proof.verdict() instanceof Verdict.Holds;
    }
  }

  private Optional<Attempt> attempt(Twin twin, List<Site> sites, Pair pair) {
    return switch (pair) {
      case Pair.None() -> Optional.empty();
      case Pair.Unknown(String reason) -> Optional.of(new Attempt(unknown(twin, reason), false));
      case Pair.Both(Side plain, Side miri) ->
          workshop.guarded(
              () -> prove(twin, sites, plain, miri),
              reason -> Optional.of(new Attempt(unknown(twin, reason), false)));
    };
  }

  private static boolean overflows(List<Outcome> outcomes) {
    return outcomes.stream()
        .anyMatch(o ->
            o.ending() instanceof Outcome.Ending.Panics(String message)
                && (message.startsWith("attempt to") || message.startsWith("assertion")));
  }

  private static List<Site> sites(List<Found> places, Architecture architecture) {
    List<Site> sites = new ArrayList<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)
          && site.target().architecture() == architecture
          && site.expansion().calls().isEmpty()
          && sites.stream().noneMatch(s -> s.span().equals(site.span()))) {
        sites.add(site);
      }
    }
    return sites;
  }

  private static List<Proof> unknown(List<Twin> twins, String reason) {
    return twins.stream().map(t -> unknown(t, reason)).toList();
  }

  private static Proof unknown(Twin twin, String reason) {
    return new Proof(twin.story(), new Verdict.Unknown(reason), 0, List.of());
  }

  /** The proof; none if the sites are reached under Miri too, so that there is no story. */
  private Optional<Attempt> prove(Twin twin, List<Site> sites, Side plain, Side miri) {
    Terms terms = new Terms();
    Ruling ruling = new Ruling(tools);
    SiteCalls calls = new SiteCalls(sites, tools, terms);
    try {
      List<String> names =
          twin.function().parameters().stream()
              .map(p -> p.pattern().replaceFirst("^mut\\s+", ""))
              .toList();
      Arguments arguments = Arguments.unknown(plain.dump(), plain.body(), names, terms);
      List<Outcome> story = outcomes(miri, arguments, calls, terms);
      if (calls.called().stream().anyMatch(twin.sites()::contains)) {
        return Optional.empty();
      }
      List<Outcome> code = outcomes(plain, arguments, calls, terms);
      TwinComparison comparison = new TwinComparison(terms, arguments, calls, ruling);
      comparison.compare(code, story);
      Proof proof = proof(twin, ruling, comparison, calls);
      return Optional.of(new Attempt(proof, overflows(code) || overflows(story)));
    } catch (Unsupported unsupported) {
      Proof proof = unknown(twin, unsupported.what() + " has no meaning yet");
      return Optional.of(new Attempt(proof, false));
    }
  }

  private static List<Outcome> outcomes(
      Side side, Arguments arguments, SiteCalls calls, Terms terms) {
    Term memory = terms.memory("memory", side.dump().pointerBits());
    return Meaning.of(
        side.dump(),
        side.body(),
        arguments.values(),
        memory,
        new Naming(arguments.names()),
        Meaning.Limits.USUAL,
        calls);
  }

  private Proof proof(Twin twin, Ruling ruling, TwinComparison comparison, SiteCalls calls) {
    List<Finding> findings = new ArrayList<>();
    comparison.broken().ifPresent(broken -> findings.add(broken(twin, broken)));
    boolean holds =
        ruling.verdict() instanceof Verdict.Holds || ruling.verdict() instanceof Verdict.Bounded;
    if (holds) {
      ruling.duties().forEach(duty -> findings.add(Prover.duty(twin.story(), duty)));
    }
    Proof proof = new Proof(twin.story(), ruling.verdict(), calls.allocations(), findings);
    for (Site site : calls.called()) {
      proof = prover.underContract(proof, site);
    }
    return proof;
  }

  private static Finding broken(Twin twin, TwinComparison.Broken broken) {
    return new Finding(
        StoryRule.BROKEN,
        StoryRule.BROKEN.group(),
        twin.told(),
        "this is not what the assembly does",
        broken.message(),
        List.of(new Finding.Label(twin.sites().getFirst().span(), "the assembly")),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(broken.witness()));
  }
}
