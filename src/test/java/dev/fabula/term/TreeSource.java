package dev.fabula.term;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random trees of a seed: subtrees, constants and positions recur, so that rules apply. */
final class TreeSource {
  private static final String[] UNARY = {"neg", "not", "popcount", "clz", "ctz", "bitReverse"};
  private static final String[] BINARY = {
    "add", "sub", "mul", "and", "or", "xor", "add", "sub", "and", "or", "xor", "udiv", "urem",
    "sdiv", "srem", "shl", "lshr", "ashr", "rotl", "rotr"
  };
  private static final String[] COMPARISONS = {
    "eq", "ne", "ult", "ule", "ugt", "uge", "slt", "sle", "sgt", "sge", "eq"
  };
  private static final int[] WIDTHS = {1, 2, 3, 8, 16, 32, 64, 72, 128};

  private final SplittableRandom random;
  private final List<Tree> seen = new ArrayList<>();

  TreeSource(long seed) {
    random = new SplittableRandom(seed);
  }

  Tree any(int depth) {
    return vector(WIDTHS[random.nextInt(WIDTHS.length)], depth);
  }

  Tree vector(int width, int depth) {
    Tree known = depth > 0 && random.nextInt(5) == 0 ? recurring(width) : null;
    Tree result = known != null ? known : depth == 0 ? leaf(width) : node(width, depth - 1);
    seen.add(result);
    return result;
  }

  private @Nullable Tree recurring(int width) {
    for (int i = 0; i < 8 && !seen.isEmpty(); i++) {
      Tree candidate = seen.get(random.nextInt(seen.size()));
      if (candidate.width() == width) {
        return candidate;
      }
    }
    return null;
  }

  private Tree leaf(int width) {
    if (random.nextInt(3) == 0) {
      return Tree.constant(number(width), width);
    }
    return Tree.leaf("xyz".charAt(random.nextInt(3)) + "" + width, width);
  }

