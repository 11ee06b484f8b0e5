package dev.fabula.mir;

import dev.fabula.mir.Value.Part;
import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The casts of MIR. */
final class Conversion {

  private final Evaluation evaluation;
  private final Terms terms;

  Conversion(Evaluation evaluation, Terms terms) {
    this.evaluation = evaluation;
    this.terms = terms;
  }

  Value of(Value value, Type from, Type to, String kind) throws Unsupported {
    return switch (kind) {
      case "IntToInt" -> number(Values.bits(value), from, to);
      case "IntToFloat" ->
          evaluation
              .floats()
              .ofInteger(Values.bits(value), Arithmetic.isSigned(from), floatBits(to));
      case "FloatToFloat" -> evaluation.floats().ofFloat(floatBits(value, from), floatBits(to));
      case "FloatToInt" -> cut(floatBits(value, from), to);
      case "PtrToPtr" -> retyped(value, from, to);
      case "PointerExposeProvenance", "PointerExposeAddress" ->
          new Value.Bits(Values.address(value));
      case "PointerWithExposedProvenance", "PointerFromExposedAddress" ->
          new Value.Pointer(new Target.Address(Values.bits(value)), Optional.empty());
      case "Transmute" -> transmuted(value, from, to);
      case "Subtype" -> value;
      default -> {
        if (kind.startsWith("PointerCoercion(")) {
          yield coerced(value, from, kind.substring(kind.indexOf('(') + 1));
        }
        throw new Unsupported("the cast `" + kind + "`");
      }
    };
  }

  private Value cut(Term number, Type to) throws Unsupported {
    if (to instanceof Type.Int integer) {
      return Floats.toInteger(number, integer);
    }
    throw new Unsupported("a conversion to the type " + to);
  }

  private static Term floatBits(Value value, Type type) throws Unsupported {
    floatBits(type);
    return Values.bits(value);
  }

  /** Width in bits of a float in a format that has operations here. */
  private static int floatBits(Type type) throws Unsupported {
    if (type instanceof Type.Float(int bits) && (bits == 32 || bits == 64)) {
      return bits;
    }
    throw new Unsupported("a conversion of the type " + type);
  }

  private Value number(Term bits, Type from, Type to) throws Unsupported {
    if (!(to instanceof Type.Int(int width, boolean signed))) {
      return new Value.Bits(bits.resizeUnsigned(evaluation.layout().bits(to)));
    }
    return new Value.Bits(
        Arithmetic.isSigned(from) ? bits.resizeSigned(width) : bits.resizeUnsigned(width));
  }

  /** A pointer to a variable may change its type only where the variable is seen as it is. */
  private Value retyped(Value value, Type from, Type to) throws Unsupported {
    if (!(value instanceof Value.Pointer(Target target, Optional<Term> length))) {
      return value;
    }
    Type old = pointee(from);
    Type now = pointee(to);
    Optional<Term> kept = isThin(now) ? Optional.empty() : length;
    boolean elements = element(old).isPresent() && element(now).isEmpty();
    if (target instanceof Target.Address || !elements) {
      demandSame(target, old, now);
      return new Value.Pointer(target, kept);
    }
    demandSame(target, element(old).get(), now);
    return new Value.Pointer(first(target), kept);
  }

  private static boolean isThin(Type pointee) {
    return Layout.isThin(new Type.Pointer(false, false, pointee));
  }

  private Type pointee(Type type) throws Unsupported {
    return switch (type) {
      case Type.Pointer pointer -> pointer.pointee();
      case Type.Named named -> pointee(evaluation.layout().inner(named));
      default -> throw new Unsupported("a pointer of type " + type);
    };
  }

  private static Optional<Type> element(Type type) {
    return switch (type) {
      case Type.Array array -> Optional.of(array.element());
      case Type.Slice slice -> Optional.of(slice.element());
      default -> Optional.empty();
    };
  }

  private void demandSame(Target target, Type old, Type now) throws Unsupported {
    if (target instanceof Target.Local && !bare(old).equals(bare(now))) {
      throw new Unsupported("a variable of the story seen as another type");
    }
  }

  /** The type inside of all transparent ones; integers without their sign. */
  private Type bare(Type type) {
    if (type instanceof Type.Named named) {
      try {
        return bare(evaluation.layout().inner(named));
      } catch (Unsupported opaque) {
        return type;
      }
    }
    return type instanceof Type.Int(int bits, boolean signed) ? new Type.Int(bits, false) : type;
  }

  private Value transmuted(Value value, Type from, Type to) throws Unsupported {
    if (from.equals(to)) {
      return value;
    }
    if (isPlainPointer(from) && isPlainPointer(to)) {
      return retyped(value, from, to);
    }
    return evaluation.layout().unpack(evaluation.layout().pack(value, from), to);
  }

  private static boolean isPlainPointer(Type type) {
    return type instanceof Type.Pointer pointer && Layout.isThin(pointer)
        || type instanceof Type.Named named && named.name().equals("NonNull");
  }

  private Value coerced(Value value, Type from, String kind) throws Unsupported {
    if (kind.startsWith("MutToConstPointer")) {
      return value;
    }
    if (!(value instanceof Value.Pointer(Target target, Optional<Term> length))) {
      throw new Unsupported("the coercion `" + kind + "`");
    }
    if (kind.startsWith("ArrayToPointer")) {
      return new Value.Pointer(first(target), Optional.empty());
    }
    boolean array =
        kind.startsWith("Unsize")
            && from instanceof Type.Pointer p
            && p.pointee() instanceof Type.Array a
            && a.length().isPresent();
    if (!array) {
      throw new Unsupported("the coercion `" + kind + "`");
    }
    long count = ((Type.Array) ((Type.Pointer) from).pointee()).length().orElseThrow();
    int width = evaluation.layout().bits(new Type.Pointer(false, false, Type.UNIT));
    return new Value.Pointer(target, Optional.of(terms.constant(count, width)));
  }

  private Target first(Target target) {
    if (!(target instanceof Target.Local(int frame, int local, List<Part> path))) {
      return target;
    }
    List<Part> inside = new ArrayList<>(path);
    inside.add(new Part.At(terms.zero(64)));
    return new Target.Local(frame, local, inside);
  }
}
