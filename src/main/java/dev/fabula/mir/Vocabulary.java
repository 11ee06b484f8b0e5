package dev.fabula.mir;

import dev.fabula.ieee.SoftFloat;
import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The functions of the module {@code story}: what stories need beyond plain Rust. */
public final class Vocabulary {

  /** What the names of arbitrary values start with. */
  public static final String CHOICE = "choice.";

  /** What the names of truths start with that say that something did not fail for no reason. */
  public static final String CHANCE = CHOICE + "chance.";

  /** Whether a term is about any state of a loop that has an invariant. */
  public static boolean isTurned(Term term) {
    return term.variables().stream().anyMatch(v -> v.name().startsWith(Induction.TURNED));
  }

  /** What the names of arbitrary NaNs start with; other values for them stand for any NaN. */
  public static final String NAN = CHOICE + "nan.";

  /** What the names of truths start with that the caller of a story has to see to. */
  public static final String GIVEN = "given.";

  private static final Map<String, SoftFloat.Kind> FLOATS =
      Map.of(
          "float_add", SoftFloat.Kind.ADD,
          "float_sub", SoftFloat.Kind.SUBTRACT,
          "float_mul", SoftFloat.Kind.MULTIPLY,
          "float_div", SoftFloat.Kind.DIVIDE,
          "float_sqrt", SoftFloat.Kind.ROOT,
          "float_mul_add", SoftFloat.Kind.MULTIPLY_ADD,
          "float_convert", SoftFloat.Kind.CONVERT,
          "float_from", SoftFloat.Kind.FROM_SIGNED,
          "float_to", SoftFloat.Kind.TO_SIGNED,
          "float_integral", SoftFloat.Kind.INTEGRAL);

  /** What the names start with of what a system returns and leaves in memory. */
  public static final String SYSTEM = CHOICE + "system.";

  private static final String MARK = "::FABULA_VOCABULARY";
  private static final Set<String> WORDS =
      Set.of(
          "any",
          "allocate_at",
          "grow_at",
          "free_at",
          "move_to",
          "store_later",
          "system_call",
          "wait_for_stores",
          "fill",
          "fetch_neg",
          "invariant");

  private final Meaning meaning;
  private final Evaluation evaluation;
  private final Situation situation;
  private final Terms terms;

  Vocabulary(Meaning meaning, Evaluation evaluation, Situation situation) {
    this.meaning = meaning;
    this.evaluation = evaluation;
    this.situation = situation;
    this.terms = meaning.terms();
  }

  /** Whether a function is one of them: of a module that is marked as theirs. */
  static boolean knows(Dump dump, String plain) {
    String home = before(plain);
    return (WORDS.contains(last(plain)) || FLOATS.containsKey(last(plain)))
            && dump.isDefined(home + MARK)
        || WideAtomics.knows(last(home), last(plain)) && dump.isDefined(before(home) + MARK);
  }

