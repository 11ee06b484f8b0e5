package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.rust.Scope.Binding;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads types as written and finds out what they are. */
final class Types {
  private static final int DEPTH = 24;

  private final Names names;
  private final ForeignTypes foreign;
  private int depth;

  Types(Names names, ForeignTypes foreign) {
    this.names = names;
    this.foreign = foreign;
  }

  /** The type that some trees spell in a scope. */
  RustType read(List<Tree> trees, Scope scope) {
    if (depth >= DEPTH) {
      return new RustType.Unknown("its type refers to itself");
    }
    depth++;
    try {
      return read(new Cursor(trees), scope);
    } finally {
      depth--;
    }
  }

  /** Passes one type at the cursor. */
  RustType read(Cursor cursor, Scope scope) {
    if (cursor.is('&') || cursor.is('*')) {
      return pointer(cursor, scope);
    }
    if (cursor.eat('!')) {
      return new RustType.Scalar(PrimitiveTypes.never());
    }
    if (cursor.isGroup('(')) {
      return tuple((Group) cursor.next(), scope);
    }
    if (cursor.isGroup('[')) {
      List<List<Tree>> parts = Lists.split(((Group) cursor.next()).trees(), ';');
      return new RustType.Sequence(read(parts.getFirst(), scope), parts.size() == 1);
    }
    if (cursor.peek().filter(Tree::isBare).isPresent()) {
      return read(((Group) cursor.next()).trees(), scope);
    }
    if (cursor.isWord("fn") || cursor.isWord("unsafe") || cursor.isWord("extern")) {
      return function(cursor);
    }
    if (cursor.isWord("for") || cursor.isWord("impl") || cursor.isWord("dyn") || cursor.is('<')) {
      cursor.moveTo(cursor.index() + cursor.rest().size());
      return new RustType.Unknown("its type depends on a trait");
    }
    return path(cursor, scope);
  }

  private RustType pointer(Cursor cursor, Scope scope) {
    boolean reference = ((Token) cursor.next()).isPunctuation('&');
    if (cursor.token(0, Kind.LIFETIME).isPresent()) {
      cursor.next();
    }
    boolean mutable = cursor.eatWord("mut");
    cursor.eatWord("const");
    RustType target = read(cursor, scope);
    String spelled = reference ? mutable ? "&mut _" : "&_" : mutable ? "*mut _" : "*const _";
    return new RustType.Pointer(spelled, target);
  }

  private RustType tuple(Group group, Scope scope) {
    List<List<Tree>> parts = Lists.splitTypes(group.trees());
    List<RustType> elements = parts.stream().map(p -> read(p, scope)).toList();
    boolean parentheses = elements.size() == 1 && !group.trees().getLast().isPunctuation(',');
    return parentheses ? elements.getFirst() : new RustType.Tuple(elements);
  }

  private RustType function(Cursor cursor) {
    int from = cursor.index();
    while (!cursor.atEnd() && !cursor.isGroup('(')) {
      cursor.next();
    }
    cursor.eatGroup('(');
    if (cursor.eatJoint("->")) {
      skipType(cursor);
    }
    String spelled = Conditions.text(cursor.since(from));
    return new RustType.Scalar(PrimitiveTypes.function(spelled, foreign.pointerWidth()));
  }

  private void skipType(Cursor cursor) {
    while (cursor.is('&') || cursor.is('*') || cursor.isWord("mut") || cursor.isWord("const")) {
      cursor.next();
    }
    if (!cursor.atEnd()) {
      cursor.next();
    }
    if (cursor.is('<')) {
      cursor.moveTo(cursor.index() + Lists.afterAngles(cursor.rest(), 0));
    }
  }

  private RustType path(Cursor cursor, Scope scope) {
    List<String> path = new ArrayList<>();
    List<RustType> arguments = List.of();
    boolean dollar = cursor.eat('$');
    if (cursor.eatJoint("::")) {
      path.add("::");
    }
    for (Optional<Token> word = cursor.eatWord(); word.isPresent(); word = cursor.eatWord()) {
      path.add(word.get().text());
      if (cursor.isJoint("::") && cursor.is(2, '<')) {
        cursor.eatJoint("::");
      }
      arguments = cursor.is('<') ? arguments(cursor, scope) : arguments;
      if (!cursor.eatJoint("::")) {
        break;
      }
    }
    boolean metavariable = dollar && !(path.size() > 1 && path.getFirst().equals("crate"));
    if (path.isEmpty() || metavariable) {
      return new RustType.Unknown("its type is not written where it is declared");
    }
    return resolve(path, arguments, scope);
  }

  private List<RustType> arguments(Cursor cursor, Scope scope) {
    List<Tree> rest = cursor.rest();
    int end = Lists.afterAngles(rest, 0);
    cursor.moveTo(cursor.index() + end);
    List<RustType> arguments = new ArrayList<>();
    for (List<Tree> part : Lists.splitTypes(rest.subList(1, Math.max(1, end - 1)))) {
      boolean lifetime = part.getFirst() instanceof Token t && t.kind() == Kind.LIFETIME;
      if (!lifetime) {
        arguments.add(read(part, scope));
      }
    }
    return arguments;
  }

