package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How values lie in memory, for types whose layout Rust guarantees. */
final class Layout {

  private final Terms terms;
  private final int pointerBits;

  Layout(Terms terms, int pointerBits) {
    this.terms = terms;
    this.pointerBits = pointerBits;
  }

  /** The size of a type in bits. */
  int bits(Type type) throws Unsupported {
    return switch (type) {
      case Type.Int(int bits, boolean signed) -> bits;
      case Type.Float(int bits) -> bits;
      case Type.Bool bool -> 8;
      case Type.Char character -> 32;
      case Type.Array array -> length(array) * bits(array.element());
      case Type.Pointer pointer -> isThin(pointer) ? pointerBits : 2 * pointerBits;
      case Type.Tuple(List<Type> elements) when elements.isEmpty() -> 0;
      case Type.Named named -> bits(inner(named));
      case Type.Tuple tuple -> throw unknown(type);
      case Type.Never never -> throw unknown(type);
      case Type.Slice slice -> throw unknown(type);
      case Type.Other other -> throw unknown(type);
    };
  }

  private static int length(Type.Array array) throws Unsupported {
    return (int) array.length().orElseThrow(() -> unknown(array));
  }

  static boolean isThin(Type.Pointer pointer) {
    return !(pointer.pointee() instanceof Type.Slice)
        && !pointer.pointee().equals(new Type.Named("str", List.of()))
        && !(pointer.pointee() instanceof Type.Other);
  }

  private static Unsupported unknown(Type type) {
    return new Unsupported("the layout of the type " + words(type));
  }

  private static String words(Type type) {
    return switch (type) {
      case Type.Named named -> "`" + named.path() + "`";
      case Type.Other(String text) -> "`" + text + "`";
      case Type.Tuple tuple -> "of a tuple";
      case Type.Slice slice -> "of a slice";
      case Type.Array array -> "of an array";
      default -> type.toString();
    };
  }

  /** The least alignment that a type surely demands, in bytes. */
  int alignment(Type type) throws Unsupported {
    return switch (type) {
      case Type.Array array -> alignment(array.element());
      case Type.Named named -> alignment(inner(named));
      default -> Math.max(1, Math.min(bits(type), pointerBits) / 8);
    };
  }

  /** What a transparent struct holds. */
  Type inner(Type.Named named) throws Unsupported {
    if (Enums.isTransparent(named)) {
      return named.arguments().getFirst();
    }
    if (named.name().equals("NonNull") || named.name().equals("AtomicPtr")) {
      return new Type.Pointer(false, true, named.arguments().getFirst());
    }
    Optional<Type> atomic = Enums.atomic(named).flatMap(n -> Type.primitive(n, pointerBits));
    if (atomic.isPresent()) {
      return atomic.get();
    }
    Optional<Type> niche = niche(named);
    if (niche.isPresent()) {
      return niche.get();
    }
    throw unknown(named);
  }

  /** What an option holds whose {@code None} is laid out as zero. */
  private Optional<Type> niche(Type.Named named) {
    if (!named.path().equals("std::option::Option") || named.arguments().isEmpty()) {
      return Optional.empty();
    }
    Type inside = named.arguments().getFirst();
    boolean zero =
        inside instanceof Type.Named n && (n.name().equals("NonZero") || n.name().equals("NonNull"))
            || inside instanceof Type.Pointer p && p.reference() && isThin(p);
    return zero ? Optional.of(inside) : Optional.empty();
  }

  /** A value as the bits that lie in memory. */
  Term pack(Value value, Type type) throws Unsupported {
    return switch (value) {
      case Value.Bits(Term term) -> term.resizeUnsigned(bits(type));
      case Value.Pointer pointer -> pack(pointer);
      case Value.Composite composite -> pack(composite, type);
      case Value.Variant variant -> pack(variant, type);
      case Value.Function function -> throw unknown(type);
      case Value.Unset unset -> throw new Unsupported("a value that may be uninitialised");
    };
  }

  private static Term pack(Value.Pointer pointer) throws Unsupported {
    if (pointer.target() instanceof Value.Target.Address(Term address)
        && pointer.length().isEmpty()) {
      return address;
    }
    throw new Unsupported("the address of a variable of the story");
  }

  private Term pack(Value.Composite composite, Type type) throws Unsupported {
    if (type instanceof Type.Named named && composite.parts().size() == 1) {
      return pack(composite.parts().getFirst(), inner(named));
    }
    boolean wrapped = !(type instanceof Type.Tuple) && composite.parts().size() == 1;
    if (!(type instanceof Type.Array) && wrapped) {
      return pack(composite.parts().getFirst(), type);
    }
    if (!(type instanceof Type.Array array) || composite.parts().isEmpty()) {
      throw unknown(type);
    }
    Optional<Term> result = Optional.empty();
    for (Value part : composite.parts()) {
      Term bits = pack(part, array.element());
      result = Optional.of(result.map(bits::concat).orElse(bits));
    }
    return result.orElseThrow();
  }

  private Term pack(Value.Variant variant, Type type) throws Unsupported {
    Type inside =
        type instanceof Type.Named named ? niche(named).orElseThrow(() -> unknown(type)) : type;
    List<Value> some = variant.payloads().get(1);
    int width = bits(inside);
    if (some == null || some.size() != 1) {
      return terms.zero(width);
    }
    Term none = variant.discriminant().eq(terms.zero(Value.DISCRIMINANT));
    return none.ite(terms.zero(width), pack(some.getFirst(), inside));
  }

  /** The value of bits that lie in memory. */
  Value unpack(Term bits, Type type) throws Unsupported {
    return switch (type) {
      case Type.Int i -> new Value.Bits(bits);
      case Type.Float f -> new Value.Bits(bits);
      case Type.Char c -> new Value.Bits(bits);
      case Type.Bool b -> new Value.Bits(bits.bit(0));
      case Type.Pointer p when isThin(p) ->
          new Value.Pointer(new Value.Target.Address(bits), Optional.empty());
      case Type.Array array -> elements(bits, array);
      case Type.Named named -> unpack(bits, named);
      case Type.Pointer p -> throw unknown(type);
      case Type.Tuple tuple -> throw unknown(type);
      case Type.Never never -> throw unknown(type);
      case Type.Slice slice -> throw unknown(type);
      case Type.Other other -> throw unknown(type);
    };
  }

  private Value elements(Term bits, Type.Array array) throws Unsupported {
    int width = bits(array.element());
    List<Value> parts = new ArrayList<>();
    for (int i = 0; i < length(array); i++) {
      parts.add(unpack(bits.extract((i + 1) * width - 1, i * width), array.element()));
    }
    return new Value.Composite(parts);
  }

  private Value unpack(Term bits, Type.Named named) throws Unsupported {
    Optional<Type> niche = niche(named);
    if (niche.isEmpty()) {
      return unpack(bits, inner(named));
    }
    Term zero = bits.eq(terms.zero(bits.width()));
    Term discriminant =
        zero.ite(terms.zero(Value.DISCRIMINANT), terms.constant(1, Value.DISCRIMINANT));
    return new Value.Variant(
        discriminant, Map.of(0, List.of(), 1, List.of(unpack(bits, niche.get()))));
  }
}
