package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.rust.Scope.Binding;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Token;
import dev.fabula.site.ValueType.Known;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types and values of the expressions that operators join: literals, names, fields and calls. */
final class Values {
  private final Evaluator evaluator;
  private final Types types;
  private final Names names;
  private final ForeignTypes foreign;
  private final Methods methods;
  private final VariableUses uses;
  private final Blocks blocks;
  private final Macros macros;

  Values(
      Evaluator evaluator,
      Types types,
      Names names,
      ForeignTypes foreign,
      MacroExpansion expansion) {
    this.evaluator = evaluator;
    this.types = types;
    this.names = names;
    this.foreign = foreign;
    this.methods = new Methods(types, names, foreign);
    this.uses = new VariableUses(types, names);
    this.blocks = new Blocks(evaluator);
    this.macros = new Macros(evaluator, expansion);
  }

  /** Passes one expression without operators. */
  Evaluation primary(Cursor cursor, Scope scope) {
    Optional<Tree> here = cursor.peek();
    if (here.isEmpty()) {
      return Evaluation.unknown("its expression is not understood");
    }
    return switch (here.get()) {
      case Group group -> {
        cursor.next();
        yield group(group, scope);
      }
      case Token token -> token(token, cursor, scope);
    };
  }

  private Evaluation group(Group group, Scope scope) {
    List<Tree> trees = group.trees();
    List<List<Tree>> parts = Lists.split(trees, ',');
    boolean comma = !trees.isEmpty() && trees.getLast().isPunctuation(',');
    boolean single = group.isGroup('(') && parts.size() == 1 && !comma;
    if (single || group.isBare() || isPlain(group)) {
      return evaluator.evaluate(trees, scope);
    }
    if (group.isGroup('(')) {
      return Evaluation.of(
          new RustType.Tuple(
              parts.stream().map(p -> evaluator.evaluate(p, scope).type()).toList()));
    }
    if (group.isGroup('[') && !parts.isEmpty()) {
      List<Tree> first = Lists.split(parts.getFirst(), ';').getFirst();
      return Evaluation.of(new RustType.Sequence(evaluator.evaluate(first, scope).type(), false));
    }
    return group.isGroup('{')
        ? blocks.evaluate(trees, scope)
        : Evaluation.unknown("its expression is not understood");
  }

  private static boolean isPlain(Group group) {
    List<Tree> trees = group.trees();
    boolean statements =
        trees.stream()
            .anyMatch(t -> t.isPunctuation(';') || t.isWord("let") || t.isPunctuation('#'));
    return group.isGroup('{') && !trees.isEmpty() && !statements;
  }

  private Evaluation token(Token token, Cursor cursor, Scope scope) {
    return switch (token.kind()) {
      case INTEGER -> {
        cursor.next();
        yield integer(token);
      }
      case FLOAT -> {
        cursor.next();
        yield Evaluation.of(
            Literals.floatSuffix(token)
                .flatMap(s -> PrimitiveTypes.named(s, 0))
                .<RustType>map(RustType.Scalar::new)
                .orElseGet(RustType.FloatLiteral::new));
      }
      case CHARACTER -> {
        cursor.next();
        yield character(token);
      }
      case WORD -> word(token, cursor, scope);
      case PUNCTUATION -> punctuation(cursor, scope);
      case LIFETIME, STRING, RAW_STRING, OTHER_STRING, STRAY -> {
        cursor.next();
        yield Evaluation.of(new RustType.Pointer("&_", new RustType.Sequence(scalar("u8"), false)));
      }
    };
  }

  private Evaluation integer(Token token) {
    Optional<String> suffix = Literals.integerSuffix(token);
    RustType type = suffix.map(this::scalar).orElseGet(RustType.IntegerLiteral::new);
    return new Evaluation(type, Literals.integer(token)).checked();
  }

  private Evaluation character(Token token) {
    boolean isByte = token.text().startsWith("b");
    RustType type = isByte ? scalar("u8") : new RustType.Named("char", List.of());
    return new Evaluation(type, Literals.character(token));
  }

