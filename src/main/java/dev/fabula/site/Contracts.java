package dev.fabula.site;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.OperandType;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Derives the neutral contract from a site whose operands the compiler accepts. */
public final class Contracts {

  private static final Pattern LITERAL =
      Pattern.compile(
          "(-?)(0x[0-9a-fA-F]+|0b[01]+|0o[0-7]+|[0-9]+)(?:[iu](?:8|16|32|64|128|size))?");

  /** More than any structure in a frame, and within the reach of a 32-bit displacement. */
  private static final int OBJECT_ROOM = 1 << 20;

  private final Site site;
  private final RegisterTable table;
  private final RegisterTarget target;
  private final int widest;

  private Contracts(Site site, int widest) {
    this.site = site;
    this.table = RegisterTable.of(site.target().architecture());
    this.target = site.target().registers();
    this.widest = widest;
  }

  /**
   * The contract of a site.
   *
   * @param widest the width in bits up to which a value of unknown type is taken to be as wide as
   *     its class admits
   */
  public static Contract of(Site site, int widest) {
    return new Contracts(site, widest).contract();
  }

  /** The widths that values of unknown type in the site may have, widest first; empty if none. */
  public static List<Integer> openWidths(Site site) {
    Contracts reader = new Contracts(site, Integer.MAX_VALUE);
    Set<Integer> widths = new TreeSet<>(java.util.Comparator.reverseOrder());
    for (Operand operand : site.operands()) {
      if (operand instanceof Operand.Register register && hasUnknownType(register)) {
        widths.addAll(reader.admitted(register.binding()));
      }
    }
    return List.copyOf(widths);
  }

  private static boolean hasUnknownType(Operand.Register register) {
    return register.input().filter(v -> v.type() instanceof ValueType.Unknown).isPresent()
        || register.output().filter(v -> v.type() instanceof ValueType.Unknown).isPresent();
  }

  private Contract contract() {
    List<Slot> slots = new ArrayList<>();
    List<Contract.Extent> extents = new ArrayList<>();
    for (int i = 0; i < site.operands().size(); i++) {
      switch (site.operands().get(i)) {
        case Operand.Register register -> addSlots(i, register, slots);
        case Operand.Memory memory -> {
          Optional<Slot> address = address(slots.size(), i, memory);
          address.ifPresent(slots::add);
          extents.add(extent(i, address, memory));
        }
        case Operand.Constant _, Operand.Immediate _ -> {}
        case Operand.Symbol _, Operand.Label _, Operand.Matching _ -> {}
      }
    }
    return new Contract(
        site.target(), slots, clobbers(), abis(), callees(), site.options(), extents, kind());
  }

  /** One that names several registers at once has a slot in each of them. */
  private void addSlots(int operand, Operand.Register register, List<Slot> slots) {
    int bits = Math.max(inputBits(register), outputBits(register));
    List<Candidate> candidates = candidates(register.binding(), bits);
    if (register.binding() instanceof Binding.Explicit) {
      for (Candidate place : candidates) {
        slots.add(slot(slots.size(), operand, register, List.of(place)));
      }
    } else {
      slots.add(slot(slots.size(), operand, register, candidates));
    }
  }

  private int inputBits(Operand.Register register) {
    return register.input().map(v -> bits(v, register.binding())).orElse(0);
  }

  private int outputBits(Operand.Register register) {
    return register.output().map(v -> bits(v, register.binding())).orElse(0);
  }

  private static Contract.Extent extent(
      int operand, Optional<Slot> address, Operand.Memory memory) {
    return new Contract.Extent(
        operand,
        memory.at().orElse(operand),
        address,
        memory.base() == Operand.Memory.Base.STACK
            ? OptionalInt.of(stackOffset(memory.at().orElse(operand)))
            : OptionalInt.empty(),
        name(operand, memory.name(), memory.place()),
        memory.span(),
        memory.bytes(),
        memory.reads(),
        memory.writes(),
        memory.alone());
  }

