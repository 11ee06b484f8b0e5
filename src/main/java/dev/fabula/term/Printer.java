package dev.fabula.term;

/** The text of a term: infix for the common operators, cut off beyond a length. */
final class Printer {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 40;

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  static String print(Term term) {
    Printer printer = new Printer();
    printer.term(term, 0);
    return printer.out.toString();
  }

  private void term(Term term, int depth) {
    if (out.length() > LONGEST || depth > DEEPEST) {
      out.append('…');
      return;
    }
    switch (term.op()) {
      case CONSTANT ->
          out.append("0x").append(term.value().toString(16)).append(':').append(term.width());
      case VARIABLE, MEMORY -> out.append(term.name());
      case EXTRACT -> {
        term(term.argument(0), depth + 1);
        out.append('[').append(term.high()).append(':').append(term.low()).append(']');
      }
      case APPLY, APPLY_MEMORY -> call(term.name(), term, depth);
      default -> call(term.op().name().toLowerCase(java.util.Locale.ROOT), term, depth);
    }
  }

  private void call(String name, Term term, int depth) {
    out.append(name).append('(');
    for (int i = 0; i < term.arity(); i++) {
      out.append(i == 0 ? "" : ", ");
      term(term.argument(i), depth + 1);
    }
    out.append(')');
  }
}
