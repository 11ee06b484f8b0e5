package dev.fabula.cli;

/**
 * Something that Fabula needs from outside is missing or cannot be used: the process prints the
 * message as one line, without a stack trace, and ends with {@link ExitStatus#ENVIRONMENT}.
 */
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A fault with a sentence that stands alone, without capital or full stop. */
  public EnvironmentException(String message) {
    super(message);
  }

  /** A fault with its cause, which only the sentence tells about. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
