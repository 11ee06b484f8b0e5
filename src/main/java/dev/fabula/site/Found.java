package dev.fabula.site;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/** What reading made of one place where a file invokes an asm macro, for one target. */
public sealed interface Found {

  /** The file with the invocation. */
  SourceFile file();

  /** The whole invocation. */
  Span span();

  /** The macro's name as written, without path and exclamation mark. */
  String macro();

  /** The machine that it is, or was to be, read for; empty if that was not settled. */
  Optional<Target> target();

  /** How macros wrote it. */
  Expansion expansion();

  /** The same, written by macros in another way. */
  default Found with(Expansion expansion) {
    return switch (this) {
      case Readable(Site site) -> new Readable(site.with(expansion));
      case NotAnalysed n ->
          new NotAnalysed(n.file(), n.span(), n.macro(), n.target(), n.reason(), expansion);
      case Refused r ->
          new Refused(
              r.file(), r.span(), r.macro(), r.target(), r.message(), r.labels(), expansion);
    };
  }

  /**
   * A site that was read in full.
   *
   * @param site the site
   */
  record Readable(Site site) implements Found {
    @Override
    public SourceFile file() {
      return site.file();
    }

    @Override
    public Span span() {
      return site.span();
    }

    @Override
    public String macro() {
      return site.kind().spelling();
    }

    @Override
    public Optional<Target> target() {
      return Optional.of(site.target());
    }

    @Override
    public Expansion expansion() {
      return site.expansion();
    }
  }

  /**
   * An invocation that cannot be read, with the reason.
   *
   * @param file the file
   * @param span the whole invocation
   * @param macro the macro's name as written
   * @param target the target it was to be read for, if that was settled
   * @param reason what stood in the way
   * @param expansion how macros wrote it
   */
  record NotAnalysed(
      SourceFile file,
      Span span,
      String macro,
      Optional<Target> target,
      Reason reason,
      Expansion expansion)
      implements Found {

    /** One that no macro wrote. */
    public static NotAnalysed plain(
        SourceFile file, Span span, String macro, Optional<Target> target, Reason reason) {
      return new NotAnalysed(file, span, macro, target, reason, Expansion.NONE);
    }
  }

  /**
   * An invocation that rustc would refuse too.
   *
   * @param file the file
   * @param span the whole invocation
   * @param macro the macro's name as written
   * @param target the target it was read for, if that was settled
   * @param message what is wrong, as a sentence without capital or full stop
   * @param labels the places that matter, the primary one first
   * @param expansion how macros wrote it
   */
  record Refused(
      SourceFile file,
      Span span,
      String macro,
      Optional<Target> target,
      String message,
      List<Label> labels,
      Expansion expansion)
      implements Found {}

  /**
   * A marked place with a short text.
   *
   * @param span the place in the file of the invocation
   * @param text what is to be said of it, shorter than the message; may be empty
   */
  record Label(Span span, String text) {}

  /** Why an invocation was not analysed. */
  sealed interface Reason {

    /** The reason as a clause without capital or full stop. */
    String text();

    /**
     * It stands in the body of a macro that was not expanded.
     *
     * @param macro the macro's name
     * @param why what stood in the way of expanding it
     */
    record InMacroDefinition(String macro, String why) implements Reason {
      @Override
      public String text() {
        return "in the definition of macro `" + macro + "`, " + why;
      }
    }

    /**
     * It stands among the arguments of another macro, which may do anything with them.
     *
     * @param macro the macro's name
     */
    record InMacroArguments(String macro) implements Reason {
      @Override
      public String text() {
        return "in the arguments of macro `" + macro + "`, which is not expanded";
      }
    }

    /**
     * A template that is no literal.
     *
     * @param what what stands there instead
     */
    record TemplateNotStatic(String what) implements Reason {
      @Override
      public String text() {
        return "the template is not a literal: " + what;
      }
    }

    /**
     * An architecture that we do not know.
     *
     * @param name the name as in {@code target_arch}
     */
    record UnknownArchitecture(String name) implements Reason {
      @Override
      public String text() {
        return "architecture `" + name + "` is not supported";
      }
    }

    /**
     * Conditions around it that no compilation meets.
     *
     * @param condition the condition
     */
    record NeverCompiled(String condition) implements Reason {
      @Override
      public String text() {
        return "the condition `" + condition + "` is never met";
      }
    }

    /** The macro of old compilers, removed in 2022. */
    record OldMacro() implements Reason {
      @Override
      public String text() {
        return "`llvm_asm!` is no longer part of Rust";
      }
    }

    /**
     * Something else.
     *
     * @param text the reason as a clause
     */
    record Other(String text) implements Reason {}
  }
}
