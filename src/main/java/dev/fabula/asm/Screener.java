package dev.fabula.asm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Decides for a whole text whether and where it is assembled. */
final class Screener {
  private static final int LONGEST_HERE = 1 << 16;
  private static final int LONGEST = 1 << 24;
  private static final int MOST_SIZED = 64;

  private final AssemblyRequest request;
  private final InstructionPolicy instructions;
  private final DirectivePolicy directives;

  private Screener(AssemblyRequest request, List<Statement> statements) {
    this.request = request;
    boolean intel = request.dialect() == Dialect.INTEL || request.text().contains("syntax");
    instructions =
        new InstructionPolicy(request.architecture(), intel && request.architecture().isX86());
    directives = new DirectivePolicy(request.architecture(), labels(statements));
  }

  static Screening screen(AssemblyRequest request, List<Statement> statements) {
    Screener screener = new Screener(request, statements);
    Screening screening = screener.text();
    int directives = 0;
    for (Statement statement : statements) {
      directives += statement instanceof Statement.Directive ? 1 : 0;
      screening = screening.and(screener.statement(statement));
    }
    return directives > MOST_SIZED
        ? screening.and(new Screening.Doubtful("very many directives"))
        : screening;
  }

  private static Set<String> labels(List<Statement> statements) {
    Set<String> labels = new HashSet<>();
    for (Statement statement : statements) {
      if (statement instanceof Statement.Label label) {
        labels.add(label.name());
      }
    }
    return labels;
  }

  private Screening text() {
    String text = request.text();
    if (text.length() > LONGEST) {
      return new Screening.Refused("the text is longer than 16 MiB", 0);
    }
    if (request.architecture().backend().equals("PowerPC")) {
      return new Screening.Doubtful("LLVM's PowerPC parser dies of malformed operands");
    }
    if (text.length() > LONGEST_HERE) {
      return new Screening.Doubtful("a very long text");
    }
    if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c > '~')) {
      return new Screening.Doubtful("a text with control or foreign characters");
    }
    return Statements.isUnterminated(request.architecture(), text)
        ? new Screening.Doubtful("an open string or comment")
        : new Screening.Harmless();
  }

  private Screening statement(Statement statement) {
    return switch (statement) {
      case Statement.Label _ -> new Screening.Harmless();
      case Statement.Assignment assignment -> DirectivePolicy.assignment(assignment.expression());
      case Statement.Directive directive -> directives.screen(directive);
      case Statement.Instruction instruction -> instructions.screen(instruction);
    };
  }
}