  private static String before(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf("::")));
  }

  private static String last(String path) {
    int at = path.lastIndexOf("::");
    return at < 0 ? path : path.substring(at + 2);
  }

  /** The result of a call. */
  Value call(String plain, List<Operand> arguments, Type result) throws Unsupported {
    String type = last(before(plain));
    if (WideAtomics.knows(type, last(plain))) {
      return new WideAtomics(evaluation, type, arguments).call(last(plain));
    }
    return switch (last(plain)) {
      case "any" -> any(result);
      case "allocate_at" -> allocated(bits(arguments, 0), bits(arguments, 1));
      case "grow_at" -> grown(bits(arguments, 0), bits(arguments, 1), bits(arguments, 2));
      case "free_at" -> {
        note(Kind.FREE, bits(arguments, 0), Optional.of(bits(arguments, 1)));
        yield Value.UNIT;
      }
      case "move_to" -> moved(bits(arguments, 0), bits(arguments, 1), bits(arguments, 2));
      case "store_later" -> {
        evaluation.writeThrough(arguments.get(0), evaluation.value(arguments.get(1)), Order.LATER);
        yield Value.UNIT;
      }
      case "system_call" -> system(arguments);
      case "wait_for_stores" -> waited();
      case "fill" -> filled(arguments);
      case "fetch_neg" -> negated(arguments, result);
      default -> computed(plain, arguments, result);
    };
  }

  /** The rounding comes last. */
  private Value computed(String plain, List<Operand> arguments, Type result) throws Unsupported {
    SoftFloat.Kind kind = FLOATS.get(plain.substring(plain.lastIndexOf("::") + 2));
    if (kind == null) {
      throw new Unsupported("a call of `" + plain + "`");
    }
    List<Term> operands = new ArrayList<>();
    for (Operand operand : arguments) {
      operands.add(evaluation.bits(operand));
    }
    Term rounding = operands.removeLast();
    boolean signed =
        Arithmetic.isSigned(kind.isFloat() ? evaluation.type(arguments.getFirst()) : result);
    SoftFloat.Kind exact =
        switch (kind) {
          case FROM_SIGNED -> signed ? kind : SoftFloat.Kind.FROM_UNSIGNED;
          case TO_SIGNED -> signed ? kind : SoftFloat.Kind.TO_UNSIGNED;
          default -> kind;
        };
    int to = evaluation.layout().bits(result);
    return new Floats(meaning)
        .compute(new SoftFloat(exact, operands.getFirst().width(), to), operands, rounding);
  }

  private Term bits(List<Operand> arguments, int index) throws Unsupported {
    return evaluation.bits(arguments.get(index));
  }

  private Value any(Type type) throws Unsupported {
    if (!(type instanceof Type.Int) && !(type instanceof Type.Float)) {
      throw new Unsupported("an arbitrary value of type " + type);
    }
    int bits = evaluation.layout().bits(type);
    return new Value.Bits(terms.variable(CHOICE + meaning.nextFresh(), bits));
  }

  /** A condition of which nothing is known but that the caller has to see to it. */
  private void demand(String duty) {
    meaning.demand(situation, terms.variable(GIVEN + meaning.nextFresh(), 1), duty);
  }

  private void note(Kind kind, Term address, Optional<Term> value) {
    situation.events().add(new MemoryEvent(kind, terms.trueTerm(), address, 0, Order.PLAIN, value));
  }

  private Value allocated(Term address, Term size) {
    String name = meaning.naming().address(address);
    meaning.demand(
        situation,
        address.ne(terms.zero(address.width())),
        name + ", where an allocation begins, is not null");
    demand("at " + name + " there is memory of no other allocation, as much as is allocated");
    note(Kind.ALLOCATE, address, Optional.of(size));
    return new Value.Pointer(new Target.Address(address), Optional.empty());
  }

  /** An allocation keeps its address and its provenance; compilers rely on its least size. */
  private Value grown(Term address, Term from, Term to) {
    meaning.demand(situation, from.ule(to), "an allocation does not shrink");
    String name = meaning.naming().address(address);
    demand("behind the allocation at " + name + " there is memory of no other allocation");
    note(Kind.ALLOCATE, address.add(from), Optional.of(to.sub(from)));
    return Value.UNIT;
  }

  private Value filled(List<Operand> arguments) throws Unsupported {
    Type type = evaluation.type(arguments.get(1));
    Term value = evaluation.layout().pack(evaluation.value(arguments.get(1)), type);
    evaluation.memory().fillWords(type, bits(arguments, 0), value, bits(arguments, 2));
    return Value.UNIT;
  }

  private Value negated(List<Operand> arguments, Type type) throws Unsupported {
    Order order = WideAtomics.order(evaluation.value(arguments.get(1)));
    Term old = evaluation.memory().update(type, bits(arguments, 0), order, Term::neg);
    return evaluation.layout().unpack(old, type);
  }

  /** The memory is the same at both addresses, so that nothing in it changes. */
  private Value moved(Term from, Term to, Term size) {
    Term at = terms.variable("moved." + meaning.nextFresh(), from.width());
    Term same = situation.memory().load(from.add(at), 1).eq(situation.memory().load(to.add(at), 1));
    meaning.demand(
        situation,
        at.uge(size).or(same),
        "the same memory is seen where an allocation is moved to");
    note(Kind.FREE, from, Optional.of(size));
    return allocated(to, size);
  }

  /** What the system returns and leaves in memory is its own affair. */
  private Value system(List<Operand> arguments) throws Unsupported {
    Term all = bits(arguments, 0);
    if (!(evaluation.value(arguments.get(1)) instanceof Value.Composite(List<Value> rest))) {
      throw new Unsupported("the arguments of a system call");
    }
    for (Value argument : rest) {
      all = all.concat(Values.bits(argument));
    }
    int width = meaning.dump().pointerBits();
    situation
        .events()
        .add(
            new MemoryEvent(
                Kind.SYSTEM,
                terms.trueTerm(),
                terms.zero(width),
                0,
                Order.VOLATILE,
                Optional.of(all)));
    situation.memory(terms.memory(SYSTEM + "memory", width));
    return new Value.Bits(terms.variable(SYSTEM + "result", width));
  }

  private Value waited() {
    note(Kind.WAIT, terms.zero(meaning.dump().pointerBits()), Optional.empty());
    return Value.UNIT;
  }
}
