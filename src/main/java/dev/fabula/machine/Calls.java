package dev.fabula.machine;

import dev.fabula.mir.Operand;
import dev.fabula.mir.Terminator;
import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes calls ready. */
final class Calls {

  private final Context context;
  private final Machine machine;
  private final Code code;
  private final Lowering lowering;

  /** Whether the call is one by a pointer, whose type may not be that of the function. */
  private boolean byPointer;

  Calls(Context context, Code code, Lowering lowering) {
    this.context = context;
    this.machine = context.machine;
    this.code = code;
    this.lowering = lowering;
  }

  /**
   * A call made ready.
   *
   * @param name what is called, as MIR has it
   * @param result where the result goes
   * @param arguments what is passed
   * @param target the block where it goes on; {@link Code#ELSEWHERE} if it does not come back
   */
  record Ready(String name, Value result, List<Value> arguments, int target) {
    /** Copies the list. */
    public Ready {
      arguments = List.copyOf(arguments);
    }
  }

  Code.Jump call(Terminator.Call call) throws Halt {
    List<Value> arguments = new ArrayList<>();
    for (Operand argument : call.arguments()) {
      arguments.add(lowering.operand(argument));
    }
    Value result = lowering.place(call.result());
    Ready ready = new Ready(call.callee(), result, arguments, call.target().orElse(Code.ELSEWHERE));
    if (call.callee().startsWith("*")) {
      int local = Integer.parseInt(call.callee().substring(1));
      return f -> {
        Pointer pointer = machine.load(Place.of(f.local(local)), false);
        return dispatch(Functions.at(pointer), ready, f, true);
      };
    }
    if (Panics.is(call.callee())) {
      return new Panics(machine).panic(call.callee(), arguments);
    }
    List<Type> types = arguments.stream().map(a -> a.ty().type()).toList();
    Functions.Callee callee = context.functions.resolve(call.callee(), code.substitution(), types);
    if (callee instanceof Functions.Callee.Foreign foreign) {
      return foreign(foreign, ready);
    }
    return f -> dispatch(callee, ready, f, false);
  }

  private Code.Jump foreign(Functions.Callee.Foreign foreign, Ready ready) throws Halt {
    if (foreign.path().equals("a function pointer")) {
      return f -> {
        Pointer pointer = ready.arguments().getFirst().pointer(machine, f);
        List<Value> spread = spread(ready.arguments().get(1));
        Ready then = new Ready(ready.name(), ready.result(), spread, ready.target());
        return dispatch(Functions.at(pointer), then, f, true);
      };
    }
    Library.Meaning meaning = context.library.meaning(foreign, ready);
    return f -> {
      meaning.run(f);
      if (ready.target() == Code.ELSEWHERE) {
        throw Halt.undefined("a function that must not return has returned");
      }
      return ready.target();
    };
  }

  /**
   * Calls what was found.
   *
   * @param byPointer whether the arguments are as a function pointer's: none for a closure itself
   */
  private int dispatch(Functions.Callee callee, Ready ready, Frame f, boolean byPointer)
      throws Halt {
    this.byPointer = byPointer;
    return switch (callee) {
      case Functions.Callee.Own(Code own) -> {
        boolean spread = own.parameters() != ready.arguments().size() && isCall(ready);
        yield enter(own, spread ? spread(ready.arguments().get(1)) : ready.arguments(), ready, f);
      }
      case Functions.Callee.Closure(Code closure) -> closure(closure, ready, f, byPointer);
      case Functions.Callee.Virtual(String trait, String method) -> {
        Pointer self = ready.arguments().getFirst().pointer(machine, f);
        Ty concrete = Vtables.of(machine, self.meta());
        Functions.Callee found =
            context.functions.method(
                concrete.type(),
                trait,
                Impl.last(Texts.plain(trait)),
                method,
                List.of(),
                List.of());
        yield dispatch(found, ready, f, false);
      }
      case Functions.Callee.Foreign foreign -> foreign(foreign, ready).go(f);
    };
  }

  private static boolean isCall(Ready ready) {
    return ready.name().matches(".*::call(?:_mut|_once)?$") && ready.arguments().size() == 2;
  }

  /** The parts of a tuple as arguments of their own. */
  private static List<Value> spread(Value tuple) throws Halt {
    if (!(tuple.ty() instanceof Ty.Struct struct)) {
      throw Halt.unknown("arguments of type `" + Words.type(tuple.ty().type()) + "`");
    }
    List<Value> parts = new ArrayList<>();
    for (Ty.Field field : struct.fields()) {
      int offset = field.offset();
      parts.add(Value.of(f -> tuple.place().at(f).plus(offset), field.ty()));
    }
    return parts;
  }

  /** A closure's body takes the closure by value or by reference, and its arguments one by one. */
  private int closure(Code closure, Ready ready, Frame f, boolean byPointer) throws Halt {
    List<Value> arguments = new ArrayList<>();
    Ty wanted = closure.ty(1);
    if (byPointer) {
      Place none = Place.of(nothing(closure));
      arguments.add(self(none, wanted));
      arguments.addAll(ready.arguments());
    } else {
      Value given = ready.arguments().getFirst();
      boolean same =
          given.ty().size() == wanted.size() && isPointer(given.ty()) == isPointer(wanted);
      arguments.add(same ? given : self(given.place().at(f), wanted));
      arguments.addAll(spread(ready.arguments().get(1)));
    }
    return enter(closure, arguments, ready, f);
  }

