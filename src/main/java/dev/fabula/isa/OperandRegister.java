package dev.fabula.isa;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A register as an operand of inline assembly names it: a stretch of one location of the register
 * file (Reference, rules asm.register-names.*).
 *
 * @param name the name under which rustc knows it, as in {@code ax} or {@code v0}
 * @param aliases the other spellings
 * @param classes names of the classes it belongs to, first the one that it has when named
 * @param group what overlaps: rustc lets registers of different groups stand side by side even
 *     where the processor keeps them in one place, as MMX and x87 registers
 * @param base name of the location in the register file, as in {@code rax} or {@code zmm0}
 * @param low its lowest bit in the location
 * @param width its width in bits
 * @param forms its own printed forms by modifier letter; {@code _} for none
 * @param bars why and when it may not be named
 * @param circumstance when a class operand may get it although it may not be named
 * @param byNameOnly whether no class operand ever gets it
 * @param parts the registers that it is another name for, all together; empty for most
 */
public record OperandRegister(
    String name,
    List<String> aliases,
    List<String> classes,
    String group,
    String base,
    int low,
    int width,
    Map<Character, String> forms,
    List<Bar> bars,
    Optional<String> circumstance,
    boolean byNameOnly,
    List<OperandRegister> parts) {

  /** Copies all collections. */
  public OperandRegister {
    aliases = List.copyOf(aliases);
    classes = List.copyOf(classes);
    forms = Map.copyOf(forms);
    bars = List.copyOf(bars);
    parts = List.copyOf(parts);
  }

  /**
   * A reason not to name a register.
   *
   * @param reserved whether a class operand may get the register all the same
   * @param condition the targets on which the reason holds
   * @param reason a clause without capital or full stop
   */
  record Bar(boolean reserved, NamingCondition condition, String reason) {}

  /** Why the register may not be named as an operand on a target; empty if it may. */
  public Optional<String> refusal(RegisterTarget target) {
    return bars.stream().filter(b -> b.condition().holds(target)).map(Bar::reason).findFirst();
  }

  /** Why the register may not be named even as a clobber on a target; empty if it may. */
  public Optional<String> clobberRefusal(RegisterTarget target) {
    return bars.stream()
        .filter(b -> b.condition().holds(target) && !b.condition().sparesClobbers())
        .map(Bar::reason)
        .findFirst();
  }

  /** Whether no operand at all can be in the register on a target. */
  public boolean isBarred(RegisterTarget target) {
    return bars.stream().anyMatch(b -> !b.reserved() && b.condition().holds(target));
  }

  /** The registers that are in one place each: it, or those that it is another name for. */
  public List<OperandRegister> places() {
    return parts.isEmpty() ? List.of(this) : parts;
  }

  /** Whether the two conflict as operands, since they share bits of the register file. */
  public boolean overlaps(OperandRegister other) {
    if (!parts.isEmpty() || !other.parts.isEmpty()) {
      return places().stream().anyMatch(p -> other.places().stream().anyMatch(p::overlaps));
    }
    return group.equals(other.group) && low < other.low + other.width && other.low < low + width;
  }

  @Override
  public String toString() {
    return name;
  }
}