  /** Where an object is whose operand is printed relative to the stack pointer, in bytes. */
  public static int stackOffset(int operand) {
    return OBJECT_ROOM * (operand + 1);
  }

  /** The register that holds the address of a memory operand, if one does. */
  private Optional<Slot> address(int index, int operand, Operand.Memory memory) {
    return switch (memory.base()) {
      case SYMBOL, STACK -> Optional.empty();
      case REGISTER ->
          Optional.of(
              new Slot(
                  index,
                  operand,
                  "&" + name(operand, memory.name(), memory.place()),
                  memory.span(),
                  Direction.IN,
                  false,
                  false,
                  addressRegisters(),
                  site.target().architecture().pointerWidth(),
                  0,
                  Optional.empty(),
                  false,
                  memory.at().map(this::slotNumber)));
    };
  }

  private List<Candidate> addressRegisters() {
    return table.operandClass("reg").orElseThrow().allocatable(target);
  }

  /** The number of the slot that an operand has. */
  private int slotNumber(int operand) {
    return site.operands().subList(0, operand).stream().mapToInt(this::slots).sum();
  }

  private int slots(Operand operand) {
    return switch (operand) {
      case Operand.Register(var _, var _, var _, Binding.Explicit explicit, var _, var _) ->
          register(explicit).places().size();
      case Operand.Register _ -> 1;
      case Operand.Memory memory -> memory.base() == Operand.Memory.Base.REGISTER ? 1 : 0;
      case Operand.Constant _, Operand.Immediate _ -> 0;
      case Operand.Symbol _, Operand.Label _, Operand.Matching _ -> 0;
    };
  }

  private static String name(int operand, Optional<String> name, Value value) {
    return name.or(() -> Optional.of(value.expression()).filter(Contracts::isShort))
        .orElse("operand " + operand);
  }

  private Slot slot(int index, int operand, Operand.Register register, List<Candidate> candidates) {
    boolean fixed = register.binding() instanceof Binding.Explicit;
    return new Slot(
        index,
        operand,
        name(operand, register),
        register.span(),
        register.direction(),
        register.output().isPresent() && !isDiscarded(operand),
        fixed,
        candidates,
        inputBits(register),
        outputBits(register),
        register.input().flatMap(v -> v.constant().or(() -> literal(v.expression()))),
        register.output().filter(Contracts::mayStayUnset).isPresent(),
        Optional.empty());
  }

  private Set<String> abis() {
    return site.clobberAbis().stream().map(AbiClobber::name).collect(Collectors.toSet());
  }

  private Map<Integer, Callee> callees() {
    Map<Integer, Callee> result = new TreeMap<>();
    for (int i = 0; i < site.operands().size(); i++) {
      if (site.operands().get(i) instanceof Operand.Symbol symbol && symbol.callee().isPresent()) {
        result.put(i, symbol.callee().get());
      }
    }
    return result;
  }

