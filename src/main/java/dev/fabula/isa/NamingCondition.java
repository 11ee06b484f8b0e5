package dev.fabula.isa;

import java.util.Arrays;
import java.util.Locale;

/** A circumstance of the target under which a register may not be named as an operand. */
enum NamingCondition {
  /** On every target. */
  ALWAYS,
  /** The platform keeps x18 for itself (AArch64 procedure call standard, 6.1.1). */
  X18_PLATFORM,
  /** Code is Thumb without Thumb-2. */
  THUMB1,
  /** Data is addressed from r9 (relocation models rwpi and ropi-rwpi). */
  RWPI,
  /** r7 is ARM's frame pointer: Apple's systems, and Thumb code outside of Windows. */
  FRAME_POINTER_R7,
  /** r11 is ARM's frame pointer: wherever r7 is not. */
  FRAME_POINTER_R11,
  /** RISC-V's base instruction set with sixteen registers. */
  RVE,
  /** The system is not AIX. */
  NOT_AIX,
  /** The processor has no Signal Processing Engine (Power ISA 2.07, book I, chapter 8). */
  NOT_SPE;

  /** Whether the target is certainly so. */
  boolean holds(RegisterTarget target) {
    return switch (this) {
      case ALWAYS -> true;
      case X18_PLATFORM ->
          target.isApple()
              || target.isLikeWindows()
              || target.runs("android")
              || target.runs("fuchsia")
              || target.has("reserve-x18");
      case THUMB1 -> target.has("thumb-mode") && !target.has("thumb2");
      case RWPI -> target.has("rwpi");
      case FRAME_POINTER_R7 -> framePointerIsR7(target);
      case FRAME_POINTER_R11 -> !framePointerIsR7(target);
      case RVE -> target.has("e");
      case NOT_AIX -> !target.runs("aix");
      case NOT_SPE -> !target.has("spe");
    };
  }

  /** Whether a register may be named all the same where it is only clobbered. */
  boolean sparesClobbers() {
    return this == THUMB1;
  }

  private static boolean framePointerIsR7(RegisterTarget target) {
    return target.isApple() || (!target.isLikeWindows() && target.has("thumb-mode"));
  }

  /** Finds the condition by the name that tables use; throws if there is none. */
  static NamingCondition named(String name) {
    return Arrays.stream(values())
        .filter(c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no naming condition: " + name));
  }
}
