package dev.fabula.mir;

import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** The functions that the compiler itself provides. */
final class Intrinsics {

  private static final String HOME = "std::intrinsics::";
  private static final String ORDERING = "AtomicOrdering::";

  private final Meaning meaning;
  private final Evaluation evaluation;
  private final Situation situation;
  private final Terms terms;

  Intrinsics(Meaning meaning, Evaluation evaluation, Situation situation) {
    this.meaning = meaning;
    this.evaluation = evaluation;
    this.situation = situation;
    this.terms = meaning.terms();
  }

  /** The result of a call. */
  Value call(String path, List<Operand> arguments, Type result) throws Unsupported {
    String plain = Constants.withoutArguments(path);
    String name = plain.startsWith("core::") ? "std::" + plain.substring("core::".length()) : plain;
    if (name.equals("std::mem::size_of") && path.endsWith(">")) {
      return size(path.substring(path.indexOf('<') + 1, path.length() - 1), result);
    }
    if (!name.startsWith(HOME)) {
      throw new Unsupported("a call of `" + plain + "`");
    }
    String intrinsic = name.substring(HOME.length());
    if (intrinsic.startsWith("atomic_")) {
      return atomic(intrinsic.substring("atomic_".length()), path, arguments);
    }
    if (intrinsic.startsWith("assert_") && path.endsWith(">")) {
      return asserted(path.substring(path.indexOf('<') + 1, path.length() - 1));
    }
    Optional<Value> number =
        new FloatIntrinsics(meaning, evaluation, situation).call(intrinsic, arguments, result);
    return number.isPresent() ? number.get() : plain(intrinsic, arguments, result);
  }

  /** Types of which there are values, and to which all bytes are such, assert nothing. */
  private Value asserted(String type) throws Unsupported {
    Type read = new TypeReader(meaning.dump().pointerBits()).read(type);
    if (read instanceof Type.Int || read instanceof Type.Float) {
      return Value.UNIT;
    }
    throw new Unsupported("an assertion about the type `" + type + "`");
  }

  private Value size(String type, Type result) throws Unsupported {
    Type read = new TypeReader(meaning.dump().pointerBits()).read(type);
    if (!isPlain(read)) {
      throw new Unsupported("the size of `" + type + "`");
    }
    int bytes = evaluation.layout().bits(read) / 8;
    return new Value.Bits(terms.constant(bytes, evaluation.layout().bits(result)));
  }

  /** Of a type that is a parameter the size is one that we do not know. */
  private Value sizeOf(Operand pointer) throws Unsupported {
    int width = meaning.dump().pointerBits();
    Type type = pointee(pointer);
    if (type instanceof Type.Slice(Type element)) {
      Term length = Values.pointer(evaluation.value(pointer)).length().orElse(terms.zero(width));
      int bytes = evaluation.layout().bits(element) / 8;
      return new Value.Bits(length.mul(terms.constant(bytes, width)));
    }
    boolean parameter =
        type instanceof Type.Named(String path, List<Type> inside)
            && inside.isEmpty()
            && path.matches("[A-Z]\\w*");
    if (!parameter) {
      return new Value.Bits(terms.constant(evaluation.layout().bits(type) / 8, width));
    }
    // No object is larger than `isize::MAX` (Reference, "Type layout").
    Term size = terms.variable("size." + ((Type.Named) type).path(), width - 1);
    return new Value.Bits(size.zext(width));
  }

  private static boolean isPlain(Type type) {
    return type instanceof Type.Int
        || type instanceof Type.Float
        || type instanceof Type.Bool
        || type instanceof Type.Char
        || type instanceof Type.Array array && isPlain(array.element())
        || type instanceof Type.Pointer pointer && isPlain(pointer.pointee());
  }

  private Term bits(List<Operand> arguments, int index) throws Unsupported {
    return evaluation.bits(arguments.get(index));
  }

