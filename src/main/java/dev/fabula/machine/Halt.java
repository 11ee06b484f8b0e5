package dev.fabula.machine;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends a run; thrown from wherever the machine is. */
final class Halt extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Ending ending;

  Halt(Ending ending) {
    super(ending.toString(), null, false, false);
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }

  /** Undefined behaviour at the place where the machine is. */
  static Halt undefined(String message) {
    return undefined(message, List.of());
  }

  static Halt undefined(String message, List<Ending.Remark> remarks) {
    return new Halt(new Ending.Undefined(message, Optional.empty(), remarks));
  }

  /** Something without meaning, as a clause. */
  static Halt unknown(String what) {
    return new Halt(new Ending.Unknown(what, Optional.empty()));
  }

  static Halt panic(String message) {
    return new Halt(new Ending.Panic(message, Optional.empty()));
  }

  static Halt exit(int status) {
    return new Halt(new Ending.Exit(status));
  }

  /** The same at a place, if it has none yet. */
  Halt at(Spot spot) {
    return new Halt(
        switch (ending) {
          case Ending.Undefined(String message, var at, var remarks) ->
              new Ending.Undefined(message, at.or(() -> Optional.of(spot)), remarks);
          case Ending.Unknown(String what, var at) ->
              new Ending.Unknown(what, at.or(() -> Optional.of(spot)));
          case Ending.Panic(String message, var at) ->
              new Ending.Panic(message, at.or(() -> Optional.of(spot)));
          case Ending.Endless(long steps, var at) ->
              new Ending.Endless(steps, at.or(() -> Optional.of(spot)));
          case Ending.Exit exit -> exit;
        });
  }

  /** The same with a further remark. */
  Halt with(Ending.Remark remark) {
    if (!(ending instanceof Ending.Undefined(String message, var at, var remarks))) {
      return this;
    }
    List<Ending.Remark> more = new ArrayList<>(remarks);
    more.add(remark);
    return new Halt(new Ending.Undefined(message, at, more));
  }
}
