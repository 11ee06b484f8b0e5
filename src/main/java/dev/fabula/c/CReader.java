package dev.fabula.c;

import dev.fabula.asm.Dialect;
import dev.fabula.site.Found;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds and reads the asm statements of files in GNU C, preprocessed or not. */
public final class CReader {

  /** How names of files end that hold C, preprocessed or not. */
  public static final Set<String> ENDINGS = Set.of(".c", ".h", ".i");

  private static final Pattern ASM = Pattern.compile("\\b(?:__asm__|__asm|asm)\\b");

  private final Target target;

  /** A reader for one machine. */
  public CReader(Target target) {
    this.target = target;
  }

  /** Whether a file of that name holds C. */
  public static boolean reads(String name) {
    return ENDINGS.contains(name.substring(Math.max(0, name.lastIndexOf('.'))));
  }

  /** Every asm statement or item of a file, in the order of the file. */
  public List<Found> read(SourceFile file) {
    if (!ASM.matcher(file.text()).find()) {
      return List.of();
    }
    Dialect dialect =
        target.architecture().isX86() ? Dialect.ATT : target.architecture().defaultDialect();
    Lowering lowering = new Lowering(file, target, dialect);
    DataModel model = DataModel.of(target.architecture());
    List<Found> found = new ArrayList<>();
    Cursor tokens = new Cursor(Scanner.scan(file));
    new Walker(file, tokens, Scope.file(), model, new Collector(lowering, found)).walk();
    return found;
  }

  private record Collector(Lowering lowering, List<Found> found) implements Walker.Visitor {
    @Override
    public void found(AsmStatement statement, Scope scope, Surroundings surroundings, Uses uses) {
      found.add(lowering.read(statement, scope, surroundings, uses));
    }

    @Override
    public void directive(Token directive, Scope scope, Surroundings surroundings) {}
  }
}
