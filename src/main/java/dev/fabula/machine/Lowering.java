package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Operand;
import dev.fabula.mir.Statement;
import dev.fabula.mir.Terminator;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes blocks ready to run. What has no meaning is told when it is reached. */
final class Lowering {

  private final Context context;
  private final Machine machine;
  private final Code code;
  private final Places places;
  private final Rvalues rvalues;

  Lowering(Context context, Code code) {
    this.context = context;
    this.machine = context.machine;
    this.code = code;
    this.places = new Places(context, code);
    this.rvalues = new Rvalues(context, code, this);
  }

  Code.Ready block(int number) {
    Body.Block block = code.body().blocks().get(number);
    List<Statement> statements = block.statements();
    Code.Step[] steps = new Code.Step[statements.size()];
    for (int i = 0; i < steps.length; i++) {
      Statement before = i == 0 ? new Statement.Nothing() : statements.get(i - 1);
      steps[i] = step(statements.get(i), before);
    }
    return new Code.Ready(steps, jump(block.end()));
  }

  private Code.Step step(Statement statement, Statement before) {
    try {
      return statement(statement, before);
    } catch (Halt halt) {
      return f -> {
        throw halt;
      };
    }
  }

  private Code.Jump jump(Terminator end) {
    try {
      return terminator(end);
    } catch (Halt halt) {
      return f -> {
        throw halt;
      };
    }
  }

  private Code.Step statement(Statement statement, Statement before) throws Halt {
    return switch (statement) {
      case Statement.Assign(dev.fabula.mir.Place place, var value) -> {
        rvalues.capture(value);
        yield rvalues.assign(places.value(place), value);
      }
      case Statement.Assume(Operand condition) -> assume(operand(condition));
      case Statement.Copy(Operand to, Operand from, Operand count) ->
          new Bulk(machine).copy(operand(to), operand(from), operand(count), false);
      case Statement.Storage(int local, boolean live) ->
          live ? f -> f.start(local) : f -> f.stop(local);
      case Statement.Retag(var place, var reason) -> retag(place, reason, before);
      case Statement.SetDiscriminant(var place, long variant) -> {
        Value target = places.value(place);
        yield f -> Enums.setVariant(machine, target.place().at(f), target.ty(), (int) variant);
      }
      case Statement.Mention(var place) -> {
        Value value = places.value(place);
        yield f -> value.place().at(f);
      }
      case Statement.Other(String what) -> throw Halt.unknown(what);
      case Statement.Nothing _ -> f -> {};
    };
  }

  private Code.Step assume(Value condition) {
    return f -> {
      if (condition.bits(machine, f) == 0) {
        throw Halt.undefined("what the code assumes is false");
      }
    };
  }

  /**
   * The operands of a site go into its story as they are: they are pointers, whatever the story
   * calls them.
   */
  private Code.Step retag(dev.fabula.mir.Place place, Statement.Reason reason, Statement before)
      throws Halt {
    boolean entry = reason == Statement.Reason.ENTRY;
    if (reason == Statement.Reason.RAW || code.isStory() && (entry || isOperand(before))) {
      return f -> {};
    }
    Value value = places.value(place);
    return f -> context.retags.retag(value.place().at(f), value.ty(), entry);
  }

  private static boolean isOperand(Statement before) {
    return before instanceof Statement.Assign(var _, dev.fabula.mir.Rvalue.Plain(var operand))
        && operand instanceof Operand.Use(dev.fabula.mir.Place from, var _)
        && from.local() == 2
        && from.steps().size() == 1;
  }

  /** An operand made ready. */
  Value operand(Operand operand) throws Halt {
    return switch (operand) {
      case Operand.Use(dev.fabula.mir.Place place, boolean moved) -> {
        Value value = places.value(place);
        yield moved ? value.moving() : value;
      }
      case Operand.Constant(String text) -> new Constants(context, code.substitution()).value(text);
      case Operand.UbChecks _ -> new Constants(context, code.substitution()).value("false");
    };
  }

  /** The box whose pointer an operand is: so MIR spells that a box is followed. */
  Optional<Value> box(Operand operand) throws Halt {
    if (!(operand instanceof Operand.Use(dev.fabula.mir.Place(int local, var steps), var _))
        || steps.size() < 2
        || !isFirst(steps.getLast())
        || !isFirst(steps.get(steps.size() - 2))) {
      return Optional.empty();
    }
    Value box = places.value(new dev.fabula.mir.Place(local, steps.subList(0, steps.size() - 2)));
    return box.ty() instanceof Ty.Struct struct && Retags.isBox(struct)
        ? Optional.of(box)
        : Optional.empty();
  }

  private static boolean isFirst(dev.fabula.mir.Place.Step step) {
    return step instanceof dev.fabula.mir.Place.Step.Field(int index, var _) && index == 0;
  }

  Value place(dev.fabula.mir.Place place) throws Halt {
    return places.value(place);
  }

  private Code.Jump terminator(Terminator end) throws Halt {
    return switch (end) {
      case Terminator.Goto(int target) -> f -> target;
      case Terminator.Switch choice -> choose(choice);
      case Terminator.Assert assertion -> check(assertion);
      case Terminator.Call call -> new Calls(context, code, this).call(call);
      case Terminator.Drop(var place, int target) -> {
        Value value = places.value(place);
        yield f -> {
          if (!context.drops.isPlain(value.ty())) {
            context.drops.glue(machine.pointer(value.place().at(f)), value.ty());
          }
          return target;
        };
      }
      case Terminator.Return _ -> context.interpreter::leave;
      case Terminator.Unreachable _ ->
          f -> {
            throw Halt.undefined("what the code calls unreachable is reached");
          };
      case Terminator.Asm asm -> new AsmCalls(context, this).call(asm);
      case Terminator.Other(String text) -> throw Halt.unknown("the MIR `" + text + "`");
    };
  }

  private Code.Jump choose(Terminator.Switch choice) throws Halt {
    Value value = operand(choice.value());
    int otherwise = choice.otherwise().orElse(Code.ELSEWHERE);
    if (value.ty().size() > 8) {
      Map<BigInteger, Integer> cases = choice.cases();
      return f -> {
        BigInteger wide = value.wide(machine, f);
        BigInteger raw = wide.signum() < 0 ? wide.add(BigInteger.ONE.shiftLeft(128)) : wide;
        return target(cases.getOrDefault(raw, otherwise));
      };
    }
    long[] keys = new long[choice.cases().size()];
    int[] targets = new int[keys.length];
    int at = 0;
    for (Map.Entry<BigInteger, Integer> one : choice.cases().entrySet()) {
      keys[at] = one.getKey().longValue() & Bits.mask(value.ty().size());
      targets[at++] = one.getValue();
    }
    return f -> {
      long now = value.bits(machine, f);
      for (int i = 0; i < keys.length; i++) {
        if (keys[i] == now) {
          return targets[i];
        }
      }
      return target(otherwise);
    };
  }

  private static int target(int block) throws Halt {
    if (block == Code.ELSEWHERE) {
      throw Halt.undefined("no case of a match is as the value is");
    }
    return block;
  }

  private Code.Jump check(Terminator.Assert assertion) throws Halt {
    Value condition = operand(assertion.condition());
    return f -> {
      boolean holds = condition.bits(machine, f) != 0;
      if (holds != assertion.expected()) {
        throw Halt.panic(assertion.message());
      }
      return assertion.target();
    };
  }
}
