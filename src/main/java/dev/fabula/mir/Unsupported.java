package dev.fabula.mir;

import java.io.Serial;

/** Something in MIR that has no meaning here, named so that it can be told. */
public final class Unsupported extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String what;

  /** What it is, as a clause without capital or full stop. */
  public Unsupported(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  /** What it is, as a clause without capital or full stop. */
  public String what() {
    return what;
  }
}
