package dev.fabula.asm;

import java.util.Set;

/** Chooses the statements before which a label can stand without changing what is assembled. */
final class Markable {
  private static final Set<String> OPENING = Set.of(".macro", ".rept", ".rep", ".irp", ".irpc");
  private static final Set<String> CLOSING = Set.of(".endm", ".endmacro", ".endr");

  private int depth;
  private boolean labelAwaited;

  /** True if a label can stand before the statement; to be asked for each statement in order. */
  boolean accepts(Statement statement) {
    boolean accepted = depth == 0 && !labelAwaited && canEmit(statement);
    switch (statement) {
      case Statement.Directive directive -> follow(directive);
      case Statement.Label _ -> labelAwaited = false;
      case Statement.Assignment _, Statement.Instruction _ -> {}
    }
    return accepted;
  }

  private void follow(Statement.Directive directive) {
    if (opensBody(directive)) {
      depth++;
    } else if (CLOSING.contains(directive.name())) {
      depth = Math.max(0, depth - 1);
    } else if (directive.name().equals(".thumb_func") && directive.arguments().isEmpty()) {
      labelAwaited = true;
    }
  }

  /** True if what follows up to an end is a body that is not assembled where it stands. */
  static boolean opensBody(Statement.Directive directive) {
    return OPENING.contains(directive.name());
  }

  private static boolean canEmit(Statement statement) {
    return switch (statement) {
      case Statement.Instruction _ -> true;
      case Statement.Directive directive -> !Directives.isSilent(directive);
      case Statement.Label _, Statement.Assignment _ -> false;
    };
  }
}
