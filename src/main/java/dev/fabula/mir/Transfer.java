package dev.fabula.mir;

import dev.fabula.term.Term;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The meaning of terminators, in one situation. */
final class Transfer {

  private static final int DEEPEST = 24;

  private final Meaning meaning;
  private final Evaluation evaluation;
  private final Situation situation;

  Transfer(Meaning meaning, Evaluation evaluation, Situation situation) {
    this.meaning = meaning;
    this.evaluation = evaluation;
    this.situation = situation;
  }

  void follow(Terminator end) throws Unsupported {
    switch (end) {
      case Terminator.Goto(int target) -> meaning.goTo(situation, target);
      case Terminator.Switch choice -> choose(choice);
      case Terminator.Assert assertion -> check(assertion);
      case Terminator.Call call -> call(call);
      case Terminator.Drop drop -> drop(drop);
      case Terminator.Return r -> leave();
      case Terminator.Unreachable u ->
          end(new Outcome.Ending.Undefined("what the story calls unreachable is not reached"));
      case Terminator.Asm asm -> throw new Unsupported("an asm statement inside of a story");
      case Terminator.Other(String text) -> throw new Unsupported("the MIR `" + text + "`");
    }
  }

  private void end(Outcome.Ending ending) {
    meaning.end(situation.outcome(ending));
  }

  private void choose(Terminator.Switch choice) throws Unsupported {
    Term value = evaluation.bits(choice.value());
    Map<Integer, List<BigInteger>> byTarget = new TreeMap<>();
    choice
        .cases()
        .forEach(
            (key, target) -> byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(key));
    Term none = meaning.terms().trueTerm();
    for (Map.Entry<Integer, List<BigInteger>> entry : byTarget.entrySet()) {
      Term taken = meaning.terms().falseTerm();
      for (BigInteger key : entry.getValue()) {
        taken = taken.or(value.eq(meaning.terms().constant(key, value.width())));
      }
      none = none.and(taken.not());
      branch(taken, entry.getKey());
    }
    if (choice.otherwise().isPresent()) {
      branch(none, choice.otherwise().get());
    }
  }

  private void branch(Term condition, int target) {
    if (!condition.isFalse()) {
      Situation other = situation.copy();
      other.assume(condition);
      meaning.goTo(other, target);
    }
  }

  private void check(Terminator.Assert assertion) throws Unsupported {
    Term condition = evaluation.bits(assertion.condition());
    Term good = assertion.expected() ? condition : condition.not();
    if (!good.isTrue()) {
      meaning.end(situation.outcome(good.not(), new Outcome.Ending.Panics(assertion.message())));
    }
    branch(good, assertion.target());
  }

  private void drop(Terminator.Drop drop) throws Unsupported {
    Type type = evaluation.places().type(drop.place());
    boolean plain =
        switch (type) {
          case Type.Int i -> true;
          case Type.Bool b -> true;
          case Type.Pointer p -> true;
          case Type.Float f -> true;
          case Type.Char c -> true;
          case Type.Never n -> true;
          case Type.Tuple t -> t.elements().isEmpty();
          case Type.Array a -> false;
          case Type.Slice s -> false;
          case Type.Named n -> false;
          case Type.Other o -> false;
        };
    if (!plain) {
      throw new Unsupported("dropping a value of type " + type);
    }
    meaning.goTo(situation, drop.target());
  }

  private void leave() throws Unsupported {
    Frame done = situation.top();
    Value result = isUnit(done) ? Value.UNIT : done.get(0);
    Optional<String> early = meaning.induction().leaving(done, Optional.empty());
    if (early.isPresent()) {
      throw new Unsupported(early.get());
    }
    if (done.back().isEmpty()) {
      end(new Outcome.Ending.Returns(result));
      return;
    }
    situation.frames().removeLast();
    Frame.Return back = done.back().get();
    new Evaluation(meaning, situation).places().write(back.result(), result);
    meaning.goTo(situation, back.block());
  }

  private static boolean isUnit(Frame frame) {
    return frame.body().type(0).equals(Type.UNIT);
  }

  // Calls