  private Value plain(String name, List<Operand> arguments, Type result) throws Unsupported {
    return switch (name) {
      case "ctpop" -> count(bits(arguments, 0).popcount(), result);
      case "ctlz" -> count(bits(arguments, 0).clz(), result);
      case "cttz" -> count(bits(arguments, 0).ctz(), result);
      case "ctlz_nonzero" -> count(nonZero(arguments).clz(), result);
      case "cttz_nonzero" -> count(nonZero(arguments).ctz(), result);
      case "bswap" -> swapped(bits(arguments, 0));
      case "bitreverse" -> new Value.Bits(bits(arguments, 0).bitReverse());
      case "rotate_left" -> rotated(bits(arguments, 0), bits(arguments, 1), true);
      case "rotate_right" -> rotated(bits(arguments, 0), bits(arguments, 1), false);
      case "saturating_add" -> saturated("Add", arguments);
      case "saturating_sub" -> saturated("Sub", arguments);
      case "exact_div" -> exact(arguments);
      case "disjoint_bitor" -> disjoint(bits(arguments, 0), bits(arguments, 1));
      case "unchecked_funnel_shl", "unchecked_funnel_shr" -> funnel(name, arguments);
      case "carrying_mul_add" -> carrying(arguments);
      case "three_way_compare" -> compared(arguments);
      case "select_unpredictable" -> selected(arguments);
      case "black_box", "likely", "unlikely" -> evaluation.value(arguments.getFirst());
      case "cold_path" -> Value.UNIT;
      case "size_of_val" -> sizeOf(arguments.getFirst());
      case "is_val_statically_known" -> new Value.Bits(terms.falseTerm());
      case "assume" -> assumed(bits(arguments, 0));
      case "arith_offset" -> moved(arguments.get(0), bits(arguments, 1));
      default -> memory(name, arguments);
    };
  }

  private Value assumed(Term condition) throws Unsupported {
    meaning.demand(situation, condition, evaluation.assumption(condition));
    return Value.UNIT;
  }

  private Value moved(Operand pointer, Term by) throws Unsupported {
    return evaluation.offset(evaluation.value(pointer), evaluation.type(pointer), by);
  }

  private Value memory(String name, List<Operand> arguments) throws Unsupported {
    switch (name) {
      case "volatile_load" -> {
        return evaluation.readThrough(arguments.getFirst(), Order.VOLATILE);
      }
      case "volatile_store" ->
          evaluation.writeThrough(
              arguments.get(0), evaluation.value(arguments.get(1)), Order.VOLATILE);
      case "typed_swap_nonoverlapping" -> {
        Value first = evaluation.readThrough(arguments.get(0), Order.PLAIN);
        Value second = evaluation.readThrough(arguments.get(1), Order.PLAIN);
        evaluation.writeThrough(arguments.get(0), second, Order.PLAIN);
        evaluation.writeThrough(arguments.get(1), first, Order.PLAIN);
      }
      case "copy" -> copy(arguments.get(0), arguments.get(1), bits(arguments, 2));
      case "write_bytes" -> fill(arguments.get(0), bits(arguments, 1), bits(arguments, 2));
      default -> throw new Unsupported("the intrinsic `" + name + "`");
    }
    return Value.UNIT;
  }

  private void copy(Operand from, Operand to, Term count) throws Unsupported {
    evaluation.memory().copy(pointee(from), address(to), address(from), count, true);
  }

  private void fill(Operand start, Term value, Term count) throws Unsupported {
    evaluation.memory().fill(pointee(start), address(start), value, count);
  }

  private Term address(Operand operand) throws Unsupported {
    return Values.address(evaluation.value(operand));
  }

  private Type pointee(Operand operand) throws Unsupported {
    if (evaluation.type(operand) instanceof Type.Pointer pointer) {
      return pointer.pointee();
    }
    throw new Unsupported("an access by something that is no pointer");
  }

  private static Value count(Term value, Type result) throws Unsupported {
    if (result instanceof Type.Int i) {
      return new Value.Bits(value.resizeUnsigned(i.bits()));
    }
    throw new Unsupported("a count of type " + result);
  }

  private Term nonZero(List<Operand> arguments) throws Unsupported {
    Term value = bits(arguments, 0);
    meaning.demand(situation, value.ne(terms.zero(value.width())), "a counted number is not zero");
    return value;
  }

  private static Value swapped(Term value) {
    return new Value.Bits(value.width() == 8 ? value : value.byteSwap());
  }

  private static Value rotated(Term value, Term amount, boolean left) {
    Term by = Arithmetic.masked(value, amount);
    return new Value.Bits(left ? value.rotl(by) : value.rotr(by));
  }

  private boolean signed(List<Operand> arguments) throws Unsupported {
    return Arithmetic.isSigned(evaluation.type(arguments.getFirst()));
  }

  private Value saturated(String operator, List<Operand> arguments) throws Unsupported {
    Term a = bits(arguments, 0);
    Term b = bits(arguments, 1);
    return new Value.Bits(evaluation.arithmetic().saturating(operator, signed(arguments), a, b));
  }

  private Value exact(List<Operand> arguments) throws Unsupported {
    Type type = evaluation.type(arguments.getFirst());
    Term a = bits(arguments, 0);
    Term b = bits(arguments, 1);
    Value rest = evaluation.arithmetic().binary("Rem", type, a, type, b);
    meaning.demand(
        situation, Values.bits(rest).eq(terms.zero(a.width())), "a division leaves no rest");
    return evaluation.arithmetic().binary("Div", type, a, type, b);
  }

