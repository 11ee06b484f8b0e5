package dev.fabula.isa;

import dev.fabula.asm.Architecture;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registers and register classes that inline assembly of one architecture may name, as rustc
 * 1.95 has them (Reference, asm.register-operands and asm.register-names).
 */
public final class RegisterTable {

  private static final Map<Architecture, RegisterTable> LOADED = new EnumMap<>(Architecture.class);

  private final Map<String, OperandRegister> byName;
  private final Map<String, OperandClass> classes;
  private final List<AbiClobbers> abis;

  RegisterTable(
      Map<String, OperandRegister> byName,
      Map<String, OperandClass> classes,
      List<AbiClobbers> abis) {
    this.byName = byName;
    this.classes = classes;
    this.abis = List.copyOf(abis);
  }

  /** Whether there is a table of an architecture. */
  public static boolean exists(Architecture architecture) {
    return RegisterTable.class.getResource(resource(architecture)) != null;
  }

  private static String resource(Architecture architecture) {
    return architecture.rustName() + ".registers";
  }

  /** The table of an architecture; throws if we have none. */
  public static RegisterTable of(Architecture architecture) {
    synchronized (LOADED) {
      return LOADED.computeIfAbsent(architecture, a -> RegisterTableReader.read(resource(a)));
    }
  }

  /** The register that a name stands for, in any of its spellings. */
  public Optional<OperandRegister> register(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The class with a name. */
  public Optional<OperandClass> operandClass(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  /** The class that an operand has which names a register; empty if it is in none. */
  public Optional<OperandClass> classOf(OperandRegister register) {
    return register.classes().stream().findFirst().flatMap(this::operandClass);
  }

  /** All classes in the table's order. */
  public Collection<OperandClass> classes() {
    return classes.values();
  }

  /** All registers in the table's order, also those that may not be named. */
  public List<OperandRegister> registers() {
    return byName.values().stream().distinct().toList();
  }

  List<AbiClobbers> abis() {
    return abis;
  }

  /**
   * The text that a placeholder of a class becomes when its operand is in a register, without the
   * percent sign of AT&amp;T syntax. The width of the value does not matter to it. Throws if the
   * class does not have the modifier.
   */
  public String print(
      OperandRegister register, OperandClass operandClass, Optional<Character> modifier) {
    if (modifier.isPresent() && !operandClass.modifiers().contains(modifier.get())) {
      throw new IllegalArgumentException(operandClass + " has no modifier " + modifier.get());
    }
    char letter = modifier.or(operandClass::defaultModifier).orElse('_');
    String own = register.forms().get(letter);
    String form = own == null ? operandClass.forms().getOrDefault(letter, "*") : own;
    String name = register.name();
    return form.replace("*", name).replace("#", name.replaceFirst("^\\D*", ""));
  }
}
