package dev.fabula.machine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Intrinsics on numbers that must be such that the result is one: what else they get is undefined.
 */
final class Unchecked {

  private final Machine machine;

  Unchecked(Machine machine) {
    this.machine = machine;
  }

  Library.Meaning meaning(String name, Calls.Ready call) throws Halt {
    List<Value> in = call.arguments();
    Value to = call.result();
    return switch (name) {
      case "float_to_int_unchecked" ->
          f -> Arithmetic.store(machine, to.place().at(f), to.ty().size(), integer(in, to, f));
      case "fadd_fast", "fsub_fast", "fmul_fast", "fdiv_fast", "frem_fast" -> fast(name, in, to);
      case "exact_div" -> f -> store(to, f, exact(in, f));
      case "disjoint_bitor" ->
          f -> {
            BigInteger a = in.get(0).wide(machine, f);
            BigInteger b = in.get(1).wide(machine, f);
            if (a.and(b).signum() != 0) {
              throw Halt.undefined("numbers that must have no bit in common have one");
            }
            store(to, f, a.or(b));
          };
      case "unchecked_funnel_shl", "unchecked_funnel_shr" ->
          f -> store(to, f, funnel(name.endsWith("shl"), in, f));
      default -> new Counting(machine).meaning(name, call);
    };
  }

  private void store(Value to, Frame f, BigInteger value) throws Halt {
    Arithmetic.store(machine, to.place().at(f), to.ty().size(), value);
  }

  private BigInteger exact(List<Value> in, Frame f) throws Halt {
    BigInteger a = in.get(0).wide(machine, f);
    BigInteger b = in.get(1).wide(machine, f);
    if (b.signum() == 0 || a.remainder(b).signum() != 0) {
      throw Halt.undefined("a division that must be exact is not");
    }
    BigInteger quotient = a.divide(b);
    if (!Bits.fits(quotient, in.get(0).ty().size(), in.get(0).isSigned())) {
      throw Halt.undefined("the least number is divided by -1");
    }
    return quotient;
  }

  private BigInteger funnel(boolean left, List<Value> in, Frame f) throws Halt {
    int bits = 8 * in.get(0).ty().size();
    long by = in.get(2).bits(machine, f);
    if (Long.compareUnsigned(by, bits) >= 0) {
      throw Halt.undefined("a number of %d bits is shifted by %d".formatted(bits, by));
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits);
    BigInteger high = in.get(0).wide(machine, f).mod(modulus);
    BigInteger both = high.shiftLeft(bits).or(in.get(1).wide(machine, f).mod(modulus));
    return left
        ? both.shiftLeft((int) by).shiftRight(bits).mod(modulus)
        : both.shiftRight((int) by).mod(modulus);
  }

  private BigInteger integer(List<Value> in, Value to, Frame f) throws Halt {
    Value from = in.getFirst();
    if (from.ty().size() != 4 && from.ty().size() != 8) {
      throw Halt.unknown("a float of " + 8 * from.ty().size() + " bits");
    }
    double value = Floats.number(from.bits(machine, f), from.ty().size());
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw Halt.undefined("the float %s is converted to an integer".formatted(value));
    }
    BigInteger whole = new BigDecimal(value).toBigInteger();
    if (!Bits.fits(whole, to.ty().size(), to.isSigned())) {
      throw Halt.undefined(
          "the float %s is converted to `%s`, which has no such value"
              .formatted(value, Words.type(to.ty().type())));
    }
    return whole;
  }

  private Library.Meaning fast(String name, List<Value> in, Value to) throws Halt {
    int size = to.ty().size();
    if (size != 4 && size != 8) {
      throw Halt.unknown("a float of " + 8 * size + " bits");
    }
    String operator = Character.toUpperCase(name.charAt(1)) + name.substring(2, 4);
    return f -> {
      double a = Floats.number(in.get(0).bits(machine, f), size);
      double b = Floats.number(in.get(1).bits(machine, f), size);
      demandFinite(a, name);
      demandFinite(b, name);
      double result = Floats.raw(operator, a, b, size);
      demandFinite(result, name);
      machine.setBits(to.place().at(f), size, Floats.bits(result, size));
    };
  }

  private static void demandFinite(double value, String name) throws Halt {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw Halt.undefined("`%s` is used with %s, or gives it".formatted(name, value));
    }
  }
}