  private Value disjoint(Term a, Term b) {
    meaning.demand(
        situation, a.and(b).eq(terms.zero(a.width())), "two numbers have no bit in common");
    return new Value.Bits(a.or(b));
  }

  private Value funnel(String name, List<Operand> arguments) throws Unsupported {
    Term high = bits(arguments, 0);
    Term low = bits(arguments, 1);
    Term amount = bits(arguments, 2);
    int width = high.width();
    meaning.demand(
        situation,
        amount.ult(terms.constant(width, amount.width())),
        "the amount of a shift is less than " + width);
    Term both = high.concat(low);
    Term by = amount.resizeUnsigned(2 * width);
    return new Value.Bits(
        name.endsWith("shl")
            ? both.shl(by).extract(2 * width - 1, width)
            : both.lshr(by).truncate(width));
  }

  private Value carrying(List<Operand> arguments) throws Unsupported {
    boolean signed = signed(arguments);
    int width = bits(arguments, 0).width();
    Term a = wide(bits(arguments, 0), signed);
    Term b = wide(bits(arguments, 1), signed);
    Term c = wide(bits(arguments, 2), signed);
    Term d = wide(bits(arguments, 3), signed);
    Term sum = a.mul(b).add(c).add(d);
    return new Value.Composite(
        List.of(
            new Value.Bits(sum.truncate(width)),
            new Value.Bits(sum.extract(2 * width - 1, width))));
  }

  private static Term wide(Term value, boolean signed) {
    return signed ? value.sext(2 * value.width()) : value.zext(2 * value.width());
  }

  private Value compared(List<Operand> arguments) throws Unsupported {
    Type type = evaluation.type(arguments.getFirst());
    return evaluation
        .arithmetic()
        .binary("Cmp", type, bits(arguments, 0), type, bits(arguments, 1));
  }

  private Value selected(List<Operand> arguments) throws Unsupported {
    Value then = evaluation.value(arguments.get(1));
    return meaning.merging().either(bits(arguments, 0), then, evaluation.value(arguments.get(2)));
  }

  // Atomics

  private Value atomic(String name, String path, List<Operand> arguments) throws Unsupported {
    Order order = order(path);
    if (name.equals("fence") || name.equals("singlethreadfence")) {
      evaluation.memory().fence(order, name.startsWith("single"));
      return Value.UNIT;
    }
    Operand pointer = arguments.getFirst();
    return switch (name) {
      case "load" -> evaluation.readThrough(pointer, order);
      case "store" -> {
        evaluation.writeThrough(pointer, evaluation.value(arguments.get(1)), order);
        yield Value.UNIT;
      }
      case "cxchg" -> exchanged(path, arguments, terms.trueTerm());
      case "cxchgweak" ->
          exchanged(path, arguments, terms.variable(Vocabulary.CHANCE + meaning.nextFresh(), 1));
      default -> update(name, arguments, order);
    };
  }

  private Value update(String name, List<Operand> arguments, Order order) throws Unsupported {
    Type type = pointee(arguments.getFirst());
    Term operand = bits(arguments, 1);
    BinaryOperator<Term> change =
        Update.of(name).orElseThrow(() -> new Unsupported("the intrinsic `atomic_" + name + "`"));
    Term address = address(arguments.getFirst());
    Term old = evaluation.memory().update(type, address, order, o -> change.apply(o, operand));
    return evaluation.layout().unpack(old, type);
  }

  /**
   * The old value, and whether it was the expected one, so that the new one is there now.
   *
   * @param chance false where it fails for no reason
   */
  private Value exchanged(String path, List<Operand> arguments, Term chance) throws Unsupported {
    Type type = pointee(arguments.getFirst());
    Term expected = bits(arguments, 1);
    Term wanted = bits(arguments, 2);
    Term old =
        evaluation
            .memory()
            .exchange(
                type,
                address(arguments.getFirst()),
                order(path),
                order(path.substring(path.indexOf(ORDERING) + ORDERING.length())),
                found -> found.eq(expected).and(chance),
                wanted);
    return new Value.Composite(
        List.of(
            evaluation.layout().unpack(old, type), new Value.Bits(old.eq(expected).and(chance))));
  }

  /** The ordering in the type arguments of an atomic intrinsic, the success one first. */
  private static Order order(String path) throws Unsupported {
    int at = path.indexOf(ORDERING);
    String name = at < 0 ? "" : path.substring(at + ORDERING.length()).split("[,>]", 2)[0];
    return switch (name) {
      case "Relaxed" -> Order.RELAXED;
      case "Acquire" -> Order.ACQUIRE;
      case "Release" -> Order.RELEASE;
      case "AcqRel" -> Order.ACQUIRE_RELEASE;
      case "SeqCst" -> Order.SEQUENTIAL;
      default -> throw new Unsupported("the order of `" + path + "`");
    };
  }
}