  /** The value of an integer literal of Rust. */
  private static Optional<BigInteger> literal(String expression) {
    Matcher matcher = LITERAL.matcher(expression.replace("_", ""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(2);
    BigInteger value =
        switch (digits.length() > 1 ? digits.substring(0, 2) : digits) {
          case "0x" -> new BigInteger(digits.substring(2), 16);
          case "0b" -> new BigInteger(digits.substring(2), 2);
          case "0o" -> new BigInteger(digits.substring(2), 8);
          default -> new BigInteger(digits);
        };
    return Optional.of(matcher.group(1).isEmpty() ? value : value.negate());
  }

  private static boolean mayStayUnset(Value value) {
    return value.type() instanceof ValueType.Known known && known.maybeUninit();
  }

  private static String name(int operand, Operand.Register register) {
    return register
        .name()
        .or(() -> register.input().map(Value::expression).filter(Contracts::isShort))
        .or(() -> register.output().map(Value::expression).filter(Contracts::isShort))
        .orElseGet(() ->
            register.binding() instanceof Binding.Explicit
                ? register.binding().name()
                : "operand " + operand);
  }

  private static boolean isShort(String expression) {
    return expression.length() <= 24 && expression.indexOf('\n') < 0;
  }

  private List<Candidate> candidates(Binding binding, int bits) {
    return switch (binding) {
      case Binding.Explicit explicit ->
          register(explicit).places().stream()
              .map(place -> new Candidate(place, Optional.empty()))
              .toList();
      case Binding.OfClass ofClass -> withBytes(ofClass, bits).allocatable(target);
      case Binding.AnyOf any ->
          any.registers().stream()
              .map(name -> new Candidate(table.register(name).orElseThrow(), Optional.empty()))
              .toList();
    };
  }

  private boolean isDiscarded(int operand) {
    return site.gnu().filter(g -> g.discarded().contains(operand)).isPresent();
  }

  /** On 32-bit x86 only four registers have a name for their low byte. */
  private OperandClass withBytes(Binding.OfClass ofClass, int bits) {
    boolean bytes = site.target().architecture() == Architecture.X86 && bits == 8;
    return bytes && ofClass.name().equals("reg")
        ? table.operandClass("reg_abcd").orElseThrow()
        : operandClass(ofClass);
  }

  private OperandRegister register(Binding.Explicit explicit) {
    return table
        .register(explicit.name())
        .orElseThrow(() -> new IllegalArgumentException("no register " + explicit.name()));
  }

  private OperandClass operandClass(Binding.OfClass ofClass) {
    return table
        .operandClass(ofClass.name())
        .orElseThrow(() -> new IllegalArgumentException("no class " + ofClass.name()));
  }

  private int bits(Value value, Binding binding) {
    return switch (value.type()) {
      case ValueType.Known known -> known.bits();
      case ValueType.Unknown _, ValueType.Unfit _ -> assumed(binding);
    };
  }

  private int assumed(Binding binding) {
    List<Integer> widths = admitted(binding);
    return widths.stream()
        .filter(w -> w <= widest)
        .max(Integer::compare)
        .or(() -> widths.stream().min(Integer::compare))
        .orElse(site.target().architecture().pointerWidth());
  }

  private List<Integer> admitted(Binding binding) {
    Optional<OperandClass> known =
        switch (binding) {
          case Binding.Explicit explicit -> table.classOf(register(explicit));
          case Binding.OfClass ofClass -> Optional.of(operandClass(ofClass));
          case Binding.AnyOf any ->
              table.register(any.registers().getFirst()).flatMap(table::classOf);
        };
    return known.stream()
        .flatMap(c -> c.types().stream())
        .filter(a -> !a.experimental())
        .map(OperandClass.Admission::type)
        .map(OperandType::bits)
        .distinct()
        .toList();
  }

  /** The whole of a naked function was once written as a block that never ends. */
  private MacroKind kind() {
    boolean whole =
        site.kind() == MacroKind.ASM
            && site.options().contains(Option.NORETURN)
            && site.surroundings().function().filter(Surroundings.Function::naked).isPresent();
    return whole ? MacroKind.NAKED_ASM : site.kind();
  }

  private Set<String> clobbers() {
    Architecture architecture = site.target().architecture();
    Set<String> result = new TreeSet<>();
    for (AbiClobber clobber : site.clobberAbis()) {
      AbiClobbers.of(architecture, clobber.name(), site.target().system())
          .ifPresent(abi -> abi.registers(target).forEach(r -> result.add(r.base())));
    }
    site.operands().forEach(o -> removeExplicit(o, result));
    return result;
  }

  /** An explicit operand takes the place of the implied clobber (asm.abi-clobbers.*). */
  private void removeExplicit(Operand operand, Set<String> clobbers) {
    if (operand instanceof Operand.Register register
        && register.direction().writes()
        && register.binding() instanceof Binding.Explicit explicit) {
      table
          .register(explicit.name())
          .ifPresent(r -> r.places().forEach(place -> clobbers.remove(place.base())));
    }
  }
}
