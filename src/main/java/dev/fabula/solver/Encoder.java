package dev.fabula.solver;

import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The expressions of a session that terms stand for.
 *
 * <p>Comparisons and what is logically made of them are truths, all else vectors or memories.
 * Applications that have a memory as operand or as result become unknowns of their own: that they
 * agree on equal operands is not told to the engine, or only in part, so {@link #exact()} is false.
 * Of known functions the engine learns no value but those that it is told as {@link #fact facts}.
 */
final class Encoder<E> {
  private final Session<E> session;
  private final Lowering<E> lowering;
  private final Map<Term, E> done = new IdentityHashMap<>();
  private final List<Term> loads = new ArrayList<>();
  private final List<Term> stores = new ArrayList<>();
  private final List<Term> memories = new ArrayList<>();
  private final List<Term> applications = new ArrayList<>();
  private boolean exact = true;

  Encoder(Session<E> session) {
    this.session = session;
    this.lowering = new Lowering<>(session);
  }

  /** Whether the expressions say all that the terms do. */
  boolean exact() {
    return exact;
  }

  /** The loads met so far, each once. */
  List<Term> loads() {
    return loads;
  }

  /** The stores met so far, each once. */
  List<Term> stores() {
    return stores;
  }

  /** The memories of unknown contents met so far: variables and applications. */
  List<Term> memories() {
    return memories;
  }

  /** The applications met so far, operands before results. */
  List<Term> applications() {
    return applications;
  }

  /** The truth of a term of width 1. */
  E truth(Term term) {
    encode(term);
    return asTruth(term);
  }

  /** The vector or memory that a term is. */
  E vector(Term term) {
    encode(term);
    return asVector(term);
  }

  /** The truth that an application, met before, has a value where its arguments have others. */
  E fact(Term application, List<BigInteger> arguments, BigInteger value) {
    E otherwise = session.negation(is(application, value));
    for (int i = 0; i < arguments.size(); i++) {
      otherwise = session.logical(Op.AND, is(application.argument(i), arguments.get(i)), otherwise);
    }
    return session.negation(otherwise);
  }

  private E is(Term term, BigInteger value) {
    return session.compare(Op.EQ, asVector(term), session.constant(value, term.width()));
  }

  private void encode(Term root) {
    Deque<Term> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Term term = open.peek();
      if (done.containsKey(term)) {
        open.pop();
      } else if (pushMissing(term, open)) {
        open.pop();
        done.put(term, isTruth(term) ? encodeTruth(term) : encodeVector(term));
      }
    }
  }

  private boolean pushMissing(Term term, Deque<Term> open) {
    boolean complete = true;
    for (Term argument : term.arguments()) {
      if (!done.containsKey(argument)) {
        open.push(argument);
        complete = false;
      }
    }
    return complete;
  }

  private static boolean isTruth(Term term) {
    return switch (term.op()) {
      case EQ, ULT, SLT -> true;
      case NOT, AND, XOR -> term.width() == 1;
      default -> false;
    };
  }

  private E known(Term term) {
    E expression = done.get(term);
    if (expression == null) {
      throw new IllegalStateException("not yet encoded");
    }
    return expression;
  }

  private E asTruth(Term term) {
    E expression = known(term);
    return isTruth(term) ? expression : session.isOne(expression);
  }

  private E asVector(Term term) {
    E expression = known(term);
    return isTruth(term) ? session.bit(expression) : expression;
  }

  private E argument(Term term, int index) {
    return asVector(term.argument(index));
  }

  private E encodeTruth(Term term) {
    return switch (term.op()) {
      case NOT -> session.negation(asTruth(term.argument(0)));
      case AND, XOR -> {
        E result = asTruth(term.argument(0));
        for (int i = 1; i < term.arity(); i++) {
          result = session.logical(term.op(), result, asTruth(term.argument(i)));
        }
        yield result;
      }
      default -> session.compare(term.op(), argument(term, 0), argument(term, 1));
    };
  }

  private E encodeVector(Term term) {
    return switch (term.op()) {
      case CONSTANT -> session.constant(term.value(), term.width());
      case VARIABLE -> session.variable(term.name(), term.width());
      case MEMORY -> memory(term, term.name());
      case APPLY -> application(term);
      case APPLY_MEMORY -> {
        exact = false;
        applications.add(term);
        yield memory(term, term.name() + "#" + term.id());
      }
      case NOT -> session.not(argument(term, 0));
      case AND, XOR, ADD, MUL, UDIV, UREM, SDIV, SREM, SHL, LSHR, ASHR -> binary(term);
      case ROTL, ROTR ->
          lowering.rotated(term.op(), argument(term, 0), argument(term, 1), term.width());
      case ITE -> session.ite(asTruth(term.argument(0)), argument(term, 1), argument(term, 2));
      case EXTRACT -> session.extract(argument(term, 0), term.high(), term.low());
      case CONCAT -> concat(term);
      case SEXT -> session.signExtend(argument(term, 0), term.width() - term.argument(0).width());
      case POPCOUNT -> lowering.popcount(argument(term, 0), term.width());
      case CLZ -> lowering.leadingZeros(argument(term, 0), term.width());
      case CTZ -> lowering.trailingZeros(argument(term, 0), term.width());
      case BIT_REVERSE -> lowering.reversed(argument(term, 0), term.width());
      case LOAD -> load(term);
      case STORE -> store(term);
      case EQ, ULT, SLT -> throw new IllegalStateException(term.op() + " is a truth");
    };
  }

  private E binary(Term term) {
    E result = argument(term, 0);
    for (int i = 1; i < term.arity(); i++) {
      result = session.binary(term.op(), result, argument(term, i));
    }
    return result;
  }

  private E concat(Term term) {
    E result = argument(term, 0);
    for (int i = 1; i < term.arity(); i++) {
      result = session.concat(result, argument(term, i));
    }
    return result;
  }

  private E memory(Term term, String name) {
    memories.add(term);
    return session.memory(name, term.addressWidth());
  }

  private E application(Term term) {
    applications.add(term);
    if (term.arity() == 0) {
      return session.variable(term.name(), term.width());
    }
    List<E> arguments = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (Term argument : term.arguments()) {
      if (argument.isMemory()) {
        exact = false;
        return session.variable(term.name() + "#" + term.id(), term.width());
      }
      arguments.add(asVector(argument));
      widths.add(argument.width());
    }
    return session.apply(term.name(), term.width(), arguments, widths);
  }

  private E load(Term term) {
    loads.add(term);
    E memory = argument(term, 0);
    E result = session.select(memory, address(term, 0));
    for (int i = 1; i < term.width() / 8; i++) {
      result = session.concat(session.select(memory, address(term, i)), result);
    }
    return result;
  }

  private E store(Term term) {
    stores.add(term);
    E value = argument(term, 2);
    E result = argument(term, 0);
    for (int i = 0; i < term.argument(2).width() / 8; i++) {
      E octet = session.extract(value, 8 * i + 7, 8 * i);
      result = session.store(result, address(term, i), octet);
    }
    return result;
  }

  private E address(Term access, int offset) {
    E base = argument(access, 1);
    if (offset == 0) {
      return base;
    }
    int width = access.argument(1).width();
    return session.binary(Op.ADD, base, session.constant(BigInteger.valueOf(offset), width));
  }
}
