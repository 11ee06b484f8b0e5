package dev.fabula.mir;

import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Map;

/** When two values of one type are the same to whoever gets them. */
public final class Sameness {

  private final Terms terms;

  /** Comparisons with terms of a bank. */
  public Sameness(Terms terms) {
    this.terms = terms;
  }

  /**
   * The condition under which two values are the same.
   *
   * @throws Unsupported if one of them is not known so well
   */
  public Term of(Value a, Value b) throws Unsupported {
    if (a instanceof Value.Bits(Term x) && b instanceof Value.Bits(Term y)) {
      return x.eq(y);
    }
    if (a instanceof Value.Composite(List<Value> x)
        && b instanceof Value.Composite(List<Value> y)) {
      return all(x, y);
    }
    if (a instanceof Value.Pointer x && b instanceof Value.Pointer y) {
      return pointers(x, y);
    }
    if (a instanceof Value.Variant x && b instanceof Value.Variant y) {
      return variants(x, y);
    }
    if (a instanceof Value.Function(String x) && b instanceof Value.Function(String y)) {
      return terms.bool(x.equals(y));
    }
    throw new Unsupported("a returned value that may be uninitialised or is of another form");
  }

  /** The numbers that a value is made of, in order. */
  public static List<Term> leaves(Value value) {
    return switch (value) {
      case Value.Bits(Term term) -> List.of(term);
      case Value.Composite(List<Value> parts) ->
          parts.stream().flatMap(p -> leaves(p).stream()).toList();
      case Value.Pointer _, Value.Variant _, Value.Function _, Value.Unset _ -> List.of();
    };
  }

  private Term all(List<Value> x, List<Value> y) throws Unsupported {
    if (x.size() != y.size()) {
      throw new Unsupported("returned values of different sizes");
    }
    Term result = terms.trueTerm();
    for (int i = 0; i < x.size(); i++) {
      result = result.and(of(x.get(i), y.get(i)));
    }
    return result;
  }

  private Term pointers(Value.Pointer x, Value.Pointer y) throws Unsupported {
    if (x.target() instanceof Target.Address(Term a)
        && y.target() instanceof Target.Address(Term b)
        && x.length().isPresent() == y.length().isPresent()) {
      Term same = a.eq(b);
      return x.length().isPresent() ? same.and(x.length().get().eq(y.length().get())) : same;
    }
    throw new Unsupported("a returned pointer to a variable");
  }

  private Term variants(Value.Variant x, Value.Variant y) throws Unsupported {
    Term result = x.discriminant().eq(y.discriminant());
    for (Map.Entry<Integer, List<Value>> payload : x.payloads().entrySet()) {
      List<Value> other = y.payloads().get(payload.getKey());
      if (other != null) {
        Term here = x.discriminant().eq(terms.constant(payload.getKey(), Value.DISCRIMINANT));
        result = result.and(here.not().or(all(payload.getValue(), other)));
      }
    }
    return result;
  }
}
