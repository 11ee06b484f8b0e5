package dev.fabula.term;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link Term} consists of: an operator, operands, a sort; and what is known about it. */
abstract sealed class Node permits Term {
  private final Terms bank;
  private final Op op;
  private final int width;
  private final int low;
  private final @Nullable String name;
  private final Term[] arguments;
  private final long word;
  private final @Nullable BigInteger wide;
  private final @Nullable KnownFunction function;
  private final boolean memory;
  private final int hash;
  private final int depth;
  private int id = -1;
  private @Nullable Set<Term> variables;

  Node(
      Terms bank,
      Op op,
      int width,
      int low,
      @Nullable String name,
      Term[] arguments,
      long word,
      @Nullable BigInteger wide,
      @Nullable KnownFunction function) {
    this.bank = bank;
    this.op = op;
    this.width = width;
    this.low = low;
    this.name = name;
    this.arguments = arguments;
    this.word = word;
    this.wide = wide;
    this.function = function;
    this.memory =
        switch (op) {
          case MEMORY, APPLY_MEMORY, STORE -> true;
          case ITE -> arguments[1].isMemory();
          default -> false;
        };
    this.hash = hashOf();
    this.depth = Slices.depth(op, arguments);
  }

  /** The bank that the term belongs to. */
  public Terms bank() {
    return bank;
  }

  /** The operator. */
  public Op op() {
    return op;
  }

  /** The operands, in the order that {@link Op} describes. */
  public List<Term> arguments() {
    return List.of(arguments);
  }

  /** The operand of this index. */
  public Term argument(int index) {
    return arguments[index];
  }

  /** The number of operands. */
  public int arity() {
    return arguments.length;
  }

  /** The number of bits of a vector; throws on a memory. */
  public int width() {
    if (memory) {
      throw new IllegalArgumentException("a memory has no width");
    }
    return width;
  }

  /** Whether the term is a memory and no vector. */
  public boolean isMemory() {
    return memory;
  }

  /** The width of a memory's addresses; throws on a vector. */
  public int addressWidth() {
    requireMemory();
    return width;
  }

  /** The name of a variable, memory or uninterpreted function; throws on anything else. */
  public String name() {
    if (name == null) {
      throw new IllegalArgumentException(op + " has no name");
    }
    return name;
  }

  /** The function that is applied, if its value is known. */
  public Optional<KnownFunction> function() {
    return Optional.ofNullable(function);
  }

  /** The most significant bit's index of an extract. */
  public int high() {
    return low + width - 1;
  }

  /** The least significant bit's index of an extract, else 0. */
  public int low() {
    return low;
  }

  /** The number of the term in the order of creation in its bank. */
  public int id() {
    return id;
  }

  /** Whether the term is a number of known value. */
  public boolean isConstant() {
    return op == Op.CONSTANT;
  }

  /** Whether the term is the width-1 constant 1. */
  public boolean isTrue() {
    return this == bank.trueTerm();
  }

  /** Whether the term is the width-1 constant 0. */
  public boolean isFalse() {
    return this == bank.falseTerm();
  }

  /** Whether the term is the constant zero. */
  public boolean isZero() {
    return op == Op.CONSTANT && word == 0 && (wide == null || wide.signum() == 0);
  }

  /** Whether the term is the constant of all ones. */
  public boolean isOnes() {
    return op == Op.CONSTANT
        && (wide == null ? word == Concrete.mask(width) : wide.bitCount() == width);
  }

  /** The unsigned value of a constant; throws on anything else. */
  public BigInteger value() {
    requireConstant();
    if (wide != null) {
      return wide;
    }
    BigInteger value = BigInteger.valueOf(word);
    return word < 0 ? Concrete.reduce(value, 64) : value;
  }

  /** The low 64 bits of a constant, zero-extended; throws on anything else. */
  public long longValue() {
    requireConstant();
    return word;
  }

  /** The variables, memories and functions without arguments that the term depends on. */
  public Set<Term> variables() {
    if (variables == null) {
      variables = Variables.of((Term) this);
    }
    return variables;
  }

  Term[] rawArguments() {
    return arguments;
  }

  long word() {
    return word;
  }

  @Nullable KnownFunction rawFunction() {
    return function;
  }

  @Nullable String rawName() {
    return name;
  }

  /** The width of a vector or the address width of a memory. */
  int rawWidth() {
    return width;
  }

  @Nullable Set<Term> knownVariables() {
    return variables;
  }

  /** How many operators an extract would sink through. */
  int depth() {
    return depth;
  }

  void enter(int number) {
    id = number;
  }

  int spread() {
    return hash;
  }

  boolean sameAs(Node other) {
    return hash == other.hash
        && op == other.op
        && width == other.width
        && low == other.low
        && word == other.word
        && Arrays.equals(arguments, other.arguments)
        && Objects.equals(name, other.name)
        && Objects.equals(wide, other.wide);
  }

  private int hashOf() {
    long h = op.ordinal() * 0x9E3779B97F4A7C15L + width * 31L + low;
    h = (h ^ word) * 0xBF58476D1CE4E5B9L;
    if (wide != null) {
      h += wide.hashCode();
    }
    if (name != null) {
      h += name.hashCode() * 0x94D049BB133111EBL;
    }
    for (Term argument : arguments) {
      h = (h ^ (h >>> 29) ^ argument.id()) * 0xBF58476D1CE4E5B9L;
    }
    return (int) (h ^ (h >>> 32));
  }

  void requireBank(Terms expected) {
    if (bank != expected) {
      throw new IllegalArgumentException("terms of two banks");
    }
  }

  void requireSame(Node other) {
    if (width() != other.width()) {
      throw new IllegalArgumentException("widths " + width + " and " + other.width);
    }
    requireBank(other.bank);
  }

  void requireSort(Node other) {
    if (memory != other.memory || width != other.width) {
      throw new IllegalArgumentException("sorts of " + this + " and " + other);
    }
    requireBank(other.bank);
  }

  void requireWidth(int expected) {
    if (width() != expected) {
      throw new IllegalArgumentException("width " + width + " instead of " + expected);
    }
  }

  void requireAtMost(int to) {
    if (to < width()) {
      throw new IllegalArgumentException("extension of " + width + " bits to " + to);
    }
  }

  private void requireConstant() {
    if (op != Op.CONSTANT) {
      throw new IllegalArgumentException(this + " is no constant");
    }
  }

  private void requireMemory() {
    if (!memory) {
      throw new IllegalArgumentException("a vector is no memory");
    }
  }

  void requireAddress(Node address) {
    requireMemory();
    address.requireWidth(width);
    requireBank(address.bank);
  }
}