  /** The type that a path names. */
  RustType readPath(List<String> path, List<RustType> arguments, Scope scope) {
    if (depth >= DEPTH) {
      return new RustType.Unknown("its type refers to itself");
    }
    depth++;
    try {
      return resolve(path, arguments, scope);
    } finally {
      depth--;
    }
  }

  /** The type of a field of a struct or union by name or number. */
  RustType field(RustType.Structure structure, String name) {
    Item.Struct item = structure.item();
    List<RustType> arguments = structure.arguments();
    Scope scope = item.scope();
    for (int i = 0; i < arguments.size() && arguments.size() == item.generics().size(); i++) {
      scope = scope.with(new Binding.Argument(item.generics().get(i), arguments.get(i)));
    }
    return item.fields().containsKey(name)
        ? read(item.fields().get(name), scope)
        : new RustType.Unknown("struct `" + item.name() + "` has no field `" + name + "`");
  }

  private RustType resolve(List<String> path, List<RustType> arguments, Scope scope) {
    if (path.size() == 1) {
      Optional<Binding> binding = typeBinding(scope, path.getFirst());
      if (binding.isPresent()) {
        return switch (binding.get()) {
          case Binding.SelfType(List<Tree> type, Scope at) -> read(type, at);
          case Binding.Parameter(String name) ->
              new RustType.Unknown("its type is the generic parameter `" + name + "`");
          case Binding.SelfTrait(String trait) ->
              new RustType.Unknown("its type is any that implements `" + trait + "`");
          case Binding.Argument(var _, RustType type) -> type;
          case Binding.Variable _, Binding.Hidden _ -> throw new IllegalStateException();
        };
      }
    }
    List<Item> associated = associated(path, scope);
    if (!associated.isEmpty()) {
      return agree(associated, arguments);
    }
    return switch (names.type(path, scope)) {
      case Resolution.External(List<String> outside) -> foreign.named(outside, arguments);
      case Resolution.Local(List<Item> items) -> agree(items, arguments);
    };
  }

  /** The types that an impl calls by a name; others of the same type may have others of it. */
  private List<Item> associated(List<String> path, Scope scope) {
    Optional<Binding.Self> here = self(scope);
    if (path.size() != 2
        || !path.getFirst().equals("Self")
        || !(here.orElse(null) instanceof Binding.SelfType(List<Tree> type, Scope _))) {
      return List.of();
    }
    return names.members(head(type).orElse(""), path.getLast()).stream()
        .filter(Item.Alias.class::isInstance)
        .filter(i ->
            self(i.scope()).orElse(null) instanceof Binding.SelfType(List<Tree> of, Scope _)
                && of.equals(type))
        .toList();
  }

  private RustType agree(List<Item> items, List<RustType> arguments) {
    List<RustType> types = items.stream().map(i -> of(i, arguments)).distinct().toList();
    if (types.size() == 1) {
      return types.getFirst();
    }
    String name = items.isEmpty() ? "?" : items.getFirst().name();
    return new RustType.Unknown("type `" + name + "` has several definitions");
  }

  private RustType of(Item item, List<RustType> arguments) {
    return switch (item) {
      case Item.Alias alias when alias.isGeneric() && !arguments.isEmpty() ->
          new RustType.Unknown("type `" + alias.name() + "` is a generic alias");
      case Item.Alias alias -> read(alias.type(), alias.scope());
      // A struct of a vendor type's name is that type: in the crate that defines it for all others.
      case Item.Struct struct ->
          PrimitiveTypes.vector(struct.name())
              .<RustType>map(RustType.Scalar::new)
              .orElseGet(() -> new RustType.Structure(struct, arguments));
      default -> new RustType.Named(item.name(), arguments);
    };
  }

  /** What {@code Self} stands for in a scope, if it is inside an impl or trait. */
  static Optional<Binding.Self> self(Scope scope) {
    return typeBinding(scope, "Self")
        .filter(Binding.Self.class::isInstance)
        .map(Binding.Self.class::cast);
  }

  /** Whether type or const parameters are in scope. */
  static boolean hasGenerics(Scope scope) {
    for (Optional<Scope> s = Optional.of(scope); s.isPresent(); s = s.get().outer()) {
      if (s.get().binding().filter(Binding.Parameter.class::isInstance).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The last name of a type's path, looking through references. */
  static Optional<String> head(List<Tree> type) {
    Optional<String> last = Optional.empty();
    for (Tree tree : type) {
      if (tree.isPunctuation('<') || tree instanceof Group) {
        break;
      }
      if (tree instanceof Token token && token.kind() == Kind.WORD) {
        last = Optional.of(token.text());
      }
    }
    return last;
  }

  private static Optional<Binding> typeBinding(Scope scope, String name) {
    for (Optional<Scope> s = Optional.of(scope); s.isPresent(); s = s.get().outer()) {
      Optional<Binding> binding = s.get().binding();
      boolean type =
          binding.isPresent()
              && (binding.get() instanceof Binding.Self
                  || binding.get() instanceof Binding.Parameter
                  || binding.get() instanceof Binding.Argument);
      if (type && binding.get().name().equals(name)) {
        return binding;
      }
    }
    return Optional.empty();
  }
}
