package dev.fabula.mir;

import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import java.util.Optional;

/** What a value is taken for: a number, an address, a pointer. */
final class Values {

  private Values() {}

  /** The term of a value that is a number or a pointer. */
  static Term bits(Value value) throws Unsupported {
    return switch (value) {
      case Value.Bits(Term term) -> term;
      case Value.Pointer pointer -> address(pointer);
      case Value.Unset unset -> throw new Unsupported("a value that may be uninitialised");
      case Value.Composite c when c.parts().size() == 1 -> bits(c.parts().getFirst());
      case Value.Composite c -> throw new Unsupported("a whole struct in a calculation");
      case Value.Variant v -> throw new Unsupported("an enum in a calculation");
      case Value.Function f -> throw new Unsupported("a function in a calculation");
    };
  }

  /** The address that a pointer to foreign memory is. */
  static Term address(Value value) throws Unsupported {
    if (value instanceof Value.Pointer(Target.Address(Term term), Optional<Term> length)) {
      return term;
    }
    if (value instanceof Value.Bits(Term term)) {
      return term;
    }
    throw new Unsupported("a pointer to a variable of the story used as an address");
  }

  /** The pointer that a value is. */
  static Value.Pointer pointer(Value value) throws Unsupported {
    if (value instanceof Value.Pointer pointer) {
      return pointer;
    }
    if (value instanceof Value.Bits(Term term)) {
      return new Value.Pointer(new Target.Address(term), Optional.empty());
    }
    throw new Unsupported("a pointer that is not known");
  }
}
