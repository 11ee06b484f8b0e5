package dev.fabula.c;

import dev.fabula.c.TypeParser.Declarator;
import dev.fabula.c.TypeParser.Specifiers;
import dev.fabula.site.Surroundings;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Goes through the tokens of a file with the names that are declared at each place. */
final class Walker {

  private final SourceFile file;
  private final Cursor cursor;
  private final DataModel model;
  private final Visitor visitor;
  private Scope scope;
  private Optional<Function> pending = Optional.empty();
  private Optional<Surroundings.Function> function = Optional.empty();
  private int functionEnd;
  private Uses uses;

  /** Hears of what is found. */
  interface Visitor {

    /** A statement or item in the scope of its place. */
    void found(AsmStatement statement, Scope scope, Surroundings surroundings, Uses uses);

    /** A preprocessing directive. */
    void directive(Token directive, Scope scope);
  }

  private record Function(String name, int parameters) {}

  Walker(SourceFile file, Cursor cursor, Scope scope, DataModel model, Visitor visitor) {
    this.file = file;
    this.cursor = cursor;
    this.scope = scope;
    this.model = model;
    this.visitor = visitor;
    this.uses = new Uses(cursor.between(0, 0));
  }

  /** Goes through all. */
  void walk() {
    scan(cursor.end(), true);
  }

  /** Goes through the body of a macro, whose parameters may be anything. */
  void walkBody(Definition definition) {
    for (String parameter : definition.parameters().orElse(List.of())) {
      CType unknown = new CType.Unknown("it is up to the macro's argument");
      scope.declare(parameter, new Scope.Variable(unknown, Optional.empty()));
    }
    function = Optional.of(function(definition.name(), definition.head()));
    functionEnd = cursor.end();
    scan(cursor.end(), true);
  }

  /** Goes on to a place. */
  private void scan(int end, boolean atStart) {
    boolean start = atStart;
    while (cursor.at() < end) {
      Token token = cursor.token(cursor.at());
      if (cursor.at() >= functionEnd && function.isPresent()) {
        function = Optional.empty();
      }
      if (token.kind() == Token.Kind.DIRECTIVE) {
        visitor.directive(cursor.next(), scope);
      } else if (start && declaration(end)) {
        start = true;
      } else {
        start = token(token, start);
      }
    }
  }

  /** Passes over one token; answers whether a statement starts behind it. */
  private boolean token(Token token, boolean start) {
    if (token.isWord() && Words.ASM.contains(token.text())) {
      asm(start);
      return false;
    }
    cursor.next();
    switch (token.text()) {
      case "{" -> open(cursor.at() - 1);
      case "}" -> scope = scope.outer().orElse(scope);
      case ";", ":", "else", "do" -> {}
      case "(" -> {
        return isCondition(cursor.at() - 2);
      }
      case ")" -> {
        return true;
      }
      default -> {
        return token.kind() == Token.Kind.STRING && isLinkage();
      }
    }
    return true;
  }

  /** Whether a string is that of {@code extern "C"}. */
  private boolean isLinkage() {
    int before = cursor.at() - 2;
    return before >= 0 && cursor.token(before).isWord("extern");
  }

  /** In {@code for (int i = 0; …)} a declaration may follow. */
  private boolean isCondition(int before) {
    return before >= 0 && cursor.token(before).isWord("for");
  }

  private void open(int brace) {
    boolean body = pending.isPresent();
    boolean linkage = brace > 0 && cursor.token(brace - 1).kind() == Token.Kind.STRING;
    if (!linkage) {
      scope = scope.block();
    }
    if (body) {
      enter(pending.orElseThrow(), brace);
    }
    pending = Optional.empty();
  }

  private void enter(Function entered, int brace) {
    functionEnd = cursor.partner(brace);
    uses = new Uses(cursor.between(brace, functionEnd));
    parameters(entered.parameters());
    Span head = cursor.token(entered.parameters()).span().to(cursor.token(brace).span());
    function = Optional.of(function(entered.name(), head));
  }

