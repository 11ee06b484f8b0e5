package dev.fabula.asm;

import java.time.Duration;

/**
 * A text to assemble.
 *
 * @param architecture the processor
 * @param dialect the syntax at the start of the text
 * @param mode the instruction set at the start of the text
 * @param text the statements, without any prologue
 * @param limit how long the assembler may take
 */
public record AssemblyRequest(
    Architecture architecture, Dialect dialect, Mode mode, String text, Duration limit) {
  /** The limit of a request that names none. */
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);

  public AssemblyRequest {
    if (architecture.isX86() == (dialect == Dialect.PLAIN)) {
      throw new IllegalArgumentException(architecture + " has no dialect " + dialect);
    }
    if (mode != Mode.DEFAULT && architecture != Architecture.ARM) {
      throw new IllegalArgumentException(architecture + " has no mode " + mode);
    }
  }

  /** A request in the usual mode with the default limit. */
  public AssemblyRequest(Architecture architecture, Dialect dialect, String text) {
    this(architecture, dialect, Mode.DEFAULT, text, DEFAULT_LIMIT);
  }

  /** A request in the architecture's default dialect. */
  public static AssemblyRequest of(Architecture architecture, String text) {
    return new AssemblyRequest(architecture, architecture.defaultDialect(), text);
  }

  /** This request in another mode. */
  public AssemblyRequest in(Mode other) {
    return new AssemblyRequest(architecture, dialect, other, text, limit);
  }

  /** This request with another time limit. */
  public AssemblyRequest within(Duration other) {
    return new AssemblyRequest(architecture, dialect, mode, text, other);
  }
}
