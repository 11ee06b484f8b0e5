package dev.fabula.rust;

import dev.fabula.rust.Tree.Group;
import java.util.List;

/**
 * A call of a macro.
 *
 * @param path the path as written, without separators
 * @param first the first tree of the path
 * @param arguments the brackets with the arguments
 */
record MacroCall(List<String> path, Tree first, Group arguments) {

  /** The last name of the path. */
  String name() {
    return path.getLast();
  }
}
