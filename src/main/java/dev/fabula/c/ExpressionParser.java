package dev.fabula.c;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads expressions (C11, 6.5) at a cursor, for their types and for the values of constants. */
final class ExpressionParser {

  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("||"),
          Set.of("&&"),
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("==", "!="),
          Set.of("<", ">", "<=", ">="),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "%"));

  private static final Set<String> COMPARING = Set.of("||", "&&", "==", "!=", "<", ">", "<=", ">=");

  private static final Set<String> ASSIGNING =
      Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");

  private final Cursor cursor;
  private final Scope scope;
  private final DataModel model;

  ExpressionParser(Cursor cursor, Scope scope, DataModel model) {
    this.cursor = cursor;
    this.scope = scope;
    this.model = model;
  }

  /** The expression up to the cursor's end; unknown if there is more. */
  Typed whole() {
    Typed result = assignment();
    while (cursor.accept(",")) {
      result = assignment();
    }
    return cursor.isEnd() ? result : Typed.unknown("the expression is not understood");
  }

  private Typed assignment() {
    Typed left = conditional();
    if (cursor.at() < cursor.end() && ASSIGNING.contains(cursor.text())) {
      cursor.next();
      assignment();
      return Typed.of(left.type());
    }
    return left;
  }

  /** A conditional expression. */
  Typed conditional() {
    Typed condition = binary(0);
    if (!cursor.accept("?")) {
      return condition;
    }
    Typed yes = cursor.is(":") ? condition : assignment();
    cursor.accept(":");
    Typed no = conditional();
    CType type = common(yes.type().decayed(), no.type().decayed());
    return condition
        .value()
        .map(v -> (v.signum() != 0 ? yes : no).as(type))
        .orElseGet(() -> Typed.of(type));
  }

  private Typed binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Typed left = binary(level + 1);
    while (!cursor.isEnd()
        && cursor.token(cursor.at()).kind() == Token.Kind.PUNCTUATION
        && LEVELS.get(level).contains(cursor.text())) {
      String operator = cursor.next().text();
      left = applied(operator, left, binary(level + 1));
    }
    return left;
  }

  private Typed applied(String operator, Typed left, Typed right) {
    CType one = left.type().decayed();
    CType two = right.type().decayed();
    CType type = COMPARING.contains(operator) ? DataModel.INT : resultOf(operator, one, two);
    boolean numbers = one instanceof CType.Int && two instanceof CType.Int;
    if (!numbers || left.value().isEmpty() || right.value().isEmpty()) {
      return Typed.of(type);
    }
    CType inCommon = operator.length() == 2 && "<<>>".contains(operator) ? one : common(one, two);
    BigInteger a = left.as(inCommon).value().orElseThrow();
    BigInteger b = right.as(inCommon).value().orElseThrow();
    return Arithmetic.compute(operator, a, b)
        .map(v -> Typed.constant(type, v))
        .orElseGet(() -> Typed.of(type));
  }

  private CType resultOf(String operator, CType one, CType two) {
    if (one instanceof CType.Pointer && two instanceof CType.Pointer) {
      return new CType.Int(model.pointerBits(), true);
    }
    if (one instanceof CType.Pointer || two instanceof CType.Pointer) {
      return one instanceof CType.Pointer ? one : two;
    }
    return operator.equals("<<") || operator.equals(">>") ? promoted(one) : common(one, two);
  }

  private static CType promoted(CType type) {
    return type instanceof CType.Int(int bits, var _) && bits < 32 ? DataModel.INT : type;
  }

  /** The type of two operands taken together (C11, 6.3.1.8). */
  private static CType common(CType one, CType two) {
    if (one.isUnknown() || two.isUnknown()) {
      return one.isUnknown() ? one : two;
    }
    if (one instanceof CType.Floating(int a) && two instanceof CType.Floating(int b)) {
      return a >= b ? one : two;
    }
    if (promoted(one) instanceof CType.Int a && promoted(two) instanceof CType.Int b) {
      int bits = Math.max(a.bits(), b.bits());
      boolean signed = (a.signed() || a.bits() < bits) && (b.signed() || b.bits() < bits);
      return new CType.Int(bits, signed);
    }
    return one instanceof CType.Int || one instanceof CType.Void ? two : one;
  }

  private Typed unary() {
    if (cursor.isEnd()) {
      return Typed.unknown("the expression is not understood");
    }
    return switch (cursor.text()) {
      case "*" -> {
        cursor.next();
        yield Typed.of(target(unary().type()));
      }
      case "&" -> {
        cursor.next();
        yield Typed.of(new CType.Pointer(unary().type()));
      }
      case "&&" -> {
        cursor.next();
        cursor.next();
        yield Typed.of(new CType.Pointer(new CType.Void()));
      }
      case "-", "+", "~", "!" -> arithmeticUnary();
      case "++", "--", "__extension__", "__real__", "__imag__" -> {
        cursor.next();
        yield unary();
      }
      case "sizeof", "_Alignof", "__alignof__" -> sizeof();
      case "(" -> parenthesis();
      default -> postfix(primary());
    };
  }

  private Typed arithmeticUnary() {
    String operator = cursor.next().text();
    Typed operand = unary();
    CType type = operator.equals("!") ? DataModel.INT : promoted(operand.type().decayed());
    return operand
        .value()
        .map(v -> Typed.constant(type, Arithmetic.compute(operator, v)))
        .orElseGet(() -> Typed.of(type));
  }

  private static CType target(CType type) {
    return switch (type.decayed()) {
      case CType.Pointer(CType target) -> target;
      case CType.Unknown unknown -> unknown;
      case CType.Void _, CType.Int _, CType.Floating _, CType.Vector _ ->
          new CType.Unknown("no pointer");
      case CType.Array _, CType.Function _, CType.Record _ -> new CType.Unknown("no pointer");
    };
  }

  private Typed sizeof() {
    cursor.next();
    CType type;
    if (cursor.is("(") && typeAhead()) {
      type = parenthesisedType();
    } else {
      type = unary().type();
    }
    CType size = new CType.Int(model.pointerBits(), false);
    OptionalInt bytes = model.size(type);
    return bytes.isPresent()
        ? Typed.constant(size, BigInteger.valueOf(bytes.getAsInt()))
        : Typed.of(size);
  }

  private boolean typeAhead() {
    Cursor inside = cursor.between(cursor.at() + 1, cursor.partner(cursor.at()));
    return new TypeParser(inside, scope, model).startsType();
  }

  private CType parenthesisedType() {
    int close = cursor.partner(cursor.at());
    CType type = new TypeParser(cursor.between(cursor.at() + 1, close), scope, model).typeName();
    cursor.moveTo(Math.min(close + 1, cursor.end()));
    return type;
  }

  private Typed parenthesis() {
    if (typeAhead()) {
      CType type = parenthesisedType();
      if (cursor.is("{")) {
        cursor.skip();
        return postfix(Typed.of(type));
      }
      return unary().as(type);
    }
    int close = cursor.partner(cursor.at());
    Cursor inside = cursor.between(cursor.at() + 1, close);
    cursor.moveTo(Math.min(close + 1, cursor.end()));
    Typed result =
        inside.is("{")
            ? Typed.unknown("it is the value of a block")
            : new ExpressionParser(inside, scope, model).whole();
    return postfix(result);
  }

  private Typed primary() {
    Token token = cursor.next();
    return switch (token.kind()) {
      case NUMBER -> Numbers.read(token.text(), model);
      case CHARACTER -> Numbers.character(token.text());
      case STRING -> {
        while (!cursor.isEnd() && cursor.token(cursor.at()).kind() == Token.Kind.STRING) {
          cursor.next();
        }
        yield Typed.of(new CType.Array(DataModel.CHAR, Optional.empty()));
      }
      case WORD -> named(token.text());
      case PUNCTUATION, DIRECTIVE -> Typed.unknown("the expression is not understood");
    };
  }

  private Typed named(String name) {
    Map<String, CType> built =
        Map.of(
            "__builtin_constant_p", new CType.Function(DataModel.INT),
            "__builtin_expect", new CType.Function(new CType.Int(model.pointerBits(), true)));
    return scope
        .find(name)
        .map(entity ->
            switch (entity) {
              case Scope.Variable(CType type, var _) -> Typed.of(type);
              case Scope.Constant(Optional<BigInteger> value) -> new Typed(DataModel.INT, value);
              case Scope.Typedef _ -> Typed.unknown("`" + name + "` is a type");
            })
        .or(() -> Optional.ofNullable(built.get(name)).map(Typed::of))
        .orElseGet(() -> Typed.unknown("`" + name + "` is declared elsewhere"));
  }

  private Typed postfix(Typed start) {
    Typed result = start;
    while (!cursor.isEnd()) {
      if (cursor.is("[")) {
        cursor.skip();
        result = Typed.of(target(result.type()));
      } else if (cursor.is("(")) {
        cursor.skip();
        result = Typed.of(resultOf(result.type()));
      } else if (cursor.is(".") || cursor.is("->")) {
        CType whole = cursor.next().is(".") ? result.type() : target(result.type());
        result = Typed.of(cursor.isWord() ? member(whole, cursor.next().text()) : whole);
      } else if (cursor.is("++") || cursor.is("--")) {
        cursor.next();
        result = Typed.of(result.type());
      } else {
        return result;
      }
    }
    return result;
  }

  private static CType resultOf(CType function) {
    CType type = function instanceof CType.Pointer(CType pointed) ? pointed : function;
    return type instanceof CType.Function(CType result)
        ? result
        : new CType.Unknown("a function that is declared elsewhere");
  }

  private static CType member(CType whole, String name) {
    if (whole instanceof CType.Record record) {
      return record
          .member(name)
          .orElseGet(() -> new CType.Unknown("`" + record + "` is declared elsewhere"));
    }
    return whole.isUnknown() ? whole : new CType.Unknown("`" + name + "` of no structure");
  }
}
