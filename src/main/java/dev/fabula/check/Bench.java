package dev.fabula.check;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Calls;
import dev.fabula.exec.Code;
import dev.fabula.exec.Exploration;
import dev.fabula.exec.Explorer;
import dev.fabula.exec.Limits;
import dev.fabula.exec.Loops;
import dev.fabula.exec.Run;
import dev.fabula.exec.Survey;
import dev.fabula.exec.Valuation;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Location;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Site;
import dev.fabula.term.Terms;
import java.util.Set;
import java.util.TreeSet;

/** Where the code of one contract is run. */
record Bench(
    Site site, Contract contract, InstructionSet instructionSet, Terms terms, boolean shares) {

  Bench(Site site, Contract contract, InstructionSet instructionSet, Terms terms) {
    this(site, contract, instructionSet, terms, false);
  }

  private Run run(Allocation allocation) {
    Run run =
        new Run(terms, instructionSet.registers(), contract, allocation, Valuation.symbolic(terms));
    return shares ? run.sharing() : run;
  }

  private Code code(Assembly.Assembled assembled) {
    var architecture = site.target().architecture();
    return new Code(
        assembled.object(),
        assembled.statements(),
        Disassembler.of(architecture, architecture.defaultDialect(), site.target().mode()),
        instructionSet);
  }

  /** The instructions of the code of one allocation, each by itself. */
  record Surveyed(Allocation allocation, Code code, Survey survey) {}

  /** Looks at each instruction by itself. */
  Surveyed survey(Allocation allocation, Assembly.Assembled assembled) {
    Code code = code(assembled);
    return new Surveyed(allocation, code, Survey.of(run(allocation), code));
  }

  /** Names of locations that functions and systems may change which the code calls. */
  Set<String> changedByCalls(Surveyed surveyed) {
    return Calls.changed(contract, surveyed.survey(), surveyed.code());
  }

  /** Names of locations that operands can be in and that the code touches beside its operands. */
  Set<String> touchedByItself(Surveyed surveyed) {
    Allocation allocation = surveyed.allocation();
    Survey survey = surveyed.survey();
    Set<String> result = new TreeSet<>();
    for (Location location : survey.touched()) {
      boolean operands =
          switch (location.kind()) {
            case GENERAL, VECTOR, MASK, X87 -> true;
            case CONDITION, STACK_POINTER, FLAG, DIRECTION, CONTROL, SYSTEM, ZERO -> false;
          };
      boolean free =
          contract.free().stream()
              .map(allocation::of)
              .anyMatch(r -> r.base().equals(location.name()));
      if (operands && !free) {
        result.add(location.name());
      }
    }
    return result;
  }

  /** The paths with loops unrolled. */
  Examination unrolled(
      Allocation allocation, Rendered text, Assembly.Assembled assembled, Set<String> named) {
    Run run = run(allocation);
    Exploration exploration = Explorer.unrolled(run, code(assembled), named, Limits.USUAL);
    return new Examination(site, text, exploration);
  }

  /** The paths with loops summarised. */
  Examination summarised(Examination unrolled, Set<String> named) {
    Run run = run(unrolled.run().allocation());
    Code code = unrolled.exploration().code();
    Loops loops = Loops.of(Survey.of(run, code), code);
    Exploration exploration = Explorer.summarised(run, code, named, Limits.USUAL, loops);
    return new Examination(site, unrolled.rendered(), exploration);
  }
}