  private static Surroundings.Function function(String name, Span head) {
    return new Surroundings.Function(
        name, "C", false, false, Optional.empty(), List.of(), Optional.empty(), head);
  }

  private Surroundings surroundings() {
    return new Surroundings(function, List.of());
  }

  private void parameters(int open) {
    Cursor inside = cursor.between(open + 1, cursor.partner(open));
    TypeParser types = new TypeParser(inside, scope, model);
    while (!inside.isEnd()) {
      Optional<Specifiers> specifiers = types.specifiers();
      if (specifiers.isPresent()) {
        Declarator parameter = types.declarator(specifiers.get().type());
        declare(parameter, false, Optional.empty());
      } else {
        unknownParameter(inside);
      }
      while (!inside.isEnd() && !inside.accept(",")) {
        inside.skip();
      }
    }
  }

  /** A parameter of a type that is declared elsewhere: its name is the last word. */
  private void unknownParameter(Cursor inside) {
    int words = 0;
    String last = "";
    boolean pointer = false;
    while (!inside.isEnd() && !inside.is(",")) {
      pointer |= inside.is("*");
      if (inside.isWord()) {
        last = inside.text();
        words++;
      }
      inside.skip();
    }
    if (words > 1) {
      CType unknown = new CType.Unknown("its type is declared elsewhere");
      CType type = pointer ? new CType.Pointer(unknown) : unknown;
      scope.declare(last, new Scope.Variable(type, Optional.empty()));
    }
  }

  private void declare(Declarator declarator, boolean typedef, Optional<String> register) {
    if (!declarator.name().isEmpty()) {
      CType type = declarator.type();
      scope.declare(
          declarator.name(),
          typedef ? new Scope.Typedef(type) : new Scope.Variable(type, register));
    }
  }

  /** Reads a declaration, if one starts here; its initialisers are gone through like all else. */
  private boolean declaration(int end) {
    int start = cursor.at();
    TypeParser types = new TypeParser(cursor.between(start, end), scope, model);
    boolean foreign = !types.startsType() && isForeignType();
    if (!types.startsType() && !foreign) {
      return false;
    }
    TypeParser reader = new TypeParser(cursor, scope, model);
    Specifiers specifiers = foreign ? foreignType() : reader.specifiers().orElseThrow();
    if (cursor.at() == start || (!foreign && isLabelOrBlock())) {
      cursor.moveTo(start);
      return false;
    }
    declarators(reader, specifiers, end);
    return true;
  }

  /** A word that only looked like a type, as before the braces of a linkage. */
  private boolean isLabelOrBlock() {
    return cursor.isEnd()
        || cursor.is(":")
        || cursor.is("{")
        || cursor.token(cursor.at()).kind() == Token.Kind.STRING;
  }

  /** Two words side by side, or one with stars before the other, at the start of a statement. */
  private boolean isForeignType() {
    if (!cursor.isWord()
        || Words.STATEMENT.contains(cursor.text())
        || Words.ASM.contains(cursor.text())) {
      return false;
    }
    int next = cursor.at() + 1;
    while (next < cursor.end() && cursor.token(next).is("*")) {
      next++;
    }
    boolean stars = next > cursor.at() + 1;
    boolean word =
        next < cursor.end()
            && cursor.token(next).isWord()
            && !Words.ASM.contains(cursor.token(next).text());
    boolean known = scope.find(cursor.text()).isPresent();
    return word && (!stars || (!known && endsDeclarator(next + 1)));
  }

  private boolean endsDeclarator(int place) {
    return place < cursor.end()
        && (cursor.token(place).is(";")
            || cursor.token(place).is("=")
            || cursor.token(place).is(",")
            || cursor.token(place).is("("));
  }

  private Specifiers foreignType() {
    String name = cursor.next().text();
    return new Specifiers(
        new CType.Unknown("`" + name + "` is declared elsewhere"), false, Attributes.NONE);
  }

