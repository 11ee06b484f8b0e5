package dev.fabula.check;

import dev.fabula.check.Fix.Applicability;
import dev.fabula.isa.Location;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.Direction;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.source.Edit;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits of the arguments of a site. */
public final class Fixes {

  private static final Pattern DIRECTION =
      Pattern.compile("^(?:(?:r#)?\\w+\\s*=\\s*)?(in|out|lateout|inout|inlateout)\\s*\\(");

  private Fixes() {}

  /** Turns an {@code in} operand into one whose register is given up. */
  public static Optional<Fix> makeInOut(Site site, Slot slot) {
    if (slot.direction() != Direction.IN) {
      return Optional.empty();
    }
    if (site.gnu().isPresent()) {
      return GnuOutputs.giveUp(site, slot);
    }
    return direction(site, slot)
        .filter(word -> site.expansion().isOwn(Span.at(slot.span().end())))
        .map(word ->
            new Fix(
                "give up the register of `" + slot.name() + "`",
                List.of(new Edit(word, "inout"), new Edit(Span.at(slot.span().end()), " => _")),
                Applicability.MACHINE_APPLICABLE));
  }

  /** Turns a late output into an early one. */
  public static Optional<Fix> makeEarly(Site site, Slot slot) {
    if (site.gnu().isPresent()) {
      return GnuFixes.makeEarly(site, slot);
    }
    if (!slot.direction().isLate()) {
      return Optional.empty();
    }
    String early = slot.direction() == Direction.LATEOUT ? "out" : "inout";
    return direction(site, slot)
        .map(word ->
            new Fix(
                "make it `" + early + "`",
                List.of(new Edit(word, early)),
                Applicability.MACHINE_APPLICABLE));
  }

  private static Optional<Span> direction(Site site, Slot slot) {
    Matcher matcher = DIRECTION.matcher(site.file().slice(slot.span()));
    if (!matcher.find()) {
      return Optional.empty();
    }
    int start = slot.span().start();
    String before = site.file().slice(slot.span()).substring(0, matcher.start(1));
    int offset = start + before.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return Optional.of(new Span(offset, offset + matcher.group(1).length()))
        .filter(site.expansion()::isOwn);
  }

  /** Lets the value of an output of C go in. */
  public static Optional<Fix> makeBoth(Site site, Span operand) {
    return GnuFixes.makeBoth(site, operand);
  }

  /** Makes the memory of an input of C that of an output, too. */
  public static Optional<Fix> writeBack(Site site, int operand) {
    return GnuOutputs.writeBack(site, operand);
  }

  /** Adds a clobber of an MMX register of C that an instruction writes. */
  public static Optional<Fix> declareMmx(Site site, Location location, String writer) {
    return site.gnu().isPresent() ? GnuFixes.declareMmx(site, location, writer) : Optional.empty();
  }

  /** Adds a clobber for a location, if it may be named as an operand. */
  public static Optional<Fix> declareClobber(Site site, Location location) {
    if (site.gnu().isPresent()) {
      return GnuFixes.declareClobber(site, location);
    }
    boolean own = site.expansion().isOwn(Span.at(site.insertion()));
    if (!own || operandName(site, location).isEmpty()) {
      return Optional.empty();
    }
    String clobber = clobber(site, location);
    return Optional.of(
        new Fix(
            "add `" + clobber + "`",
            List.of(new Edit(Span.at(site.insertion()), ", " + clobber)),
            Applicability.MACHINE_APPLICABLE));
  }

  /** The operand that gives a location up. */
  public static String clobber(Site site, Location location) {
    if (site.gnu().isPresent()) {
      return "\"" + location.name().replaceFirst("^zmm", "xmm") + "\"";
    }
    return "out(\"" + operandName(site, location).orElse(location.name()) + "\") _";
  }

  private static Optional<String> operandName(Site site, Location location) {
    RegisterTable table = RegisterTable.of(site.target().architecture());
    RegisterTarget target = site.target().registers();
    return table.registers().stream()
        .filter(r -> r.base().equals(location.name()) && r.refusal(target).isEmpty())
        .filter(r -> r.low() == 0 && !isByteOfWiderRegister(r, location))
        .findFirst()
        .map(r -> spelling(r, location));
  }

  /** The low byte of a register that may not be named as a whole gives up the byte only. */
  private static boolean isByteOfWiderRegister(OperandRegister register, Location location) {
    return location.kind() == Location.Kind.GENERAL && register.width() < location.width();
  }

  private static String spelling(OperandRegister register, Location location) {
    boolean usual = register.aliases().contains(location.name());
    return usual && location.kind() == Location.Kind.GENERAL ? location.name() : register.name();
  }

  /** Takes a promise back. */
  public static Optional<Fix> removeOption(Site site, Option option) {
    if (site.gnu().isPresent()) {
      return GnuFixes.withdraw(site, option);
    }
    Span span = site.optionSpans().get(option);
    if (span == null) {
      return Optional.empty();
    }
    return Optional.of(withComma(site.file(), site.span(), span))
        .filter(site.expansion()::isOwn)
        .map(place ->
            new Fix(
                "remove `" + option.spelling() + "`",
                List.of(new Edit(place, "")),
                Applicability.MACHINE_APPLICABLE));
  }

  /** The word with one comma beside it, or the whole argument if it is the only word. */
  private static Span withComma(SourceFile file, Span site, Span word) {
    String behind = file.slice(new Span(word.end(), site.end()));
    Matcher comma = Pattern.compile("^\\s*,\\s*").matcher(behind);
    String before = file.slice(new Span(site.start(), word.start()));
    if (comma.find() && !behind.substring(comma.end()).startsWith(")")) {
      return new Span(word.start(), word.end() + comma.end());
    }
    Matcher first = Pattern.compile(",\\s*$").matcher(before);
    if (first.find()) {
      return new Span(word.start() - first.group().length(), word.end());
    }
    Matcher only = Pattern.compile(",\\s*options\\s*\\(\\s*$").matcher(before);
    Matcher close = Pattern.compile("^\\s*,?\\s*\\)").matcher(behind);
    return only.find() && close.find()
        ? new Span(word.start() - only.group().length(), word.end() + close.end())
        : word;
  }
}
