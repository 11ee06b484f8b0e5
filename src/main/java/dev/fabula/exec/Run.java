package dev.fabula.exec;

import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterFile;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Slot;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What all paths of one allocation share: the entry state, and where each unknown comes from.
 *
 * <p>Unknowns have the same names under every allocation, so that outcomes can be compared: inputs
 * are named by their slot, everything else by its location.
 */
public final class Run {

  private static final String ENTRY = "entry.";

  private final Terms terms;
  private final RegisterFile registers;
  private final Contract contract;
  private final Allocation allocation;
  private final Valuation valuation;
  private final Map<Term, Origin> origins = new HashMap<>();
  private final Map<Location, Term> entry = new HashMap<>();
  private final Map<Term, String> symbols = new HashMap<>();
  private final Set<String> tainted = new HashSet<>();
  private final Set<String> varied;
  private boolean callsStrangers;
  private boolean shares;
  private final Term entryStackPointer;
  private final Optional<FloatStack> floats;

  /** Prepares the entry state of an allocation. */
  public Run(
      Terms terms,
      RegisterFile registers,
      Contract contract,
      Allocation allocation,
      Valuation valuation) {
    this(terms, registers, contract, allocation, valuation, Set.of());
  }

  /**
   * Prepares the entry state of an allocation in which some unknowns are others than usual.
   *
   * @param varied names of the unknowns for which {@link #other(String)} stands instead
   */
  public Run(
      Terms terms,
      RegisterFile registers,
      Contract contract,
      Allocation allocation,
      Valuation valuation,
      Set<String> varied) {
    this.varied = Set.copyOf(varied);
    this.terms = terms;
    this.registers = registers;
    this.contract = contract;
    this.allocation = allocation;
    this.valuation = valuation;
    this.floats = FloatStack.of(contract, allocation);
    this.entryStackPointer = entryValue(registers.stackPointer());
  }

  /** The bank of all terms. */
  public Terms terms() {
    return terms;
  }

  /** The register file. */
  public RegisterFile registers() {
    return registers;
  }

  /** The contract. */
  public Contract contract() {
    return contract;
  }

  /** The allocation. */
  public Allocation allocation() {
    return allocation;
  }

  /** How far values are known. */
  Valuation valuation() {
    return valuation;
  }

  /** The same run where each key is taken for its value. */
  Run assuming(Map<Term, Term> equal) {
    return with(valuation.assuming(equal), varied);
  }

  /** The same run where what is called at computed addresses follows no known convention. */
  Run callingStrangers() {
    Run result = with(valuation, varied);
    result.callsStrangers = true;
    return result;
  }

  /** The same run where others may write to memory outside at any time. */
  public Run sharing() {
    Run result = with(valuation, varied);
    result.shares = true;
    return result;
  }

  /** Whether others may write to memory outside at any time, so that each load is an unknown. */
  public boolean shares() {
    return shares;
  }

  /** Whether what is called at computed addresses follows no known convention. */
  public boolean callsStrangers() {
    return callsStrangers;
  }

  /**
   * The same run with other values.
   *
   * @param others names of the unknowns for which {@link #other(String)} stands instead
   */
  public Run with(Valuation values, Set<String> others) {
    Run result = new Run(terms, registers, contract, allocation, values, others);
    result.callsStrangers = callsStrangers;
    result.shares = shares;
    return result;
  }

  /** The stack pointer at entry. */
  public Term entryStackPointer() {
    return entryStackPointer;
  }

  /** Where an unknown comes from. */
  public Origin origin(Term variable) {
    return known(variable).orElseGet(() -> new Origin.Made("memory"));
  }

  /** Whether an unknown is one of this run, and not the content of memory or of another run. */
  public boolean isOwn(Term variable) {
    return known(variable).isPresent();
  }

  /** Entry values are made on demand: one may have been asked for in another run only so far. */
  private Optional<Origin> known(Term variable) {
    if (!origins.containsKey(variable) && variable.name().startsWith(ENTRY)) {
      String name = variable.name().substring(ENTRY.length());
      registers.locations().stream().filter(l -> l.name().equals(name)).forEach(this::entryValue);
    }
    return Optional.ofNullable(origins.get(variable));
  }

