package dev.fabula.check;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Diagnostic;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Assembling;
import dev.fabula.exec.InstructionSets;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.OperandRegister;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes lessons of sites. */
public final class Teaching {

  private final Assembler assembler;
  private final Function<Site, List<Objection>> legality;

  /**
   * A maker of lessons.
   *
   * @param legality what the compiler has against a site
   */
  public Teaching(Assembler assembler, Function<Site, List<Objection>> legality) {
    this.assembler = assembler;
    this.legality = legality;
  }

  /** What became of a lesson. */
  public sealed interface Answer {}

  /** There is one. */
  public record Taught(Lesson lesson) implements Answer {}

  /** Something about the site stands in the way. */
  public record Hindered(List<Obstacle> obstacles) implements Answer {
    /** Copies the obstacles. */
    public Hindered {
      obstacles = List.copyOf(obstacles);
    }
  }

  /** The registers asked for cannot be; the reason as a sentence without capital or full stop. */
  public record Declined(String reason) implements Answer {}

  /**
   * The lesson of a place that invokes an asm macro.
   *
   * @param wishes names of registers by names or numbers of the operands that are to be in them;
   *     the others are kept apart
   */
  public Answer teach(Found place, Map<String, String> wishes) {
    return switch (place) {
      case Found.NotAnalysed n ->
          hindered(Obstacle.at(n, "the site is not analysed: " + n.reason().text(), remedy(n)));
      case Found.Refused r ->
          hindered(Obstacle.of(r, new Objection(r.message(), r.labels(), List.of())));
      case Found.Readable readable -> teach(readable, wishes);
    };
  }

  private static Answer hindered(Obstacle obstacle) {
    return new Hindered(List.of(obstacle));
  }

  private static String remedy(Found.NotAnalysed place) {
    return switch (place.reason()) {
      case Found.Reason.InMacroDefinition in -> "";
      case Found.Reason.InMacroArguments in -> "write the site outside of `" + in.macro() + "!`";
      case Found.Reason.TemplateNotStatic template -> "write the template as a string literal";
      case Found.Reason.UnknownArchitecture architecture -> "";
      case Found.Reason.NeverCompiled condition -> "";
      case Found.Reason.OldMacro old -> "write it as `asm!`";
      case Found.Reason.Other other -> "";
    };
  }

  private Answer teach(Found.Readable place, Map<String, String> wishes) {
    Site site = new TargetGuess(legality, assembler).settle(place.site());
    List<Objection> objections = legality.apply(site);
    if (!objections.isEmpty()) {
      return new Hindered(objections.stream().map(o -> Obstacle.of(place, o)).toList());
    }
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    try {
      return teach(place, site, contract, Wishes.of(contract, wishes));
    } catch (Wishes.WishException wish) {
      return new Declined(wish.reason());
    }
  }

  private Answer teach(
      Found place, Site site, Contract contract, Map<Integer, OperandRegister> wanted) {
    AllocationSpace space = new AllocationSpace(contract);
    Optional<Allocation> first = space.apart(Set.of(), wanted);
    if (first.isEmpty()) {
      return hindered(
          Obstacle.at(
              place,
              "its operands need more registers than there are",
              "let outputs that are written last share with inputs: `lateout`"));
    }
    Optional<String> objection = space.objection(first.get());
    if (objection.isPresent()) {
      return new Declined(objection.get());
    }
    Optional<InstructionSet> set = InstructionSets.of(site.target());
    if (set.isEmpty()) {
      String name = site.target().architecture().rustName();
      return hindered(
          Obstacle.at(place, "the instructions of " + name + " have no meaning yet", ""));
    }
    return taught(place, new Bench(site, contract, set.get(), new Terms()), first.get(), wanted);
  }

  /** Teaches with an allocation that leaves alone what the text names, found by a first one. */
  private Answer taught(
      Found place, Bench bench, Allocation first, Map<Integer, OperandRegister> wanted) {
    AllocationSpace space = new AllocationSpace(bench.contract());
    return assembled(
        place,
        bench,
        first,
        code -> {
          Set<String> named = bench.touchedByItself(bench.survey(first, code.assembled()));
          Allocation apart = space.apart(named, wanted).orElseThrow();
          return assembled(
              place,
              bench,
              apart,
              c -> new Taught(new Lessons(bench).lesson(apart, c.text(), c.assembled())));
        });
  }

  private record Text(Rendered text, Assembly.Assembled assembled) {}

  /** Goes on with the text of an allocation if it assembles. */
  private Answer assembled(
      Found place, Bench bench, Allocation allocation, Function<Text, Answer> next) {
    Assembling assembling =
        new Assembling(bench.site(), bench.contract(), ContractCheck.ASSUMED_CONSTANT);
    Rendered text = assembling.render(allocation);
    return switch (assembling.assemble(assembler, text)) {
      case Assembly.Assembled assembled -> next.apply(new Text(text, assembled));
      case Assembly.Rejected rejected -> hindered(rejected(place, bench.site(), text, rejected));
      case Assembly.Refused refused ->
          hindered(Obstacle.at(place, text.spanAt(refused.offset()), refused.reason()));
      case Assembly.Crashed crashed -> hindered(Obstacle.at(place, crashed.how(), ""));
      case Assembly.TimedOut late ->
          hindered(
              Obstacle.at(
                  place, "the assembler took more than " + late.limit().toSeconds() + " s", ""));
    };
  }

  private static Obstacle rejected(
      Found place, Site site, Rendered text, Assembly.Rejected rejected) {
    Diagnostic error =
        rejected.diagnostics().stream()
            .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
            .findFirst()
            .orElseThrow();
    Span span = error.start() >= 0 ? text.span(error.start(), error.end()) : place.span();
    return new Obstacle(
        place.file(),
        "the text does not assemble: " + error.message(),
        List.of(new Found.Label(span, "")),
        notes(site, error),
        List.of());
  }

  private static List<String> notes(Site site, Diagnostic error) {
    List<String> notes = new ArrayList<>();
    if (error.isUnknownToAssembler()) {
      notes.add("a newer assembler may know it; this one is LLVM 20.1");
    }
    List<String> assumed =
        site.operands().stream()
            .filter(o -> o instanceof Operand.Constant c && c.value().isEmpty())
            .map(o -> "`" + ((Operand.Constant) o).expression() + "`")
            .distinct()
            .toList();
    if (!assumed.isEmpty()) {
      notes.add(
          ContractCheck.ASSUMED_CONSTANT
              + " stands for "
              + Wording.list(assumed)
              + ", of which the value is not known");
    }
    return notes;
  }
}
