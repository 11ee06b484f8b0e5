package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.site.MacroKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The text leaves the assembler in another mode than it found it (Reference, as for sections). */
public final class SyntaxNotRestored implements TextRule {

  @Override
  public String name() {
    return "syntax-not-restored";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the text leaves the assembler in another syntax or mode";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    Modes modes = new Modes(text.site().dialect(), text.site().target().architecture());
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Directive directive) {
        modes.take(directive);
      }
    }
    modes
        .trouble()
        .ifPresent(directive -> {
          Finding found =
              Finding.ofText(
                      this,
                      text.rendered().span(directive),
                      "what follows the site is assembled in this mode",
                      "`" + directive.name() + "` is not undone at the end of the text")
                  .help("go back to the mode in which the text starts");
          boolean global = text.site().kind() == MacroKind.GLOBAL_ASM;
          findings.accept(global ? found.in(Group.HINT) : found);
        });
  }

  /** The modes that directives switch, each by its own kind. */
  private static final class Modes {
    private final Map<String, String> start = new HashMap<>();
    private final Map<String, String> current = new HashMap<>();
    private final Map<String, Statement.Directive> last = new HashMap<>();
    private final Deque<Optional<String>> options = new ArrayDeque<>();

    private Modes(Dialect dialect, Architecture architecture) {
      start.put("syntax", dialect == Dialect.ATT ? ".att_syntax" : ".intel_syntax");
      start.put("width", architecture == Architecture.X86_64 ? ".code64" : ".code32");
      start.put("macros", ".noaltmacro");
      start.put("options", "");
      current.putAll(start);
    }

    private void take(Statement.Directive directive) {
      switch (directive.name()) {
        case ".att_syntax", ".intel_syntax" -> set("syntax", directive.name(), directive);
        case ".code16", ".code32", ".code64" -> set("width", directive.name(), directive);
        case ".altmacro", ".noaltmacro" -> set("macros", directive.name(), directive);
        case ".option" -> option(directive);
        default -> {}
      }
    }

    private void option(Statement.Directive directive) {
      String argument = directive.arguments().strip();
      if (argument.equals("push")) {
        options.push(Optional.ofNullable(current.get("options")));
      } else if (argument.equals("pop")) {
        current.put("options", options.isEmpty() ? "" : options.pop().orElse(""));
      } else {
        set("options", argument, directive);
      }
    }

    private void set(String kind, String value, Statement.Directive directive) {
      current.put(kind, value);
      last.put(kind, directive);
    }

    private Optional<Statement.Directive> trouble() {
      return start.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(entry -> !entry.getValue().equals(current.get(entry.getKey())))
          .map(entry -> last.get(entry.getKey()))
          .findFirst();
    }
  }
}
