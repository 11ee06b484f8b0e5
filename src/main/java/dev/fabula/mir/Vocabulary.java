package dev.fabula.mir;

import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.mir.Value.Target;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The functions of the module {@code story}: what stories need beyond plain Rust. */
public final class Vocabulary {

  /** What the names of arbitrary values start with. */
  public static final String CHOICE = "choice.";

  /** What the names of truths start with that say that something did not fail for no reason. */
  public static final String CHANCE = CHOICE + "chance.";

  private static final String MARK = "::FABULA_VOCABULARY";
  private static final Set<String> WORDS =
      Set.of("any", "allocate_at", "free_at", "move_to", "store_later", "wait_for_stores");

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
    int end = plain.lastIndexOf("::");
    return end > 0
        && WORDS.contains(plain.substring(end + 2))
        && dump.isDefined(plain.substring(0, end) + MARK);
  }

  /** The result of a call. */
  Value call(String plain, List<Operand> arguments, Type result) throws Unsupported {
    return switch (plain.substring(plain.lastIndexOf("::") + 2)) {
      case "any" -> any(result);
      case "allocate_at" -> pointer(bits(arguments, 0), "an allocation's address");
      case "free_at" -> Value.UNIT;
      case "move_to" -> moved(bits(arguments, 0), bits(arguments, 1));
      case "store_later" -> {
        evaluation.writeThrough(arguments.get(0), evaluation.value(arguments.get(1)), Order.LATER);
        yield Value.UNIT;
      }
      case "wait_for_stores" -> waited();
      default -> throw new Unsupported("a call of `" + plain + "`");
    };
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

  private Value pointer(Term address, String what) {
    meaning.demand(situation, address.ne(terms.zero(address.width())), what + " is not null");
    return new Value.Pointer(new Target.Address(address), Optional.empty());
  }

  /** The memory is the same at both addresses, so that nothing in it changes. */
  private Value moved(Term from, Term to) {
    Term at = terms.variable("moved." + meaning.nextFresh(), from.width());
    Term same = situation.memory().load(from.add(at), 1).eq(situation.memory().load(to.add(at), 1));
    meaning.demand(situation, same, "the same memory is seen where an allocation is moved to");
    return pointer(to, "an allocation's new address");
  }

  private Value waited() {
    int width = meaning.dump().pointerBits();
    situation
        .events()
        .add(
            new MemoryEvent(
                Kind.WAIT, terms.trueTerm(), terms.zero(width), 0, Order.PLAIN, Optional.empty()));
    return Value.UNIT;
  }
}
