package dev.fabula.check.rules;

import dev.fabula.asm.Assembly;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.SiteText;
import dev.fabula.check.TextRule;
import dev.fabula.source.Span;
import java.util.function.Consumer;

/** The assembler itself fails on the text, and so does the compiler that uses it. */
public final class AssemblerFails implements TextRule {

  @Override
  public String name() {
    return "assembler-fails";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the assembler crashes on the text";
  }

  @Override
  public void examine(SiteText text, Consumer<Finding> findings) {
    if (text.assembly() instanceof Assembly.Crashed crashed) {
      findings.accept(finding(text.site().span(), crashed.how()));
    }
    if (text.assembly() instanceof Assembly.Refused refused && refused.isKnownCrash()) {
      findings.accept(finding(text.rendered().spanAt(refused.offset()), refused.reason()));
    }
  }

  private Finding finding(Span span, String how) {
    return Finding.ofText(this, span, how, "the assembler fails on this text: " + how)
        .note("rustc uses the same assembler, and ends without a message")
        .help("write the text in another way");
  }
}
