package dev.fabula.cases;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Assembling;
import dev.fabula.exec.Code;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Explorer;
import dev.fabula.exec.InstructionSets;
import dev.fabula.exec.Limits;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.exec.Survey;
import dev.fabula.exec.Valuation;
import dev.fabula.isa.InstructionSet;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One run of a site's code from one entry state in one allocation.
 *
 * @param run the run
 * @param path the path that it took
 */
record Concretely(Run run, Path path) {

  private static final Limits LIMITS = new Limits(300, 3_000, 1);

  /** A site's code in one allocation, to be run many times. */
  record Assembled(Site site, Contract contract, Allocation allocation, Code code, Terms terms) {

    /** The code of an allocation that has an encoding. */
    static Optional<Assembled> of(
        Site site, Contract contract, Allocation allocation, Assembler assembler) {
      Assembling assembling = new Assembling(site, contract, BigInteger.valueOf(16));
      Rendered text = assembling.render(allocation);
      return assembling.assemble(assembler, text) instanceof Assembly.Assembled assembled
          ? Optional.of(
              new Assembled(site, contract, allocation, code(site, assembled), new Terms()))
          : Optional.empty();
    }

    /** Names of the locations that the code uses beside its operands. */
    Set<String> named() {
      Run run =
          new Run(
              terms,
              code.instructionSet().registers(),
              contract,
              allocation,
              Valuation.symbolic(terms),
              Set.of());
      Set<String> names = new TreeSet<>();
      Survey.of(run, code).touched().forEach(location -> names.add(location.name()));
      contract.free().forEach(slot -> names.remove(allocation.of(slot).base()));
      return names;
    }

    private static Code code(Site site, Assembly.Assembled assembled) {
      var architecture = site.target().architecture();
      InstructionSet set = InstructionSets.of(site.target()).orElseThrow();
      Disassembler disassembler =
          Disassembler.of(architecture, architecture.defaultDialect(), site.target().mode());
      return new Code(assembled.object(), assembled.statements(), disassembler, set);
    }

    /**
     * Runs it.
     *
     * @param varied names of the unknowns that have another value than the assignment says
     * @param named names of the locations that the text uses by itself
     */
    Concretely run(Assignment assignment, Set<String> varied, Set<String> named) {
      Valuation valuation = Valuation.concrete(terms, assignment);
      Run run =
          new Run(
              terms, code.instructionSet().registers(), contract, allocation, valuation, varied);
      return new Concretely(run, Explorer.unrolled(run, code, named, LIMITS).paths().getFirst());
    }
  }

  /** Whether the run came to an end at which promises can be looked at. */
  boolean isOver() {
    return !(path.exit() instanceof Exit.Cut) && !(path.exit() instanceof Exit.Lost);
  }

  /** The values of the outputs that the program goes on with, by operand. */
  Map<String, Term> outputs() {
    Map<String, Term> result = new LinkedHashMap<>();
    if (path.exit().isNormal()) {
      for (Slot slot : run.contract().slots()) {
        if (slot.kept() && !slot.mayStayUnset()) {
          result.put(slot.index() + " " + slot.name(), output(slot));
        }
      }
    }
    return result;
  }

  private Term output(Slot slot) {
    var register = run.allocation().of(slot);
    Term value = path.finish().get(location(register.base()));
    int top = Math.min(register.low() + slot.outputBits(), value.width());
    return value.extract(top - 1, register.low());
  }

  /** The addresses that were written outside of the site's own stack, in order. */
  List<Term> storeAddresses() {
    return path.accesses().stream()
        .filter(a -> a.write() && a.region() == Region.OUTSIDE)
        .map(MemoryAccess::address)
        .toList();
  }

  /** What is not as it was at entry, although nothing gives it up. */
  Map<String, String> losses() {
    Map<String, String> result = new TreeMap<>();
    if (path.exit().isNormal()) {
      path.finish()
          .changes()
          .forEach((location, value) -> {
            if (isKept(location) && value != run.entryValue(location)) {
              result.put(location.name(), run.entryValue(location) + " -> " + value);
            }
          });
    }
    return result;
  }

  private boolean isKept(Location location) {
    return switch (location.kind()) {
      case GENERAL, VECTOR, MASK, X87 -> !isFree(location);
      case STACK_POINTER, DIRECTION, CONTROL -> true;
      case FLAG -> run.contract().promises(dev.fabula.site.Option.PRESERVES_FLAGS);
      case SYSTEM, ZERO -> false;
    };
  }

  private boolean isFree(Location location) {
    return run.contract().clobbers().contains(location.name())
        || run.allocation().at(run.contract(), location.name()).stream().anyMatch(Slot::writes);
  }

  /** Names of the unknowns of this run that nothing defines. */
  Set<String> undefined() {
    return run.origins().entrySet().stream()
        .filter(e -> !e.getValue().isDefined())
        .map(e -> e.getKey().name())
        .collect(Collectors.toSet());
  }

  /** The entry state of the run in words. */
  String story() {
    List<String> lines = new ArrayList<>();
    for (Slot slot : run.contract().slots()) {
      String value = slot.reads() ? " = " + run.inputOf(slot) : "";
      lines.add(slot.name() + " in " + run.allocation().of(slot).base() + value);
    }
    return String.join(", ", lines);
  }

  private Location location(String name) {
    return run.registers().view(name).map(RegisterView::location).orElseThrow();
  }
}
