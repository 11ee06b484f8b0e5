package dev.fabula.abi;

/**
 * Something wrong in a file that the user wrote.
 *
 * @param file name of the file
 * @param line line from 1; 0 if it is about the whole file
 * @param column column from 1
 * @param cause what is wrong, as a sentence without capital or full stop
 * @param remedy what to do about it, in the same form
 */
public record Fault(String file, int line, int column, String cause, String remedy) {

  /** The place as compilers write it, the cause, and the remedy on a line of its own. */
  public String text() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + ": " + cause + "\n  help: " + remedy;
  }
}
