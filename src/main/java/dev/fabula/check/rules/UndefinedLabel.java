package dev.fabula.check.rules;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Diagnostic;
import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A numeric label is used that the text does not define. */
public final class UndefinedLabel implements TextRule {

  private static final Pattern USE = Pattern.compile("(?<![\\w.$])(\\d+)([bf])(?![\\w.$])");

  @Override
  public String name() {
    return "undefined-label";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a numeric label is used that the text does not define";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    if (text.assembly() instanceof Assembly.Rejected rejected
        && rejected.diagnostics().stream().anyMatch(UndefinedLabel::isAboutLabel)) {
      report(text, findings);
    }
  }

  private static boolean isAboutLabel(Diagnostic diagnostic) {
    return diagnostic.message().contains("directional label")
        || diagnostic.message().contains("ndefined temporary symbol");
  }

  private void report(SiteText text, Consumer<Finding> findings) {
    for (int i = 0; i < text.statements().size(); i++) {
      if (text.statements().get(i) instanceof Statement.Instruction instruction) {
        Optional<String> missing = missing(text, instruction, i);
        missing.ifPresent(name -> findings.accept(finding(text, instruction, name)));
      }
    }
  }

  private static Optional<String> missing(
      SiteText text, Statement.Instruction instruction, int index) {
    Matcher matcher = USE.matcher(instruction.operands());
    while (matcher.find()) {
      boolean back = matcher.group(2).equals("b");
      if (!labels(text, back ? 0 : index, back ? index : Integer.MAX_VALUE)
          .contains(matcher.group(1))) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  private static Set<String> labels(SiteText text, int from, int to) {
    Set<String> result = new HashSet<>();
    for (int i = from; i < Math.min(to, text.statements().size()); i++) {
      if (text.statements().get(i) instanceof Statement.Label label) {
        result.add(label.name());
      }
    }
    return result;
  }

  private Finding finding(SiteText text, Statement.Instruction instruction, String name) {
    return Finding.ofText(
            this,
            text.rendered().span(instruction),
            "no such label here",
            "the label `" + name + "` is not defined in this text")
        .help("numeric labels of other sites cannot be used; define it in the same text");
  }
}
