package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;

/** How values go into a function and come out of it: as the bits that registers hold. */
public final class Passing {

  private final Layout layout;
  private final Body body;

  /** The passing of values to and from a function of a dump. */
  public Passing(Dump dump, Body body, Terms terms) {
    this.layout = new Layout(terms, dump.pointerBits());
    this.body = body;
  }

  /** Width in bits of an input, counted from 0: a part of the tuple that the function takes. */
  public int inputBits(int index) throws Unsupported {
    return layout.bits(inputs().get(index));
  }

  /** The value of an input that has these bits. */
  public Value input(int index, Term bits) throws Unsupported {
    return layout.unpack(bits, inputs().get(index));
  }

  /** The arguments of the function, for these inputs. */
  public List<Value> arguments(List<Value> inputs) {
    List<Value> arguments = new ArrayList<>(List.of(new Value.Composite(inputs)));
    if (body.parameters() > 1) {
      arguments.addFirst(Value.UNIT);
    }
    return arguments;
  }

  private List<Type> inputs() throws Unsupported {
    return parts(body.type(body.parameters()));
  }

  /** The types of the parts of a tuple. */
  static List<Type> parts(Type type) throws Unsupported {
    if (type instanceof Type.Tuple(List<Type> types)) {
      return types;
    }
    throw new Unsupported("a story that takes no tuple");
  }

  /** The bits of each part of the tuple that the function returns. */
  public List<Term> results(Value value) throws Unsupported {
    List<Term> result = new ArrayList<>();
    if (!(body.type(0) instanceof Type.Tuple(List<Type> types))) {
      throw new Unsupported("a result of type " + body.type(0));
    }
    if (value instanceof Value.Composite(List<Value> parts) && parts.size() == types.size()) {
      for (int i = 0; i < parts.size(); i++) {
        result.add(layout.pack(parts.get(i), types.get(i)));
      }
    } else if (!types.isEmpty()) {
      throw new Unsupported("a result that may be uninitialised");
    }
    return result;
  }
}
