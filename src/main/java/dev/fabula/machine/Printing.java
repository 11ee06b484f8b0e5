package dev.fabula.machine;

/** What a program prints. */
final class Printing {

  private final Machine machine;

  Printing(Context context) {
    this.machine = context.machine;
  }

  /** The text of formatted arguments in memory. */
  String text(Place arguments, Ty ty) throws Halt {
    throw Halt.unknown("printing");
  }
}
