package dev.fabula.term;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An expression that is interpreted directly, without the simplifier, as the reference for it.
 *
 * @param op the name of the operation in the fluent interface, or a leaf
 * @param width the width of a vector, 0 for a memory
 * @param parameters indexes and widths
 */
record Tree(String op, int width, List<Tree> kids, List<Integer> parameters, BigInteger number) {
  static final int ADDRESS = 32;

  static Tree leaf(String name, int width) {
    return new Tree(name, width, List.of(), List.of(), BigInteger.ZERO);
  }

  static Tree constant(BigInteger value, int width) {
    return new Tree("constant", width, List.of(), List.of(), value);
  }

  static Tree of(String op, int width, List<Tree> kids, Integer... parameters) {
    return new Tree(op, width, kids, List.of(parameters), BigInteger.ZERO);
  }

  private static BigInteger modulus(int width) {
    return BigInteger.ONE.shiftLeft(width);
  }

  private static BigInteger signed(BigInteger value, int width) {
    return value.testBit(width - 1) ? value.subtract(modulus(width)) : value;
  }

  private static BigInteger truth(boolean value) {
    return value ? BigInteger.ONE : BigInteger.ZERO;
  }

  /** The term as the fluent interface builds it. */
  Term build(Terms bank) {
    List<Term> k = new ArrayList<>();
    kids.forEach(kid -> k.add(kid.build(bank)));
    return applied(k, bank);
  }

  /** The operation alone, on other operands. */
  Term applied(List<Term> k, Terms bank) {
    return switch (op) {
      case "constant" -> bank.constant(number, width);
      case "memory" -> bank.memory("m" + number, ADDRESS);
      case "add" -> k.get(0).add(k.get(1));
      case "sub" -> k.get(0).sub(k.get(1));
      case "mul" -> k.get(0).mul(k.get(1));
      case "neg" -> k.get(0).neg();
      case "not" -> k.get(0).not();
      case "and" -> k.get(0).and(k.get(1));
      case "or" -> k.get(0).or(k.get(1));
      case "xor" -> k.get(0).xor(k.get(1));
      case "udiv" -> k.get(0).udiv(k.get(1));
      case "urem" -> k.get(0).urem(k.get(1));
      case "sdiv" -> k.get(0).sdiv(k.get(1));
      case "srem" -> k.get(0).srem(k.get(1));
      case "shl" -> k.get(0).shl(k.get(1));
      case "lshr" -> k.get(0).lshr(k.get(1));
      case "ashr" -> k.get(0).ashr(k.get(1));
      case "rotl" -> k.get(0).rotl(k.get(1));
      case "rotr" -> k.get(0).rotr(k.get(1));
      case "eq" -> k.get(0).eq(k.get(1));
      case "ne" -> k.get(0).ne(k.get(1));
      case "ult" -> k.get(0).ult(k.get(1));
      case "ule" -> k.get(0).ule(k.get(1));
      case "ugt" -> k.get(0).ugt(k.get(1));
      case "uge" -> k.get(0).uge(k.get(1));
      case "slt" -> k.get(0).slt(k.get(1));
      case "sle" -> k.get(0).sle(k.get(1));
      case "sgt" -> k.get(0).sgt(k.get(1));
      case "sge" -> k.get(0).sge(k.get(1));
      case "ite" -> k.get(0).ite(k.get(1), k.get(2));
      case "extract" -> k.get(0).extract(parameters.get(0), parameters.get(1));
      case "concat" -> k.get(0).concat(k.get(1));
      case "zext" -> k.get(0).zext(width);
      case "sext" -> k.get(0).sext(width);
      case "popcount" -> k.get(0).popcount();
      case "clz" -> k.get(0).clz();
      case "ctz" -> k.get(0).ctz();
      case "byteSwap" -> k.get(0).byteSwap();
      case "bitReverse" -> k.get(0).bitReverse();
      case "apply" -> bank.apply("f" + width + "_" + k.get(0).width(), width, k);
      case "load" -> k.get(0).load(k.get(1), width / 8);
      case "store" -> k.get(0).store(k.get(1), k.get(2));
      default -> bank.variable(op, width);
    };
  }

  /** The unsigned value of a vector, by the definition of each operation. */
  BigInteger value(Assignment assignment) {
    BigInteger[] k = new BigInteger[kids.size()];
    for (int i = 0; i < k.length; i++) {
      k[i] = kids.get(i).width == 0 ? BigInteger.ZERO : kids.get(i).value(assignment);
    }
    int w = kids.isEmpty() ? width : kids.get(0).width;
    return switch (op) {
      case "constant" -> number;
      case "ite" -> k[0].signum() != 0 ? k[1] : k[2];
      case "extract" -> k[0].shiftRight(parameters.get(1)).mod(modulus(width));
      case "concat" -> k[0].shiftLeft(kids.get(1).width).or(k[1]);
      case "zext" -> k[0];
      case "sext" -> signed(k[0], w).mod(modulus(width));
      case "load" -> load(kids.get(0).bytes(assignment), k[1], assignment);
      case "apply" ->
          assignment.apply(
              new Application("f" + width + "_" + kids.get(0).width, List.of(k)), width);
      default -> kids.isEmpty() ? assignment.variable(op, width) : reference(op, k, w);
    };
  }

