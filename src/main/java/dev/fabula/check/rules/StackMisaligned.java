package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.site.MacroKind;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stack is not aligned where a function is called (System V ABI x86-64 3.2.2; AAPCS64 6.4.5.1;
 * AAPCS32 6.2.1.2; RISC-V psABI 2.1), or where AArch64 itself demands it (Arm ARM, D1.3.10.2).
 */
public final class StackMisaligned implements CodeRule {

  @Override
  public String name() {
    return "stack-misaligned";
  }

  @Override
  public Group group() {
    return Group.PLATFORM;
  }

  @Override
  public String summary() {
    return "the stack pointer is not aligned where a function is called or the processor wants it";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      if (isEnteredAligned(examination, path)) {
        examine(examination, path, suspicions);
      }
    }
  }

  /** A site without {@code nostack} starts on an aligned stack, and so does a called function. */
  private static boolean isEnteredAligned(Examination examination, Path path) {
    return switch (examination.contract().kind()) {
      case ASM -> !examination.isInNaked();
      case NAKED_ASM -> path.exit() instanceof Exit.Leaves leaves && leaves.returning();
      case GLOBAL_ASM -> false;
    };
  }

  private void examine(Examination examination, Path path, Consumer<Suspicion> suspicions) {
    Location pointer = examination.run().registers().stackPointer();
    Term entry = examination.run().entryStackPointer();
    Term now = entry;
    for (Path.Step step : path.steps()) {
      boolean off = isOff(examination, now.sub(entry));
      if (off && isCall(path, step.at())) {
        suspicions.accept(suspicion(examination, path, step.at(), "calls a function"));
      } else if (off && isBase(examination, step.at(), pointer)) {
        suspicions.accept(suspicion(examination, path, step.at(), "faults on AArch64"));
      }
      now = after(step, pointer).orElse(now);
    }
  }

  private static Optional<Term> after(Path.Step step, Location pointer) {
    return step.writes().stream()
        .filter(write -> write.location().equals(pointer))
        .map(Path.Write::value)
        .reduce((first, last) -> last);
  }

  /** Whether the stack pointer has moved by a known distance that breaks its alignment. */
  private static boolean isOff(Examination examination, Term distance) {
    long alignment = alignment(examination);
    return distance.isConstant()
        && alignment > 0
        && Math.floorMod(distance.longValue() - atEntry(examination), alignment) != 0;
  }

  /** A function on x86-64 is entered with its return address on an aligned stack. */
  private static long atEntry(Examination examination) {
    boolean called = examination.contract().kind() == MacroKind.NAKED_ASM;
    return called && examination.contract().architecture() == Architecture.X86_64 ? 8 : 0;
  }

  /** Bytes; 0 where systems differ. */
  private static long alignment(Examination examination) {
    return switch (examination.contract().architecture()) {
      case X86_64, AARCH64, ARM64EC, RISCV32, RISCV64, LOONGARCH32, LOONGARCH64 -> 16;
      case ARM, S390X -> 8;
      case X86, POWERPC, POWERPC64 -> 0;
    };
  }

  private static boolean isCall(Path path, Instruction instruction) {
    return path.events().stream()
        .anyMatch(o -> o.at() == instruction && o.event() instanceof Event.FunctionCall);
  }

  private static boolean isBase(
      Examination examination, Instruction instruction, Location pointer) {
    return examination.contract().architecture() == Architecture.AARCH64
        && instruction.operands().stream()
            .anyMatch(operand ->
                operand instanceof Operand.Memory memory
                    && memory.base().filter(b -> b.location().equals(pointer)).isPresent());
  }

  private Suspicion suspicion(
      Examination examination, Path path, Instruction instruction, String label) {
    long amount = alignment(examination);
    return Suspicion.of(
            this,
            label,
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain("the stack pointer is not a multiple of " + amount + " here"),
            Optional.of(instruction),
            label)
        .help("move the stack pointer by a multiple of " + amount + " in all");
  }
}
