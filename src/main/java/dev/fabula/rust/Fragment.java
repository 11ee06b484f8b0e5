package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a variable of a macro's matcher may stand for (Reference, macro.decl.meta.specifier). */
enum Fragment {
  BLOCK("block", 'b'),
  EXPR("expr", 'e'),
  IDENT("ident", 'i'),
  ITEM("item", 'I'),
  LIFETIME("lifetime", 'f'),
  LITERAL("literal", 'l'),
  META("meta", 'm'),
  PAT("pat", 'p'),
  PAT_PARAM("pat_param", 'q'),
  PATH("path", 'P'),
  STMT("stmt", 's'),
  TT("tt", 't'),
  TY("ty", 'T'),
  VIS("vis", 'v');

  private static final String EXPRESSIONS = "elbPT";
  private static final Set<String> NO_EXPRESSION =
      Set.of(
          "as", "dyn", "else", "enum", "extern", "fn", "impl", "in", "let", "mod", "mut", "pub",
          "ref", "struct", "trait", "type", "use", "where", "_");
  private static final Set<String> NO_TYPE =
      Set.of(
          "as",
          "async",
          "await",
          "break",
          "const",
          "continue",
          "else",
          "enum",
          "false",
          "if",
          "in",
          "let",
          "loop",
          "match",
          "mod",
          "move",
          "mut",
          "pub",
          "ref",
          "return",
          "static",
          "struct",
          "trait",
          "true",
          "type",
          "use",
          "where",
          "while");

  private final String spelling;
  private final char sign;

  Fragment(String spelling, char sign) {
    this.spelling = spelling;
    this.sign = sign;
  }

  /** The fragment that a matcher names so; {@code expr_2021} is like {@code expr} here. */
  static Optional<Fragment> named(String spelling) {
    String name = spelling.equals("expr_2021") ? "expr" : spelling;
    return Arrays.stream(values()).filter(f -> f.spelling.equals(name)).findFirst();
  }

  /** The letter that stands for the missing bracket of a group that is such a fragment. */
  char sign() {
    return sign;
  }

  /** Whether what it matched stays one thing that other macros cannot look into. */
  boolean isOpaque() {
    return this != TT && this != IDENT && this != LIFETIME;
  }

  /** Whether rustc would try to read one at the cursor, which is before a tree. */
  boolean mayBegin(Cursor cursor) {
    Tree tree = cursor.peek().orElseThrow();
    return switch (this) {
      case TT, ITEM, STMT -> true;
      case IDENT -> tree instanceof Token t && t.kind() == Kind.WORD && !t.isWord("_");
      case LIFETIME -> cursor.token(0, Kind.LIFETIME).isPresent();
      case BLOCK -> tree.isGroup('{') || tree.isGroup('b');
      case LITERAL -> tree.isGroup('l') || beginsLiteral(cursor);
      case PATH, META -> isBareOf(tree, "PTm") || beginsPath(cursor);
      case EXPR -> beginsExpression(cursor);
      case TY -> beginsType(cursor);
      case PAT, PAT_PARAM -> beginsPattern(cursor);
      case VIS -> isBareOf(tree, "v") || cursor.isWord("pub");
    };
  }

  private static boolean isBareOf(Tree tree, String signs) {
    return tree instanceof Group group && group.isBare() && signs.indexOf(group.open()) >= 0;
  }

  private static boolean beginsLiteral(Cursor cursor) {
    Cursor from = cursor;
    int at = from.is('-') ? 1 : 0;
    return from.peek(at).filter(Fragment::isLiteral).isPresent();
  }

  /** Whether a tree is a literal, {@code true} and {@code false} among them. */
  static boolean isLiteral(Tree tree) {
    return tree instanceof Token token
        && switch (token.kind()) {
          case STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> true;
          case WORD -> token.isWord("true") || token.isWord("false");
          case LIFETIME, PUNCTUATION, STRAY -> false;
        };
  }

  private static boolean beginsPath(Cursor cursor) {
    return cursor.word().isPresent()
        || cursor.isJoint("::")
        || cursor.is('<')
        || cursor.is('$') && cursor.isWord(1, "crate");
  }

  private static boolean beginsExpression(Cursor cursor) {
    return switch (cursor.peek().orElseThrow()) {
      case Group group -> !group.isBare() || EXPRESSIONS.indexOf(group.open()) >= 0;
      case Token token ->
          switch (token.kind()) {
            case WORD -> !NO_EXPRESSION.contains(token.text());
            case PUNCTUATION ->
                "-!*&|<#".indexOf(token.text()) >= 0
                    || cursor.isJoint("..")
                    || cursor.isJoint("::")
                    || cursor.is('$');
            case STRAY -> false;
            case LIFETIME, STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> true;
          };
    };
  }

  private static boolean beginsType(Cursor cursor) {
    return switch (cursor.peek().orElseThrow()) {
      case Group group -> group.isGroup('(') || group.isGroup('[') || isBareOf(group, "TP");
      case Token token ->
          switch (token.kind()) {
            case WORD -> !NO_TYPE.contains(token.text());
            case PUNCTUATION ->
                "!*&<?".indexOf(token.text()) >= 0 || cursor.isJoint("::") || cursor.is('$');
            case LIFETIME -> true;
            case STRAY, STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> false;
          };
    };
  }

  private static boolean beginsPattern(Cursor cursor) {
    return switch (cursor.peek().orElseThrow()) {
      case Group group -> group.isGroup('(') || group.isGroup('[') || isBareOf(group, "pqlPe");
      case Token token ->
          switch (token.kind()) {
            case WORD, STRING, RAW_STRING, OTHER_STRING, CHARACTER, INTEGER, FLOAT -> true;
            case PUNCTUATION ->
                "-&|<".indexOf(token.text()) >= 0
                    || cursor.isJoint("::")
                    || cursor.isJoint("..")
                    || cursor.is('$');
            case LIFETIME, STRAY -> false;
          };
    };
  }

  /** Passes one at the cursor; false if there is none. */
  boolean pass(Cursor cursor) {
    if (cursor.atEnd()) {
      return this == VIS;
    }
    return switch (this) {
      case TT -> passTree(cursor);
      case IDENT, LIFETIME -> passTree(cursor);
      case BLOCK -> passTree(cursor);
      case LITERAL -> passLiteral(cursor);
      case EXPR -> ExpressionExtent.pass(cursor);
      case TY -> TypeExtent.pass(cursor);
      case PATH -> TypeExtent.passPath(cursor);
      case PAT -> PatternExtent.pass(cursor);
      case PAT_PARAM -> PatternExtent.passOne(cursor);
      case ITEM -> ItemExtent.pass(cursor);
      case STMT -> ItemExtent.passStatement(cursor);
      case META -> ItemExtent.passMeta(cursor);
      case VIS -> ItemExtent.passVisibility(cursor);
    };
  }

  private static boolean passTree(Cursor cursor) {
    List<Tree> rest = cursor.rest();
    cursor.moveTo(cursor.index() + Glue.length(rest, 0));
    return true;
  }

  private static boolean passLiteral(Cursor cursor) {
    cursor.eat('-');
    cursor.next();
    return true;
  }

  @Override
  public String toString() {
    return spelling;
  }
}
