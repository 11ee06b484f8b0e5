package dev.fabula.term;

import java.math.BigInteger;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable expression: a bit-vector of width ≥ 1 or a memory of bytes.
 *
 * <p>Truth values are vectors of width 1. Terms belong to a {@link Terms bank}, where equal terms
 * are the same object; they are simplified as they are built and compared by identity. Operations
 * on vectors of different width throw {@link IllegalArgumentException}.
 */
public final class Term extends Node {
  /** Constants first, then by creation: the order of commutative operands. */
  static final Comparator<Term> OLDEST_FIRST =
      (a, b) ->
          a.isConstant() != b.isConstant()
              ? (a.isConstant() ? -1 : 1)
              : Integer.compare(a.id(), b.id());

  /** Whether a term comes before another one in the order of operands that may be swapped. */
  public static boolean isOlder(Term a, Term b) {
    return OLDEST_FIRST.compare(a, b) < 0;
  }

  /** The longest access, well below the size of the smallest memory. */
  private static final int MOST_BYTES = 1 << 12;

  Term(
      Terms bank,
      Op op,
      int width,
      int low,
      @Nullable String name,
      Term[] arguments,
      long word,
      @Nullable BigInteger wide) {
    super(bank, op, width, low, name, arguments, word, wide, null);
  }

  /** A known function at these arguments. */
  Term(Terms bank, KnownFunction function, Term[] arguments) {
    super(bank, Op.APPLY, function.width(), 0, function.name(), arguments, 0, null, function);
  }

  // ---- arithmetic ----

  /** The sum modulo 2^width. */
  public Term add(Term other) {
    requireSame(other);
    return Arithmetic.add(this, other);
  }

  /** The difference modulo 2^width. */
  public Term sub(Term other) {
    requireSame(other);
    return Arithmetic.sub(this, other);
  }

  /** The product modulo 2^width. */
  public Term mul(Term other) {
    requireSame(other);
    return Arithmetic.mul(this, other);
  }

  /** The negation modulo 2^width. */
  public Term neg() {
    return Arithmetic.sub(bank().zero(width()), this);
  }

  /** The sum with a number. */
  public Term add(long other) {
    return add(bank().constant(other, width()));
  }

  /** The difference from a number. */
  public Term sub(long other) {
    return sub(bank().constant(other, width()));
  }

  /** The unsigned quotient; all ones when divided by zero. */
  public Term udiv(Term other) {
    requireSame(other);
    return Division.of(Op.UDIV, this, other);
  }

  /** The unsigned remainder; this term when divided by zero. */
  public Term urem(Term other) {
    requireSame(other);
    return Division.of(Op.UREM, this, other);
  }

  /** The signed quotient toward zero; by zero −1 for this ≥ 0, else 1. */
  public Term sdiv(Term other) {
    requireSame(other);
    return Division.of(Op.SDIV, this, other);
  }

  /** The signed remainder, with this term's sign; this term when divided by zero. */
  public Term srem(Term other) {
    requireSame(other);
    return Division.of(Op.SREM, this, other);
  }

  // ---- bits ----

  /** The complement of each bit. */
  public Term not() {
    width();
    return Bitwise.not(this);
  }

  /** The conjunction of each bit. */
  public Term and(Term other) {
    requireSame(other);
    return Bitwise.and(this, other);
  }

  /** The disjunction of each bit. */
  public Term or(Term other) {
    requireSame(other);
    return Bitwise.or(this, other);
  }

  /** The difference of each bit. */
  public Term xor(Term other) {
    requireSame(other);
    return Bitwise.xor(this, other);
  }

  /** Shifted left; zero for amounts ≥ width. */
  public Term shl(Term amount) {
    requireSame(amount);
    return Shifts.of(Op.SHL, this, amount);
  }

  /** Shifted right, filled with zeros; zero for amounts ≥ width. */
  public Term lshr(Term amount) {
    requireSame(amount);
    return Shifts.of(Op.LSHR, this, amount);
  }

  /** Shifted right, filled with the sign; all sign for amounts ≥ width. */
  public Term ashr(Term amount) {
    requireSame(amount);
    return Shifts.of(Op.ASHR, this, amount);
  }

  /** Rotated left by the amount modulo the width. */
  public Term rotl(Term amount) {
    requireSame(amount);
    return Shifts.of(Op.ROTL, this, amount);
  }

  /** Rotated right by the amount modulo the width. */
  public Term rotr(Term amount) {
    requireSame(amount);
    return Shifts.of(Op.ROTR, this, amount);
  }

  /** The number of ones, in the same width. */
  public Term popcount() {
    width();
    return Counting.of(Op.POPCOUNT, this);
  }

  /** The number of zeros above the highest one, in the same width. */
  public Term clz() {
    width();
    return Counting.of(Op.CLZ, this);
  }

  /** The number of zeros below the lowest one, in the same width. */
  public Term ctz() {
    width();
    return Counting.of(Op.CTZ, this);
  }

