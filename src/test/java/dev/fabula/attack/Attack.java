package dev.fabula.attack;

import dev.fabula.asm.Assembler;
import dev.fabula.asm.Template;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.exec.InstructionSets;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Run;
import dev.fabula.isa.Location;
import dev.fabula.site.Allocation;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Assignment;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs of a site with constants, in any allocation that its contract permits and from any entry
 * state, that are to show a lie: something is lost, or what comes out depends on more than inputs.
 */
public final class Attack {

  /** Where the stack pointer is at entry. */
  static final BigInteger STACK = BigInteger.valueOf(0x7ffd_ffff_e000L);

  /** Where the code is, each section 64 KiB behind the one before. */
  static final BigInteger CODE = BigInteger.valueOf(0x5555_5500_0000L);

  private static final int SECTIONS = 40;
  private static final Pattern SHOWS_FLAGS =
      Pattern.compile(
          "pushf|lahf|sahf|nzcv|fpsc?r|mxcsr|fnst|x87|fxsave|frflags|fcsr|mf(cr|xer|fs)");

  private final Site site;
  private final Contract contract;
  private final Assembler assembler;
  private final Random random;
  private final boolean showsFlags;
  private int runs;

  /** An attack on a site whose values of unknown type are as wide as can be up to a width. */
  public Attack(Site site, int widest, Assembler assembler, long seed) {
    this.site = site;
    this.contract = Contracts.of(site, widest);
    this.assembler = assembler;
    this.random = new Random(seed);
    this.showsFlags = SHOWS_FLAGS.matcher(text(site)).find();
  }

  /** The text of a site with braces for its placeholders. */
  public static String text(Site site) {
    return site.template().pieces().stream()
        .map(p -> p instanceof Template.Text(String text, var _) ? text : "{}")
        .collect(Collectors.joining());
  }

  /** How many runs came to an end at which promises can be looked at. */
  public int runs() {
    return runs;
  }

  /**
   * The first lie that is found; a site that is not inside of a function makes no promises that
   * runs could break.
   *
   * @param allocations how many allocations to try
   * @param states how many entry states to try in each
   */
  public Optional<Lie> run(int allocations, int states) {
    Optional<Allocation> apart = new AllocationSpace(contract).apart(Set.of());
    if (contract.kind() != MacroKind.ASM || apart.isEmpty()) {
      return Optional.empty();
    }
    Optional<Concretely.Assembled> usual = assembled(apart.get());
    for (int i = 0; i < allocations && usual.isPresent(); i++) {
      Optional<Lie> lie =
          RandomAllocation.of(contract, random).flatMap(a -> run(usual.get(), a, states));
      if (lie.isPresent()) {
        return lie;
      }
    }
    return Optional.empty();
  }

  private Optional<Concretely.Assembled> assembled(Allocation allocation) {
    return Concretely.Assembled.of(site, contract, allocation, assembler);
  }

  private Optional<Lie> run(Concretely.Assembled usual, RandomAllocation any, int states) {
    Optional<Concretely.Assembled> code = assembled(any.allocation());
    if (code.isEmpty()) {
      return Optional.of(new Lie("every allocation has an encoding", any.allocation().toString()));
    }
    for (int j = 0; j < states; j++) {
      Optional<Lie> lie = compare(usual, code.get(), state(any));
      if (lie.isPresent()) {
        return lie;
      }
    }
    return Optional.empty();
  }

  private Optional<Lie> compare(
      Concretely.Assembled usual, Concretely.Assembled other, Assignment state) {
    Set<String> named = usual.named();
    Concretely expected = usual.run(state, Set.of(), named);
    Concretely actual = other.run(state, Set.of(), named);
    if (!expected.isOver() || !actual.isOver()) {
      return Optional.empty();
    }
    runs += 3;
    // What is looked at is part of what may be undefined.
    actual.observations();
    Set<String> undefined = undefined(actual);
    Concretely varied = other.run(varied(state, undefined), undefined, named);
    return Promises.broken(actual)
        .or(() -> difference("the same in every allocation", expected, actual))
        .or(() -> difference("nothing undefined shows", actual, varied));
  }

  /** Other values for what is undefined: any, or the least and the greatest. */
  private Assignment varied(Assignment state, Set<String> undefined) {
    Map<String, BigInteger> values = new HashMap<>(state.variables());
    for (String name : new TreeSet<>(undefined)) {
      switch (random.nextInt(4)) {
        case 0 -> values.put(Run.other(name), BigInteger.ZERO);
        case 1 -> values.put(Run.other(name), BigInteger.ONE.negate());
        default -> {}
      }
    }
    return new Assignment(values, state.memories(), state.functions(), state.seed());
  }

  private Set<String> undefined(Concretely actual) {
    Set<String> undefined = new HashSet<>(actual.undefined());
    if (showsFlags) {
      actual.run().registers().locations().stream()
          .filter(l -> l.kind() == Location.Kind.FLAG || l.kind() == Location.Kind.CONDITION)
          .forEach(l -> undefined.remove("entry." + l.name()));
    }
    undefined.removeAll(savedOverCalls(actual));
    if (actual.path().events().stream().anyMatch(Occurrence::isCall)) {
      // How much of an argument a callee reads nobody knows.
      undefined.removeIf(name -> name.startsWith("top."));
    }
    return undefined;
  }

  /** With constants, a register saved in another looks like an argument of the call. */
  private static Set<String> savedOverCalls(Concretely actual) {
    Set<String> saved = new HashSet<>();
    if (actual.path().mayNotComeBack()) {
      for (Location location : actual.run().registers().locations()) {
        if (CalleeSaved.keeps(actual.run().contract().target(), location.name())) {
          saved.add("entry." + location.name());
        }
      }
    }
    return saved;
  }

  private static Optional<Lie> difference(String promise, Concretely one, Concretely other) {
    List<String> here = one.observations();
    List<String> there = other.observations();
    return Concretely.isSame(here, there)
        ? Optional.empty()
        : Optional.of(
            new Lie(promise, one.story() + " gives " + here + "; " + other.story() + there));
  }

  /** Inputs from the edges of their range and from its midst, the stack where stacks are. */
  private Assignment state(RandomAllocation allocation) {
    Map<String, BigInteger> values = new HashMap<>();
    for (Slot slot : contract.slots()) {
      if (slot.reads()) {
        values.put("in." + slot.index(), value(Math.max(1, slot.inputBits())));
      }
      if (random.nextBoolean()) {
        values.put("top." + slot.index(), BigInteger.ZERO);
      }
    }
    for (Slot slot : contract.slots()) {
      Slot source = slot;
      while (allocation.equal().containsKey(source)) {
        source = allocation.equal().get(source);
      }
      if (source != slot) {
        values.put("in." + slot.index(), values.get("in." + source.index()));
      }
    }
    InstructionSets.of(site.target())
        .ifPresent(set -> values.put("entry." + set.registers().stackPointer().name(), STACK));
    for (int section = 0; section < SECTIONS; section++) {
      values.put("code." + section, CODE.add(BigInteger.valueOf(0x10000L * section)));
    }
    return new Assignment(values, Map.of(), Map.of(), random.nextLong());
  }

  private BigInteger value(int bits) {
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.valueOf(random.nextInt(4)).mod(BigInteger.TWO.pow(bits));
      case 1 -> BigInteger.TWO.pow(bits).subtract(BigInteger.ONE);
      case 2 -> BigInteger.TWO.pow(bits - 1);
      case 3 -> BigInteger.valueOf(random.nextInt(100)).mod(BigInteger.TWO.pow(bits));
      default -> new BigInteger(bits, random);
    };
  }
}
