package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.List;
import java.util.Optional;

/** Finds out types, and values of integer constants, of expressions in a scope. */
final class Evaluator {
  private static final int DEPTH = 24;
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!=", "<=", ">=", "<", ">"),
          List.of("|"),
          List.of("^"),
          List.of("&"),
          List.of("<<", ">>"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final Types types;
  private final Values values;
  private int depth;

  Evaluator(Types types, Names names, ForeignTypes foreign, MacroExpansion expansion) {
    this.types = types;
    this.values = new Values(this, types, names, foreign, expansion);
  }

  /** What is known of an expression. */
  Evaluation evaluate(List<Tree> trees, Scope scope) {
    if (depth >= DEPTH) {
      return Evaluation.unknown("its type refers to itself");
    }
    depth++;
    try {
      Cursor cursor = new Cursor(trees);
      Evaluation result = binary(cursor, 0, scope);
      boolean done = cursor.atEnd() || result.type().isUnknown();
      return done ? result : Evaluation.unknown("its expression is not understood");
    } finally {
      depth--;
    }
  }

  /** What is known of an expression that must have a type, where it decides a literal's type. */
  Evaluation evaluateAs(List<Tree> trees, RustType type, Scope scope) {
    Evaluation result = evaluate(trees, scope);
    boolean literal = result.type() instanceof RustType.IntegerLiteral;
    return literal || result.type().isUnknown()
        ? new Evaluation(type, literal ? result.value() : Optional.empty()).checked()
        : new Evaluation(type, result.value());
  }

  private Evaluation binary(Cursor cursor, int level, Scope scope) {
    if (level == LEVELS.size()) {
      return cast(cursor, scope);
    }
    Evaluation left = binary(cursor, level + 1, scope);
    for (Optional<String> op = operator(cursor, level);
        op.isPresent();
        op = operator(cursor, level)) {
      cursor.moveTo(cursor.index() + op.get().length());
      Evaluation right = binary(cursor, level + 1, scope);
      left = Arithmetic.binary(op.get(), left, right);
    }
    return left;
  }

  private static Optional<String> operator(Cursor cursor, int level) {
    for (String operator : LEVELS.get(level)) {
      boolean longer =
          operator.length() == 1
              && (cursor.isJoint(operator + operator) || cursor.isJoint(operator + "="));
      if (cursor.isJoint(operator) && !longer && !cursor.isJoint(operator + "=")) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private Evaluation cast(Cursor cursor, Scope scope) {
    Evaluation result = unary(cursor, scope);
    while (cursor.eatWord("as")) {
      result = Arithmetic.cast(result, types.read(cursor, scope));
    }
    return result;
  }

  private Evaluation unary(Cursor cursor, Scope scope) {
    if (cursor.is('-') || cursor.is('!')) {
      char operator = ((Token) cursor.next()).text().charAt(0);
      return Arithmetic.unary(operator, unary(cursor, scope));
    }
    if (cursor.eat('*')) {
      return Evaluation.of(target(unary(cursor, scope).type()));
    }
    if (cursor.is('&')) {
      return reference(cursor, scope);
    }
    return postfix(cursor, values.primary(cursor, scope), scope);
  }

  private Evaluation reference(Cursor cursor, Scope scope) {
    boolean twice = cursor.isJoint("&&");
    cursor.moveTo(cursor.index() + (twice ? 2 : 1));
    boolean raw = cursor.isWord("raw") && (cursor.isWord(1, "const") || cursor.isWord(1, "mut"));
    if (raw) {
      cursor.next();
    }
    boolean mutable = cursor.eatWord("mut");
    cursor.eatWord("const");
    RustType target = unary(cursor, scope).type();
    String spelled = raw ? mutable ? "*mut _" : "*const _" : mutable ? "&mut _" : "&_";
    return Evaluation.of(new RustType.Pointer(spelled, target));
  }

  private static RustType target(RustType type) {
    return switch (type) {
      case RustType.Pointer(var _, RustType target) -> target;
      case RustType.Unknown unknown -> unknown;
      default -> new RustType.Unknown("a dereference makes its type");
    };
  }

  private Evaluation postfix(Cursor cursor, Evaluation start, Scope scope) {
    Evaluation result = start;
    while (true) {
      if (cursor.is('.') && !cursor.isJoint("..")) {
        result = member(cursor, result, scope);
      } else if (cursor.isGroup('[')) {
        cursor.next();
        result = Evaluation.of(element(result.type()));
      } else if (cursor.isGroup('(')) {
        cursor.next();
        result = Evaluation.unknown("a call makes its type");
      } else if (cursor.eat('?')) {
        result = Evaluation.of(argument(result.type()));
      } else {
        return result;
      }
    }
  }

  private static RustType element(RustType type) {
    return type.withoutReferences() instanceof RustType.Sequence(RustType element, var _)
        ? element
        : new RustType.Unknown("an index makes its type");
  }

  private static RustType argument(RustType type) {
    return type instanceof RustType.Named(String name, List<RustType> arguments)
            && (name.equals("Option") || name.equals("Result"))
            && !arguments.isEmpty()
        ? arguments.getFirst()
        : new RustType.Unknown("a question mark makes its type");
  }

  private Evaluation member(Cursor cursor, Evaluation receiver, Scope scope) {
    cursor.next();
    if (cursor.token(0, Kind.INTEGER).isPresent() || cursor.token(0, Kind.FLOAT).isPresent()) {
      RustType type = receiver.type();
      for (String index : ((Token) cursor.next()).text().split("\\.")) {
        type = values.field(type, index);
      }
      return Evaluation.of(type);
    }
    Optional<Token> name = cursor.eatWord();
    if (name.isEmpty()) {
      return Evaluation.unknown("its expression is not understood");
    }
    List<RustType> arguments = turbofish(cursor, scope);
    if (cursor.isGroup('(')) {
      Group call = (Group) cursor.next();
      return values.method(receiver, name.get().text(), arguments, call.trees(), scope);
    }
    return Evaluation.of(values.field(receiver.type(), name.get().text()));
  }

  /** Passes the generic arguments of {@code ::<…>} if they are there. */
  List<RustType> turbofish(Cursor cursor, Scope scope) {
    if (!cursor.isJoint("::") || !cursor.is(2, '<')) {
      return List.of();
    }
    cursor.eatJoint("::");
    List<Tree> rest = cursor.rest();
    int end = Lists.afterAngles(rest, 0);
    cursor.moveTo(cursor.index() + end);
    return Lists.splitTypes(rest.subList(1, Math.max(1, end - 1))).stream()
        .map(part -> types.read(part, scope))
        .toList();
  }
}
