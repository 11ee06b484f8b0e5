package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Statement;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import java.util.Set;
import java.util.function.Consumer;

/** The text ends in a prefix, which applies to whatever comes next. */
public final class HangingPrefix implements TextRule {

  private static final Set<String> X86 =
      Set.of(
          "lock",
          "rep",
          "repe",
          "repz",
          "repne",
          "repnz",
          "cs",
          "ds",
          "es",
          "fs",
          "gs",
          "ss",
          "data16",
          "data32",
          "addr16",
          "addr32",
          "rex",
          "rex64",
          "rex.w",
          "xacquire",
          "xrelease",
          "notrack",
          "bnd");

  @Override
  public String name() {
    return "hanging-prefix";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the text ends in a prefix of the instruction behind the site";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    text.statements().reversed().stream()
        .filter(s -> s instanceof Statement.Instruction)
        .map(Statement.Instruction.class::cast)
        .findFirst()
        .filter(last -> isPrefix(text.site().target().architecture(), last))
        .ifPresent(last -> findings.accept(finding(text, last)));
  }

  private static boolean isPrefix(Architecture architecture, Statement.Instruction last) {
    String mnemonic = last.lowerMnemonic();
    if (architecture.isX86()) {
      return X86.contains(mnemonic) && last.operands().isBlank();
    }
    return architecture == Architecture.AARCH64 && mnemonic.equals("movprfx");
  }

  private Finding finding(SiteText text, Statement.Instruction last) {
    return Finding.ofText(
            this,
            text.rendered().span(last),
            "applies to the instruction behind the site",
            "the text ends in the prefix `" + last.mnemonic() + "`")
        .help("write the prefix in the same text as its instruction");
  }
}
