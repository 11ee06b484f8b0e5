package dev.fabula.rust;

/** How much the calls inside of one outermost macro call may still write. */
final class Budget {
  private static final int TREES = 300_000;

  private int left = TREES;

  /** Takes what some trees cost. */
  void pay(int trees) throws Unexpandable {
    left -= trees;
    if (left < 0) {
      throw new Unexpandable("it writes more than " + TREES + " tokens");
    }
  }
}
