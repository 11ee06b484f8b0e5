package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.rust.Scope.Binding;
import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the text after a declaration tells of a variable whose type the declaration leaves open. */
final class VariableUses {
  private final Types types;
  private final Names names;

  VariableUses(Types types, Names names) {
    this.types = types;
    this.names = names;
  }

  /** The type of a variable, given what its declaration tells. */
  RustType settle(Binding.Variable variable, RustType declared) {
    return switch (declared) {
      case RustType.Undeclared _ ->
          argument(variable).orElseGet(() -> open(variable, "is declared without a type"));
      case RustType.IntegerLiteral _ -> literal(variable, declared, "`i32`");
      case RustType.FloatLiteral _ -> literal(variable, declared, "`f64`");
      default -> declared;
    };
  }

  private RustType literal(Binding.Variable variable, RustType declared, String fallback) {
    Optional<RustType> argument = argument(variable);
    if (argument.isPresent()) {
      return argument.get();
    }
    boolean free = !occurs(variable.after(), variable.name());
    return free
        ? declared
        : open(variable, "starts as a literal: " + fallback + " unless its use says otherwise");
  }

  private static RustType open(Binding.Variable variable, String what) {
    return new RustType.Unknown("variable `" + variable.name() + "` " + what);
  }

  private Optional<RustType> argument(Binding.Variable variable) {
    Scan scan = new Scan(variable.name(), variable.at());
    scan.walk(variable.after());
    return scan.found;
  }

  /** Whether a name occurs outside of asm macros, whose operands leave types open. */
  private static boolean occurs(List<Tree> trees, String name) {
    for (int i = 0; i < trees.size(); i++) {
      boolean here =
          switch (trees.get(i)) {
            case Token token -> token.isWord(name);
            case Group group -> !isAsm(trees, i) && occurs(group.trees(), name);
          };
      if (here) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAsm(List<Tree> trees, int at) {
    return at > 1 && trees.get(at - 1).isPunctuation('!') && trees.get(at - 2).isWord("asm");
  }

  /** Looks for a call that takes the variable as an argument, until its name is bound anew. */
  private final class Scan {
    private final String name;
    private final Scope scope;
    private Optional<RustType> found = Optional.empty();
    private boolean stopped;

    Scan(String name, Scope scope) {
      this.name = name;
      this.scope = scope;
    }

    void walk(List<Tree> trees) {
      for (int i = 0; i < trees.size() && found.isEmpty() && !stopped; i++) {
        stopped = rebinds(trees, i);
        if (trees.get(i) instanceof Group group && !isAsm(trees, i)) {
          call(trees, i, group);
          literal(trees, i, group);
          walk(group.trees());
        }
      }
    }

    private boolean rebinds(List<Tree> trees, int at) {
      boolean closure = trees.get(at).isPunctuation('|') && at + 1 < trees.size();
      boolean binder =
          trees.get(at).isWord("let") || trees.get(at).isWord("for") || trees.get(at).isWord("fn");
      int last = Math.min(patternEnd(trees, at), at + (closure ? 2 : 6));
      return (closure || binder)
          && Patterns.names(trees.subList(at + 1, last)).stream().anyMatch(n -> n.isWord(name));
    }

    private static int patternEnd(List<Tree> trees, int at) {
      int end = at + 1;
      while (end < trees.size()
          && !trees.get(end).isPunctuation(';')
          && !trees.get(end).isPunctuation('=')
          && !trees.get(end).isWord("in")) {
        end++;
      }
      return end;
    }

    private void call(List<Tree> trees, int at, Group group) {
      List<List<Tree>> arguments = Lists.split(group.trees(), ',');
      for (int i = 0; i < arguments.size() && group.isGroup('('); i++) {
        boolean whole = arguments.get(i).size() == 1 && arguments.get(i).getFirst().isWord(name);
        if (whole && found.isEmpty()) {
          List<String> path = pathBefore(trees, at);
          found = path.isEmpty() ? transmuted(trees, at) : parameter(path, i);
        }
      }
    }

    private void literal(List<Tree> trees, int at, Group group) {
      List<String> path = group.isGroup('{') ? pathBefore(trees, at) : List.of();
      if (!path.isEmpty() && found.isEmpty()) {
        found = new StructLiterals(types, names, scope).typeOf(path, group, name);
      }
    }

    /** The first argument of {@code transmute::<…>} before a call. */
    private Optional<RustType> transmuted(List<Tree> trees, int at) {
      int from = at - 1;
      while (from > 0 && !trees.get(from).isWord("transmute")) {
        from--;
      }
      Cursor cursor = new Cursor(trees.subList(from, at));
      if (!cursor.eatWord("transmute") || !cursor.eatJoint("::") || !cursor.is('<')) {
        return Optional.empty();
      }
      List<Tree> rest = cursor.rest();
      boolean whole = Lists.afterAngles(rest, 0) == rest.size();
      return whole
          ? Optional.of(types.read(new Cursor(rest.subList(1, rest.size() - 1)), scope))
              .filter(type -> !type.isUnknown())
          : Optional.empty();
    }

    private List<String> pathBefore(List<Tree> trees, int at) {
      List<String> path = new ArrayList<>();
      int i = at - 1;
      while (i >= 0 && trees.get(i) instanceof Token token && token.kind() == Kind.WORD) {
        path.addFirst(token.text());
        if (i < 3 || !Lists.isJoint(trees, i - 2, "::")) {
          break;
        }
        i -= 3;
      }
      boolean method = i > 0 && trees.get(i - 1).isPunctuation('.');
      return method ? List.of() : path;
    }

    private Optional<RustType> parameter(List<String> path, int index) {
      List<RustType> results =
          functions(path).stream()
              .filter(f -> index < f.parameters().size())
              .map(f -> types.read(f.parameters().get(index), f.scope()))
              .distinct()
              .toList();
      return results.size() == 1 && !results.getFirst().isUnknown()
          ? Optional.of(results.getFirst())
          : Optional.empty();
    }

    private List<Item.Function> functions(List<String> path) {
      List<Item> items = new ArrayList<>();
      if (path.size() > 1) {
        String owner = path.get(path.size() - 2);
        boolean self = owner.equals("Self");
        Optional<String> type = self ? selfName() : Optional.of(owner);
        type.ifPresent(t -> items.addAll(names.members(t, path.getLast())));
      }
      if (items.isEmpty() && names.value(path, scope) instanceof Resolution.Local(var local)) {
        items.addAll(local);
      }
      return items.stream()
          .filter(Item.Function.class::isInstance)
          .map(Item.Function.class::cast)
          .toList();
    }

    private Optional<String> selfName() {
      return Types.self(scope)
          .flatMap(self ->
              switch (self) {
                case Binding.SelfType(List<Tree> type, var _) -> Types.head(type);
                case Binding.SelfTrait(String trait) -> Optional.of(trait);
              });
    }
  }
}