  private void declarators(TypeParser types, Specifiers specifiers, int end) {
    while (cursor.at() < end && !cursor.is(";")) {
      Declarator declarator = types.declarator(specifiers.type());
      Optional<String> register = suffix(types);
      declare(declarator, specifiers.typedef(), register);
      if (isBody(declarator)) {
        return;
      }
      if (cursor.is("=")) {
        initialiser(end);
      }
      if (!cursor.accept(",")) {
        break;
      }
    }
    if (cursor.at() < end && cursor.is(";")) {
      cursor.next();
    }
  }

  /** Attributes and the register or symbol that GNU C gives a name. */
  private Optional<String> suffix(TypeParser types) {
    types.attributes();
    Optional<String> register = Optional.empty();
    if (cursor.isWord() && Words.ASM.contains(cursor.text()) && cursor.isAhead(1, "(")) {
      cursor.next();
      int close = cursor.partner(cursor.at());
      register =
          Strings.read(file, List.of(cursor.token(cursor.at() + 1)))
              .map(t -> t.text().replaceFirst("^[%$]", ""));
      cursor.moveTo(Math.min(close + 1, cursor.end()));
    }
    types.attributes();
    return register;
  }

  /** Whether a function's body follows, perhaps behind declarations of its parameters. */
  private boolean isBody(Declarator declarator) {
    OptionalInt parameters = declarator.parameters();
    if (parameters.isEmpty() || cursor.is(";") || cursor.is(",") || cursor.is("=")) {
      return false;
    }
    int place = cursor.at();
    while (place < cursor.end() && !cursor.token(place).is("{") && !cursor.token(place).is("}")) {
      place++;
    }
    boolean body = place < cursor.end() && cursor.token(place).is("{");
    if (body) {
      pending = Optional.of(new Function(declarator.name(), parameters.getAsInt()));
      oldParameters(place);
    }
    return body;
  }

  /** Declarations between the parentheses and the body, as C had them before 1989. */
  private void oldParameters(int brace) {
    TypeParser types = new TypeParser(cursor, scope, model);
    while (cursor.at() < brace) {
      Optional<Specifiers> specifiers = types.specifiers();
      if (specifiers.isEmpty()) {
        cursor.next();
        continue;
      }
      do {
        declare(types.declarator(specifiers.get().type()), false, Optional.empty());
      } while (cursor.accept(","));
      cursor.accept(";");
    }
  }

  /** Goes through an initialiser up to the comma or semicolon behind it. */
  private void initialiser(int end) {
    int stop = cursor.at();
    Cursor ahead = cursor.between(cursor.at(), end);
    while (!ahead.isEnd() && !ahead.is(",") && !ahead.is(";")) {
      ahead.skip();
      stop = ahead.at();
    }
    scan(stop, false);
  }

  private void asm(boolean start) {
    int place = cursor.at();
    Optional<AsmStatement> statement = AsmStatement.read(cursor);
    boolean bound = !start && isOfRegister(place);
    boolean label = bound || (function.isEmpty() && !start);
    if (statement.isEmpty() || label) {
      if (bound) {
        bind(place);
      }
      cursor.next();
      return;
    }
    int close = place + 1;
    while (!cursor.token(close).is("(")) {
      close++;
    }
    visitor.found(statement.get(), scope, surroundings(), uses);
    cursor.moveTo(Math.min(cursor.partner(close) + 1, cursor.end()));
  }

  /** Whether it stands in the declaration of a variable that is bound to a register. */
  private boolean isOfRegister(int place) {
    for (int i = place - 1; i > 0; i--) {
      Token token = cursor.token(i);
      if (token.isWord("register")) {
        return true;
      }
      if (token.is(";") || token.is("{") || token.is("}") || token.is(")")) {
        return false;
      }
    }
    return false;
  }

  /** Declares the variable before the keyword, whose type is declared elsewhere. */
  private void bind(int place) {
    Token name = cursor.token(place - 1);
    Optional<String> register =
        Strings.read(file, List.of(cursor.token(place + 2)))
            .map(t -> t.text().replaceFirst("^[%$]", ""));
    CType type = new CType.Unknown("its type is declared elsewhere");
    if (name.isWord() && register.isPresent()) {
      scope.declare(name.text(), new Scope.Variable(type, register));
    }
  }
}