  /** The unknowns so far. */
  public Map<Term, Origin> origins() {
    return Collections.unmodifiableMap(origins);
  }

  /** The name of the unknown that stands for a varied one. */
  public static String other(String name) {
    return "other." + name;
  }

  /** An unknown of the given name, or its value under the run's assignment. */
  Term unknown(String name, int width, Origin origin) {
    Term variable = terms.variable(varied.contains(name) ? other(name) : name, width);
    origins.put(variable, origin);
    return valuation.of(variable);
  }

  /** A memory of unknown content. */
  Term unknownMemory(String name, Origin origin) {
    Term memory =
        terms.memory(varied.contains(name) ? other(name) : name, entryStackPointer.width());
    origins.put(memory, origin);
    return memory;
  }

  /** Notes the address of a symbol. */
  void place(Term address, String symbol) {
    symbols.put(address, symbol);
  }

  /** The symbol at an address, if it is known to be one's. */
  Optional<String> symbolAt(Term address) {
    return Optional.ofNullable(symbols.get(address));
  }

  /** Marks names of unknowns that turned out to depend on something undefined. */
  void addTaint(Set<String> names) {
    tainted.addAll(names);
  }

  /** Whether the unknown of that name was found to depend on something undefined. */
  boolean isTainted(String name) {
    return tainted.contains(name);
  }

  /** The state at entry. */
  State entryState() {
    Term stack = unknownMemory("stack", new Origin.OwnStack());
    int width = entryStackPointer.width();
    Map<Integer, Term> variables = new HashMap<>();
    contract.extents().stream()
        .filter(Contract.Extent::alone)
        .map(Contract.Extent::place)
        .forEach(place -> variables.put(place, terms.memory("operand." + place, width)));
    return State.atEntry(this::entryValue, terms.memory("memory", width), stack, variables);
  }

  /** What some bytes of memory that others can see hold at entry, little endian. */
  public Term entryContent(Term address, int bytes) {
    OptionalInt variable = variableAt(address, bytes);
    String name = variable.isPresent() ? "operand." + variable.getAsInt() : "memory";
    return valuation.of(terms.memory(name, entryStackPointer.width()).load(address, bytes));
  }

  /** The variable that holds all of some bytes, by the operand that tells its place. */
  OptionalInt variableAt(Term address, int bytes) {
    return extents(address, bytes).stream()
        .filter(Contract.Extent::alone)
        .mapToInt(Contract.Extent::place)
        .findFirst();
  }

  /** The value of a location at entry. */
  public Term entryValue(Location location) {
    Term known = entry.get(location);
    if (known == null) {
      known = makeEntryValue(location);
      entry.put(location, known);
    }
    return known;
  }

  /**
   * What a location has to hold behind the code if no operand or clobber gives it up; empty where
   * it may hold anything.
   */
  public Optional<Term> expected(Location location) {
    return isCounted(location)
        ? floats.orElseThrow().expected(location, this)
        : Optional.of(entryValue(location));
  }

  /** Whether a location is part of the x87 stack, and the contract says how that has to change. */
  public boolean isCounted(Location location) {
    return floats.isPresent() && FloatStack.holds(location);
  }

  private Term makeEntryValue(Location location) {
    if (location.kind() == Location.Kind.DIRECTION) {
      return terms.falseTerm();
    }
    if (FloatStack.counts(location) && FloatStack.isEmpty(contract, allocation)) {
      return terms.constant(0, location.width());
    }
    if (location.name().equals("x87_tag") && floats.isPresent()) {
      Origin origin = new Origin.Kept(location);
      return valuation.of(floats.get().tag(unknown(ENTRY + "x87_tag", location.width(), origin)));
    }
    List<Slot> slots = allocation.at(contract, location.name());
    Optional<Slot> input =
        slots.stream().filter(Slot::reads).max(Comparator.comparingInt(Slot::inputBits));
    if (input.isPresent()) {
      return inputValue(input.get(), location);
    }
    String name = ENTRY + location.name();
    return unknown(name, location.width(), originOf(location, slots));
  }

