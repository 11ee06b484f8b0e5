package dev.fabula.check;

import dev.fabula.site.Expansion;
import dev.fabula.site.Found;
import dev.fabula.site.Target;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** What came of one place that invokes an asm macro, read for one target. */
public sealed interface PlaceReport {

  /** The file. */
  SourceFile file();

  /** The whole invocation. */
  Span span();

  /** The macro's name as written, without path and exclamation mark. */
  String macro();

  /** The target it was read for, if that was settled. */
  Optional<Target> target();

  /** Whether the user's rustc was asked and compiled it for its target. */
  default boolean isCompiled() {
    return target().filter(t -> t.basis() == Target.Basis.COMPILER).isPresent();
  }

  /** How macros wrote it. */
  Expansion expansion();

  /** The verdict; unknown for what was not checked. */
  Verdict verdict();

  /**
   * A site that was held against its contract.
   *
   * @param report the report; its findings are those that no one allowed
   * @param allowed the findings that the user allowed
   */
  record Checked(SiteReport report, List<Allowed> allowed) implements PlaceReport {

    /** Copies the allowed findings. */
    public Checked {
      allowed = List.copyOf(allowed);
    }

    @Override
    public SourceFile file() {
      return report.site().file();
    }

    @Override
    public Span span() {
      return report.site().span();
    }

    @Override
    public String macro() {
      return report.site().kind().spelling();
    }

    @Override
    public Optional<Target> target() {
      return Optional.of(report.site().target());
    }

    @Override
    public Expansion expansion() {
      return report.site().expansion();
    }

    @Override
    public Verdict verdict() {
      return report.verdict();
    }
  }

  /**
   * A place that the compiler refuses, so that there is nothing to check.
   *
   * @param found the place
   * @param objections what is wrong with it, at least one
   */
  record Refused(Found found, List<Objection> objections) implements PlaceReport {

    /** Copies the objections. */
    public Refused {
      objections = List.copyOf(objections);
    }

    @Override
    public SourceFile file() {
      return found.file();
    }

    @Override
    public Span span() {
      return found.span();
    }

    @Override
    public String macro() {
      return found.macro();
    }

    @Override
    public Optional<Target> target() {
      return found.target();
    }

    @Override
    public Expansion expansion() {
      return found.expansion();
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unknown("refused: " + objections.getFirst().message());
    }
  }

  /**
   * A place that was not analysed.
   *
   * @param found the place
   * @param reason why, as a clause without capital or full stop
   */
  record NotAnalysed(Found found, String reason) implements PlaceReport {
    @Override
    public SourceFile file() {
      return found.file();
    }

    @Override
    public Span span() {
      return found.span();
    }

    @Override
    public String macro() {
      return found.macro();
    }

    @Override
    public Optional<Target> target() {
      return found.target();
    }

    @Override
    public Expansion expansion() {
      return found.expansion();
    }

    @Override
    public Verdict verdict() {
      return new Verdict.Unknown(reason);
    }
  }

  /**
   * A finding that the user allowed.
   *
   * @param finding the finding
   * @param reason the reason that the user gave
   */
  record Allowed(Finding finding, String reason) {}
}
