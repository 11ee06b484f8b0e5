package dev.fabula.report;

import dev.fabula.check.Fix;
import dev.fabula.check.Fix.Applicability;
import dev.fabula.source.Span;

/** Renders messages in rustc's manner. */
final class MessageText {

  private final boolean coloured;

  /** A renderer with or without colours. */
  MessageText(boolean coloured) {
    this.coloured = coloured;
  }

  /** The message with an empty line behind it. */
  String render(Message message) {
    Ink ink = new Ink(coloured);
    Style style = Style.of(message.level());
    title(ink, message, style);
    Snippet snippet = new Snippet(message.file(), message.marks(), style);
    Frame frame = new Frame(ink, lastLine(message, snippet));
    Span first = message.marks().getFirst().span();
    frame.place(message.file().path() + ":" + message.file().position(first.start()));
    snippet.print(frame);
    if (hasRemarks(message) || !message.fixes().isEmpty()) {
      frame.empty();
    }
    message.notes().forEach(n -> frame.remark("note", n));
    message
        .witness()
        .ifPresent(w -> frame.remark("witness", String.join("\n", WitnessText.lines(w))));
    message.helps().forEach(h -> frame.remark("help", h));
    message.fixes().forEach(f -> fix(ink, frame, message, f));
    return ink.line().toString();
  }

  private static void title(Ink ink, Message message, Style style) {
    String name = message.name().isEmpty() ? "" : "[" + message.name() + "]";
    ink.put(style, message.level().word() + name).put(Style.TITLE, ": " + message.text()).line();
  }

  private static int lastLine(Message message, Snippet snippet) {
    int last = snippet.lastLine();
    for (Fix fix : message.fixes()) {
      last = Math.max(last, new Suggestion(message.file(), fix).lastLine());
    }
    return last;
  }

  private static boolean hasRemarks(Message message) {
    return !message.notes().isEmpty()
        || !message.helps().isEmpty()
        || message.witness().isPresent();
  }

  private static void fix(Ink ink, Frame frame, Message message, Fix fix) {
    boolean certain = fix.applicability() == Applicability.MACHINE_APPLICABLE;
    String circumstance = certain ? " (`--fix` does it)" : " (it may not be what you mean)";
    ink.put(Style.HELP, "help").put(": " + fix.title() + circumstance).line();
    new Suggestion(message.file(), fix).print(frame);
  }
}
