package dev.fabula.c;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts of expressions in a form in which equal ones can be seen to be equal.
 *
 * @param text the expression without blanks, outer parentheses and casts
 * @param isStatic whether it is certainly part of an object of the file
 * @param isVariable whether it is a variable and nothing else
 * @param pointer what it points through, if it is {@code *p} or the like; in the same form
 */
record Lvalue(String text, boolean isStatic, boolean isVariable, Optional<String> pointer) {

  /** The form of an expression. */
  static Lvalue of(Cursor expression, Scope scope, DataModel model) {
    Cursor stripped = strip(expression.between(expression.at(), expression.end()), scope, model);
    String text = text(stripped);
    if (stripped.is("*")) {
      Cursor inner = stripped.between(stripped.at() + 1, stripped.end());
      return new Lvalue(text, false, false, Optional.of(text(strip(inner, scope, model))));
    }
    boolean first =
        stripped.end() - stripped.at() == 4
            && stripped.isWord()
            && stripped.isAhead(1, "[")
            && stripped.token(stripped.at() + 2).text().equals("0");
    return new Lvalue(
        text,
        isStatic(stripped, scope),
        isVariable(stripped, scope),
        first ? Optional.of(stripped.text()) : Optional.empty());
  }

  private static boolean isVariable(Cursor cursor, Scope scope) {
    return cursor.isWord()
        && cursor.at() + 1 == cursor.end()
        && scope.find(cursor.text()).filter(Scope.Variable.class::isInstance).isPresent();
  }

  /** A variable of the file, its members, and its elements if it is an array. */
  private static boolean isStatic(Cursor cursor, Scope scope) {
    boolean known =
        cursor.isWord()
            && scope.outermost().find(cursor.text()).equals(scope.find(cursor.text()))
            && scope.find(cursor.text()).orElse(new Scope.Constant(Optional.empty()))
                instanceof Scope.Variable(CType type, var _)
            && (type instanceof CType.Array
                || type instanceof CType.Record
                || cursor.at() + 1 == cursor.end());
    return known
        && IntStream.range(cursor.at() + 1, cursor.end())
            .noneMatch(i -> cursor.token(i).text().equals("->"));
  }

  private static String text(Cursor cursor) {
    return IntStream.range(cursor.at(), cursor.end())
        .mapToObj(i -> cursor.token(i).text())
        .collect(Collectors.joining(" "));
  }

  /** Without parentheses around all of it and without casts in front. */
  private static Cursor strip(Cursor cursor, Scope scope, DataModel model) {
    Cursor at = cursor;
    while (at.is("(")) {
      int close = at.partner(at.at());
      Cursor inside = at.between(at.at() + 1, close);
      boolean cast = new TypeParser(inside, scope, model).startsType();
      if (cast && close + 1 < at.end()) {
        at = at.between(close + 1, at.end());
      } else if (close + 1 == at.end()) {
        at = at.between(at.at() + 1, close);
      } else {
        return at;
      }
    }
    return at;
  }
}
