package dev.fabula.check;

import dev.fabula.check.Fix.Applicability;
import dev.fabula.isa.Location;
import dev.fabula.site.GnuForm;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.source.Edit;
import dev.fabula.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits of a statement of GNU C. */
final class GnuFixes {

  private static final Pattern OUTPUT = Pattern.compile("^(?:\\[\\w+]\\s*)?\"\\s*[=+](?!&)");
  private static final Pattern WRITTEN = Pattern.compile("^((?:\\[\\w+]\\s*)?\"\\s*)=");
  private static final Pattern KEYWORD = Pattern.compile("^(__asm__|__asm|asm)");

  private GnuFixes() {}

  /** Keeps an output away from inputs. */
  static Optional<Fix> makeEarly(Site site, Slot slot) {
    Matcher matcher = OUTPUT.matcher(site.file().slice(slot.span()));
    if (!slot.direction().isLate() || !matcher.find()) {
      return Optional.empty();
    }
    int bytes = matcher.group().getBytes(StandardCharsets.UTF_8).length;
    Edit edit = new Edit(Span.at(slot.span().start() + bytes), "&");
    return Optional.of(certain("write `&` into its constraint", edit));
  }

  /** Lets the value of an output go in. */
  static Optional<Fix> makeBoth(Site site, Span operand) {
    Matcher matcher = WRITTEN.matcher(site.file().slice(operand));
    if (site.gnu().isEmpty() || !matcher.find()) {
      return Optional.empty();
    }
    int at = operand.start() + matcher.group(1).getBytes(StandardCharsets.UTF_8).length;
    return Optional.of(certain("write `+` for `=`", new Edit(new Span(at, at + 1), "+")));
  }

  /** Adds a clobber of a register. */
  static Optional<Fix> declareClobber(Site site, Location location) {
    return switch (location.kind()) {
      case GENERAL, CONDITION, MASK -> clobber(site, location.name());
      case VECTOR -> clobber(site, location.name().replaceFirst("^zmm", "xmm"));
      case X87, FLAG, DIRECTION, STACK_POINTER, CONTROL, SYSTEM, ZERO -> Optional.empty();
    };
  }

  /** Adds a clobber of the register that MMX has in the place of one of the x87 stack. */
  static Optional<Fix> declareMmx(Site site, Location location, String writer) {
    String name = "mm" + location.name().charAt(location.name().length() - 1);
    boolean writes = Pattern.compile("(?<!\\w)" + name + "\\b").matcher(writer).find();
    return writes && location.kind() == Location.Kind.X87 ? clobber(site, name) : Optional.empty();
  }

  /** Takes a promise back. */
  static Optional<Fix> withdraw(Site site, Option option) {
    return switch (option) {
      case NOMEM, READONLY -> clobber(site, "memory");
      case PRESERVES_FLAGS -> clobber(site, "cc");
      case PURE -> makeVolatile(site);
      case NOSTACK, NORETURN, ATT_SYNTAX, RAW, MAY_UNWIND -> Optional.empty();
    };
  }

  static Optional<Fix> makeVolatile(Site site) {
    Matcher keyword = KEYWORD.matcher(site.file().slice(site.span()));
    if (!keyword.find()) {
      return Optional.empty();
    }
    String word = keyword.group().equals("__asm__") ? " __volatile__" : " volatile";
    int offset = site.span().start() + keyword.group().length();
    return Optional.of(certain("make it `volatile`", new Edit(Span.at(offset), word)));
  }

  private static Optional<Fix> clobber(Site site, String name) {
    GnuForm form = site.gnu().orElseThrow();
    if (form.colons() == 0) {
      return Optional.empty();
    }
    String colons = " :".repeat(Math.max(0, 3 - form.colons()));
    boolean more = colons.isEmpty() && form.filled().getLast();
    String text = (more ? "," : colons) + " \"" + name + "\"";
    return Optional.of(
        certain("add the clobber `" + name + "`", new Edit(Span.at(form.clobbers()), text)));
  }

  /** Whether two edits cannot both be made: outputs at the same place have the same number. */
  static boolean clash(Edit a, Edit b) {
    boolean outputs =
        a.span().isEmpty()
            && a.span().equals(b.span())
            && a.text().contains("\"=")
            && b.text().contains("\"=");
    return !a.equals(b) && (outputs || a.span().overlaps(b.span()));
  }

  /** The edits, where those that open a list of clobbers at the same place open it once. */
  static List<Edit> joined(List<Edit> edits) {
    Set<Span> opened = new HashSet<>();
    List<Edit> joined = new ArrayList<>();
    for (Edit edit : edits) {
      boolean opens = edit.text().matches("(?: :)* \"[^\"]+\"") && edit.span().isEmpty();
      boolean again = opens && !opened.add(edit.span());
      joined.add(again ? new Edit(edit.span(), "," + edit.text().replace(" :", "")) : edit);
    }
    return joined;
  }

  private static Fix certain(String title, Edit edit) {
    return new Fix(title, List.of(edit), Applicability.MACHINE_APPLICABLE);
  }
}
