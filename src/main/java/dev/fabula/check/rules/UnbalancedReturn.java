package dev.fabula.check.rules;

import dev.fabula.asm.Mode;
import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Link;
import dev.fabula.exec.Path;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A naked function returns with a stack that is not as its caller left it. */
public final class UnbalancedReturn implements CodeRule {

  @Override
  public String name() {
    return "unbalanced-return";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "a naked function returns with a stack that is not balanced";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    OptionalInt arguments = PoppedArguments.bytes(examination.site());
    if (arguments.isEmpty()) {
      return;
    }
    for (Path path : NakedExits.of(examination)) {
      if (NakedExits.staysOnStack(examination, path)) {
        examine(examination, path, arguments.getAsInt(), suspicions);
      }
    }
  }

  private void examine(
      Examination examination, Path path, int arguments, Consumer<Suspicion> suspicions) {
    boolean popped =
        path.exit() instanceof Exit.Leaves leaves
            && leaves.returning()
            && examination.contract().architecture().isX86();
    Term entry = examination.run().entryStackPointer();
    Term expected = popped ? entry.add(entry.width() / 8 + arguments) : entry;
    Term changed = NakedExits.stackPointer(examination, path).ne(expected);
    if (!changed.isFalse()) {
      suspicions.accept(
          Suspicion.of(
                  this,
                  "",
                  examination,
                  path,
                  new Claim.Happens(changed),
                  Wording.plain("the function returns with a stack that is not balanced"),
                  examination.lastWriter(path, examination.run().registers().stackPointer()),
                  "the stack pointer is off here")
              .help("pop what was pushed before the function returns"));
    }
    examineTarget(examination, path, suspicions);
  }

  /** Where returns go by a register, it has to hold what the caller put there. */
  private void examineTarget(Examination examination, Path path, Consumer<Suspicion> suspicions) {
    boolean returns = path.exit() instanceof Exit.Leaves leaves && leaves.returning();
    Optional<RegisterView> link =
        Link.of(examination.contract().architecture()).flatMap(examination.run().registers()::view);
    if (!returns || link.isEmpty() || path.target().isEmpty()) {
      return;
    }
    if (isExceptionReturn(examination, path.target().get(), link.get().location())) {
      return;
    }
    Location location = link.get().location();
    Term entry = examination.run().entryValue(location);
    Term changed = place(examination, path.target().get()).ne(place(examination, entry));
    if (!changed.isFalse()) {
      suspicions.accept(
          Suspicion.of(
                  this,
                  "target",
                  examination,
                  path,
                  new Claim.Happens(changed),
                  Wording.plain("the function does not return to where it was called from"),
                  examination.lastWriter(path, location),
                  "changes the link register")
              .help(
                  "save `"
                      + location.name()
                      + "` before a call and restore it before the function returns"));
    }
  }

  /**
   * On a microcontroller the link register of an exception handler holds how to go back, and may be
   * changed to go back in another way (Arm v7-M ARM, B1.5.8).
   */
  private static boolean isExceptionReturn(Examination examination, Term target, Location link) {
    Term entry = examination.run().entryValue(link);
    return examination.site().target().mode() == Mode.MICROCONTROLLER
        && !entry.isConstant()
        && target.op() != Op.LOAD
        && target.variables().stream().allMatch(entry::equals);
  }

  /** Where jumps ignore or read otherwise the lowest bit, it is no part of the address. */
  private static Term place(Examination examination, Term address) {
    return switch (examination.contract().architecture()) {
      case ARM, RISCV32, RISCV64 -> address.extract(address.width() - 1, 1);
      case AARCH64, ARM64EC, X86, X86_64, LOONGARCH32, LOONGARCH64, S390X, POWERPC, POWERPC64 ->
          address;
    };
  }
}
