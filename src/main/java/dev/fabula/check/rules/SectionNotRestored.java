package dev.fabula.check.rules;

import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.site.MacroKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** The text ends in another section than it began (Reference, asm.ts-args.llvm-syntax). */
public final class SectionNotRestored implements TextRule {

  private static final String START = "the section of the function";

  @Override
  public String name() {
    return "section-not-restored";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the text ends in another section than it began in";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    Sections sections = new Sections();
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Directive directive) {
        sections.take(directive);
      }
    }
    sections.trouble().ifPresent(directive -> findings.accept(finding(text, sections, directive)));
  }

  private Finding finding(SiteText text, Sections sections, Statement.Directive directive) {
    Finding found =
        Finding.ofText(
                this,
                text.rendered().span(directive),
                sections.underflow ? "nothing was pushed before this" : "the last change",
                sections.underflow
                    ? "a `.popsection` without a `.pushsection` in the same text"
                    : "the text does not go back to the section it started in")
            .help("balance `.pushsection` with `.popsection`");
    return text.site().kind() == MacroKind.GLOBAL_ASM ? found.in(Group.HINT) : found;
  }

  /** Follows section directives as the assembler does. */
  private static final class Sections {
    private final Deque<String[]> stack = new ArrayDeque<>();
    private String current = START;
    private String previous = START;
    private Optional<Statement.Directive> last = Optional.empty();
    private boolean underflow;

    private void take(Statement.Directive directive) {
      switch (directive.name()) {
        case ".pushsection" -> {
          stack.push(new String[] {current, previous});
          enter(directive, name(directive));
        }
        case ".popsection" -> pop(directive);
        case ".previous" -> enter(directive, previous);
        case ".section", ".text", ".data", ".bss", ".subsection" ->
            enter(directive, name(directive));
        default -> {}
      }
    }

    private void pop(Statement.Directive directive) {
      if (stack.isEmpty()) {
        underflow = true;
        last = Optional.of(directive);
      } else {
        String[] saved = stack.pop();
        current = saved[0];
        previous = saved[1];
      }
    }

    private void enter(Statement.Directive directive, String section) {
      previous = current;
      current = section;
      last = Optional.of(directive);
    }

    private static String name(Statement.Directive directive) {
      return directive.name() + " " + directive.arguments();
    }

    private Optional<Statement.Directive> trouble() {
      boolean restored = current.equals(START) && stack.isEmpty() && !underflow;
      return restored ? Optional.empty() : last;
    }
  }
}
