package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import dev.fabula.rust.Tree.Kind;
import dev.fabula.rust.Tree.Token;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The token trees of a file.
 *
 * @param trees the trees in order
 * @param comments the places of the comments in order
 */
record Trees(List<Tree> trees, List<Span> comments) {

  /** A group whose closing bracket was not yet met. */
  private record Open(char bracket, int start, List<Tree> trees) {}

  /** Reads a file; brackets that do not match close the groups that they must, or stay tokens. */
  static Trees of(SourceFile file) {
    Scanner scanner = new Scanner(file);
    Deque<Open> stack = new ArrayDeque<>();
    stack.push(new Open('\0', 0, new ArrayList<>()));
    for (Optional<Token> next = scanner.next(); next.isPresent(); next = scanner.next()) {
      add(stack, next.get());
    }
    while (stack.size() > 1) {
      close(stack, file.length(), false);
    }
    return new Trees(List.copyOf(stack.element().trees()), List.copyOf(scanner.comments()));
  }

  private static void add(Deque<Open> stack, Token token) {
    char c = token.text().charAt(0);
    if (token.kind() == Kind.PUNCTUATION && (c == '(' || c == '[' || c == '{')) {
      stack.push(new Open(c, token.span().start(), new ArrayList<>()));
      return;
    }
    char opening = token.kind() != Kind.STRAY ? '\0' : c == ')' ? '(' : c == ']' ? '[' : '{';
    boolean matches = opening != '\0' && isOpen(stack, opening);
    if (!matches) {
      stack.element().trees().add(token);
      return;
    }
    while (stack.element().bracket() != opening) {
      close(stack, token.span().start(), false);
    }
    close(stack, token.span().end(), true);
  }

  private static boolean isOpen(Deque<Open> stack, char bracket) {
    return stack.element().bracket() == bracket
        || stack.stream().anyMatch(o -> o.bracket() == bracket);
  }

  private static void close(Deque<Open> stack, int end, boolean closed) {
    Open open = stack.pop();
    Span span = new Span(open.start(), end);
    Group group = new Group(open.bracket(), List.copyOf(open.trees()), span, closed, Trail.SOURCE);
    stack.element().trees().add(group);
  }
}
