package dev.fabula.c;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads declarations and type names (C11, 6.7) at a cursor, as far as types of values need. */
final class TypeParser {

  private final Cursor cursor;
  private final Scope scope;
  private final DataModel model;

  TypeParser(Cursor cursor, Scope scope, DataModel model) {
    this.cursor = cursor;
    this.scope = scope;
    this.model = model;
  }

  /**
   * What stands before the declarators.
   *
   * @param type the type
   * @param typedef whether names are declared as types
   * @param attributes what attributes say
   */
  record Specifiers(CType type, boolean typedef, Attributes attributes) {}

  /**
   * A declared name.
   *
   * @param name the name; empty for an abstract declarator
   * @param type its type
   * @param parameters the place of the parenthesis before a function's parameters
   */
  record Declarator(String name, CType type, OptionalInt parameters) {}

  /** Whether a declaration or a type name starts at the cursor. */
  boolean startsType() {
    if (!cursor.isWord()) {
      return false;
    }
    String word = cursor.text();
    return Words.STORAGE.contains(word)
        || Words.BASIC.contains(word)
        || Words.TYPEOF.contains(word)
        || Words.RECORD.contains(word)
        || word.equals("enum")
        || named(word).isPresent();
  }

  /** The type that a name stands for. */
  private Optional<CType> named(String word) {
    Optional<Scope.Entity> entity = scope.find(word);
    if (entity.isPresent()) {
      return scope.typedef(word);
    }
    Optional<CType> known =
        Optional.ofNullable(Words.UNSIGNED.get(word)).map(bits -> new CType.Int(bits, false));
    return known
        .or(() ->
            Optional.ofNullable(Words.SIGNED.get(word)).map(bits -> new CType.Int(bits, true)))
        .or(() ->
            Words.POINTER_WIDE.contains(word)
                ? Optional.of(new CType.Int(model.pointerBits(), word.equals("ssize_t")))
                : Optional.empty());
  }

  /** Reads specifiers; empty, with the cursor where it was, if none are there. */
  Optional<Specifiers> specifiers() {
    int start = cursor.at();
    List<String> basic = new ArrayList<>();
    Optional<CType> type = Optional.empty();
    boolean typedef = false;
    Attributes attributes = Attributes.NONE;
    while (cursor.isWord()) {
      String word = cursor.text();
      if (Words.ATTRIBUTE.contains(word)) {
        attributes = attributes.and(attributes());
      } else if (Words.STORAGE.contains(word)) {
        typedef |= isTypedef();
      } else if (Words.BASIC.contains(word)) {
        basic.add(word);
        cursor.next();
      } else if (type.isPresent() || !basic.isEmpty()) {
        break;
      } else {
        type = single();
        if (type.isEmpty()) {
          break;
        }
      }
    }
    if (type.isEmpty() && basic.isEmpty() && cursor.at() == start) {
      return Optional.empty();
    }
    CType result = basic.isEmpty() ? type.orElse(DataModel.INT) : BasicTypes.of(basic, model);
    return Optional.of(new Specifiers(applied(result, attributes), typedef, attributes));
  }

  /** Passes a storage class, and tells whether it is {@code typedef}. */
  private boolean isTypedef() {
    boolean typedef = cursor.text().equals("typedef");
    cursor.next();
    return typedef;
  }

  /** A type that is one thing: a record, an enumeration, a name or a {@code typeof}. */
  private Optional<CType> single() {
    String word = cursor.text();
    if (Words.RECORD.contains(word)) {
      return Optional.of(record());
    }
    if (word.equals("enum")) {
      return Optional.of(enumeration());
    }
    if (Words.TYPEOF.contains(word)) {
      return Optional.of(typeof());
    }
    Optional<CType> known = named(word);
    known.ifPresent(_ -> cursor.next());
    return known;
  }

  private CType applied(CType type, Attributes attributes) {
    if (attributes.vectorBytes().isPresent()) {
      return new CType.Vector(type, attributes.vectorBytes().getAsInt());
    }
    if (attributes.modeBits().isPresent() && type instanceof CType.Int(var _, boolean signed)) {
      return new CType.Int(attributes.modeBits().getAsInt(), signed);
    }
    return type;
  }

  private CType record() {
    boolean union = cursor.next().text().equals("union");
    Attributes attributes = attributes();
    String tag = cursor.isWord() ? cursor.next().text() : "";
    if (!cursor.is("{")) {
      return tagged(union, tag);
    }
    CType.Record record = new CType.Record(union, tag);
    if (!tag.isEmpty()
        && scope.tag(tag).orElse(DataModel.INT) instanceof CType.Record known
        && !known.isComplete()) {
      record = known;
    }
    if (!tag.isEmpty()) {
      scope.declareTag(tag, record);
    }
    int close = cursor.partner(cursor.at());
    Map<String, CType> members = members(cursor.between(cursor.at() + 1, close));
    cursor.moveTo(Math.min(close + 1, cursor.end()));
    boolean packed = attributes.and(attributes()).packed();
    if (!record.isComplete()) {
      record.complete(members, packed);
    }
    return record;
  }

  private CType tagged(boolean union, String tag) {
    return scope
        .tag(tag)
        .orElseGet(() -> {
          CType.Record made = new CType.Record(union, tag);
          scope.declareTag(tag, made);
          return made;
        });
  }

  private Map<String, CType> members(Cursor body) {
    Map<String, CType> members = new LinkedHashMap<>();
    TypeParser inside = new TypeParser(body, scope, model);
    while (!body.isEnd()) {
      Optional<Specifiers> specifiers = inside.specifiers();
      if (specifiers.isEmpty()) {
        inside.unknownMember(members);
        continue;
      }
      inside.memberDeclarators(specifiers.get(), members);
      if (!body.isEnd()) {
        body.skip();
      }
    }
    return members;
  }

