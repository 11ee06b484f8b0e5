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

  private static final Pattern LINE = Pattern.compile("#\\s*(?:line\\s+)?\\d");

  private final Target target;
  private final Dialect dialect;

  /** A reader for one machine, in the dialect that GNU's compilers expect unless told otherwise. */
  public CReader(Target target) {
    this(target, Dialect.ATT);
  }

  /**
   * A reader for one machine.
   *
   * @param x86 the dialect for x86, as {@code -masm} tells a compiler
   */
  public CReader(Target target, Dialect x86) {
    this.target = target;
    this.dialect = target.architecture().isX86() ? x86 : target.architecture().defaultDialect();
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
    List<Token> all = Scanner.scan(file);
    Lowering lowering = new Lowering(new Texts(file, all), file, target, dialect);
    DataModel model = DataModel.of(target.architecture());
    List<Found> found = new ArrayList<>();
    Collector collector = new Collector(file, model, lowering, found);
    List<Token> code = all.stream().filter(token -> !isLineMarker(token)).toList();
    new Walker(file, new Cursor(code), Scope.file(), model, collector).walk();
    return found;
  }

  /** Preprocessors tell lines even in the midst of a declaration. */
  private static boolean isLineMarker(Token token) {
    return token.kind() == Token.Kind.DIRECTIVE && LINE.matcher(token.text()).lookingAt();
  }

  private record Collector(SourceFile file, DataModel model, Lowering lowering, List<Found> found)
      implements Walker.Visitor {
    @Override
    public void found(AsmStatement statement, Scope scope, Surroundings surroundings, Uses uses) {
      found.add(lowering.read(statement, scope, surroundings, uses));
    }

    @Override
    public void directive(Token directive, Scope scope) {
      Definition.of(file, directive)
          .filter(Definition::holdsAsm)
          .ifPresent(definition ->
              new Walker(file, new Cursor(definition.body()), scope.block(), model, this)
                  .walkBody(definition));
    }
  }
}
