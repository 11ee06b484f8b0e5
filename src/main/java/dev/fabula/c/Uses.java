package dev.fabula.c;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which variables of one function are named anywhere but where they are declared and written. */
final class Uses {

  private final Map<String, Integer> others = new HashMap<>();
  private final Set<String> declared = new HashSet<>();

  /** The uses in the tokens between two places. */
  Uses(Cursor body) {
    Cursor cursor = body.between(body.at(), body.end());
    while (!cursor.isEnd()) {
      Token token = cursor.token(cursor.at());
      Optional<AsmStatement> statement =
          token.isWord() && Words.ASM.contains(token.text())
              ? AsmStatement.read(cursor)
              : Optional.empty();
      if (statement.isPresent()) {
        count(statement.get());
        while (!cursor.is("(")) {
          cursor.next();
        }
        cursor.skip();
      } else {
        count(cursor);
        cursor.next();
      }
    }
  }

  private void count(Cursor cursor) {
    Token token = cursor.token(cursor.at());
    if (!token.isWord()) {
      return;
    }
    boolean bare = cursor.isAhead(1, ";") || cursor.isAhead(1, ",");
    boolean afterType =
        cursor.at() > 0
            && (isTypeWord(cursor.token(cursor.at() - 1)) || cursor.token(cursor.at() - 1).is(","));
    if (bare && afterType) {
      declared.add(token.text());
    } else {
      others.merge(token.text(), 1, Integer::sum);
    }
  }

  private static boolean isTypeWord(Token token) {
    return token.isWord() && !Words.STATEMENT.contains(token.text());
  }

  private void count(AsmStatement statement) {
    List<AsmStatement.Argument> inputs = new ArrayList<>(statement.inputs());
    statement.outputs().stream().filter(o -> !isWord(o) || reads(o)).forEach(inputs::add);
    for (AsmStatement.Argument input : inputs) {
      Cursor cursor = input.expression();
      for (int i = cursor.at(); i < cursor.end(); i++) {
        if (cursor.token(i).isWord()) {
          others.merge(cursor.token(i).text(), 1, Integer::sum);
        }
      }
    }
  }

  private static boolean reads(AsmStatement.Argument output) {
    return output.constraint().stream().anyMatch(t -> t.text().contains("+"));
  }

  private static boolean isWord(AsmStatement.Argument output) {
    Cursor cursor = output.expression();
    return cursor.isWord() && cursor.at() + 1 == cursor.end();
  }

  /** Whether a variable is declared without a value and nothing but outputs names it. */
  boolean isOnlyWritten(String variable) {
    return declared.contains(variable) && !others.containsKey(variable);
  }
}
