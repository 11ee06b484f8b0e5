package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A function with sites that is another one under Miri, which then is its story: as a whole, or by
 * a part of its body.
 *
 * @param function the function around the sites
 * @param sites its sites, for one architecture
 * @param told where the file speaks of Miri
 */
record Twin(Surroundings.Function function, List<Site> sites, Span told) {

  private static final Pattern MIRI = Pattern.compile("\\bmiri\\b");
  private static final Pattern CONDITION =
      Pattern.compile("cfg(?:!|_attr)?\\s*\\([^;{}]*?\\bmiri\\b|\\bcfg\\b[^;{}]*?\\bmiri\\b");

  private static final Pattern EXPRESSION = Pattern.compile("cfg!\\s*[({\\[][^;{}]*?\\bmiri\\b");

  Twin {
    sites = List.copyOf(sites);
  }

  private record Key(Span function, Architecture architecture) {}

  /** Functions of a file that may have a twin, with all that was found in it. */
  static List<Twin> in(SourceFile file, List<Found> places) {
    if (!CONDITION.matcher(file.text()).find()) {
      return List.of();
    }
    Map<Key, List<Site>> byFunction = new LinkedHashMap<>();
    for (Found place : places) {
      if (place instanceof Found.Readable(Site site)
          && site.gnu().isEmpty()
          && site.expansion().calls().isEmpty()
          && site.surroundings().function().isPresent()) {
        Span span = site.surroundings().function().get().span();
        Key key = new Key(span, site.target().architecture());
        List<Site> sites = byFunction.computeIfAbsent(key, k -> new ArrayList<>());
        if (sites.stream().noneMatch(s -> s.span().equals(site.span()))) {
          sites.add(site);
        }
      }
    }
    List<Twin> twins = new ArrayList<>();
    byFunction.values().forEach(sites -> add(file, sites, twins));
    return twins;
  }

  private static void add(SourceFile file, List<Site> sites, List<Twin> twins) {
    Surroundings around = sites.getFirst().surroundings();
    Surroundings.Function function = around.function().orElseThrow();
    boolean told =
        around.conditions().stream().anyMatch(c -> MIRI.matcher(c).find())
            || CONDITION.matcher(file.slice(function.span())).find();
    if (told && !function.naked()) {
      twins.add(new Twin(function, sites, told(file, function)));
    }
  }

  /** The line in the function that speaks of Miri, else the head of the function's namesake. */
  private static Span told(SourceFile file, Surroundings.Function function) {
    int first = file.line(function.span().start());
    int last = file.line(function.span().end());
    for (int line = first; line <= last; line++) {
      if (MIRI.matcher(file.lineText(line)).find()) {
        return content(file, line);
      }
    }
    Pattern namesake = Pattern.compile("\\bfn\\s+" + Pattern.quote(function.name()) + "\\b");
    int end = file.line(file.length());
    for (int line = 1; line <= end; line++) {
      boolean outside = line < first || line > last;
      if (outside && namesake.matcher(file.lineText(line)).find()) {
        return content(file, line);
      }
    }
    return content(file, first);
  }

  private static Span content(SourceFile file, int number) {
    Span line = file.lineSpan(number);
    int blanks = line.length() - file.slice(line).stripLeading().length();
    return new Span(line.start() + Math.min(blanks, line.length()), line.end());
  }

  /** Whether the function asks for Miri where its code is the same with and without it. */
  boolean asksInExpression() {
    return EXPRESSION.matcher(sites.getFirst().file().slice(function.span())).find();
  }

  Architecture architecture() {
    return sites.getFirst().target().architecture();
  }

  /** What findings are about. */
  Story story() {
    return new Story(sites.getFirst(), told, List.of());
  }
}