  /** A primitive type by its name. */
  RustType scalar(String name) {
    return new RustType.Scalar(PrimitiveTypes.named(name, foreign.pointerWidth()).orElseThrow());
  }

  private Evaluation punctuation(Cursor cursor, Scope scope) {
    if (cursor.isJoint("::")) {
      return path(cursor, scope);
    }
    if (cursor.is('<')) {
      return qualified(cursor, scope);
    }
    cursor.next();
    return Evaluation.unknown("its expression is not understood");
  }

  /** {@code <T>::NAME} or {@code <T as Trait>::name(…)}. */
  private Evaluation qualified(Cursor cursor, Scope scope) {
    List<Tree> rest = cursor.rest();
    int end = Lists.afterAngles(rest, 0);
    List<Tree> inner = rest.subList(1, Math.max(1, end - 1));
    cursor.moveTo(cursor.index() + end);
    cursor.eatJoint("::");
    Optional<Token> name = cursor.eatWord();
    RustType owner = types.read(new Cursor(inner), scope);
    if (name.isEmpty()) {
      return Evaluation.unknown("its expression is not understood");
    }
    return associated(owner, name.get().text(), cursor, scope);
  }

  private Evaluation word(Token token, Cursor cursor, Scope scope) {
    return switch (token.text()) {
      case "unsafe", "const" -> {
        cursor.next();
        yield primary(cursor, scope);
      }
      case "true", "false" -> {
        cursor.next();
        BigInteger value = token.text().equals("true") ? BigInteger.ONE : BigInteger.ZERO;
        yield new Evaluation(new RustType.Named("bool", List.of()), Optional.of(value));
      }
      case "if", "match", "loop", "while", "for", "move", "async", "return", "break" ->
          Evaluation.unknown("its expression branches");
      default -> path(cursor, scope);
    };
  }

  /**
   * Words with {@code ::} between them.
   *
   * @param owners the generic arguments of the last word but one
   * @param arguments the generic arguments of the last word
   */
  private record Words(List<String> path, List<RustType> owners, List<RustType> arguments) {}

  private Words words(Cursor cursor, Scope scope) {
    List<String> path = new ArrayList<>();
    List<RustType> owners = List.of();
    List<RustType> arguments = List.of();
    if (cursor.eatJoint("::")) {
      path.add("::");
    }
    for (Optional<Token> word = cursor.eatWord(); word.isPresent(); word = cursor.eatWord()) {
      path.add(word.get().text());
      owners = arguments;
      arguments = evaluator.turbofish(cursor, scope);
      if (!cursor.eatJoint("::")) {
        break;
      }
    }
    return new Words(path, owners, arguments);
  }

  private Evaluation path(Cursor cursor, Scope scope) {
    Tree first = cursor.peek().orElseThrow();
    Optional<Frame> writer = Trail.writer(first);
    Words words = words(cursor, scope);
    List<String> path = words.path();
    if (path.isEmpty()) {
      return Evaluation.unknown("its expression is not understood");
    }
    if (cursor.is('!')) {
      return macros.evaluate(path, first, cursor, scope);
    }
    if (cursor.isGroup('{')) {
      cursor.next();
      return Evaluation.of(types.readPath(path, words.arguments(), scope));
    }
    if (cursor.isGroup('(')) {
      Group call = (Group) cursor.next();
      return methods.call(path, words.owners(), words.arguments(), call.trees(), evaluator, scope);
    }
    return named(path, writer, scope);
  }

  private Evaluation associated(RustType owner, String name, Cursor cursor, Scope scope) {
    if (cursor.isGroup('(')) {
      Group call = (Group) cursor.next();
      return methods.associated(owner, name, call.trees(), evaluator, scope);
    }
    return methods.constant(owner, name, this::item);
  }

