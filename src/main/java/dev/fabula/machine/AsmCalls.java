package dev.fabula.machine;

import dev.fabula.mir.Operand;
import dev.fabula.mir.Terminator;
import dev.fabula.mir.Type;
import dev.fabula.site.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asm statements: their stories run in their place. */
final class AsmCalls {

  private static final Pattern PLACE = Pattern.compile(".*?:(\\d+:\\d+): \\d+:\\d+$");

  private final Context context;
  private final Lowering lowering;

  AsmCalls(Context context, Lowering lowering) {
    this.context = context;
    this.lowering = lowering;
  }

  Code.Jump call(Terminator.Asm asm) throws Halt {
    List<Optional<Value>> inputs = new ArrayList<>();
    List<Optional<Value>> outputs = new ArrayList<>();
    for (Terminator.AsmOperand operand : asm.operands()) {
      Optional<Operand> input = operand.input();
      inputs.add(input.isPresent() ? Optional.of(lowering.operand(input.get())) : Optional.empty());
      outputs.add(
          operand.output().isPresent()
              ? Optional.of(lowering.place(operand.output().get()))
              : Optional.empty());
    }
    return f -> start(inputs, outputs, asm.target().orElse(Code.ELSEWHERE), f);
  }

  private Sites.Told told(Frame f) throws Halt {
    Matcher place = PLACE.matcher(f.spot().printed());
    Optional<Sites.Told> told =
        place.matches() ? context.sites.at(place.group(1)) : Optional.empty();
    return told.orElseThrow(() -> Halt.unknown("an asm statement that was not found"));
  }

  private int start(
      List<Optional<Value>> inputs, List<Optional<Value>> outputs, int target, Frame f)
      throws Halt {
    Sites.Told told = told(f);
    if (told.closure().isEmpty()) {
      throw Halt.unknown("an asm statement " + told.why());
    }
    Code code = code(told);
    if (!(code.ty(0) instanceof Ty.Struct results)
        || !(code.ty(2) instanceof Ty.Struct parameters)) {
      throw Halt.unknown("a story without operands");
    }
    Machine machine = context.machine;
    long since = machine.allocations();
    Allocation value =
        machine.allocate(Allocation.Kind.LOCAL, "an output", results.size(), results.align());
    Frame frame = context.interpreter.prepare(code, Place.of(value), target);
    pass(told, inputs, parameters, frame, f);
    List<Place> places = new ArrayList<>();
    for (int output : told.outputs()) {
      Optional<Value> to = outputs.get(output);
      if (to.isEmpty()) {
        throw Halt.unknown("an output that goes nowhere");
      }
      places.add(to.get().place().at(f));
    }
    StoryCall call =
        new StoryCall(
            told.site(),
            since,
            Place.of(value),
            results,
            places,
            copy(machine, frame.local(2)),
            Optional.empty());
    frame.story = Optional.of(call);
    context.interpreter.enter(frame);
    machine.storyCall = call;
    return Code.ELSEWHERE;
  }

  private Code code(Sites.Told told) throws Halt {
    String closure = told.closure().orElseThrow();
    String name = context.dump.closureAt(closure).orElseThrow(() -> Halt.unknown("a story"));
    Optional<String> captured = context.dump.captured(name);
    if (captured.isPresent()) {
      throw Halt.unknown(
          "a story that uses `" + captured.get() + "`, which is no operand of its site,");
    }
    Substitution around = context.machine.frame().code.substitution();
    Code code = new Code(name, context.functions.body(name), around, context.types, true);
    if (code.type(1) instanceof Type.Other(String text)) {
      context.captures.putIfAbsent(text, List.of());
    }
    return code;
  }

  /** Operands go in as the bits that they are, whatever the story calls them. */
  private static void pass(
      Sites.Told told, List<Optional<Value>> inputs, Ty.Struct parameters, Frame frame, Frame f)
      throws Halt {
    Place tuple = Place.of(frame.local(2));
    for (int i = 0; i < told.inputs().size(); i++) {
      Value value = inputs.get(told.inputs().get(i)).orElseThrow(() -> Halt.unknown("an operand"));
      Ty.Field field = parameters.fields().get(i);
      if (field.ty().size() != value.ty().size()) {
        throw Halt.unknown("an operand of type `" + Words.type(value.ty().type()) + "`");
      }
      frame.take(value, tuple.plus(field.offset()), f);
    }
  }

  private static Allocation copy(Machine machine, Allocation from) {
    Allocation copy =
        machine.allocate(Allocation.Kind.LOCAL, "the operands", from.size(), from.align());
    copy.copy(from, 0, 0, from.size());
    return copy;
  }

  /** Runs the story of a pure site a second time, which must give the same. */
  private static void again(Context context, Frame frame, StoryCall call) throws Halt {
    Machine machine = context.machine;
    Allocation first = Objects.requireNonNull(call.value().allocation);
    Allocation value =
        machine.allocate(Allocation.Kind.LOCAL, "an output", first.size(), first.align());
    Frame second = context.interpreter.prepare(frame.code, Place.of(value), frame.next);
    second.local(2).copy(call.inputs(), 0, 0, call.inputs().size());
    StoryCall other =
        new StoryCall(
            call.site(),
            call.since(),
            Place.of(value),
            call.results(),
            call.outputs(),
            call.inputs(),
            Optional.of(first));
    second.story = Optional.of(other);
    context.interpreter.enter(second);
    machine.storyCall = other;
  }

  private static void demandSame(Allocation first, StoryCall call) throws Halt {
    Allocation second = Objects.requireNonNull(call.value().allocation);
    for (int i = 0; i < first.size(); i++) {
      boolean same =
          first.isInitialised(i) == second.isInitialised(i)
              && (!first.isInitialised(i) || first.bits(i, 1) == second.bits(i, 1));
      if (!same) {
        throw Halt.undefined(
            "two runs of the story from equal operands give different results,"
                + " but its site is `pure`");
      }
    }
  }

  /** Puts the results of a story where its site puts them; tells whether it is to run again. */
  static boolean finish(Context context, Frame frame) throws Halt {
    StoryCall call = frame.story.orElseThrow();
    if (call.site().has(Option.NORETURN)) {
      throw Halt.undefined("the story comes back, but its site is `noreturn`");
    }
    if (call.site().has(Option.PURE) && call.first().isEmpty()) {
      again(context, frame, call);
      return true;
    }
    if (call.first().isPresent()) {
      demandSame(call.first().get(), call);
    }
    for (int i = 0; i < call.outputs().size(); i++) {
      Ty.Field field = call.results().fields().get(i);
      context.copies.copy(call.value().plus(field.offset()), call.outputs().get(i), field.ty());
    }
    return false;
  }
}
