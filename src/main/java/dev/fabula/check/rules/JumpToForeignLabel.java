package dev.fabula.check.rules;

import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.site.MacroKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A label of another site is used (Reference, asm.rules.only-on-exit). */
public final class JumpToForeignLabel implements TextRule {

  @Override
  public String name() {
    return "jump-to-foreign-label";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the code goes to a label that another site defines";
  }

  @Override
  public Set<String> supersedes() {
    return Set.of("leaves-site");
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    Set<String> own =
        text.statements().stream()
            .filter(s -> s instanceof Statement.Label)
            .map(s -> ((Statement.Label) s).name())
            .collect(Collectors.toSet());
    if (text.site().kind() != MacroKind.ASM) {
      return;
    }
    for (Statement statement : text.statements()) {
      if (statement instanceof Statement.Instruction instruction) {
        foreign(instruction, text.foreignLabels(), own)
            .ifPresent(name -> findings.accept(finding(text, instruction, name)));
      }
    }
  }

  private static Optional<String> foreign(
      Statement.Instruction instruction, Set<String> foreign, Set<String> own) {
    return Arrays.stream(instruction.operands().split("[^\\w.$]+"))
        .filter(word -> foreign.contains(word) && !own.contains(word))
        .findFirst();
  }

  private Finding finding(SiteText text, Statement.Instruction instruction, String name) {
    return Finding.ofText(
            this,
            text.rendered().span(instruction),
            "goes into another site",
            "the label `" + name + "` belongs to another site")
        .note("each site is a context of its own: operands and saved registers do not carry over")
        .help("write both parts in one site, or use a `label` operand");
  }
}
