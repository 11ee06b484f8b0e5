package dev.fabula.story;

import dev.fabula.check.Tools;
import dev.fabula.mir.Foreign;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.site.Site;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sites of a file as functions that MIR calls. */
final class SiteCalls implements Foreign {

  private static final Pattern CALL = Pattern.compile(TwinText.SITE + "(\\d+)_$");

  private final List<Site> sites;
  private final Tools tools;
  private final Terms terms;
  private final Map<Integer, SiteMeaning> meanings = new HashMap<>();
  private final List<SiteMeaning.Way> ways = new ArrayList<>();
  private boolean vague;
  private int calls;

  /**
   * Calls of sites.
   *
   * @param sites the sites in the order of their numbers
   */
  SiteCalls(List<Site> sites, Tools tools, Terms terms) {
    this.sites = List.copyOf(sites);
    this.tools = tools;
    this.terms = terms;
  }

  @Override
  public boolean knows(String callee) {
    return CALL.matcher(callee).find() || callee.endsWith(TwinText.UNREAD);
  }

  @Override
  public List<Turn> call(String callee, List<Term> inputs, Term memory) throws Unsupported {
    Matcher matcher = CALL.matcher(callee);
    if (!matcher.find()) {
      throw new Unsupported("an asm statement that was not read");
    }
    SiteMeaning meaning =
        meanings.computeIfAbsent(
            Integer.parseInt(matcher.group(1)), i -> SiteMeaning.of(sites.get(i), tools, terms));
    demandOneVague(meaning);
    List<Turn> turns = new ArrayList<>();
    for (SiteMeaning.Way way : meaning.ways(inputs, memory, calls++)) {
      turns.add(marked(way.turn(), ways.size()));
      ways.add(way);
    }
    return turns;
  }

  private Turn marked(Turn turn, int way) {
    MemoryEvent mark =
        new MemoryEvent(
            MemoryEvent.Kind.FOREIGN,
            terms.trueTerm(),
            terms.zero(turn.memory().addressWidth()),
            way,
            MemoryEvent.Order.PLAIN,
            Optional.empty());
    List<MemoryEvent> events = new ArrayList<>(List.of(mark));
    events.addAll(turn.events());
    return new Turn(turn.conditions(), turn.results(), turn.memory(), events, turn.ending());
  }

  /**
   * The way through a site that a behaviour took, if it took just one and accesses nothing else.
   */
  Optional<SiteMeaning.Way> only(Outcome outcome) {
    List<MemoryEvent> events = outcome.events();
    List<MemoryEvent> marks =
        events.stream().filter(e -> e.kind() == MemoryEvent.Kind.FOREIGN).toList();
    if (marks.size() != 1 || !marks.getFirst().when().isTrue()) {
      return Optional.empty();
    }
    SiteMeaning.Way way = ways.get(marks.getFirst().bytes());
    boolean alone = events.size() == 1 + way.turn().events().size();
    return alone ? Optional.of(way) : Optional.empty();
  }

  /** What only its name is known of may be something else each time. */
  private void demandOneVague(SiteMeaning meaning) throws Unsupported {
    if (meaning.isVague()) {
      if (vague) {
        throw new Unsupported("what is known only by name, done more than once,");
      }
      vague = true;
    }
  }

  /** The sites that were called. */
  List<Site> called() {
    return new ArrayList<>(meanings.keySet().stream().sorted().map(sites::get).toList());
  }

  /** How many allocations were looked at. */
  int allocations() {
    return meanings.values().stream().mapToInt(SiteMeaning::allocations).sum();
  }
}
