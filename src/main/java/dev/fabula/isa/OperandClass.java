package dev.fabula.isa;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A register class of inline assembly (Reference,
 * asm.register-operands.supported-register-classes).
 *
 * @param name the name, as in {@code reg}
 * @param types the types of values it holds, each with what that needs
 * @param forms printed forms by modifier letter: {@code *} stands for the register's name, {@code
 *     #} for its number
 * @param defaultModifier the letter that a placeholder without one means
 * @param registers its registers in an order that suits fresh choices, refused ones too
 */
public record OperandClass(
    String name,
    List<Admission> types,
    Map<Character, String> forms,
    Optional<Character> defaultModifier,
    List<OperandRegister> registers) {

  /** Copies all collections. */
  public OperandClass {
    types = List.copyOf(types);
    forms = Map.copyOf(forms);
    registers = List.copyOf(registers);
  }

  /**
   * A type that a class holds.
   *
   * @param type the type
   * @param feature the target feature that it needs
   * @param experimental whether it needs rustc's unstable feature {@code asm_experimental_reg}
   */
  public record Admission(OperandType type, Optional<String> feature, boolean experimental) {}

  /**
   * A register that the compiler may give to an operand of the class.
   *
   * @param register the register
   * @param circumstance the condition on the function around the site, as a clause; empty if it may
   *     happen in any function
   */
  public record Candidate(OperandRegister register, Optional<String> circumstance) {}

  /** Whether the class only takes clobbers, since it holds no type at all. */
  public boolean isClobberOnly() {
    return types.stream().allMatch(Admission::experimental);
  }

  /** Whether a value of the type fits, given every target feature. */
  public boolean admits(OperandType type) {
    return types.stream().anyMatch(a -> !a.experimental() && a.type().equals(type));
  }

  /** The modifier letters that placeholders of the class may have. */
  public Set<Character> modifiers() {
    Set<Character> letters = new TreeSet<>(forms.keySet());
    letters.remove('_');
    return letters;
  }

  /** The registers that may be named as operands on a target. */
  public List<OperandRegister> members(RegisterTarget target) {
    return registers.stream().filter(r -> r.refusal(target).isEmpty()).toList();
  }

  /** {@link #members(RegisterTarget)} of a target of which nothing is known. */
  public List<OperandRegister> members() {
    return members(RegisterTarget.UNKNOWN);
  }

  /** The registers that an operand of the class may get on a target, sensible choices first. */
  public List<Candidate> allocatable(RegisterTarget target) {
    return registers.stream()
        .filter(r -> !r.byNameOnly() && !r.isBarred(target))
        .map(r -> new Candidate(r, r.refusal(target).flatMap(reason -> r.circumstance())))
        .toList();
  }

  /** {@link #allocatable(RegisterTarget)} of a target of which nothing is known. */
  public List<Candidate> allocatable() {
    return allocatable(RegisterTarget.UNKNOWN);
  }

  @Override
  public String toString() {
    return name;
  }
}
