package dev.fabula.story;

import dev.fabula.check.Tools;
import dev.fabula.mir.Foreign;
import dev.fabula.mir.MemoryEvent;
import dev.fabula.mir.Outcome;
import dev.fabula.mir.Unsupported;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.term.Evaluator;
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
  private boolean shares;
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
  public boolean isPossible(List<Term> conditions) {
    return Possibility.of(conditions, tools);
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
            Integer.parseInt(matcher.group(1)),
            i -> SiteMeaning.of(sites.get(i), tools, terms, shares));
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
   * The ways through sites that a behaviour took, as one; empty if it took none, if it may have
   * left out one, or if it accesses something else.
   */
  Optional<SiteMeaning.Way> all(Outcome outcome) {
    List<MemoryEvent> events = outcome.events();
    List<MemoryEvent> marks =
        events.stream().filter(e -> e.kind() == MemoryEvent.Kind.FOREIGN).toList();
    if (marks.isEmpty() || marks.stream().anyMatch(m -> !m.when().isTrue())) {
      return Optional.empty();
    }
    List<SiteMeaning.Way> taken = marks.stream().map(m -> ways.get(m.bytes())).toList();
    int accesses = taken.stream().mapToInt(w -> w.turn().events().size()).sum();
    return events.size() == marks.size() + accesses
        ? Optional.of(SiteMeaning.Way.joined(taken))
        : Optional.empty();
  }

  /** From now on others may write to memory at any time. */
  void share() {
    shares = true;
    meanings.clear();
  }

  /** Whether others may write to memory at any time. */
  boolean shares() {
    return shares;
  }

  /** Whether all sites on the way of a behaviour do with values what their terms say. */
  boolean replays(Outcome outcome, Evaluator values) {
    return outcome.events().stream()
        .filter(e -> e.kind() == MemoryEvent.Kind.FOREIGN && values.holds(e.when()))
        .allMatch(e -> ways.get(e.bytes()).replay().agrees(values));
  }

  /** Whether a site that a behaviour ran, or may have run, orders accesses for the compiler. */
  boolean orders(Outcome outcome) {
    return outcome.events().stream()
        .filter(e -> e.kind() == MemoryEvent.Kind.FOREIGN)
        .map(m -> ways.get(m.bytes()).run().contract())
        .anyMatch(c -> !c.promises(Option.NOMEM) && !c.promises(Option.READONLY));
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
