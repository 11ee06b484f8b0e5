package dev.fabula.attack;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Assembling;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.exec.Code;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Explorer;
import dev.fabula.exec.InstructionSets;
import dev.fabula.exec.Limits;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.exec.Survey;
import dev.fabula.exec.Valuation;
import dev.fabula.isa.Access;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One run of a site's code from one entry state in one allocation.
 *
 * @param run the run
 * @param path the path that it took
 * @param leavesMmx whether the compiler leaves the mode of the x87 unit to the program, as those of
 *     C do: "mm0" may be declared, {@code emms} cannot
 */
record Concretely(Run run, Path path, boolean leavesMmx) {

  private static final Limits LIMITS = new Limits(300, 3_000, 1);
  private static final String ANY = "any";
  private static final int LEAST_OF_A_CONTEXT = 8;
  private static final Pattern EXCHANGE = Pattern.compile("^(?:lock )?(?:xchg|swp|amoswap)");

  /** With constants, nothing tells what was signed from any other pointer. */
  private static final Pattern AUTHENTICATES = Pattern.compile("aut|xpac|reta|bl?ra[ab]|ldra[ab]");

  private static final int STACK_BITS = 20;
  private static final int CODE_BITS = 24;

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
      Path path = Explorer.unrolled(run, code, named, LIMITS).paths().getFirst();
      return new Concretely(run, path, site.gnu().isPresent());
    }
  }

  /** Whether the run came to an end at which promises can be looked at. */
  boolean isOver() {
    return !(path.exit() instanceof Exit.Cut)
        && !(path.exit() instanceof Exit.Lost)
        && instructions().stream().noneMatch(i -> AUTHENTICATES.matcher(i).lookingAt());
  }

  /** The values of the outputs that the program goes on with, by operand. */
  private Map<String, Term> outputs() {
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

  /** All that the program around the site can see of the run. */
  List<String> observations() {
    List<String> all = new ArrayList<>();
    all.add(path.exit().toString());
    outputs().forEach((name, value) -> all.add(name + " = " + value));
    all.addAll(stores());
    return all;
  }

  /** Whether the program around the site can see the same of two runs. */
  static boolean isSame(List<String> observations, List<String> others) {
    return observations.size() == others.size()
        && IntStream.range(0, observations.size())
            .allMatch(i -> isSame(observations.get(i), others.get(i)));
  }

  private static boolean isSame(String one, String other) {
    int value = one.lastIndexOf(' ');
    boolean sameButForValue =
        value == other.lastIndexOf(' ')
            && one.startsWith(other.substring(0, Math.max(0, value)))
            && (one.endsWith(ANY) || other.endsWith(ANY));
    return one.equals(other) || sameButForValue;
  }

  /** What was written outside of the site's own stack, in order. */
  private List<String> stores() {
    return path.accesses().stream()
        .filter(a -> a.write() && place(a) == Place.OUTSIDE)
        .map(a -> a.address() + " = " + a.value().map(v -> stored(a, v)).orElse("?"))
        .toList();
  }

  /** A register that is stored as it was at entry may be saved: its value means nothing then. */
  private String stored(MemoryAccess access, Term value) {
    boolean exchange = EXCHANGE.matcher(access.at().toString()).find();
    Optional<Location> saved = saved(value, exchange ? 1 : 2);
    boolean meaningless =
        saved.isPresent()
            && (exchange
                || CalleeSaved.keeps(run.contract().target(), saved.get().name())
                || savesContext());
    return meaningless ? ANY : value.toString();
  }

  /**
   * The register that a value of at least so many bytes comes from; a byte may be a coincidence.
   */
  private Optional<Location> saved(Term value, int least) {
    return run.registers().locations().stream()
        .filter(l -> !isInput(l) && l.width() >= value.width())
        .filter(l -> value.width() >= least * Byte.SIZE)
        .filter(l -> run.entryValue(l).truncate(value.width()) == value)
        .findFirst();
  }

  /** Whether so many registers are stored that it must be the state of a whole task. */
  private boolean savesContext() {
    return path.accesses().stream()
            .filter(MemoryAccess::write)
            .flatMap(a -> a.value().stream())
            .flatMap(v -> saved(v, 2).stream())
            .distinct()
            .count()
        >= LEAST_OF_A_CONTEXT;
  }

  private boolean isInput(Location location) {
    return run.allocation().at(run.contract(), location.name()).stream().anyMatch(Slot::reads);
  }

  /** Where a byte of memory is, as far as promises tell. */
  private enum Place {
    OWN_STACK,
    OWN_CODE,
    OUTSIDE
  }

  /** Told by the numbers alone, not by what the run holds the access to be. */
  private static Place place(MemoryAccess access) {
    int width = access.address().width();
    BigInteger address = access.address().value();
    BigInteger depth = Attack.STACK.subtract(address).mod(BigInteger.TWO.pow(width));
    BigInteger code = address.subtract(Attack.CODE).mod(BigInteger.TWO.pow(width));
    if (depth.signum() > 0 && depth.bitLength() <= STACK_BITS) {
      return Place.OWN_STACK;
    }
    return code.bitLength() <= CODE_BITS ? Place.OWN_CODE : Place.OUTSIDE;
  }

  /** Whether all bytes of an access are memory that an operand hands to the site for it. */
  private boolean isOperand(MemoryAccess access) {
    return run.contract().extents().stream()
        .filter(e -> !access.write() || e.writes() || isUnchanged(access))
        .anyMatch(e -> {
          BigInteger distance = access.address().sub(run.placeOf(e)).value();
          BigInteger end =
              distance.add(BigInteger.valueOf(access.access().map(Access::bytes).orElse(0)));
          return end.compareTo(BigInteger.valueOf(e.bytes())) <= 0;
        });
  }

  /** Whether a store leaves what was there at entry. */
  private boolean isUnchanged(MemoryAccess access) {
    int bytes = access.access().map(Access::bytes).orElse(0);
    return bytes > 0
        && access.value().filter(run.entryContent(access.address(), bytes)::equals).isPresent();
  }

  /** Whether memory outside of the site was read or written. */
  boolean touchesMemory() {
    return path.accesses().stream().anyMatch(a -> place(a) == Place.OUTSIDE && !isOperand(a));
  }

  /** Whether memory outside of the site was written. */
  boolean writesMemory() {
    return path.accesses().stream()
        .anyMatch(a -> a.write() && place(a) == Place.OUTSIDE && !isOperand(a));
  }

  /** Whether something was written below the stack pointer that the site was entered with. */
  boolean writesStack() {
    return path.accesses().stream().anyMatch(a -> a.write() && place(a) == Place.OWN_STACK);
  }

  /** The instructions that were executed, in order. */
  List<String> instructions() {
    return path.steps().stream().map(s -> s.at().toString()).toList();
  }

  /** What is not as it was at entry, although nothing gives it up. */
  Map<String, String> losses() {
    Map<String, String> result = new TreeMap<>();
    if (path.exit().isNormal()) {
      path.finish()
          .changes()
          .forEach((location, value) -> {
            boolean kept =
                isKept(location)
                    && !isDoubtful(location)
                    && !isMmx(location, value)
                    && !isPlace(location);
            if (kept && value != run.entryValue(location)) {
              result.put(location.name(), run.entryValue(location) + " -> " + value);
            }
          });
    }
    if (path.exit().isNormal() && run.contract().placesFloats()) {
      result.putAll(new FloatPlaces(run, path).losses());
    }
    return result;
  }

  /** Whether operands say what becomes of it. */
  private boolean isPlace(Location location) {
    return run.contract().placesFloats()
        && (location.kind() == Location.Kind.X87 || location.name().matches("x87_t(op|ag)"));
  }

  /** Whether it is the mode of the x87 unit as instructions of MMX leave it. */
  private boolean isMmx(Location location, Term value) {
    boolean all = value == value.bank().ones(value.width());
    boolean none = value == value.bank().zero(value.width());
    return leavesMmx
        && ((location.name().equals("x87_tag") && (all || none))
            || (location.name().equals("x87_top") && none));
  }

  /** Whether a call may have changed it, of a system of which that is not known. */
  private boolean isDoubtful(Location location) {
    return path.events().stream()
        .anyMatch(o ->
            o.confidence() == Occurrence.Confidence.POSSIBLE && o.changed().contains(location));
  }

  private boolean isKept(Location location) {
    return switch (location.kind()) {
      case GENERAL, CONDITION, VECTOR, MASK, X87 -> !isFree(location);
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
