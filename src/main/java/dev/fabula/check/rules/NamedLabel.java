package dev.fabula.check.rules;

import dev.fabula.asm.Statement;
import dev.fabula.asm.Template;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.source.Span;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A name is defined in a text that may be copied (Reference, asm.rules.not-exactly-once). */
public final class NamedLabel implements TextRule {

  private static final Set<String> DEFINING = Set.of(".comm", ".lcomm", ".macro");

  @Override
  public String name() {
    return "named-label";
  }

  @Override
  public Group group() {
    return Group.FRAGILE;
  }

  @Override
  public String summary() {
    return "a named label or symbol is defined in a text that may be copied";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    if (text.site().kind() != MacroKind.ASM || isInNaked(text.site())) {
      return;
    }
    for (Statement statement : text.statements()) {
      Span span = text.rendered().span(statement);
      if (!holdsPlaceholder(text, span)) {
        defined(statement).ifPresent(name -> findings.accept(finding(name, span)));
      }
    }
  }

  /** A naked function is never inlined, so that there is one copy of its text. */
  private static boolean isInNaked(Site site) {
    return site.surroundings().function().filter(Surroundings.Function::naked).isPresent();
  }

  private static Optional<String> defined(Statement statement) {
    return switch (statement) {
      case Statement.Label label ->
          label.isNumeric() ? Optional.empty() : Optional.of(label.name());
      case Statement.Directive directive ->
          DEFINING.contains(directive.name())
              ? Optional.of(directive.arguments().strip().split("[\\s,]")[0])
              : Optional.empty();
      case Statement.Assignment assignment -> Optional.empty();
      case Statement.Instruction instruction -> Optional.empty();
    };
  }

  /** A name that an operand completes may be another one in each copy. */
  private static boolean holdsPlaceholder(SiteText text, Span span) {
    boolean unique = text.site().gnu().isPresent() && text.site().file().slice(span).contains("%=");
    return unique
        || text.site().template().placeholders().stream()
            .map(Template.Placeholder::span)
            .anyMatch(p -> p.overlaps(span));
  }

  private Finding finding(String name, Span span) {
    return Finding.ofText(
            this,
            span,
            "defined once for each copy of the site",
            "the label `" + name + "` is defined again whenever the compiler copies this site")
        .note("inlining and loop optimisation may copy a site, or leave it out")
        .help("use a numeric label such as `2:`, and refer to it as `2b` or `2f`");
  }
}
