package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import java.util.List;

/** Types of macro calls: of library macros where they are plain, of the crate's by expansion. */
final class Macros {
  private final Evaluator evaluator;
  private final MacroExpansion expansion;

  Macros(Evaluator evaluator, MacroExpansion expansion) {
    this.evaluator = evaluator;
    this.expansion = expansion;
  }

  /** Passes the exclamation mark and the arguments of a macro that makes an expression. */
  Evaluation evaluate(List<String> path, Tree first, Cursor cursor, Scope scope) {
    cursor.next();
    if (cursor.atEnd() || !(cursor.next() instanceof Group arguments)) {
      return Evaluation.unknown("its expression is not understood");
    }
    MacroCall call = new MacroCall(path, first, arguments);
    List<Evaluation> all =
        expansion.of(call).stream()
            .map(written -> new Blocks(evaluator).evaluate(written, scope))
            .distinct()
            .toList();
    return switch (all.size()) {
      case 0 -> library(call, scope);
      case 1 -> all.getFirst();
      default -> agree(call, all);
    };
  }

  private static Evaluation agree(MacroCall call, List<Evaluation> all) {
    boolean agree = all.stream().map(Evaluation::type).distinct().count() == 1;
    return agree ? Evaluation.of(all.getFirst().type()) : open(call);
  }

  private Evaluation library(MacroCall call, Scope scope) {
    return switch (call.name()) {
      case "addr_of" -> pointer("*const _", call.arguments(), scope);
      case "addr_of_mut" -> pointer("*mut _", call.arguments(), scope);
      default -> open(call);
    };
  }

  private static Evaluation open(MacroCall call) {
    return Evaluation.unknown("macro `" + call.name() + "` makes its type");
  }

  private Evaluation pointer(String spelled, Group arguments, Scope scope) {
    RustType target = evaluator.evaluate(arguments.trees(), scope).type();
    return Evaluation.of(new RustType.Pointer(spelled, target));
  }
}
