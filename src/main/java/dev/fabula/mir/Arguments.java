package dev.fabula.mir;

import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Unknown arguments of a function.
 *
 * @param values the arguments in order
 * @param conditions what their types promise of them, each of width 1
 * @param names what to call the unknowns
 */
public record Arguments(List<Value> values, List<Term> conditions, Map<Term, String> names) {

  private static final int MOST_ELEMENTS = 64;

  /** Copies the collections. */
  public Arguments {
    values = List.copyOf(values);
    conditions = List.copyOf(conditions);
    names = Map.copyOf(names);
  }

  /**
   * Arguments of which nothing is known but their types.
   *
   * @param names the parameters' names, as far as there are any
   * @throws Unsupported if a type is not known so well
   */
  public static Arguments unknown(Dump dump, Body body, List<String> names, Terms terms)
      throws Unsupported {
    Maker maker = new Maker(dump, terms);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < body.parameters(); i++) {
      String name = i < names.size() ? names.get(i) : "argument " + (i + 1);
      values.add(maker.value(body.type(i + 1), name, "argument." + i));
    }
    return new Arguments(values, maker.conditions, maker.names);
  }

  private static final class Maker {
    private final Layout layout;
    private final Terms terms;
    private final int pointerBits;
    private final List<Term> conditions = new ArrayList<>();
    private final Map<Term, String> names = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();

    /** A reference among the arguments, to so many bytes. */
    private record Reference(Term address, int bytes, boolean mutable) {}

    Maker(Dump dump, Terms terms) {
      this.layout = new Layout(terms, dump.pointerBits());
      this.terms = terms;
      this.pointerBits = dump.pointerBits();
    }

    private Value value(Type type, String name, String unknown) throws Unsupported {
      return switch (type) {
        case Type.Int(int bits, boolean signed) -> new Value.Bits(made(unknown, bits, name));
        case Type.Float(int bits) -> new Value.Bits(made(unknown, bits, name));
        case Type.Bool bool -> new Value.Bits(made(unknown, 1, name));
        case Type.Char character -> throw new Unsupported("an argument of type `char`");
        case Type.Pointer pointer -> pointer(pointer, name, unknown);
        case Type.Tuple(List<Type> elements) -> {
          List<Value> parts = new ArrayList<>();
          for (int i = 0; i < elements.size(); i++) {
            parts.add(value(elements.get(i), name + "." + i, unknown + "." + i));
          }
          yield new Value.Composite(parts);
        }
        case Type.Array(Type element, OptionalLong length) -> {
          if (length.isEmpty() || length.getAsLong() > MOST_ELEMENTS) {
            throw new Unsupported("an argument of type " + type);
          }
          List<Value> parts = new ArrayList<>();
          for (int i = 0; i < length.getAsLong(); i++) {
            parts.add(value(element, name + "[" + i + "]", unknown + "." + i));
          }
          yield new Value.Composite(parts);
        }
        case Type.Named named -> layout.unpack(made(unknown, layout.bits(named), name), named);
        case Type.Never never -> throw new Unsupported("an argument of type `!`");
        case Type.Slice slice -> throw new Unsupported("an argument of an unsized type");
        case Type.Other(String text) -> throw new Unsupported("an argument of type `" + text + "`");
      };
    }

    private Term made(String unknown, int bits, String name) {
      Term variable = terms.variable(unknown, bits);
      names.put(variable, name);
      return variable;
    }

    /** References are not null and aligned; a slice is not longer than memory. */
    private Value pointer(Type.Pointer type, String name, String unknown) throws Unsupported {
      if (type.pointee() instanceof Type.Other) {
        throw new Unsupported("an argument that is a pointer to a type that is not known");
      }
      Term address = made(unknown, pointerBits, name);
      boolean thin = Layout.isThin(type);
      Optional<Term> length =
          thin
              ? Optional.empty()
              : Optional.of(made(unknown + ".length", pointerBits, name + ".len()"));
      if (type.reference()) {
        promise(type.pointee(), address);
        keepApart(type, address);
        length.ifPresent(l -> conditions.add(l.bit(pointerBits - 1).not()));
      }
      return new Value.Pointer(new Target.Address(address), length);
    }

    /** What a mutable reference leads to no other reference does. */
    private void keepApart(Type.Pointer type, Term address) {
      int bytes;
      try {
        bytes = layout.bits(type.pointee()) / 8;
      } catch (Unsupported unknown) {
        return;
      }
      Reference reference = new Reference(address, bytes, type.mutable());
      for (Reference other : references) {
        if (other.mutable() || reference.mutable()) {
          Term far = terms.constant(other.bytes(), pointerBits);
          Term near = terms.constant(reference.bytes(), pointerBits);
          conditions.add(address.sub(other.address()).uge(far));
          conditions.add(other.address().sub(address).uge(near));
        }
      }
      references.add(reference);
    }

    private void promise(Type pointee, Term address) {
      conditions.add(address.ne(terms.zero(pointerBits)));
      Type element = pointee instanceof Type.Slice(Type e) ? e : pointee;
      int alignment;
      try {
        alignment = layout.alignment(element);
      } catch (Unsupported unknown) {
        return;
      }
      if (alignment > 1) {
        Term low = address.truncate(Integer.numberOfTrailingZeros(alignment));
        conditions.add(low.eq(terms.zero(low.width())));
      }
    }
  }
}
