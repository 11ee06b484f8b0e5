package dev.fabula.check;

import dev.fabula.isa.Event;

/** Events in words, as what the code does. */
public final class EventWords {

  private EventWords() {}

  /** The event as a clause whose subject is the code or the instruction, as in {@code waits}. */
  public static String of(Event event) {
    return switch (event) {
      case Event.PortIo io -> "talks to a device";
      case Event.SystemChange change -> "changes system state";
      case Event.Maintenance maintenance -> "maintains caches";
      case Event.Wait wait -> "waits";
      case Event.SystemCall call -> "enters the system";
      case Event.Unrepeatable unrepeatable ->
          "yields " + unrepeatable.what() + ", which is not the same each time";
      case Event.Fence fence -> "is a barrier";
      case Event.Hint hint when hint.touchesMemory() -> "is a hint about memory";
      case Event.Hint hint -> "is a hint that changes no value";
      case Event.FunctionCall call -> "calls a function";
      case Event.Unmodelled unmodelled -> "has an effect that is not modelled";
      case Event.TrapUnless trap -> "traps unless " + trap.what();
    };
  }
}
