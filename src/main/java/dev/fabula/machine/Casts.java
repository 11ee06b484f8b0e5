package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Conversions. */
final class Casts {

  private final Context context;
  private final Machine machine;
  private final Code code;

  Casts(Context context, Code code) {
    this.context = context;
    this.machine = context.machine;
    this.code = code;
  }

  Code.Step cast(Value to, Value from, Type type, String kind) throws Halt {
    if (kind.startsWith("PointerCoercion(")) {
      return coercion(to, from, kind);
    }
    return switch (kind) {
      case "IntToInt" ->
          f -> Arithmetic.store(machine, to.place().at(f), to.ty().size(), number(from, f));
      case "IntToFloat" ->
          f -> {
            int size = to.ty().size();
            BigDecimal exact = new BigDecimal(number(from, f));
            double value = size == 4 ? exact.floatValue() : exact.doubleValue();
            machine.setBits(to.place().at(f), size, Floats.bits(value, size));
          };
      case "FloatToInt" ->
          f -> Arithmetic.store(machine, to.place().at(f), to.ty().size(), truncated(to, from, f));
      case "FloatToFloat" ->
          f -> {
            double value = Floats.number(from.bits(machine, f), from.ty().size());
            if (Double.isNaN(value)) {
              throw Halt.unknown("a conversion of a NaN, of which bits are free,");
            }
            int size = to.ty().size();
            machine.setBits(to.place().at(f), size, Floats.bits(value, size));
          };
      case "PtrToPtr", "FnPtrToPtr" ->
          f -> {
            if (!from.literal()) {
              context.copies.demand(from.place().at(f), from.ty());
            }
            pointer(to, from.pointer(machine, f), f);
          };
      case "Transmute", "Subtype" -> transmute(to, from);
      case "PointerExposeProvenance" ->
          f -> {
            Pointer value = from.pointer(machine, f);
            if (value.tag() != null) {
              value.tag().exposed = true;
            }
            machine.setBits(to.place().at(f), to.ty().size(), value.address());
          };
      case "PointerWithExposedProvenance" ->
          f -> pointer(to, new Pointer(from.bits(machine, f), Tag.WILDCARD, 0), f);
      default -> throw Halt.unknown("the MIR cast `" + kind + "`");
    };
  }

  private void pointer(Value to, Pointer value, Frame f) throws Halt {
    machine.store(to.place().at(f), value, to.ty().size() > 8);
  }

  /** A number, or an enum by its discriminant. */
  private BigInteger number(Value from, Frame f) throws Halt {
    if (from.ty() instanceof Ty.Enum) {
      throw Halt.unknown("a conversion of an enum");
    }
    return from.wide(machine, f);
  }

  private BigInteger truncated(Value to, Value from, Frame f) throws Halt {
    double value = Floats.number(from.bits(machine, f), from.ty().size());
    if (Double.isNaN(value)) {
      return BigInteger.ZERO;
    }
    int bits = 8 * to.ty().size() - (to.isSigned() ? 1 : 0);
    BigInteger most = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    BigInteger least = to.isSigned() ? most.not() : BigInteger.ZERO;
    if (Double.isInfinite(value)) {
      return value > 0 ? most : least;
    }
    return new BigDecimal(value).toBigInteger().min(most).max(least);
  }

  private Code.Step transmute(Value to, Value from) throws Halt {
    if (to.ty().size() != from.ty().size()) {
      throw Halt.unknown(
          "a transmute of `%s` to `%s`"
              .formatted(Words.type(from.ty().type()), Words.type(to.ty().type())));
    }
    Ty ty = to.ty();
    if (from.literal()) {
      Allocation constant =
          machine.allocate(Allocation.Kind.STATIC, "a constant", ty.size(), ty.align());
      constant.setBits(0, ty.size(), from.bits());
      return f -> context.copies.copy(Place.of(constant), to.place().at(f), ty);
    }
    return f -> context.copies.copy(from.place().at(f), to.place().at(f), ty);
  }

  private Code.Step coercion(Value to, Value from, String kind) throws Halt {
    if (kind.startsWith("PointerCoercion(ReifyFnPointer")) {
      return function(to, from);
    }
    if (kind.startsWith("PointerCoercion(ClosureFnPointer")) {
      return function(to, from);
    }
    if (kind.startsWith("PointerCoercion(Unsize")) {
      return new Unsizing(context).unsize(to, from);
    }
    boolean same =
        kind.startsWith("PointerCoercion(MutToConst")
            || kind.startsWith("PointerCoercion(UnsafeFn")
            || kind.startsWith("PointerCoercion(ArrayToPointer");
    if (same) {
      return f -> pointer(to, from.pointer(machine, f), f);
    }
    throw Halt.unknown("the MIR cast `" + kind + "`");
  }

  /** The address of a function. */
  private Code.Step function(Value to, Value from) throws Halt {
    Functions.Callee callee = context.functions.ofValue(from.ty(), code.substitution());
    return f -> pointer(to, context.functions.pointer(callee), f);
  }
}
