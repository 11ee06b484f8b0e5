package dev.fabula.mir;

import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

/** The atomic integers of 16 bytes that the module {@code story} adds to those of Rust. */
final class WideAtomics {

  private static final Set<String> TYPES = Set.of("AtomicU128", "AtomicI128");
  private static final Map<String, String> METHODS =
      Map.of(
          "swap", "xchg",
          "fetch_add", "xadd",
          "fetch_sub", "xsub",
          "fetch_and", "and",
          "fetch_nand", "nand",
          "fetch_or", "or",
          "fetch_xor", "xor");
  private static final Set<String> OTHERS =
      Set.of("load", "store", "compare_exchange", "fetch_max", "fetch_min");

  private final Evaluation evaluation;
  private final String type;
  private final List<Operand> arguments;

  /**
   * A call of one of their methods.
   *
   * @param type the name of the atomic integer
   * @param arguments what is passed, the integer itself first
   */
  WideAtomics(Evaluation evaluation, String type, List<Operand> arguments) {
    this.evaluation = evaluation;
    this.type = type;
    this.arguments = List.copyOf(arguments);
  }

  /** Whether a type has a method. */
  static boolean knows(String type, String method) {
    return TYPES.contains(type) && (METHODS.containsKey(method) || OTHERS.contains(method));
  }

  /** The result of a method. */
  Value call(String method) throws Unsupported {
    return switch (method) {
      case "load" -> evaluation.memory().load(integer(), address(), loading(1));
      case "store" -> {
        evaluation
            .memory()
            .store(integer(), address(), evaluation.value(arguments.get(1)), storing(2));
        yield Value.UNIT;
      }
      case "compare_exchange" -> exchanged();
      case "fetch_max" -> updated(type.contains("U") ? "umax" : "max");
      case "fetch_min" -> updated(type.contains("U") ? "umin" : "min");
      default -> updated(METHODS.getOrDefault(method, method));
    };
  }

  private Type.Int integer() {
    return new Type.Int(128, type.equals("AtomicI128"));
  }

  private Term address() throws Unsupported {
    return Values.address(evaluation.value(arguments.getFirst()));
  }

  private Value updated(String name) throws Unsupported {
    Term operand = evaluation.bits(arguments.get(1));
    BinaryOperator<Term> change =
        Update.of(name).orElseThrow(() -> new Unsupported("the atomic operation `" + name + "`"));
    Term old =
        evaluation.memory().update(integer(), address(), order(2), o -> change.apply(o, operand));
    return new Value.Bits(old);
  }

  private Value exchanged() throws Unsupported {
    Term expected = evaluation.bits(arguments.get(1));
    Term old =
        evaluation
            .memory()
            .exchange(
                integer(),
                address(),
                order(3),
                loading(4),
                found -> found.eq(expected),
                evaluation.bits(arguments.get(2)));
    int width = Value.DISCRIMINANT;
    List<Value> payload = List.of(new Value.Bits(old));
    return new Value.Variant(old.ne(expected).zext(width), Map.of(0, payload, 1, payload));
  }

  private Order loading(int index) throws Unsupported {
    return demand(order(index), Order.RELEASE);
  }

  private Order storing(int index) throws Unsupported {
    return demand(order(index), Order.ACQUIRE);
  }

  private static Order demand(Order order, Order other) throws Unsupported {
    if (order == other || order == Order.ACQUIRE_RELEASE) {
      throw new Unsupported("an order at which an atomic access panics");
    }
    return order;
  }

  private Order order(int index) throws Unsupported {
    return order(evaluation.value(arguments.get(index)));
  }

  /** The order that a value is. */
  static Order order(Value value) throws Unsupported {
    int number =
        value instanceof Value.Variant(Term discriminant, Map<Integer, List<Value>> _)
                && discriminant.isConstant()
            ? discriminant.value().intValue()
            : -1;
    return switch (number) {
      case 0 -> Order.RELAXED;
      case 1 -> Order.RELEASE;
      case 2 -> Order.ACQUIRE;
      case 3 -> Order.ACQUIRE_RELEASE;
      case 4 -> Order.SEQUENTIAL;
      default -> throw new Unsupported("an order that is not known when it is compiled");
    };
  }
}
