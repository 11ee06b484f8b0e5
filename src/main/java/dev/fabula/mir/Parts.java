package dev.fabula.mir;

import dev.fabula.mir.Value.Part;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reading and replacing parts of values. */
final class Parts {

  private final Terms terms;
  private final Merging merging;

  Parts(Terms terms, Merging merging) {
    this.terms = terms;
    this.merging = merging;
  }

  Part.At at(long index) {
    return new Part.At(terms.constant(index, 64));
  }

  /** The part of a value at the end of a path. */
  Value read(Value value, List<Part> path) throws Unsupported {
    if (path.isEmpty()) {
      return value;
    }
    List<Part> rest = path.subList(1, path.size());
    return switch (path.getFirst()) {
      case Part.At(Term index) -> readAt(value, index, rest);
      case Part.In in -> {
        List<Value> fields = variant(value).payloads().get(in.variant());
        yield fields == null || in.field() >= fields.size()
            ? new Value.Unset()
            : read(fields.get(in.field()), rest);
      }
    };
  }

  private static Value.Variant variant(Value value) throws Unsupported {
    if (value instanceof Value.Variant variant) {
      return variant;
    }
    throw new Unsupported("an enum whose value is not known");
  }

  private Value readAt(Value value, Term index, List<Part> rest) throws Unsupported {
    boolean wrapped = value instanceof Value.Bits || value instanceof Value.Pointer;
    if (wrapped && index.isZero()) {
      return read(value, rest);
    }
    List<Value> parts = composite(value).parts();
    if (index.isConstant()) {
      return read(parts.get(inside(index, parts)), rest);
    }
    Value result = read(parts.getLast(), rest);
    for (int i = parts.size() - 2; i >= 0; i--) {
      result = merging.either(is(index, i), read(parts.get(i), rest), result);
    }
    return result;
  }

  private Term is(Term index, int number) {
    return index.eq(terms.constant(number, index.width()));
  }

  private static Value.Composite composite(Value value) throws Unsupported {
    if (value instanceof Value.Composite composite && !composite.parts().isEmpty()) {
      return composite;
    }
    throw new Unsupported("a part of a value that is not known");
  }

  private static int inside(Term index, List<Value> parts) throws Unsupported {
    if (index.value().bitLength() < 31 && index.value().intValue() < parts.size()) {
      return index.value().intValue();
    }
    throw new Unsupported("an index beyond the end");
  }

  /** The value with the part at the end of a path replaced. */
  Value write(Value value, List<Part> path, Value replacement) throws Unsupported {
    if (path.isEmpty()) {
      return replacement;
    }
    List<Part> rest = path.subList(1, path.size());
    return switch (path.getFirst()) {
      case Part.At(Term index) -> writeAt(value, index, rest, replacement);
      case Part.In in -> {
        Value.Variant variant = variant(value);
        List<Value> fields = variant.payloads().get(in.variant());
        if (fields == null || in.field() >= fields.size()) {
          throw new Unsupported("a write into a variant that the enum is not");
        }
        List<Value> changed = new ArrayList<>(fields);
        changed.set(in.field(), write(fields.get(in.field()), rest, replacement));
        Map<Integer, List<Value>> payloads = new HashMap<>(variant.payloads());
        payloads.put(in.variant(), changed);
        yield new Value.Variant(variant.discriminant(), payloads);
      }
    };
  }

  private Value writeAt(Value value, Term index, List<Part> rest, Value replacement)
      throws Unsupported {
    boolean wrapped = value instanceof Value.Bits || value instanceof Value.Pointer;
    if (wrapped && index.isZero()) {
      return write(value, rest, replacement);
    }
    List<Value> parts = new ArrayList<>(composite(value).parts());
    if (index.isConstant()) {
      int i = inside(index, parts);
      parts.set(i, write(parts.get(i), rest, replacement));
    } else {
      for (int i = 0; i < parts.size(); i++) {
        Value changed = write(parts.get(i), rest, replacement);
        parts.set(i, merging.either(is(index, i), changed, parts.get(i)));
      }
    }
    return new Value.Composite(parts);
  }
}