  /** The operation on numbers of {@code w} bits: the reference for every operator. */
  static BigInteger reference(String op, BigInteger[] k, int w) {
    BigInteger a = k[0];
    BigInteger b = k.length > 1 ? k[1] : BigInteger.ZERO;
    return switch (op) {
      case "eq" -> truth(a.equals(b));
      case "ne" -> truth(!a.equals(b));
      case "ult" -> truth(a.compareTo(b) < 0);
      case "ule" -> truth(a.compareTo(b) <= 0);
      case "ugt" -> truth(a.compareTo(b) > 0);
      case "uge" -> truth(a.compareTo(b) >= 0);
      case "slt" -> truth(signed(a, w).compareTo(signed(b, w)) < 0);
      case "sle" -> truth(signed(a, w).compareTo(signed(b, w)) <= 0);
      case "sgt" -> truth(signed(a, w).compareTo(signed(b, w)) > 0);
      case "sge" -> truth(signed(a, w).compareTo(signed(b, w)) >= 0);
      case "shl", "lshr", "ashr" -> shifted(op, a, b, w);
      case "rotl" -> rotated(a, b.mod(BigInteger.valueOf(w)).intValue(), w);
      case "rotr" -> rotated(a, w - b.mod(BigInteger.valueOf(w)).intValue(), w);
      case "popcount", "clz", "ctz", "byteSwap", "bitReverse" -> counted(op, a, w);
      default -> arithmetic(op, a, b, w).mod(modulus(w));
    };
  }

  private static BigInteger arithmetic(String op, BigInteger a, BigInteger b, int w) {
    boolean byZero = b.signum() == 0;
    BigInteger sa = signed(a, w);
    BigInteger sb = signed(b, w);
    return switch (op) {
      case "add" -> a.add(b);
      case "sub" -> a.subtract(b);
      case "mul" -> a.multiply(b);
      case "neg" -> a.negate();
      case "not" -> a.not();
      case "and" -> a.and(b);
      case "or" -> a.or(b);
      case "xor" -> a.xor(b);
      case "udiv" -> byZero ? BigInteger.ONE.negate() : a.divide(b);
      case "urem" -> byZero ? a : a.remainder(b);
      case "sdiv" -> byZero ? BigInteger.valueOf(sa.signum() < 0 ? 1 : -1) : sa.divide(sb);
      case "srem" -> byZero ? a : sa.remainder(sb);
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static BigInteger shifted(String op, BigInteger a, BigInteger b, int w) {
    int amount = b.min(BigInteger.valueOf(w)).intValue();
    return switch (op) {
      case "shl" -> a.shiftLeft(amount).mod(modulus(w));
      case "lshr" -> a.shiftRight(amount);
      default -> signed(a, w).shiftRight(amount).mod(modulus(w));
    };
  }

  private static BigInteger rotated(BigInteger a, int amount, int w) {
    BigInteger twice = a.shiftLeft(w).or(a).shiftLeft(amount % w);
    return twice.shiftRight(w).mod(modulus(w));
  }

  private static BigInteger counted(String op, BigInteger a, int w) {
    StringBuilder bits = new StringBuilder();
    for (int i = w - 1; i >= 0; i--) {
      bits.append(a.testBit(i) ? '1' : '0');
    }
    int first = bits.indexOf("1");
    int last = bits.lastIndexOf("1");
    return switch (op) {
      case "popcount" -> BigInteger.valueOf(bits.chars().filter(c -> c == '1').count());
      case "clz" -> BigInteger.valueOf(first < 0 ? w : first);
      case "ctz" -> BigInteger.valueOf(first < 0 ? w : w - 1 - last);
      case "bitReverse" -> new BigInteger(bits.reverse().toString(), 2);
      default -> {
        StringBuilder swapped = new StringBuilder();
        for (int i = w - 8; i >= 0; i -= 8) {
          swapped.append(bits, i, i + 8);
        }
        yield new BigInteger(swapped.toString(), 2);
      }
    };
  }

  /** A memory's written bytes by address, and under the key −1 the initial memory's number. */
  private Map<BigInteger, Integer> bytes(Assignment assignment) {
    if (op.equals("memory")) {
      Map<BigInteger, Integer> initial = new HashMap<>();
      initial.put(BigInteger.ONE.negate(), number.intValue());
      return initial;
    }
    if (op.equals("ite")) {
      return kids.get(kids.get(0).value(assignment).signum() != 0 ? 1 : 2).bytes(assignment);
    }
    Map<BigInteger, Integer> written = kids.get(0).bytes(assignment);
    BigInteger address = kids.get(1).value(assignment);
    BigInteger value = kids.get(2).value(assignment);
    for (int i = 0; i < kids.get(2).width / 8; i++) {
      BigInteger at = address.add(BigInteger.valueOf(i)).mod(modulus(ADDRESS));
      written.put(at, value.shiftRight(8 * i).intValue() & 0xff);
    }
    return written;
  }

  private BigInteger load(
      Map<BigInteger, Integer> bytes, BigInteger address, Assignment assignment) {
    BigInteger result = BigInteger.ZERO;
    String name = "m" + bytes.get(BigInteger.ONE.negate());
    for (int i = 0; i < width / 8; i++) {
      BigInteger at = address.add(BigInteger.valueOf(i)).mod(modulus(ADDRESS));
      Integer known = bytes.get(at);
      int value = known == null ? assignment.memory(name).at(at) : known;
      result = result.or(BigInteger.valueOf(value).shiftLeft(8 * i));
    }
    return result;
  }

  @Override
  public String toString() {
    if (kids.isEmpty()) {
      return op.equals("constant") || op.equals("memory") ? op + number + ":" + width : op;
    }
    return op + width + (parameters.isEmpty() ? "" : parameters.toString()) + kids;
  }
}
