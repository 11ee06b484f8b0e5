package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Phrases;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Origin;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Location;
import dev.fabula.site.Contract;
import dev.fabula.site.Option;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.function.Consumer;

/** Memory outside of the site is accessed although {@code nomem} is promised. */
public final class MemoryUnderNomem implements CodeRule {

  /** What is smaller is reached without an index. */
  private static final int SMALLEST_AGGREGATE = 16;

  @Override
  public String name() {
    return "memory-under-nomem";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "memory is accessed although `nomem` is promised";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {
    if (!examination.contract().promises(Option.NOMEM)) {
      return;
    }
    for (Path path : examination.paths()) {
      for (MemoryAccess access : path.accesses()) {
        if (access.region() == Region.OUTSIDE
            && !CallerFrameAccessed.missesOperand(examination, access)
            && indexed(examination, access).isEmpty()) {
          suspicions.accept(suspicion(examination, path, access));
        }
      }
    }
  }

  /** The operand inside which an address is computed that the site is trusted to keep there. */
  public static Optional<String> trusted(Examination examination) {
    return examination.contract().promises(Option.NOMEM)
        ? examination.paths().stream()
            .flatMap(path -> path.accesses().stream())
            .filter(access -> access.region() == Region.OUTSIDE)
            .flatMap(access -> indexed(examination, access).stream())
            .findFirst()
        : Optional.empty();
  }

  /** The operand that an access is trusted to end in, and what starts there. */
  public static Optional<String> trustedExtent(Examination examination) {
    return examination.contract().promises(Option.NOMEM)
        ? MemoryOperands.unlimited(examination)
        : Optional.empty();
  }

  /** The aggregate among the operands to whose start something unknown is added. */
  private static Optional<String> indexed(Examination examination, MemoryAccess access) {
    return examination.contract().extents().stream()
        .filter(e -> e.bytes() >= SMALLEST_AGGREGATE && (e.writes() || !access.write()))
        .filter(e -> {
          Term place = examination.run().placeOf(e);
          Term index = access.address().sub(place);
          return !place.isConstant()
              && !index.isConstant()
              && place.variables().stream().noneMatch(index.variables()::contains);
        })
        .map(Contract.Extent::name)
        .findFirst();
  }

  private Suspicion suspicion(Examination examination, Path path, MemoryAccess access) {
    String what = access.write() ? "writes" : "reads";
    Phrases words = Phrases.of(examination.site());
    String helpToRead =
        words.either("say `readonly` instead of `nomem`", words.withdraw(Option.NOMEM));
    Suspicion found =
        Suspicion.of(
                this,
                what,
                examination,
                path,
                new Claim.Happens(examination.run().terms().trueTerm()),
                Wording.plain(
                    "the code " + what + " memory, although " + words.promised(Option.NOMEM)),
                Optional.of(access.at()),
                what + " memory")
            .help(access.write() ? words.withdraw(Option.NOMEM) : helpToRead);
    Suspicion graded =
        !access.write() && isThreadLocal(examination, access) ? found.in(Group.FRAGILE) : found;
    return Fixes.removeOption(examination.site(), Option.NOMEM).map(graded::fix).orElse(graded);
  }

  /** What a segment or thread register points to may well never change. */
  private static boolean isThreadLocal(Examination examination, MemoryAccess access) {
    return !access.address().isConstant()
        && access.address().variables().stream()
            .allMatch(v ->
                examination.run().origin(v) instanceof Origin.Kept kept
                    && kept.location().kind() == Location.Kind.SYSTEM);
  }
}
