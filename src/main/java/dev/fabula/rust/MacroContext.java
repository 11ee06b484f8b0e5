package dev.fabula.rust;

import java.util.Optional;

/**
 * What macro calls at a place need to know.
 *
 * @param scope the macros defined before it
 * @param depth how many expansions are around it
 * @param budget what pays for expansions; empty outside of any
 */
record MacroContext(MacroScope scope, int depth, Optional<Budget> budget) {

  /** The top of a file. */
  static MacroContext top() {
    return new MacroContext(MacroScope.top(), 0, Optional.empty());
  }

  /** A block at this place. */
  MacroContext block() {
    return new MacroContext(scope.inner(), depth, budget);
  }

  /** Inside of an expansion at this place. */
  MacroContext expansion() {
    return new MacroContext(scope, depth + 1, budget.or(() -> Optional.of(new Budget())));
  }
}
