package dev.fabula.machine;

import java.math.BigInteger;
import java.util.List;

/** Intrinsics on numbers. */
final class Counting {

  private final Machine machine;

  Counting(Machine machine) {
    this.machine = machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    int size = to.ty().size();
    return switch (name) {
      case "ctpop", "ctlz", "cttz", "ctlz_nonzero", "cttz_nonzero", "bswap", "bitreverse" ->
          f -> store(to, f, one(name, in.get(0).wide(machine, f), in.get(0).ty().size()));
      case "rotate_left", "rotate_right" ->
          f -> store(to, f, rotated(name, in.get(0).wide(machine, f), in.get(1), f, size));
      case "wrapping_add" ->
          f -> store(to, f, in.get(0).wide(machine, f).add(in.get(1).wide(machine, f)));
      case "wrapping_sub" ->
          f -> store(to, f, in.get(0).wide(machine, f).subtract(in.get(1).wide(machine, f)));
      case "wrapping_mul" ->
          f -> store(to, f, in.get(0).wide(machine, f).multiply(in.get(1).wide(machine, f)));
      case "saturating_add", "saturating_sub" ->
          f -> {
            BigInteger a = in.get(0).wide(machine, f);
            BigInteger b = in.get(1).wide(machine, f);
            store(to, f, saturated(name.endsWith("add") ? a.add(b) : a.subtract(b), to));
          };
      default -> throw Halt.unknown("a call of `std::intrinsics::" + name + "`");
    };
  }

  private void store(Value to, Frame f, BigInteger value) throws Halt {
    Arithmetic.store(machine, to.place().at(f), to.ty().size(), value);
  }

  private static BigInteger saturated(BigInteger value, Value to) {
    int bits = 8 * to.ty().size() - (to.isSigned() ? 1 : 0);
    BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    BigInteger least = to.isSigned() ? most.not() : BigInteger.ZERO;
    return value.min(most).max(least);
  }

  private static BigInteger one(String name, BigInteger value, int size) throws Halt {
    int bits = 8 * size;
    BigInteger raw = value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(bits)) : value;
    if (name.endsWith("nonzero") && raw.signum() == 0) {
      throw Halt.undefined("zeros are counted of a zero where there must be none");
    }
    return switch (name) {
      case "ctpop" -> BigInteger.valueOf(raw.bitCount());
      case "ctlz", "ctlz_nonzero" -> BigInteger.valueOf(bits - raw.bitLength());
      case "cttz", "cttz_nonzero" ->
          BigInteger.valueOf(raw.signum() == 0 ? bits : raw.getLowestSetBit());
      case "bswap" -> swapped(raw, size);
      default -> reversed(raw, bits);
    };
  }

  private static BigInteger swapped(BigInteger raw, int size) {
    BigInteger result = BigInteger.ZERO;
    for (int i = 0; i < size; i++) {
      BigInteger octet = raw.shiftRight(8 * i).and(BigInteger.valueOf(255));
      result = result.shiftLeft(8).or(octet);
    }
    return result;
  }

  private static BigInteger reversed(BigInteger raw, int bits) {
    BigInteger result = BigInteger.ZERO;
    for (int i = 0; i < bits; i++) {
      result = raw.testBit(i) ? result.setBit(bits - 1 - i) : result;
    }
    return result;
  }

  private BigInteger rotated(String name, BigInteger value, Value by, Frame f, int size)
      throws Halt {
    int bits = 8 * size;
    BigInteger raw = value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(bits)) : value;
    int distance = (int) Long.remainderUnsigned(by.bits(machine, f), bits);
    int left = name.endsWith("left") ? distance : bits - distance;
    return raw.shiftLeft(left).or(raw.shiftRight(bits - left));
  }
}
