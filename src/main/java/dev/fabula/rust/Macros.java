package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;

/** Library macros whose types are plain. */
final class Macros {
  private Macros() {}

  /** Passes the exclamation mark and the arguments of a macro that makes an expression. */
  static Evaluation evaluate(String name, Cursor cursor, Evaluator evaluator, Scope scope) {
    cursor.next();
    if (cursor.atEnd() || !(cursor.next() instanceof Group arguments)) {
      return Evaluation.unknown("its expression is not understood");
    }
    return switch (name) {
      case "addr_of" -> pointer("*const _", arguments, evaluator, scope);
      case "addr_of_mut" -> pointer("*mut _", arguments, evaluator, scope);
      default -> Evaluation.unknown("macro `" + name + "` makes its type");
    };
  }

  private static Evaluation pointer(
      String spelled, Group arguments, Evaluator evaluator, Scope scope) {
    RustType target = evaluator.evaluate(arguments.trees(), scope).type();
    return Evaluation.of(new RustType.Pointer(spelled, target));
  }
}