  private Evaluation named(List<String> path, Optional<Frame> writer, Scope scope) {
    if (path.size() == 1) {
      Optional<Binding> local = scope.variable(path.getFirst(), writer);
      if (local.isPresent()) {
        return Evaluation.of(variable(local.get()));
      }
    } else {
      RustType owner = types.readPath(path.subList(0, path.size() - 1), List.of(), scope);
      Evaluation member = methods.constant(owner, path.getLast(), this::item);
      if (!member.type().isUnknown()) {
        return member;
      }
    }
    return switch (names.value(path, scope)) {
      case Resolution.External _ ->
          Evaluation.unknown(
              "`" + String.join("::", path) + "` is not declared in the crate's own text");
      case Resolution.Local(List<Item> items) -> agree(items);
    };
  }

  private Evaluation agree(List<Item> items) {
    List<Evaluation> all = items.stream().map(this::item).distinct().toList();
    if (all.size() == 1) {
      return all.getFirst();
    }
    boolean sameType = all.stream().map(Evaluation::type).distinct().count() == 1;
    return sameType
        ? Evaluation.of(all.getFirst().type())
        : Evaluation.unknown("`" + items.getFirst().name() + "` has several definitions");
  }

  private Evaluation item(Item item) {
    return switch (item) {
      case Item.Constant c -> {
        RustType type = types.read(c.type(), c.scope());
        yield c.isStatic() || c.value().isEmpty()
            ? Evaluation.of(type)
            : evaluator.evaluateAs(c.value(), type, c.scope());
      }
      case Item.Function f ->
          Evaluation.of(new RustType.Unknown("it is the function `" + f.name() + "` itself"));
      default -> Evaluation.unknown("`" + item.name() + "` is no plain value");
    };
  }

  private RustType variable(Binding binding) {
    return switch (binding) {
      case Binding.Variable v when !v.condition().equals(Conditions.ALWAYS) ->
          new RustType.Unknown("variable `" + v.name() + "` depends on a condition");
      case Binding.Variable v -> {
        RustType type = declared(v);
        for (int step : v.steps()) {
          type = step(type, step);
        }
        yield uses.settle(v, type);
      }
      case Binding.Hidden(String name, var _) ->
          new RustType.Unknown("a pattern binds `" + name + "`");
      case Binding.Parameter(String name) ->
          new RustType.Unknown("`" + name + "` is a generic parameter");
      case Binding.Self _, Binding.Argument _ ->
          throw new IllegalStateException("a type as a value");
    };
  }

  private RustType declared(Binding.Variable variable) {
    if (variable.type().isPresent()) {
      return types.read(variable.type().get(), variable.at());
    }
    if (variable.value().isPresent()) {
      return evaluator.evaluate(variable.value().get(), variable.at()).type();
    }
    return new RustType.Undeclared();
  }

  private static RustType step(RustType type, int step) {
    return switch (type) {
      case RustType.Pointer(String spelled, RustType target) when spelled.startsWith("&") ->
          step < 0 ? target : step(target, step);
      case RustType.Tuple(List<RustType> elements) when step >= 0 && step < elements.size() ->
          elements.get(step);
      case RustType.Unknown _, RustType.Undeclared _ -> type;
      default -> new RustType.Unknown("a pattern takes it apart");
    };
  }

  /** The type of a field by name or number, looking through references. */
  RustType field(RustType receiver, String name) {
    return switch (receiver.withoutReferences()) {
      case RustType.Structure structure -> types.field(structure, name);
      case RustType.Tuple(List<RustType> elements) -> {
        int index =
            Character.isDigit(name.charAt(0)) && name.length() < 4 ? Integer.parseInt(name) : -1;
        yield index >= 0 && index < elements.size()
            ? elements.get(index)
            : new RustType.Unknown("its expression is not understood");
      }
      case RustType.Unknown unknown -> unknown;
      default -> new RustType.Unknown("the type of field `" + name + "` is not known");
    };
  }

  /** The result of a method call. */
  Evaluation method(
      Evaluation receiver, String name, List<RustType> generics, List<Tree> call, Scope scope) {
    return methods.method(receiver, name, generics);
  }

  /** Whether a type is a primitive integer. */
  static Optional<Known> integer(RustType type) {
    return type.withoutReferences() instanceof RustType.Scalar(Known known)
            && known.kind() == dev.fabula.site.ValueType.Kind.INTEGER
        ? Optional.of(known)
        : Optional.empty();
  }
}
