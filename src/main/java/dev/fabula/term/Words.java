package dev.fabula.term;

/** The meaning of every operator on words: zero-extended values of at most 64 bits. */
final class Words {
  private Words() {}

  static long signed(long a, int width) {
    return a << (64 - width) >> (64 - width);
  }

  static long unary(Op op, long a, int width) {
    long mask = Concrete.mask(width);
    return switch (op) {
      case NOT -> ~a & mask;
      case POPCOUNT -> Long.bitCount(a) & mask;
      case CLZ -> (Long.numberOfLeadingZeros(a) - (64 - width)) & mask;
      case CTZ -> Math.min(width, Long.numberOfTrailingZeros(a)) & mask;
      case BIT_REVERSE -> Long.reverse(a) >>> (64 - width);
      default -> throw new IllegalArgumentException(op + " is not unary");
    };
  }

  static long binary(Op op, long a, long b, int width) {
    long mask = Concrete.mask(width);
    return switch (op) {
      case AND -> a & b;
      case XOR -> a ^ b;
      case ADD -> (a + b) & mask;
      case MUL -> (a * b) & mask;
      case UDIV -> b == 0 ? mask : Long.divideUnsigned(a, b);
      case UREM -> b == 0 ? a : Long.remainderUnsigned(a, b);
      case SDIV -> signedQuotient(signed(a, width), signed(b, width)) & mask;
      case SREM -> signedRemainder(signed(a, width), signed(b, width)) & mask;
      case SHL -> tooFar(b, width) ? 0 : (a << b) & mask;
      case LSHR -> tooFar(b, width) ? 0 : a >>> b;
      case ASHR -> (signed(a, width) >> (tooFar(b, width) ? 63 : b)) & mask;
      case ROTL -> rotateLeft(a, modulo(b, width), width);
      case ROTR -> rotateLeft(a, (width - modulo(b, width)) % width, width);
      default -> throw new IllegalArgumentException(op + " is not binary");
    };
  }

  static boolean compare(Op op, long a, long b, int width) {
    return switch (op) {
      case EQ -> a == b;
      case ULT -> Long.compareUnsigned(a, b) < 0;
      case SLT -> signed(a, width) < signed(b, width);
      default -> throw new IllegalArgumentException(op + " is no comparison");
    };
  }

  private static long signedQuotient(long a, long b) {
    if (b == 0) {
      return a < 0 ? 1 : -1;
    }
    return a / b;
  }

  private static long signedRemainder(long a, long b) {
    return b == 0 ? a : a % b;
  }

  private static boolean tooFar(long amount, int width) {
    return Long.compareUnsigned(amount, width) >= 0;
  }

  private static int modulo(long b, int width) {
    return (int) Long.remainderUnsigned(b, width);
  }

  private static long rotateLeft(long a, int amount, int width) {
    return amount == 0 ? a : ((a << amount) | (a >>> (width - amount))) & Concrete.mask(width);
  }
}