  private static boolean isPointer(Ty ty) {
    return ty instanceof Ty.Pointer;
  }

  private Allocation nothing(Code closure) {
    return machine.allocate(Allocation.Kind.LOCAL, closure.title(), 0, 1);
  }

  /** The closure at a place, by reference if that is wanted. */
  private Value self(Place place, Ty wanted) throws Halt {
    if (!(wanted instanceof Ty.Pointer)) {
      return Value.of(f -> place, wanted);
    }
    Allocation pointer = machine.allocate(Allocation.Kind.LOCAL, "a closure", 8, 8);
    Machine.storeAt(Place.of(pointer), machine.pointer(place), false);
    return Value.of(f -> Place.of(pointer), wanted);
  }

  private int enter(Code callee, List<Value> arguments, Ready ready, Frame f) throws Halt {
    if (callee.parameters() != arguments.size()) {
      throw Halt.undefined(
          "%s is called with %d arguments, but has %d parameters"
              .formatted(callee.title(), arguments.size(), callee.parameters()),
          List.of(new Ending.Remark("it starts here", start(callee))));
    }
    Place result = ready.result().place().at(f);
    demandResult(callee.ty(0), ready.result().ty(), callee);
    Frame frame = context.interpreter.prepare(callee, result, ready.target());
    for (int i = 0; i < arguments.size(); i++) {
      pass(arguments.get(i), frame, i + 1, f);
      if (arguments.get(i).moved()) {
        take(arguments.get(i).place().at(f), arguments.get(i).ty().size(), frame);
      }
    }
    demandApart(result, arguments, f);
    take(result, ready.result().ty().size(), frame);
    context.interpreter.enter(frame);
    return Code.ELSEWHERE;
  }

  /**
   * A place that is the callee's while it runs: where an argument was moved from, or where the
   * result goes. What no pointer leads to needs no guard.
   */
  private void take(Place place, int size, Frame callee) throws Halt {
    Allocation allocation = place.allocation;
    if (size > 0 && (allocation == null || allocation.treeIfAny() != null)) {
      callee.guard(context.retags.take(place, size));
    } else if (allocation != null) {
      allocation.uninitialise((int) place.offset, size);
    }
  }

  /** Demands that a result does not go where an argument was moved from. */
  private static void demandApart(Place result, List<Value> arguments, Frame f) throws Halt {
    for (Value argument : arguments) {
      if (argument.moved() && argument.ty().size() > 0) {
        Place from = argument.place().at(f);
        long distance = result.offset - from.offset;
        boolean inside = distance >= 0 && distance < argument.ty().size();
        if (inside && from.allocation != null && from.allocation == result.allocation) {
          throw Halt.undefined("the result of a call goes where an argument was moved from");
        }
      }
    }
  }

  private void pass(Value argument, Frame frame, int parameter, Frame f) throws Halt {
    Ty ty = frame.code.ty(parameter);
    Place to = Place.of(frame.local(parameter));
    if (argument.literal()) {
      demandSame(ty, argument.ty(), frame.code);
      machine.setBits(to, ty.size(), argument.bits());
      return;
    }
    if (byPointer) {
      context.copies.demand(argument.place().at(f), argument.ty());
    }
    boolean thin = ty instanceof Ty.Pointer p && !p.isWide() && argument.ty().size() == 16;
    if (!thin) {
      demandSame(ty, argument.ty(), frame.code);
    }
    context.copies.copy(argument.place().at(f), to, ty);
  }

  private void demandSame(Ty wanted, Ty given, Code callee) throws Halt {
    if (given instanceof Ty.Item item && wanted.size() != 0) {
      throw Halt.unknown("the constant `" + item.path() + "`");
    }
    demand(wanted, given, callee, "is called with a value of type");
  }

  private void demandResult(Ty wanted, Ty given, Code callee) throws Halt {
    if (!(wanted instanceof Ty.Never)) {
      demand(wanted, given, callee, "is called for a result of type");
    }
  }

  private static Optional<Spot> start(Code code) {
    return Optional.of(new Spot(code, 0, 0));
  }

  /** Types of the crate itself are those of the call; others come by way of pointers. */
  private void demand(Ty wanted, Ty given, Code callee, String what) throws Halt {
    if (wanted.size() == given.size() && !byPointer) {
      return;
    }
    String message =
        "%s %s `%s` where it has `%s`"
            .formatted(callee.title(), what, Words.type(given.type()), Words.type(wanted.type()));
    switch (new Abi(context.types).of(wanted, given)) {
      case SAME -> {}
      case DIFFERENT ->
          throw Halt.undefined(
              message, List.of(new Ending.Remark("it starts here", start(callee))));
      case UNKNOWN -> throw Halt.unknown("that " + message);
    }
  }

  /** Calls a function with what is in some places, and runs it to its end. */
  static void run(Context context, Code code, List<Place> arguments) throws Halt {
    Machine machine = context.machine;
    Ty ty = code.ty(0);
    Allocation result = machine.allocate(Allocation.Kind.LOCAL, "a result", ty.size(), ty.align());
    Frame frame = context.interpreter.prepare(code, Place.of(result), -1);
    for (int i = 0; i < arguments.size(); i++) {
      context.copies.copy(arguments.get(i), Place.of(frame.local(i + 1)), code.ty(i + 1));
    }
    context.interpreter.enter(frame);
    context.interpreter.run();
  }
}
