package dev.fabula.check;

import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.site.MacroKind;
import dev.fabula.term.Term;
import java.util.List;

/** How a naked function comes to its end. */
public final class NakedExits {

  private NakedExits() {}

  /** The paths on which a naked function returns to its caller or jumps to another function. */
  public static List<Path> of(Examination examination) {
    if (examination.contract().kind() != MacroKind.NAKED_ASM) {
      return List.of();
    }
    return examination.paths().stream().filter(p -> p.exit() instanceof Exit.Leaves).toList();
  }

  /** The stack pointer at a path's end. */
  public static Term stackPointer(Examination examination, Path path) {
    return path.finish().get(examination.run().registers().stackPointer());
  }

  /** Whether the stack at a path's end is the one on which the function was called. */
  public static boolean staysOnStack(Examination examination, Path path) {
    return stackPointer(examination, path).base() == examination.run().entryStackPointer()
        || stackPointer(examination, path).isConstant();
  }

  /** Whether some path ends on another stack. */
  static boolean switchesStacks(Examination examination) {
    return of(examination).stream().anyMatch(p -> !staysOnStack(examination, p));
  }
}