  /** The bits in opposite order. */
  public Term bitReverse() {
    width();
    return Counting.of(Op.BIT_REVERSE, this);
  }

  /** The bytes in opposite order; the width must be a multiple of 8. */
  public Term byteSwap() {
    return Slices.byteSwap(this);
  }

  // ---- comparisons ----

  /** Whether both are equal. */
  public Term eq(Term other) {
    requireSame(other);
    return Comparisons.eq(this, other);
  }

  /** Whether both differ. */
  public Term ne(Term other) {
    return eq(other).not();
  }

  /** Whether this is less, unsigned. */
  public Term ult(Term other) {
    requireSame(other);
    return Comparisons.ult(this, other);
  }

  /** Whether this is less or equal, unsigned. */
  public Term ule(Term other) {
    return other.ult(this).not();
  }

  /** Whether this is greater, unsigned. */
  public Term ugt(Term other) {
    return other.ult(this);
  }

  /** Whether this is greater or equal, unsigned. */
  public Term uge(Term other) {
    return ult(other).not();
  }

  /** Whether this is less, signed. */
  public Term slt(Term other) {
    requireSame(other);
    return Comparisons.slt(this, other);
  }

  /** Whether this is less or equal, signed. */
  public Term sle(Term other) {
    return other.slt(this).not();
  }

  /** Whether this is greater, signed. */
  public Term sgt(Term other) {
    return other.slt(this);
  }

  /** Whether this is greater or equal, signed. */
  public Term sge(Term other) {
    return slt(other).not();
  }

  /** One of two terms of the same sort, by this condition of width 1. */
  public Term ite(Term then, Term otherwise) {
    requireWidth(1);
    then.requireSort(otherwise);
    requireBank(then.bank());
    return Choices.ite(this, then, otherwise);
  }

  // ---- widths ----

  /** The bits from {@code high} down to {@code low}, both included. */
  public Term extract(int high, int low) {
    if (low < 0 || high < low || high >= width()) {
      throw new IllegalArgumentException("bits " + high + " to " + low + " of " + width());
    }
    return Slices.extract(this, high, low);
  }

  /** The bit of this index, of width 1. */
  public Term bit(int index) {
    return extract(index, index);
  }

  /** The most significant bit, of width 1. */
  public Term sign() {
    return bit(width() - 1);
  }

  /** The value with other bits in the place of some, from a lowest one upwards. */
  public Term replace(int low, Term part) {
    int top = low + part.width();
    Term result = low > 0 ? part.concat(extract(low - 1, 0)) : part;
    return top == width() ? result : extract(width() - 1, top).concat(result);
  }

  /** This term as the high part, followed by {@code lowPart}. */
  public Term concat(Term lowPart) {
    requireBank(lowPart.bank());
    width();
    lowPart.width();
    return Slices.concat(this, lowPart);
  }

  /** Extended with zeros to {@code to} ≥ width bits. */
  public Term zext(int to) {
    requireAtMost(to);
    return to == width() ? this : bank().zero(to - width()).concat(this);
  }

  /** Extended with copies of the sign to {@code to} ≥ width bits. */
  public Term sext(int to) {
    requireAtMost(to);
    return Slices.sext(this, to);
  }

  /** The low {@code to} ≤ width bits. */
  public Term truncate(int to) {
    return extract(to - 1, 0);
  }

  /** The low {@code to} bits, extended with zeros where the term is shorter. */
  public Term resizeUnsigned(int to) {
    return to <= width() ? truncate(to) : zext(to);
  }

  /** The low {@code to} bits, extended with the sign where the term is shorter. */
  public Term resizeSigned(int to) {
    return to <= width() ? truncate(to) : sext(to);
  }

  // ---- memory ----

  /** The {@code bytes} bytes of this memory from {@code address}, little-endian; addresses wrap. */
  public Term load(Term address, int bytes) {
    requireAddress(address);
    if (bytes < 1 || bytes > MOST_BYTES) {
      throw new IllegalArgumentException("a load of " + bytes + " bytes");
    }
    return Memories.load(this, address, bytes);
  }

  /** This memory with {@code value} written at {@code address}, little-endian; addresses wrap. */
  public Term store(Term address, Term value) {
    requireAddress(address);
    if (value.width() % 8 != 0 || value.width() > 8 * MOST_BYTES) {
      throw new IllegalArgumentException("a store of " + value.width() + " bits");
    }
    requireBank(value.bank());
    return Memories.store(this, address, value);
  }

  // ---- base and offset ----

  /** The term without the constant added to it; the zero constant for a constant. */
  public Term base() {
    return Arithmetic.base(this);
  }

  /** The constant that is added to {@link #base()}. */
  public Term offset() {
    return Arithmetic.offset(this);
  }

  /** The expression in prefix notation, cut off where it gets long; for messages and debugging. */
  @Override
  public String toString() {
    return Printer.print(this);
  }
}
