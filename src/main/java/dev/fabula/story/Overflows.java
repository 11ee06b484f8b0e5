package dev.fabula.story;

import dev.fabula.term.Assignment;
import dev.fabula.term.Evaluator;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Truths that say whether a sum or a difference has no place in its integer. */
final class Overflows {

  /** A story is proved whatever it was guessed from. */
  private static final int GUESSES = 64;

  private static final int MOST_SUMS = 4;

  private Overflows() {}

  /**
   * A call that tells of an overflow.
   *
   * @param says the same truth in a plain form
   */
  private record Call(String method, boolean signed, Term left, Term right, Term says) {}

  /** The truth as the second half of what {@code overflowing_add} or the like returns. */
  static Optional<String> told(Term truth, RustExpression expression) throws Untold {
    Optional<Call> found =
        truth.op() == Op.ULT || truth.op() == Op.AND || truth.op() == Op.XOR
            ? calls(truth).stream().filter(call -> isAlike(call.says(), truth)).findFirst()
            : Optional.empty();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Call call = found.get();
    String left = call.signed() ? expression.signed(call.left()) : expression.bits(call.left());
    String right = call.signed() ? expression.signed(call.right()) : expression.bits(call.right());
    return Optional.of(left + "." + call.method() + "(" + RustForms.stripped(right) + ").1");
  }

  private static List<Call> calls(Term truth) throws Untold {
    List<Term> sums = new ArrayList<>();
    Subterms.each(
        List.of(truth),
        term -> {
          if (term.op() == Op.ADD && term.arguments().size() == 2 && sums.size() < MOST_SUMS) {
            sums.add(term);
          }
        });
    List<Call> calls = new ArrayList<>();
    for (Term sum : sums) {
      if (RustForms.container(sum.width()) == sum.width()) {
        addCalls(sum, calls);
      }
    }
    return calls;
  }

  private static void addCalls(Term sum, List<Call> calls) {
    boolean swapped = sum.argument(0).isConstant() || RustForms.isNegative(sum.argument(0));
    Term left = sum.argument(swapped ? 1 : 0);
    Term right = sum.argument(swapped ? 0 : 1);
    if (RustForms.isNegative(right)) {
      Term less = right.neg();
      Term lost = left.xor(less).and(left.xor(sum)).sign();
      calls.add(new Call("overflowing_sub", true, left, less, lost));
    } else {
      Term lost = left.xor(sum).and(right.xor(sum)).sign();
      calls.add(new Call("overflowing_add", false, left, right, sum.ult(left)));
      calls.add(new Call("overflowing_add", true, left, right, lost));
    }
  }

  /** Whether two truths agree, and are seen to be true at times and at times false. */
  private static boolean isAlike(Term one, Term other) {
    boolean[] seen = new boolean[2];
    for (int seed = 1; seed <= GUESSES; seed++) {
      Evaluator evaluator = new Evaluator(Assignment.random(seed));
      boolean holds = evaluator.holds(one);
      if (holds != evaluator.holds(other)) {
        return false;
      }
      seen[holds ? 1 : 0] = true;
    }
    return seen[0] && seen[1];
  }
}
