package dev.fabula.check;

import dev.fabula.asm.Template;
import dev.fabula.check.Fix.Applicability;
import dev.fabula.site.GnuForm;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.source.Edit;
import dev.fabula.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds an output to a statement of GNU C. Outputs are counted before inputs, so every number behind
 * it grows by one.
 */
final class GnuOutputs {

  private static final Pattern CONSTRAINT =
      Pattern.compile("^(?:\\[\\w+]\\s*)?(\"([^\"=+&%,0-9]*)\")(?!\\s*\")");
  private static final Pattern NUMBERED = Pattern.compile("^%([A-Za-z]?)([0-9]+)$");
  private static final Pattern STAYING =
      Pattern.compile("^\\w+\\s*(?:(?:__)?(?:inline|const)(?:__)?\\s*)*(?:__)?(?:volatile|goto)");

  private final Site site;
  private final GnuForm form;
  private final int outputs;

  private GnuOutputs(Site site, GnuForm form) {
    this.site = site;
    this.form = form;
    this.outputs = (int) site.operands().stream().takeWhile(GnuOutputs::isOutput).count();
  }

  private static boolean isOutput(Operand operand) {
    return switch (operand) {
      case Operand.Register r -> r.output().isPresent();
      case Operand.Memory m -> m.writes();
      case Operand.Constant _, Operand.Symbol _, Operand.Label _ -> false;
      case Operand.Matching _, Operand.Immediate _ -> false;
    };
  }

  /** Lets the register of an input be lost: it becomes that of an output that nobody reads. */
  static Optional<Fix> giveUp(Site site, Slot slot) {
    return site.gnu().flatMap(form -> new GnuOutputs(site, form).dummy(slot));
  }

  /** Makes the memory of an input that of an output, too. */
  static Optional<Fix> writeBack(Site site, int operand) {
    return site.gnu()
        .filter(_ -> site.operands().get(operand) instanceof Operand.Memory)
        .flatMap(form ->
            new GnuOutputs(site, form).memory((Operand.Memory) site.operands().get(operand)));
  }

  private Optional<Fix> dummy(Slot slot) {
    Matcher matcher = CONSTRAINT.matcher(site.file().slice(slot.span()));
    boolean input = site.operands().get(slot.operand()) instanceof Operand.Register;
    if (!input || !matcher.find()) {
      return Optional.empty();
    }
    Operand.Register register = (Operand.Register) site.operands().get(slot.operand());
    Optional<String> letter = letter(matcher.group(2), slot);
    if (letter.isEmpty() || register.input().isEmpty()) {
      return Optional.empty();
    }
    String value = register.input().get().expression();
    String output =
        "\"=%s\" ((__typeof__ (1 ? (%s) : (%s))) {0})".formatted(letter.get(), value, value);
    int start = slot.span().start() + bytes(slot.span(), matcher.start(1));
    Edit match =
        new Edit(new Span(start, start + matcher.group(1).length()), "\"" + outputs + "\"");
    return with(output, Optional.of(match), "give up the register of `" + slot.name() + "`");
  }

  private int bytes(Span span, int characters) {
    String before = site.file().slice(span).substring(0, characters);
    return before.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The constraint of an output for a register; one that is not fixed is apart from all inputs. */
  private static Optional<String> letter(String constraint, Slot slot) {
    for (int i = 0; i < constraint.length(); i++) {
      char c = constraint.charAt(i);
      if ("abcdSD".indexOf(c) >= 0 && slot.fixed()) {
        return Optional.of(String.valueOf(c));
      }
      if ("rqQRlxyw".indexOf(c) >= 0 && !slot.fixed()) {
        return Optional.of("&" + c);
      }
    }
    return constraint.contains("g") && !slot.fixed() ? Optional.of("&r") : Optional.empty();
  }

  private Optional<Fix> memory(Operand.Memory memory) {
    String place = memory.place().expression();
    return with("\"=m\" (" + place + ")", Optional.empty(), "make `" + place + "` an output, too");
  }

  private Optional<Fix> with(String output, Optional<Edit> match, String title) {
    List<Edit> edits = new ArrayList<>();
    for (Template.Placeholder placeholder : site.template().placeholders()) {
      String text = site.file().slice(placeholder.span());
      Matcher numbered = NUMBERED.matcher(text);
      boolean named = text.contains("[");
      if (!named && !numbered.find()) {
        return Optional.empty();
      }
      if (!named && Integer.parseInt(numbered.group(2)) >= outputs) {
        String next = String.valueOf(Integer.parseInt(numbered.group(2)) + 1);
        edits.add(new Edit(placeholder.span(), "%" + numbered.group(1) + next));
      }
    }
    edits.add(Edit.insert(form.outputs(), (outputs > 0 ? ", " : " ") + output));
    match.ifPresent(edits::add);
    if (outputs == 0 && !STAYING.matcher(site.file().slice(site.span())).find()) {
      GnuFixes.makeVolatile(site).ifPresent(fix -> edits.addAll(fix.edits()));
    }
    boolean labels = site.operands().stream().anyMatch(Operand.Label.class::isInstance);
    return labels || form.colons() < 2
        ? Optional.empty()
        : Optional.of(
            new Fix(title, edits.stream().distinct().toList(), Applicability.MACHINE_APPLICABLE));
  }
}
