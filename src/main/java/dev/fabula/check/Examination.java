package dev.fabula.check;

import dev.fabula.asm.Rendered;
import dev.fabula.exec.Code;
import dev.fabula.exec.Exploration;
import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.site.Contract;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.Surroundings;
import dev.fabula.source.Span;
import dev.fabula.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One allocation's paths, ready to be held against the contract; for one thread. */
public final class Examination {

  private final Site site;
  private final Rendered rendered;
  private final Exploration exploration;
  private final Map<Class<?>, Object> derived = new HashMap<>();

  /**
   * The examination of what was explored.
   *
   * @param rendered the text with its map to the file
   * @param exploration the paths
   */
  public Examination(Site site, Rendered rendered, Exploration exploration) {
    this.site = site;
    this.rendered = rendered;
    this.exploration = exploration;
  }

  /** The site. */
  public Site site() {
    return site;
  }

  /** The text with its map to the file. */
  public Rendered rendered() {
    return rendered;
  }

  /** The paths, with what they share. */
  public Exploration exploration() {
    return exploration;
  }

  /**
   * Something that several rules want to know, worked out by the first that asks.
   *
   * @param type its type, of which there is one for each such question
   */
  public <T> T once(Class<T> type, Function<Examination, T> derivation) {
    Object known = derived.get(type);
    if (known == null) {
      known = derivation.apply(this);
      derived.put(type, known);
    }
    return type.cast(known);
  }

  /** The contract. */
  public Contract contract() {
    return run().contract();
  }

  /** What the paths share. */
  public Run run() {
    return exploration.run();
  }

  /** The paths. */
  public List<Path> paths() {
    return exploration.paths();
  }

  /** Whether the function around the site is naked, so that the frame there is the site's own. */
  public boolean isInNaked() {
    return site.surroundings().function().filter(Surroundings.Function::naked).isPresent();
  }

  /** The slots in a location. */
  public List<Slot> slotsAt(Location location) {
    return run().allocation().at(contract(), location.name());
  }

  /** Whether a location may hold anything at exit. */
  public boolean isFree(Location location) {
    return contract().clobbers().contains(location.name())
        || slotsAt(location).stream().anyMatch(Slot::writes);
  }

  /** The place of an instruction's statement; the whole site where that is not known. */
  public Span span(Instruction instruction) {
    Code code = exploration.code();
    return instruction.statement().isPresent()
        ? rendered.span(code.statements().statements().get(instruction.statement().getAsInt()))
        : site.span();
  }

  /** The last instruction on a path that wrote a location. */
  public Optional<Instruction> lastWriter(Path path, Location location) {
    return path.steps().reversed().stream()
        .filter(s -> s.written(location).isPresent())
        .map(Path.Step::at)
        .findFirst();
  }

  /** Whether an unknown may show in what the site does. */
  public boolean isDefined(Term variable) {
    return run().origin(variable).isDefined();
  }

  /** The value of a kept output at a path's end, in its own width. */
  public Term output(Path path, Slot slot) {
    var register = run().allocation().of(slot);
    Location location = run().registers().view(register.base()).orElseThrow().location();
    Term value = path.finish().get(location);
    int top = Math.min(register.low() + slot.outputBits(), value.width());
    return value.extract(top - 1, register.low());
  }
}