  /** A number of which extremes, small ones and runs of ones are frequent. */
  BigInteger number(int width) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(width);
    BigInteger value =
        switch (random.nextInt(7)) {
          case 0 -> BigInteger.valueOf(random.nextInt(4));
          case 1 -> BigInteger.valueOf(-1 - random.nextInt(4));
          case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(width));
          case 3 -> BigInteger.ONE.shiftLeft(random.nextInt(width)).subtract(BigInteger.ONE);
          case 4 -> BigInteger.valueOf(0xff).shiftLeft(random.nextInt(width));
          case 5 -> BigInteger.valueOf(random.nextInt(2 * width));
          default -> {
            BigInteger bits = BigInteger.ZERO;
            for (int i = 0; i < width; i += 60) {
              bits = bits.shiftLeft(60).xor(BigInteger.valueOf(random.nextLong() >>> 4));
            }
            yield bits;
          }
        };
    return value.mod(modulus);
  }

  private Tree node(int width, int depth) {
    return switch (random.nextInt(14)) {
      case 0 -> unary(width, depth);
      case 1 -> ite(width, depth);
      case 2 -> extract(width, depth);
      case 3, 4 -> width == 1 ? comparison(depth) : concat(width, depth);
      case 5 -> width == 1 ? comparison(depth) : extension(width, depth);
      case 6 -> width % 8 == 0 ? load(width, depth) : binary(width, depth);
      case 7 -> reassembled(width, depth);
      case 8 -> random.nextInt(3) == 0 ? application(width, depth) : binary(width, depth);
      case 9 -> width == 1 ? conditions(depth) : alternatives(width, depth);
      case 10 -> alternatives(width, depth);
      default -> binary(width, depth);
    };
  }

  private Tree not(Tree tree) {
    return random.nextBoolean() ? tree : Tree.of("not", tree.width(), List.of(tree));
  }

  private static Tree both(String op, Tree a, Tree b) {
    return Tree.of(op, a.width(), List.of(a, b));
  }

  /** Alternatives under conditions that may or may not exclude each other. */
  private Tree alternatives(int width, int depth) {
    Tree condition = vector(width, 0);
    Tree first = both("and", not(condition), vector(width, depth));
    Tree second = both("and", not(condition), vector(width, Math.min(1, depth)));
    return not(both(random.nextInt(4) == 0 ? "xor" : "or", first, second));
  }

  /** What processors and compilers make of comparisons of the same two values. */
  private Tree conditions(int depth) {
    int width = WIDTHS[1 + random.nextInt(WIDTHS.length - 1)];
    Tree a = vector(width, Math.min(1, depth));
    Tree b = vector(width, Math.min(1, depth));
    Tree result = condition(a, b);
    for (int i = random.nextInt(3); i > 0; i--) {
      String op = random.nextBoolean() ? "and" : random.nextBoolean() ? "or" : "xor";
      result = both(op, not(result), not(condition(a, b)));
    }
    return result;
  }

  private Tree condition(Tree first, Tree second) {
    boolean swap = random.nextInt(3) == 0;
    Tree a = swap ? second : first;
    Tree b = swap ? first : second;
    Tree difference = both("sub", a, b);
    return switch (random.nextInt(6)) {
      case 0 -> sign(difference);
      case 1 -> sign(both("and", both("xor", a, b), both("xor", a, difference)));
      case 2 ->
          both(
              "xor",
              sign(difference),
              both("and", both("xor", sign(a), sign(b)), both("xor", sign(a), sign(difference))));
      case 3 ->
          Tree.of("ult", 1, List.of(random.nextBoolean() ? both("add", a, b) : difference, a));
      default -> Tree.of(COMPARISONS[random.nextInt(COMPARISONS.length)], 1, List.of(a, b));
    };
  }

  private static Tree sign(Tree tree) {
    int top = tree.width() - 1;
    return Tree.of("extract", 1, List.of(tree), top, top);
  }

  private Tree unary(int width, int depth) {
    boolean swap = width % 8 == 0 && random.nextInt(4) == 0;
    String op = swap ? "byteSwap" : UNARY[random.nextInt(UNARY.length)];
    return Tree.of(op, width, List.of(vector(width, depth)));
  }

  private Tree binary(int width, int depth) {
    String op = BINARY[random.nextInt(BINARY.length)];
    return Tree.of(op, width, List.of(vector(width, depth), vector(width, depth)));
  }

  private Tree comparison(int depth) {
    int width = WIDTHS[random.nextInt(WIDTHS.length)];
    String op = COMPARISONS[random.nextInt(COMPARISONS.length)];
    return Tree.of(op, 1, List.of(vector(width, depth), vector(width, depth)));
  }

  private Tree ite(int width, int depth) {
    return Tree.of(
        "ite", width, List.of(vector(1, depth), vector(width, depth), vector(width, depth)));
  }

  private Tree extract(int width, int depth) {
    int from = Math.max(width, WIDTHS[random.nextInt(WIDTHS.length)]);
    int low = random.nextInt(from - width + 1);
    int aligned = random.nextBoolean() ? low & -8 : low;
    return Tree.of("extract", width, List.of(vector(from, depth)), aligned + width - 1, aligned);
  }

  private Tree concat(int width, int depth) {
    int low = 1 + random.nextInt(width - 1);
    return Tree.of("concat", width, List.of(vector(width - low, depth), vector(low, depth)));
  }

  private Tree extension(int width, int depth) {
    int from = 1 + random.nextInt(width);
    return Tree.of(random.nextBoolean() ? "zext" : "sext", width, List.of(vector(from, depth)));
  }

  /** A value taken apart and put together again, sometimes with another one's part. */
  private Tree reassembled(int width, int depth) {
    if (width == 1) {
      return comparison(depth);
    }
    Tree whole = vector(width, depth);
    Tree other = random.nextInt(3) == 0 ? vector(width, depth) : whole;
    int cut = 1 + random.nextInt(width - 1);
    Tree high = Tree.of("extract", width - cut, List.of(other), width - 1, cut);
    Tree low = Tree.of("extract", cut, List.of(whole), cut - 1, 0);
    return Tree.of("concat", width, List.of(high, low));
  }

  private Tree application(int width, int depth) {
    return Tree.of("apply", width, List.of(vector(8, depth)));
  }

  private Tree load(int width, int depth) {
    return Tree.of("load", width, List.of(memory(depth), address(Math.min(1, depth))));
  }

  private Tree memory(int depth) {
    if (depth == 0) {
      BigInteger number = BigInteger.valueOf(random.nextInt(2));
      return new Tree("memory", 0, List.of(), List.of(), number);
    }
    if (random.nextInt(5) == 0) {
      return Tree.of("ite", 0, List.of(vector(1, 0), memory(depth - 1), memory(depth - 1)));
    }
    int width = 8 << random.nextInt(4);
    Tree value = vector(width, Math.min(1, depth - 1));
    return Tree.of("store", 0, List.of(memory(depth - 1), address(Math.min(1, depth)), value));
  }

  /** Mostly few addresses close to each other, so that accesses overlap. */
  private Tree address(int depth) {
    Tree base = random.nextInt(6) == 0 ? vector(32, depth) : Tree.leaf("p", 32);
    BigInteger offset = BigInteger.valueOf(random.nextInt(12) - 6);
    Tree constant = Tree.constant(offset.mod(BigInteger.ONE.shiftLeft(32)), 32);
    return random.nextInt(4) == 0 ? constant : Tree.of("add", 32, List.of(base, constant));
  }
}
