package dev.fabula.check.rules;

import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the text tells unwinders does not hold behind it (Reference, asm.directives.stateful and
 * asm.target-specific-directives.dwarf-unwinding).
 */
public final class UnwindInfoNotRestored implements TextRule {

  @Override
  public String name() {
    return "unwind-info-not-restored";
  }

  @Override
  public Group group() {
    return Group.PLATFORM;
  }

  @Override
  public String summary() {
    return "unwind directives are not undone at the end of the text";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    if (text.site().kind() != MacroKind.ASM || text.site().has(Option.NORETURN)) {
      return;
    }
    Frames frames = new Frames();
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Directive directive) {
        frames.take(directive);
      }
    }
    frames
        .trouble()
        .ifPresent(directive ->
            findings.accept(
                Finding.ofText(
                        this,
                        text.rendered().span(directive),
                        "the last change",
                        "the text ends with another frame in its unwind directives than it began")
                    .help("undo every change before the end of the text")));
  }

  /** How directives describe the frame. */
  private static final class Frames {
    private final Deque<Frame> remembered = new ArrayDeque<>();
    private Frame current = new Frame(0, false);
    private Optional<Statement.Directive> last = Optional.empty();
    private boolean underflow;

    /**
     * A frame as against that at the start.
     *
     * @param offset how far its address is from what the directives said at the start
     * @param replaced whether a directive says it anew
     */
    private record Frame(long offset, boolean replaced) {}

    private void take(Statement.Directive directive) {
      switch (directive.name()) {
        case ".cfi_adjust_cfa_offset" ->
            change(directive, new Frame(current.offset + number(directive), current.replaced));
        case ".cfi_def_cfa", ".cfi_def_cfa_offset", ".cfi_def_cfa_register" ->
            change(directive, new Frame(0, true));
        case ".cfi_remember_state" -> {
          remembered.push(current);
          last = Optional.of(directive);
        }
        case ".cfi_restore_state" -> {
          underflow |= remembered.isEmpty();
          change(directive, remembered.isEmpty() ? current : remembered.pop());
        }
        default -> {}
      }
    }

    private void change(Statement.Directive directive, Frame frame) {
      current = frame;
      last = Optional.of(directive);
    }

    private static long number(Statement.Directive directive) {
      try {
        return Long.decode(directive.arguments().strip());
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    private Optional<Statement.Directive> trouble() {
      boolean same = current.offset == 0 && !current.replaced && !underflow;
      return same && remembered.isEmpty() ? Optional.empty() : last;
    }
  }
}
