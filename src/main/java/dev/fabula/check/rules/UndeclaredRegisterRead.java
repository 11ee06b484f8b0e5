package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Claim;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Origin;
import dev.fabula.term.Term;
import java.util.Set;
import java.util.TreeSet;

/** A register is read that no operand gives a value. */
public final class UndeclaredRegisterRead extends DependenceRule {

  @Override
  public String name() {
    return "undeclared-register-read";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a register is read that no operand gives a value";
  }

  @Override
  boolean concerns(Dependence.Sink sink, Examination examination, Origin origin) {
    return origin instanceof Origin.Undeclared undeclared
        && !(FlagReport.isCondition(origin) && FlagReport.isOfConditions(examination, sink))
        && (sink.kind() != Dependence.Kind.RESULT
            || NakedResult.isUndefinedAtEntry(examination, undeclared.location()));
  }

  /** What the frame pointer and link register hold is a convention; callers may rely on it. */
  @Override
  Group groupOf(Examination examination, Dependence.Sink sink, Set<String> names) {
    if (linkage(examination.contract().architecture()).containsAll(names)) {
      return Group.PLATFORM;
    }
    boolean kept = sink.kind() != Dependence.Kind.SYSTEM && Dependence.isMoved(sink.value());
    return kept ? Group.FRAGILE : group();
  }

  /** The frame pointer and the link register, as messages call them. */
  private static Set<String> linkage(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> Set.of("rbp");
      case X86 -> Set.of("ebp");
      case AARCH64, ARM64EC -> Set.of("x29", "x30");
      case ARM -> Set.of("r7", "r11", "r14");
      case RISCV32, RISCV64 -> Set.of("x1", "x8");
      case LOONGARCH32, LOONGARCH64 -> Set.of("r1", "r22");
      case S390X -> Set.of("r11", "r14");
      case POWERPC, POWERPC64 -> Set.of("r31", "lr");
    };
  }

  @Override
  Wording wording(Dependence.Sink sink, Set<String> names) {
    return Wording.plain(
        sink.display()
            + " depends on "
            + list(names)
            + (sink.kind() == Dependence.Kind.RESULT
                ? ", in which callers pass nothing"
                : ", which no operand gives a value"));
  }

  @Override
  String help(Dependence.Sink sink, Phrases words) {
    return sink.kind() == Dependence.Kind.RESULT
        ? "write the register that the ABI returns values in, on every path"
        : "pass the value as " + words.input() + "; a register that is no input holds anything";
  }

  @Override
  String nameOf(Origin origin) {
    return origin instanceof Origin.Undeclared u ? Registers.display(u.location()) : "";
  }

  /** What stands for a confirmed read of an undeclared register, whatever depends on it. */
  public static String key(String location) {
    return "undeclared-register-read of " + location;
  }

  /** The registers whose undeclared reads a suspicion is about. */
  public static Set<String> keys(Suspicion suspicion) {
    Set<String> keys = new TreeSet<>();
    if (suspicion.rule() instanceof UndeclaredRegisterRead
        && suspicion.claim() instanceof Claim.Depends depends) {
      for (Term variable : depends.varied()) {
        if (suspicion.examination().run().origin(variable) instanceof Origin.Undeclared u) {
          keys.add(key(u.location().name()));
        }
      }
    }
    return keys;
  }
}