  /** A member of a type that is not known. */
  private void unknownMember(Map<String, CType> members) {
    boolean declaration = cursor.isWord();
    String last = "#" + members.size();
    while (!cursor.isEnd() && !cursor.is(";")) {
      last = cursor.isWord() ? cursor.text() : last;
      cursor.skip();
    }
    if (declaration) {
      members.put(last, new CType.Unknown("its type is declared elsewhere"));
    }
    if (!cursor.isEnd()) {
      cursor.next();
    }
  }

  private void memberDeclarators(Specifiers specifiers, Map<String, CType> members) {
    do {
      Declarator member = declarator(specifiers.type());
      boolean field = cursor.accept(":");
      while (field && !cursor.isEnd() && !cursor.is(",") && !cursor.is(";")) {
        cursor.skip();
      }
      attributes();
      String name = member.name().isEmpty() ? "#" + members.size() : member.name();
      members.put(name, member.type());
    } while (cursor.accept(","));
  }

  private CType enumeration() {
    cursor.next();
    attributes();
    if (cursor.isWord()) {
      cursor.next();
    }
    if (cursor.is("{")) {
      int close = cursor.partner(cursor.at());
      constants(cursor.between(cursor.at() + 1, close));
      cursor.moveTo(Math.min(close + 1, cursor.end()));
    }
    return new CType.Int(32, false);
  }

  private void constants(Cursor body) {
    Optional<BigInteger> next = Optional.of(BigInteger.ZERO);
    while (!body.isEnd()) {
      if (!body.isWord()) {
        body.skip();
        continue;
      }
      String name = body.next().text();
      if (body.accept("=")) {
        next = new ExpressionParser(body, scope, model).conditional().value();
      }
      scope.declare(name, new Scope.Constant(next));
      next = next.map(BigInteger.ONE::add);
    }
  }

  private CType typeof() {
    cursor.next();
    if (!cursor.is("(")) {
      return new CType.Unknown("its type is deduced");
    }
    int close = cursor.partner(cursor.at());
    Cursor inside = cursor.between(cursor.at() + 1, close);
    cursor.moveTo(Math.min(close + 1, cursor.end()));
    TypeParser types = new TypeParser(inside, scope, model);
    return types.startsType()
        ? types.typeName()
        : new ExpressionParser(inside, scope, model).whole().type();
  }

  /** Reads a type name, as in a cast. */
  CType typeName() {
    return specifiers()
        .map(s -> declarator(s.type()).type())
        .orElseGet(() -> new CType.Unknown("no type"));
  }

  /** Reads attributes, if any are there. */
  Attributes attributes() {
    return Attributes.read(cursor, scope, model);
  }

  /** Reads a declarator, with or without a name. */
  Declarator declarator(CType base) {
    CType type = base;
    while (cursor.is("*") || isQualifier()) {
      if (cursor.is("*")) {
        type = new CType.Pointer(type);
        cursor.next();
      } else if (Words.ATTRIBUTE.contains(cursor.text())) {
        type = applied(type, attributes());
      } else {
        cursor.next();
      }
    }
    return direct(type);
  }

  private boolean isQualifier() {
    return cursor.isWord()
        && (Words.STORAGE.contains(cursor.text()) || Words.ATTRIBUTE.contains(cursor.text()));
  }

  private Declarator direct(CType type) {
    if (cursor.is("(") && isNested()) {
      int close = cursor.partner(cursor.at());
      Cursor inner = cursor.between(cursor.at() + 1, close);
      cursor.moveTo(Math.min(close + 1, cursor.end()));
      Suffixed outside = suffixes(type);
      Declarator inside = new TypeParser(inner, scope, model).declarator(outside.type());
      OptionalInt parameters =
          inside.parameters().isPresent() ? inside.parameters() : outside.parameters();
      return new Declarator(inside.name(), inside.type(), parameters);
    }
    boolean named = cursor.isWord() && !Words.ASM.contains(cursor.text());
    String name = named ? cursor.next().text() : "";
    Suffixed suffixed = suffixes(type);
    return new Declarator(name, suffixed.type(), suffixed.parameters());
  }

  /** Whether a parenthesis holds a declarator rather than parameters. */
  private boolean isNested() {
    Cursor inside = cursor.between(cursor.at() + 1, cursor.partner(cursor.at()));
    return inside.is("*")
        || inside.is("(")
        || inside.is("^")
        || (inside.isWord() && !new TypeParser(inside, scope, model).startsType())
        || (inside.isWord() && Words.ATTRIBUTE.contains(inside.text()));
  }

  private record Suffixed(CType type, OptionalInt parameters) {}

  private Suffixed suffixes(CType type) {
    if (cursor.is("[")) {
      int close = cursor.partner(cursor.at());
      Optional<Long> length = length(cursor.between(cursor.at() + 1, close));
      cursor.moveTo(Math.min(close + 1, cursor.end()));
      return new Suffixed(new CType.Array(suffixes(type).type(), length), OptionalInt.empty());
    }
    if (cursor.is("(")) {
      int open = cursor.at();
      cursor.skip();
      return new Suffixed(new CType.Function(suffixes(type).type()), OptionalInt.of(open));
    }
    return new Suffixed(type, OptionalInt.empty());
  }

  private Optional<Long> length(Cursor inside) {
    while (inside.isWord() && Words.STORAGE.contains(inside.text())) {
      inside.next();
    }
    return inside.isEnd()
        ? Optional.empty()
        : new ExpressionParser(inside, scope, model)
            .whole()
            .value()
            .filter(v -> v.bitLength() < Integer.SIZE)
            .map(BigInteger::longValue);
  }
}
