package dev.fabula.term;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bank of terms: equal terms of one bank are the same object.
 *
 * <p>One bank serves one analysis; it is not thread-safe, and terms of two banks do not mix.
 */
public final class Terms {
  private static final Term[] NONE = {};

  /** The greatest usual width and one. */
  private static final int USUAL = 513;

  private @Nullable Term[] table = new Term[1 << 8];
  private int size;
  private final Map<String, List<Integer>> signatures = new HashMap<>();
  private final Extracts extracts = new Extracts();
  private final @Nullable Term[] zeros = new Term[USUAL];
  private final @Nullable Term[] ones = new Term[USUAL];
  private final Term falseTerm = constant(0, 1);
  private final Term trueTerm = constant(1, 1);

  /** Creates an empty bank. */
  public Terms() {}

  /** The constant of {@code width} bits whose value is {@code value} modulo 2^width. */
  public Term constant(long value, int width) {
    requireWidth(width);
    if (width <= 64) {
      return intern(
          new Term(this, Op.CONSTANT, width, 0, null, NONE, value & Concrete.mask(width), null));
    }
    return constant(BigInteger.valueOf(value), width);
  }

  /** The constant of {@code width} bits whose value is {@code value} modulo 2^width. */
  public Term constant(BigInteger value, int width) {
    requireWidth(width);
    if (width <= 64) {
      return constant(value.longValue(), width);
    }
    BigInteger reduced = Concrete.reduce(value, width);
    return intern(new Term(this, Op.CONSTANT, width, 0, null, NONE, reduced.longValue(), reduced));
  }

  /** The constant 0 of {@code width} bits. */
  public Term zero(int width) {
    Term known = width < USUAL ? zeros[width] : null;
    if (known == null) {
      known = constant(0, width);
      remember(zeros, known);
    }
    return known;
  }

  /** The constant of {@code width} one bits. */
  public Term ones(int width) {
    Term known = width < USUAL ? ones[width] : null;
    if (known == null) {
      known = constant(-1, width);
      remember(ones, known);
    }
    return known;
  }

  private static void remember(@Nullable Term[] known, Term term) {
    if (term.width() < USUAL) {
      known[term.width()] = term;
    }
  }

  /** The width-1 constant 1. */
  public Term trueTerm() {
    return trueTerm;
  }

  /** The width-1 constant 0. */
  public Term falseTerm() {
    return falseTerm;
  }

  /** The width-1 constant of {@code value}. */
  public Term bool(boolean value) {
    return value ? trueTerm : falseTerm;
  }

  /**
   * The variable of this name; a name has one width in a bank.
   *
   * @throws IllegalArgumentException if the name is already of another sort
   */
  public Term variable(String name, int width) {
    requireWidth(width);
    declare(name, List.of(width));
    return intern(new Term(this, Op.VARIABLE, width, 0, name, NONE, 0, null));
  }

  /**
   * The unknown memory of this name: a byte for every address of 16 to 64 bits.
   *
   * @throws IllegalArgumentException if the name is already of another sort
   */
  public Term memory(String name, int addressWidth) {
    requireAddressWidth(addressWidth);
    declare(name, List.of(-addressWidth));
    return intern(new Term(this, Op.MEMORY, addressWidth, 0, name, NONE, 0, null));
  }

  /**
   * The value of an uninterpreted function of {@code width} bits at these arguments.
   *
   * @throws IllegalArgumentException if the function is already of another signature
   */
  public Term apply(String function, int width, List<Term> arguments) {
    requireWidth(width);
    declare(function, signature(width, arguments));
    Term[] copy = arguments.toArray(NONE);
    return intern(new Term(this, Op.APPLY, width, 0, function, copy, 0, null));
  }

