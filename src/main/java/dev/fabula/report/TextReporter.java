package dev.fabula.report;

import dev.fabula.check.FileReport;
import dev.fabula.check.Finding;
import dev.fabula.check.PlaceReport;
import dev.fabula.check.Selection;
import dev.fabula.check.Totals;
import java.util.function.Consumer;

/** Tells results as text for people, in rustc's manner. */
public final class TextReporter implements Reporter {

  private final Consumer<String> out;
  private final Selection selection;
  private final MessageText text;
  private final Summary summary;
  private final boolean verbose;

  /**
   * A reporter.
   *
   * @param out takes finished pieces of text
   * @param selection which findings are shown
   * @param coloured whether to use ANSI colours
   * @param verbose whether to tell of each site that was not decided
   */
  public TextReporter(
      Consumer<String> out, Selection selection, boolean coloured, boolean verbose) {
    this.out = out;
    this.selection = selection;
    this.text = new MessageText(coloured);
    this.summary = new Summary(coloured);
    this.verbose = verbose;
  }

  @Override
  public void file(FileReport file) {
    Repetitions repetitions = Repetitions.of(file.places(), selection);
    file.places().forEach(p -> place(p, repetitions));
    file.remarks().forEach(r -> tell(Messages.of(r)));
  }

  private void place(PlaceReport place, Repetitions repetitions) {
    switch (place) {
      case PlaceReport.Refused r -> r.objections().forEach(o -> tell(Messages.of(r, o)));
      case PlaceReport.NotAnalysed n -> undecided(n);
      case PlaceReport.Checked checked -> {
        checked.report().findings().stream()
            .filter(selection::shows)
            .filter(f -> repetitions.isFirst(checked, f))
            .forEach(f -> tell(message(checked, f, repetitions)));
        undecided(checked);
      }
    }
  }

  private static Message message(
      PlaceReport.Checked place, Finding finding, Repetitions repetitions) {
    Message message = Messages.of(place.report().site(), finding);
    return repetitions.note(place, finding).map(message::note).orElse(message);
  }

  private void undecided(PlaceReport place) {
    if (verbose) {
      Messages.ofUndecided(place).ifPresent(this::tell);
    }
  }

  private void tell(Message message) {
    out.accept(text.render(message));
  }

  @Override
  public void end(Totals totals) {
    out.accept(summary.render(totals));
  }
}
