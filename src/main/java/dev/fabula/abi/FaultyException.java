package dev.fabula.abi;

import java.util.List;
import java.util.stream.Collectors;

/** A file of the user's that cannot be used, with all that is known to be wrong in it. */
public final class FaultyException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Fault> faults;

  /** At least one fault. */
  public FaultyException(List<Fault> faults) {
    super(faults.stream().map(Fault::text).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** The faults in the order of the file. */
  public List<Fault> faults() {
    return faults;
  }
}
