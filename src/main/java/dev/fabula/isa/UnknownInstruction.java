package dev.fabula.isa;

/** Says that the effect of an instruction is not known; a fact about the site, not a fault. */
public final class UnknownInstruction extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Creates the statement with the reason shown to the user. */
  public UnknownInstruction(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The reason shown to the user. */
  public String reason() {
    return reason;
  }
}
