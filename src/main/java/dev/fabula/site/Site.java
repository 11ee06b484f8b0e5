package dev.fabula.site;

import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One asm statement or item in a file, read for one target. All its spans are in its file: a part
 * that a macro's argument put there has the span of the metavariable in the macro's definition.
 *
 * @param file the file that holds the invocation's name
 * @param span the whole invocation, from the path to the closing bracket
 * @param kind the macro
 * @param target the machine it is read for
 * @param template the text with its placeholders
 * @param dialect how the text is written
 * @param operands all operands in source order; a placeholder's number counts in this list
 * @param optionSpans the options and where they stand, in declaration order of {@link Option}
 * @param clobberAbis the names in all {@code clobber_abi}
 * @param insertion offset after the last argument, where text that starts with a comma adds one
 * @param surroundings what the source says around it
 * @param expansion how macros wrote it
 * @param gnu what only a statement of C has; empty for Rust
 */
public record Site(
    SourceFile file,
    Span span,
    MacroKind kind,
    Target target,
    Template template,
    Dialect dialect,
    List<Operand> operands,
    SortedMap<Option, Span> optionSpans,
    List<AbiClobber> clobberAbis,
    int insertion,
    Surroundings surroundings,
    Expansion expansion,
    Optional<GnuForm> gnu) {

  /** Copies all collections. */
  public Site {
    operands = List.copyOf(operands);
    optionSpans = Collections.unmodifiableSortedMap(new TreeMap<>(optionSpans));
    clobberAbis = List.copyOf(clobberAbis);
  }

  /** A site of Rust. */
  public Site(
      SourceFile file,
      Span span,
      MacroKind kind,
      Target target,
      Template template,
      Dialect dialect,
      List<Operand> operands,
      SortedMap<Option, Span> optionSpans,
      List<AbiClobber> clobberAbis,
      int insertion,
      Surroundings surroundings,
      Expansion expansion) {
    this(
        file,
        span,
        kind,
        target,
        template,
        dialect,
        operands,
        optionSpans,
        clobberAbis,
        insertion,
        surroundings,
        expansion,
        Optional.empty());
  }

  /** The same read for another target. */
  public Site forTarget(Target other, Dialect inDialect) {
    return new Site(
        file,
        span,
        kind,
        other,
        template,
        inDialect,
        operands,
        optionSpans,
        clobberAbis,
        insertion,
        surroundings,
        expansion,
        gnu);
  }

  /** The same with other operands. */
  public Site with(List<Operand> others) {
    return new Site(
        file,
        span,
        kind,
        target,
        template,
        dialect,
        others,
        optionSpans,
        clobberAbis,
        insertion,
        surroundings,
        expansion,
        gnu);
  }

  /** The options of the site. */
  public Set<Option> options() {
    return optionSpans.keySet();
  }

  /** Whether the site has an option. */
  public boolean has(Option option) {
    return optionSpans.containsKey(option);
  }

  /** The place of the site. */
  public Place place() {
    return new Place(file, span);
  }

  /** The same site with another history. */
  public Site with(Expansion other) {
    return new Site(
        file,
        span,
        kind,
        target,
        template,
        dialect,
        operands,
        optionSpans,
        clobberAbis,
        insertion,
        surroundings,
        other,
        gnu);
  }

  /** A name that tells this site from all others of a run: path, line, column and architecture. */
  public String id() {
    StringBuilder id = new StringBuilder(place() + "@" + target.architecture().rustName());
    expansion.calls().forEach(call -> id.append('<').append(call.place()));
    return id.toString();
  }
}
