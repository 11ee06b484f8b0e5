package dev.fabula.site;

/** The direction of a register operand (Reference, asm.operand-type.supported-operands.*). */
public enum Direction {
  /** The register holds the value at entry, and must hold it at exit. */
  IN("in"),
  /** The register is undefined at entry and shares with no input. */
  OUT("out"),
  /** As {@link #OUT}, but may share a register with an input. */
  LATEOUT("lateout"),
  /** One register for a value in and a value out. */
  INOUT("inout"),
  /** As {@link #INOUT}, but may share a register with an equal input. */
  INLATEOUT("inlateout");

  private final String spelling;

  Direction(String spelling) {
    this.spelling = spelling;
  }

  /** The word as it is written in Rust. */
  public String spelling() {
    return spelling;
  }

  /** Whether a value goes in. */
  public boolean reads() {
    return this == IN || this == INOUT || this == INLATEOUT;
  }

  /** Whether a value comes out or is discarded. */
  public boolean writes() {
    return this != IN;
  }

  /** Whether the output may be written only after all inputs are read. */
  public boolean isLate() {
    return this == LATEOUT || this == INLATEOUT;
  }
}
