package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Access;
import dev.fabula.site.Contract;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/** The frame of the function around the site is accessed by the stack pointer. */
public final class CallerFrameAccessed implements CodeRule {

  private static final int FRAME = 4096;

  @Override
  public String name() {
    return "callers-frame-accessed";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "the stack frame of the function around the site is accessed";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (examination.contract().kind() != MacroKind.ASM || examination.isInNaked()) {
      return;
    }
    for (Path path : examination.paths()) {
      for (MemoryAccess access : path.accesses()) {
        if (access.region() == Region.OUTSIDE
            && isInFrame(examination, access)
            && !isFence(path, access)) {
          suspicions.accept(suspicion(examination, path, access));
        }
      }
    }
  }

  /** An atomic update that leaves what is there serves as a fence, whatever that is. */
  private static boolean isFence(Path path, MemoryAccess access) {
    boolean atomic = access.access().filter(a -> a.kind() == Access.Kind.ATOMIC).isPresent();
    return atomic
        && access.value().isPresent()
        && path.accesses().stream()
            .filter(a -> a.at() == access.at() && a.write() != access.write())
            .anyMatch(a -> a.address() == access.address() && a.value().equals(access.value()));
  }

  private static boolean isInFrame(Examination examination, MemoryAccess access) {
    Term distance = access.address().sub(examination.run().entryStackPointer());
    return distance.isConstant()
        && !distance.sign().isTrue()
        && (distance.longValue() < FRAME || operand(examination, access).isPresent());
  }

  /** The operand in the frame that was probably meant: the stack pointer was moved. */
  private static Optional<Contract.Extent> operand(Examination examination, MemoryAccess access) {
    if (access.stackPointer() == examination.run().entryStackPointer()) {
      return Optional.empty();
    }
    return examination.contract().extents().stream()
        .filter(e -> e.stackOffset().isPresent())
        .filter(e -> isNear(access.address().sub(examination.run().placeOf(e))))
        .findFirst();
  }

  /** Whether an operand in the frame was meant and missed. */
  static boolean missesOperand(Examination examination, MemoryAccess access) {
    return access.region() == Region.OUTSIDE && operand(examination, access).isPresent();
  }

  private static boolean isNear(Term distance) {
    return distance.isConstant() && distance.add(FRAME).longValue() < 2 * FRAME;
  }

  private Suspicion suspicion(Examination examination, Path path, MemoryAccess access) {
    String what = access.write() ? "writes" : "reads";
    Optional<String> moved = operand(examination, access).map(Contract.Extent::name);
    return Suspicion.of(
            this,
            what,
            examination,
            path,
            new Claim.Happens(examination.run().terms().trueTerm()),
            Wording.plain("the code " + what + " the stack frame of the function around it"),
            Optional.of(access.at()),
            what + " at or above the stack pointer of the entry")
        .note(
            moved
                .map(name ->
                    "the compiler may address `" + name + "` by the stack pointer, which has moved")
                .orElse("what is there is up to the compiler, and changes from build to build"))
        .help(
            moved.isPresent()
                ? "leave the stack pointer as it is, or pass the address in a register"
                : "pass what you need as an operand; the site's own space is below the stack"
                    + " pointer")
        .in(isLost(examination) ? Group.HINT : group());
  }

  /** Whether nobody looks at the frame again, as control shall never come back to its function. */
  private static boolean isLost(Examination examination) {
    return examination.contract().promises(Option.NORETURN);
  }
}
