package dev.fabula.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Where a command tells its results, and what went wrong inside of Fabula.
 *
 * @param out takes results, each at once
 * @param err takes faults
 * @param debug whether faults are told, with the place they come from
 */
record Console(PrintWriter out, PrintWriter err, boolean debug) {

  /** The console of a command line. */
  static Console of(CommandLine command, boolean debug) {
    return new Console(command.getOut(), command.getErr(), debug);
  }

  /** Tells a part of a result. */
  void print(String text) {
    out.print(text);
    out.flush();
  }

  /** Hears of a fault of ours; faults of several threads come one after another. */
  void failed(Throwable fault) {
    if (debug) {
      synchronized (err) {
        fault.printStackTrace(err);
        err.flush();
      }
    }
  }
}
