package dev.fabula.mir;

import dev.fabula.ieee.FloatBits;
import dev.fabula.ieee.SoftFloat;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions about floats that the compiler itself provides. */
final class FloatIntrinsics {

  private static final int DOWN = 1;
  private static final int UP = 2;

  private final Meaning meaning;
  private final Evaluation evaluation;
  private final Situation situation;

  FloatIntrinsics(Meaning meaning, Evaluation evaluation, Situation situation) {
    this.meaning = meaning;
    this.evaluation = evaluation;
    this.situation = situation;
  }

  /** The result of a call; empty if the function is none of them. */
  Optional<Value> call(String name, List<Operand> arguments, Type result) throws Unsupported {
    return switch (name) {
      case "float_to_int_unchecked" -> Optional.of(cut(arguments.getFirst(), result));
      default -> {
        boolean sized = name.endsWith("f32") || name.endsWith("f64");
        String plain = sized ? name.substring(0, name.length() - 3) : name;
        yield sized || plain.equals("fabs") ? sized(plain, arguments) : Optional.empty();
      }
    };
  }

  private Optional<Value> sized(String name, List<Operand> arguments) throws Unsupported {
    return switch (name) {
      case "sqrt" -> Optional.of(rounded(SoftFloat.Kind.ROOT, arguments));
      case "fma" -> Optional.of(rounded(SoftFloat.Kind.MULTIPLY_ADD, arguments));
      case "floor" -> Optional.of(integral(arguments, DOWN));
      case "ceil" -> Optional.of(integral(arguments, UP));
      case "trunc" -> Optional.of(integral(arguments, SoftFloat.TO_ZERO));
      case "round_ties_even_" -> Optional.of(integral(arguments, SoftFloat.NEAREST));
      case "fabs" -> Optional.of(new Value.Bits(FloatBits.absolute(bits(arguments, 0))));
      case "copysign" ->
          Optional.of(new Value.Bits(FloatBits.withSign(bits(arguments, 0), bits(arguments, 1))));
      default -> Optional.empty();
    };
  }

  private Term bits(List<Operand> arguments, int index) throws Unsupported {
    return evaluation.bits(arguments.get(index));
  }

  private Value cut(Operand operand, Type result) throws Unsupported {
    Term number = evaluation.bits(operand);
    if (!(result instanceof Type.Int to)) {
      throw new Unsupported("a conversion to the type " + result);
    }
    Term fits = Floats.fits(number, to);
    String name = (to.signed() ? "i" : "u") + to.bits();
    meaning.demand(situation, fits, "a float that is cut off is in the range of `" + name + "`");
    return Floats.toInteger(number, to);
  }

  private Value integral(List<Operand> arguments, int rounding) throws Unsupported {
    return evaluation.floats().integral(bits(arguments, 0), rounding);
  }

  private Value rounded(SoftFloat.Kind kind, List<Operand> arguments) throws Unsupported {
    List<Term> operands = new ArrayList<>();
    for (Operand operand : arguments) {
      operands.add(evaluation.bits(operand));
    }
    int width = operands.getFirst().width();
    Floats floats = evaluation.floats();
    return floats.compute(new SoftFloat(kind, width, width), operands, floats.nearest());
  }
}
