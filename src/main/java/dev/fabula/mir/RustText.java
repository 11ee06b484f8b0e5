package dev.fabula.mir;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;

/** Short terms written as Rust does, for messages. */
final class RustText {

  private static final int LONGEST = 80;

  private final Naming naming;

  RustText(Naming naming) {
    this.naming = naming;
  }

  /** The term in Rust, if it is short and all of it has a name. */
  Optional<String> of(Term term) {
    try {
      return Optional.of(text(term)).filter(t -> t.length() <= LONGEST);
    } catch (Unsupported unnamed) {
      return Optional.empty();
    }
  }

  private String text(Term term) throws Unsupported {
    String name = naming.names().get(term);
    if (name != null) {
      return name;
    }
    return switch (term.op()) {
      case CONSTANT -> number(term.value());
      case NOT -> negated(term.argument(0));
      case EQ -> joined(term, " == ");
      case ULT -> joined(term, " < ");
      case AND -> joined(term, term.width() == 1 ? " && " : " & ");
      case XOR -> joined(term, " ^ ");
      case ADD -> joined(term, " + ");
      case MUL -> joined(term, " * ");
      default -> throw new Unsupported("a term");
    };
  }

  private static String number(BigInteger value) {
    return value.bitLength() < 8 ? value.toString() : "0x" + value.toString(16);
  }

  private String negated(Term term) throws Unsupported {
    if (naming.names().containsKey(term)) {
      return "!" + text(term);
    }
    return switch (term.op()) {
      case EQ -> joined(term, " != ");
      case ULT -> joined(term, " >= ");
      case AND -> "!(" + text(term) + ")";
      default -> "!" + nested(term);
    };
  }

  /** The operands with a sign between them, constants last. */
  private String joined(Term term, String sign) throws Unsupported {
    StringBuilder constants = new StringBuilder();
    StringBuilder others = new StringBuilder();
    boolean ordered = term.op() == Op.ULT;
    for (Term argument : term.arguments()) {
      StringBuilder side = argument.isConstant() && !ordered ? constants : others;
      side.append(side.isEmpty() ? "" : sign).append(nested(argument));
    }
    return java.util.stream.Stream.of(others, constants)
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(sign));
  }

  private String nested(Term term) throws Unsupported {
    boolean simple = term.isConstant() || naming.names().containsKey(term) || term.op() == Op.NOT;
    return simple ? text(term) : "(" + text(term) + ")";
  }
}