  private void call(Terminator.Call call) throws Unsupported {
    if (isPanic(call.callee())) {
      end(new Outcome.Ending.Panics(panic(call)));
      return;
    }
    String plain = Constants.withoutArguments(call.callee());
    if (plain.equals("std::process::abort") || plain.endsWith("intrinsics::abort")) {
      end(new Outcome.Ending.Aborts());
      return;
    }
    if (meaning.foreign().knows(plain)) {
      callForeign(plain, call);
      return;
    }
    if (meaning.induction().isInvariant(call)) {
      if (meaning.induction().reached(situation, evaluation.bits(call.arguments().getFirst()))) {
        back(call, Value.UNIT);
      }
      return;
    }
    if (Vocabulary.knows(meaning.dump(), plain)) {
      Vocabulary words = new Vocabulary(meaning, evaluation, situation);
      back(call, words.call(plain, call.arguments(), evaluation.places().type(call.result())));
      return;
    }
    Optional<Body> body = meaning.dump().body(call.callee());
    if (body.isPresent()) {
      enter(body.get(), call);
      return;
    }
    Intrinsics intrinsics = new Intrinsics(meaning, evaluation, situation);
    Value result =
        intrinsics.call(call.callee(), call.arguments(), evaluation.places().type(call.result()));
    back(call, result);
  }

  /** Comes back from a call that was made at once. */
  private void back(Terminator.Call call, Value result) throws Unsupported {
    evaluation.places().write(call.result(), result);
    if (call.target().isPresent()) {
      meaning.goTo(situation, call.target().get());
    } else {
      throw new Unsupported("a call of `" + call.callee() + "`");
    }
  }

  private void callForeign(String callee, Terminator.Call call) throws Unsupported {
    Layout layout = evaluation.layout();
    Operand argument = call.arguments().getFirst();
    List<Type> parts = Passing.parts(evaluation.type(argument));
    List<Term> inputs = new ArrayList<>();
    if (!(evaluation.value(argument) instanceof Value.Composite(List<Value> values))) {
      throw new Unsupported("the operands of a site");
    }
    for (int i = 0; i < parts.size(); i++) {
      inputs.add(layout.pack(values.get(i), parts.get(i)));
    }
    for (Foreign.Turn turn : meaning.foreign().call(callee, inputs, situation.memory())) {
      go(turn, situation.copy(), call);
    }
  }

  private void go(Foreign.Turn turn, Situation there, Terminator.Call call) throws Unsupported {
    turn.conditions().forEach(there::assume);
    there.memory(turn.memory());
    there.events().addAll(turn.events());
    if (turn.ending().isPresent()) {
      meaning.end(there.outcome(turn.ending().get()));
      return;
    }
    Evaluation after = new Evaluation(meaning, there);
    List<Type> types = Passing.parts(after.places().type(call.result()));
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Term bits = turn.results().get(i);
      if (bits.width() != after.layout().bits(types.get(i))) {
        throw new Unsupported("an output of a site of another width than its variable");
      }
      results.add(after.layout().unpack(bits, types.get(i)));
    }
    after.places().write(call.result(), new Value.Composite(results));
    meaning.goTo(there, call.target().orElseThrow());
  }

  private static boolean isPanic(String callee) {
    return callee.contains("panicking::")
        || callee.endsWith("panic_display")
        || callee.contains("::panic_for_")
        || callee.endsWith("option::unwrap_failed")
        || callee.endsWith("option::expect_failed")
        || callee.endsWith("result::unwrap_failed");
  }

  private static String panic(Terminator.Call call) {
    for (Operand argument : call.arguments()) {
      if (argument instanceof Operand.Constant(String text) && text.startsWith("\"")) {
        return text.substring(1, text.length() - 1);
      }
    }
    return "explicit panic";
  }

  private void enter(Body body, Terminator.Call call) throws Unsupported {
    if (situation.frames().size() >= DEEPEST) {
      end(new Outcome.Ending.Cut("calls are nested " + DEEPEST + " deep"));
      return;
    }
    if (call.target().isEmpty()) {
      throw new Unsupported("a call of `" + call.callee() + "` that does not come back");
    }
    List<Value> values = new ArrayList<>();
    for (Operand argument : call.arguments()) {
      values.add(evaluation.value(argument));
    }
    Frame frame =
        new Frame(
            body,
            situation.nextCall(),
            Optional.of(new Frame.Return(call.result(), call.target().get())));
    for (int i = 0; i < values.size(); i++) {
      frame.set(i + 1, values.get(i));
    }
    situation.push(frame);
    meaning.open(situation);
  }
}
