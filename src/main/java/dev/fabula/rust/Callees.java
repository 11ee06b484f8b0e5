package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.site.Callee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the declarations of the functions whose symbols sites name. */
final class Callees {
  private final Names names;

  Callees(Names names) {
    this.names = names;
  }

  /** What the crate declares of the function at a path, if that is one function. */
  Optional<Callee> find(List<Tree> trees, Scope scope) {
    List<String> path = path(trees);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<Callee> found = new ArrayList<>();
    for (Item item : items(path, scope)) {
      if (!(item instanceof Item.Function function)) {
        return Optional.empty();
      }
      found.add(callee(function));
    }
    return found.stream().distinct().count() == 1
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  private List<Item> items(List<String> path, Scope scope) {
    List<Item> members =
        path.size() > 1 ? names.members(path.get(path.size() - 2), path.getLast()) : List.of();
    if (!members.isEmpty()) {
      return members;
    }
    return switch (names.value(path, scope)) {
      case Resolution.Local(List<Item> items) -> items;
      case Resolution.External _ -> List.of();
    };
  }

  private static Callee callee(Item.Function function) {
    List<Tree> result = function.result();
    boolean never = result.size() == 1 && result.getFirst().isPunctuation('!');
    return new Callee(function.abi(), !never);
  }

  /** The words of a path without what stands in angle brackets. */
  private static List<String> path(List<Tree> trees) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < trees.size()) {
      if (trees.get(at).isPunctuation('<')) {
        at = Lists.afterAngles(trees, at);
      } else {
        if (trees.get(at) instanceof Token token && token.kind() == Kind.WORD) {
          words.add(token.text());
        }
        at++;
      }
    }
    return words;
  }
}