  /**
   * The value of a known function at these vectors: a constant where they all are.
   *
   * @throws IllegalArgumentException if the function is already of another signature
   */
  public Term apply(KnownFunction function, List<Term> arguments) {
    requireWidth(function.width());
    declare(function.name(), signature(function.width(), arguments));
    if (arguments.stream().allMatch(Term::isConstant)) {
      List<BigInteger> values = arguments.stream().map(Term::value).toList();
      return constant(function.value(values), function.width());
    }
    return intern(new Term(this, function, arguments.toArray(NONE)));
  }

  /**
   * The memory that an uninterpreted function yields at these arguments.
   *
   * @throws IllegalArgumentException if the function is already of another signature
   */
  public Term applyMemory(String function, int addressWidth, List<Term> arguments) {
    requireAddressWidth(addressWidth);
    declare(function, signature(-addressWidth, arguments));
    Term[] copy = arguments.toArray(NONE);
    return intern(new Term(this, Op.APPLY_MEMORY, addressWidth, 0, function, copy, 0, null));
  }

  /** The conjunction of width-1 terms, true if there is none. */
  public Term all(Iterable<Term> conditions) {
    Term result = trueTerm;
    for (Term condition : conditions) {
      result = result.and(condition);
    }
    return result;
  }

  /** The disjunction of width-1 terms, false if there is none. */
  public Term any(Iterable<Term> conditions) {
    Term result = falseTerm;
    for (Term condition : conditions) {
      result = result.or(condition);
    }
    return result;
  }

  /** Vectors put together to one, the first of them on top; throws on none. */
  public Term concat(List<Term> vectors) {
    Pieces pieces = new Pieces(this);
    for (Term vector : vectors) {
      vector.requireBank(this);
      pieces.add(vector);
    }
    return pieces.join();
  }

  /** How many different terms the bank holds. */
  public int size() {
    return size;
  }

  /** The extracts that sank, by what they were taken from. */
  Extracts extracts() {
    return extracts;
  }

  /** The term of this operator and these arguments exactly as they stand, not simplified. */
  Term make(Op op, int width, Term... arguments) {
    return intern(new Term(this, op, width, 0, null, arguments, 0, null));
  }

  /** The extract exactly as it stands, not simplified. */
  Term makeExtract(Term of, int high, int low) {
    return intern(new Term(this, Op.EXTRACT, high - low + 1, low, null, new Term[] {of}, 0, null));
  }

  private Term intern(Term candidate) {
    int mask = table.length - 1;
    int slot = candidate.spread() & mask;
    for (Term present = table[slot]; present != null; present = table[slot]) {
      if (present.sameAs(candidate)) {
        return present;
      }
      slot = (slot + 1) & mask;
    }
    candidate.enter(size++);
    table[slot] = candidate;
    if (2 * size > table.length) {
      grow();
    }
    return candidate;
  }

  private void grow() {
    @Nullable Term[] old = table;
    table = new Term[2 * old.length];
    int mask = table.length - 1;
    for (Term term : old) {
      if (term != null) {
        int slot = term.spread() & mask;
        while (table[slot] != null) {
          slot = (slot + 1) & mask;
        }
        table[slot] = term;
      }
    }
  }

  private void declare(String name, List<Integer> signature) {
    List<Integer> known = signatures.putIfAbsent(name, signature);
    if (known != null && !known.equals(signature)) {
      throw new IllegalArgumentException(name + " is of sort " + known + ", not " + signature);
    }
  }

  private List<Integer> signature(int result, List<Term> arguments) {
    Integer[] widths = new Integer[arguments.size() + 2];
    widths[0] = result;
    widths[1] = 0; // sets a function without arguments apart from a variable
    for (int i = 0; i < arguments.size(); i++) {
      Term argument = arguments.get(i);
      argument.requireBank(this);
      widths[i + 2] = argument.isMemory() ? -argument.addressWidth() : argument.width();
    }
    return Arrays.asList(widths);
  }

  private static void requireAddressWidth(int width) {
    if (width < 16 || width > 64) {
      throw new IllegalArgumentException("a memory with addresses of " + width + " bits");
    }
  }

  private static void requireWidth(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a vector of width " + width);
    }
  }
}