  private Term inputValue(Slot slot, Location location) {
    var register = allocation.of(slot);
    int bits = Math.min(Math.max(1, slot.inputBits()), location.width() - register.low());
    Term value = inputOf(slot).resizeUnsigned(bits);
    int top = register.low() + bits;
    if (register.low() > 0) {
      value = value.concat(filler(slot, location, "low", register.low()));
    }
    if (top == location.width()) {
      return value;
    }
    int above = location.width() - top;
    Term rest = isBoxed(location) ? terms.ones(above) : filler(slot, location, "top", above);
    return rest.concat(value);
  }

  /** Narrow floats of RISC-V have ones above them (Reference, operands.smaller-value). */
  private boolean isBoxed(Location location) {
    boolean riscv =
        switch (contract.architecture()) {
          case RISCV32, RISCV64 -> true;
          default -> false;
        };
    return riscv && location.name().matches("f[0-9]+");
  }

  /** The memory operands that hold all of some bytes, if they certainly do. */
  public List<Contract.Extent> extents(Term address, int bytes) {
    return contract.extents().stream()
        .filter(extent -> {
          Term distance = address.sub(placeOf(extent));
          return distance.isConstant() && holds(extent, distance, bytes);
        })
        .toList();
  }

  private static boolean holds(Contract.Extent extent, Term distance, int bytes) {
    boolean open = extent.bytes() == 0;
    return distance.value().bitLength() < Integer.SIZE - 1
        && (open || distance.value().intValue() + bytes <= extent.bytes());
  }

  /** Where a memory operand starts. */
  public Term placeOf(Contract.Extent extent) {
    Term place =
        extent.stackOffset().isPresent()
            ? entryStackPointer.add(extent.stackOffset().getAsInt())
            : extent.slot().map(this::inputOf).orElseGet(() -> symbolOf(extent));
    return valuation.of(place);
  }

  private Term symbolOf(Contract.Extent extent) {
    int width = entryStackPointer.width();
    return unknown(
        Labels.unknown(Labels.place(extent.place()), width), width, new Origin.Made("symbol"));
  }

  /** The value of an input slot, in its own width. */
  public Term inputOf(Slot slot) {
    int bits = Math.max(1, slot.inputBits());
    if (slot.twin().isPresent()) {
      return inputOf(contract.slots().get(slot.twin().get())).resizeUnsigned(bits);
    }
    Optional<Term> pointer = stackObject(slot);
    if (pointer.isPresent()) {
      return pointer.get();
    }
    Slot source = valueOf(slot);
    if (source != slot) {
      return inputOf(source).truncate(bits);
    }
    return slot.literal()
        .map(value -> terms.constant(value, bits))
        .orElseGet(() -> unknown("in." + slot.index(), bits, new Origin.Input(slot)));
  }

  /** The address of an object in the function's frame, if the slot points to one. */
  private Optional<Term> stackObject(Slot slot) {
    boolean whole = slot.inputBits() == entryStackPointer.width();
    return contract.extents().stream()
        .filter(e -> whole && e.stackOffset().isPresent() && e.place() == slot.operand())
        .findFirst()
        .map(this::placeOf);
  }

  /** Slots that share a register only when their values are equal have that of the wider. */
  private Slot valueOf(Slot slot) {
    return allocation
        .merge()
        .filter(m -> m instanceof Allocation.Merge.WithInput w && w.whenEqual())
        .map(m -> (Allocation.Merge.WithInput) m)
        .filter(m -> List.of(m.slot().index(), m.input().index()).contains(slot.index()))
        .map(m -> m.slot().inputBits() > m.input().inputBits() ? m.slot() : m.input())
        .filter(wider -> wider.index() != slot.index())
        .orElse(slot);
  }

  private Term filler(Slot slot, Location location, String which, int width) {
    String name = which + "." + slot.index();
    return unknown(name, width, new Origin.NarrowTop(slot, location));
  }

  private Origin originOf(Location location, List<Slot> slots) {
    if (!slots.isEmpty()) {
      return new Origin.Unset(slots.getFirst(), location);
    }
    return switch (location.kind()) {
      case FLAG -> new Origin.Flag(location);
      case GENERAL, VECTOR, MASK, X87, CONDITION -> new Origin.Undeclared(location);
      case STACK_POINTER, CONTROL, SYSTEM, DIRECTION, ZERO -> new Origin.Kept(location);
    };
  }
}
