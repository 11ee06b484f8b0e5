package dev.fabula.asm;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands around a text when it is assembled: the dialect's directive, and the unwind brackets
 * that a compiler puts around the function that holds the text.
 */
record Frame(String before, String after) {
  private static final Set<String> ARM_UNWINDING =
      Set.of(".save", ".movsp", ".pad", ".setfp", ".cantunwind", ".vsave", ".personality");

  static Frame of(AssemblyRequest request, List<Statement> statements) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    if (request.dialect() == Dialect.INTEL) {
      before.append(".intel_syntax noprefix\n");
    }
    if (lacksStart(statements, ".cfi_startproc", Frame::isUnwinding)) {
      before.append(".cfi_startproc\n");
      after.append("\n.cfi_endproc");
    }
    if (lacksStart(statements, ".fnstart", d -> ARM_UNWINDING.contains(d.name()))) {
      before.append(".fnstart\n");
      after.append("\n.fnend");
    }
    return new Frame(before.toString(), after.toString());
  }

  private static boolean isUnwinding(Statement.Directive directive) {
    return directive.name().startsWith(".cfi_") && !directive.name().equals(".cfi_sections");
  }

  private static boolean lacksStart(
      List<Statement> statements, String start, Predicate<Statement.Directive> needsIt) {
    boolean needed = false;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Directive directive) {
        if (directive.name().equals(start)) {
          return false;
        }
        needed |= needsIt.test(directive);
      }
    }
    return needed;
  }
}
