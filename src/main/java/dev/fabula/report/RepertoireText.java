package dev.fabula.report;

import dev.fabula.exec.Repertoire;
import dev.fabula.exec.Repertoire.Form;
import dev.fabula.exec.Repertoire.Knowledge;
import dev.fabula.exec.Repertoire.Mnemonic;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of instructions, as text. */
public final class RepertoireText {

  private static final String ROW = "%-12s %9s %9s %9s %9s %9s%n";
  private static final int WIDTH = 100;

  private RepertoireText() {}

  /** The heads of the table. */
  public static String head() {
    return ROW.formatted("", "mnemonics", "exact", "partly", "footprint", "unknown");
  }

  /** One row of the table. */
  public static String row(Repertoire r) {
    return ROW.formatted(
        r.name(),
        r.mnemonics().size(),
        r.of(Knowledge.EXACT).size(),
        r.of(Knowledge.PARTLY).size(),
        r.of(Knowledge.FOOTPRINT).size(),
        r.of(Knowledge.UNKNOWN).size());
  }

  /** The table's row and the mnemonics of each kind. */
  public static String lists(Repertoire r) {
    return head()
        + row(r)
        + list("exact", r.of(Knowledge.EXACT))
        + list("partly exact: some forms are not", r.of(Knowledge.PARTLY))
        + list("footprint: what is read and written", r.of(Knowledge.FOOTPRINT))
        + list("unknown, at least in some forms", r.of(Knowledge.UNKNOWN));
  }

  private static String list(String title, List<Mnemonic> mnemonics) {
    if (mnemonics.isEmpty()) {
      return "";
    }
    String names = mnemonics.stream().map(Mnemonic::name).collect(Collectors.joining(" "));
    return Wrap.rows(names, WIDTH).stream()
        .map(row -> "  " + row + "\n")
        .collect(Collectors.joining("", "\n" + title + "\n", ""));
  }

  /** The forms of one mnemonic, each by an example. */
  public static String forms(Mnemonic mnemonic) {
    return mnemonic.forms().stream().map(RepertoireText::form).collect(Collectors.joining());
  }

  private static String form(Form form) {
    return "%-9s  %s%s%n"
        .formatted(
            form.knowledge().word(),
            form.text(),
            form.reason().map(why -> "  (" + why + ")").orElse(""));
  }
}
