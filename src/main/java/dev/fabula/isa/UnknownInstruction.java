package dev.fabula.isa;

/** Says that the effect of an instruction is not known; a fact about the site, not a fault. */
public final class UnknownInstruction extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean misread;

  /** Creates the statement with the reason shown to the user. */
  public UnknownInstruction(String reason) {
    this(reason, false);
  }

  private UnknownInstruction(String reason, boolean misread) {
    super(reason, null, false, false);
    this.reason = reason;
    this.misread = misread;
  }

  /** Bytes that may be another instruction, or none, than the disassembler says. */
  public static UnknownInstruction misread(String text) {
    return new UnknownInstruction("LLVM may misread `" + text + "`", true);
  }

  /** Whether it is only the disassembler that takes the bytes for this instruction. */
  public boolean isMisread() {
    return misread;
  }

  /** The reason shown to the user. */
  public String reason() {
    return reason;
  }
}
