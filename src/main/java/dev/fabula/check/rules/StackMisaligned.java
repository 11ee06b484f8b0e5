package dev.fabula.check.rules;

import dev.fabula.asm.Architecture;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Calls;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Path;
import dev.fabula.exec.StackConvention;
import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/** A function is called while the stack pointer is no multiple of what its ABI asks for. */
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
    return "a function is called with a stack that is not aligned";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    for (Path path : examination.paths()) {
      if (knowsEntry(examination, path)) {
        for (Occurrence occurrence : path.events()) {
          if (occurrence.event() instanceof Event.FunctionCall
              && followsAbi(examination, occurrence)) {
            examineCall(examination, path, occurrence, suspicions);
          }
        }
        examineAccesses(examination, path, suspicions);
      }
    }
  }

  /** A naked function that returns to a caller was called; any other may start as it likes. */
  private static boolean knowsEntry(Examination examination, Path path) {
    return switch (examination.contract().kind()) {
      case ASM -> !examination.isInNaked();
      case NAKED_ASM -> path.exit() instanceof Exit.Leaves leaves && leaves.returning();
      case GLOBAL_ASM -> false;
    };
  }

  /** Functions for which a site keeps registers that the ABI gives up have rules of their own. */
  private static boolean followsAbi(Examination examination, Occurrence call) {
    if (call.confidence() != Occurrence.Confidence.KNOWN
        || Calls.isOfKernel(examination.contract(), call)) {
      return false;
    }
    return examination.contract().kind() != MacroKind.ASM
        || call.changed().stream()
            .filter(l -> l.kind() == Location.Kind.GENERAL)
            .allMatch(examination::isFree);
  }

  private void examineCall(
      Examination examination, Path path, Occurrence call, Consumer<Suspicion> suspicions) {
    int alignment = StackConvention.of(examination.contract().target()).alignment();
    Optional<Integer> excess = excess(examination, call.stackPointer(), alignment);
    boolean off = excess.filter(e -> e != 0).isPresent();
    if (off || excess.isPresent() && mayBeOff(examination)) {
      String state =
          off
              ? "is " + excess.get() + " bytes above a multiple of " + alignment
              : "may be no multiple of " + alignment + ", as `nostack` is promised";
      suspicions.accept(
          suspicion(
                  examination,
                  path,
                  "call",
                  "a function is called with a stack pointer that " + state,
                  call.at())
              .help(
                  off
                      ? "move the stack pointer by a multiple of " + alignment + " before it"
                      : "remove `nostack`: with it the compiler aligns nothing"));
    }
  }

  /** Functions of 32-bit ARM that call nobody keep a multiple of 4 only. */
  private static boolean mayBeOff(Examination examination) {
    return examination.contract().architecture() == Architecture.ARM
        && examination.contract().kind() == MacroKind.ASM
        && examination.contract().promises(Option.NOSTACK);
  }

  /** AArch64 processors check the stack pointer where it is the base of an access. */
  private void examineAccesses(Examination examination, Path path, Consumer<Suspicion> suspicions) {
    if (examination.contract().architecture() != Architecture.AARCH64) {
      return;
    }
    for (MemoryAccess access : path.accesses()) {
      Optional<Integer> excess = excess(examination, access.stackPointer(), 16);
      if (excess.filter(e -> e != 0).isPresent() && isByStackPointer(examination, access.at())) {
        suspicions.accept(
            suspicion(
                    examination,
                    path,
                    "access",
                    "memory is accessed by a stack pointer that is not aligned",
                    access.at())
                .note("systems have the processor check that 16 divides it")
                .help("move the stack pointer by multiples of 16"));
      }
    }
  }

  private static boolean isByStackPointer(Examination examination, Instruction instruction) {
    String stackPointer = examination.run().registers().stackPointer().name();
    return instruction.operands().stream()
        .anyMatch(o ->
            o instanceof Operand.Memory memory
                && memory.base().filter(b -> b.location().name().equals(stackPointer)).isPresent());
  }

  /** How far a stack pointer is above a multiple, if it is a known distance from the entry. */
  private static Optional<Integer> excess(
      Examination examination, Term stackPointer, int alignment) {
    Term distance = stackPointer.sub(examination.run().entryStackPointer());
    if (!distance.isConstant()) {
      return Optional.empty();
    }
    int entry =
        examination.contract().kind() == MacroKind.NAKED_ASM
            ? StackConvention.of(examination.contract().target()).atEntry()
            : 0;
    return Optional.of(Math.floorMod(distance.longValue() + entry, alignment));
  }

  private Suspicion suspicion(
      Examination examination, Path path, String subject, String message, Instruction at) {
    return Suspicion.of(
        this,
        subject,
        examination,
        path,
        new Claim.Happens(examination.run().terms().trueTerm()),
        Wording.plain(message),
        Optional.of(at),
        "with a stack that is not aligned");
  }
}
