package dev.fabula.check.rules;

import dev.fabula.check.Claim;
import dev.fabula.check.Examination;
import dev.fabula.check.Fixes;
import dev.fabula.check.Group;
import dev.fabula.check.Rule;
import dev.fabula.check.Suspicion;
import dev.fabula.check.Wording;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.isa.Instruction;
import dev.fabula.site.Contract;
import dev.fabula.site.Option;
import dev.fabula.term.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a site does to its memory operands. A site that may access all memory may do anything to
 * them, since the compiler then keeps all memory up to date (GCC manual, 6.11.2.6).
 */
final class MemoryOperands {

  private final Rule rule;
  private final Examination examination;
  private final Consumer<Suspicion> suspicions;

  MemoryOperands(Rule rule, Examination examination, Consumer<Suspicion> suspicions) {
    this.rule = rule;
    this.examination = examination;
    this.suspicions = suspicions;
  }

  private boolean isSealed() {
    return examination.contract().promises(Option.NOMEM);
  }

  private List<Contract.Extent> extents(MemoryAccess access) {
    return access.region() == Region.OPERAND
        ? examination.run().extents(access.address(), certainly(access))
        : List.of();
  }

  private static int certainly(MemoryAccess access) {
    return Math.max(1, access.reach().least());
  }

  /** The access whose end may be behind that of its operand, and the operand. */
  static Optional<String> unlimited(Examination examination) {
    return examination.paths().stream()
        .flatMap(path -> path.accesses().stream())
        .filter(access -> access.region() == Region.OPERAND)
        .filter(
            access -> examination.run().extents(access.address(), access.reach().most()).isEmpty())
        .findFirst()
        .map(access ->
            "`%s` starts inside `%s`"
                .formatted(
                    access.at(),
                    examination
                        .run()
                        .extents(access.address(), certainly(access))
                        .getFirst()
                        .name()));
  }

  /** Hands over every store to an operand that only goes in. */
  void writtenInputs() {
    for (Path path : examination.paths()) {
      for (MemoryAccess access : path.accesses()) {
        List<Contract.Extent> extents = extents(access);
        boolean forbidden =
            access.write()
                && !extents.isEmpty()
                && extents.stream().noneMatch(Contract.Extent::writes);
        Term changed = changed(access);
        if (forbidden && isSealed() && !changed.isFalse()) {
          writtenInput(path, access, extents.getFirst(), changed);
        }
      }
    }
  }

  /** Whether a store leaves other bytes than there were at entry; anything may be swept there. */
  private Term changed(MemoryAccess access) {
    return access
        .value()
        .map(v -> v.ne(examination.run().entryContent(access.address(), v.width() / 8)))
        .orElseGet(() -> examination.run().terms().trueTerm());
  }

  private void writtenInput(Path path, MemoryAccess access, Contract.Extent extent, Term changed) {
    Wording wording = Wording.about("the code changes the memory of an input: ", extent.name(), "");
    Suspicion found =
        suspicion(path, wording, Optional.of(access.at()), "writes it", changed)
            .help("make it an output too: `\"+m\"`");
    suspicions.accept(
        Fixes.writeBack(examination.site(), extent.operand()).map(found::fix).orElse(found));
  }

  /** Hands over every load of an output that was not stored before. */
  void earlyReads() {
    for (Path path : examination.paths()) {
      Set<String> written = new HashSet<>();
      for (MemoryAccess access : path.accesses()) {
        List<Contract.Extent> extents = extents(access);
        if (access.write()) {
          extents.forEach(e -> mark(e, access, written));
        } else if (!extents.isEmpty()
            && extents.stream().noneMatch(e -> e.reads() || isMarked(e, access, written))) {
          earlyRead(path, access, extents.getFirst());
        } else {
          extents.stream()
              .filter(e -> !e.reads() && !isMarked(e, access, written))
              .filter(e -> isPrintedBy(e, access))
              .findFirst()
              .ifPresent(e -> tiedRead(path, access, e));
        }
      }
    }
  }

  private void earlyRead(Path path, MemoryAccess access, Contract.Extent extent) {
    letIn(
        path,
        access,
        extent,
        Wording.about("the code reads the memory of an output: ", extent.name(), ""),
        isSealed() ? Group.UNSOUND : Group.HINT);
  }

  /** A value that goes in by one operand is read through another one of the same object. */
  private void tiedRead(Path path, MemoryAccess access, Contract.Extent extent) {
    letIn(
        path,
        access,
        extent,
        Wording.about(
            "the code reads an output whose value only another operand lets in: ",
            extent.name(),
            ""),
        Group.HINT);
  }

  private void letIn(
      Path path, MemoryAccess access, Contract.Extent extent, Wording wording, Group group) {
    Suspicion found =
        suspicion(path, wording, Optional.of(access.at()), "reads it")
            .help("let the value go in, too: `\"+m\"`")
            .in(group);
    suspicions.accept(
        Fixes.makeBoth(examination.site(), extent.span()).map(found::fix).orElse(found));
  }

  /** Whether an operand is the only one whose text the instruction may have. */
  private boolean isPrintedBy(Contract.Extent extent, MemoryAccess access) {
    return access.address() == examination.run().placeOf(extent);
  }

  private void mark(Contract.Extent extent, MemoryAccess access, Set<String> written) {
    int offset = offset(extent, access);
    int most = Math.min(access.reach().most(), Math.max(1, extent.bytes() - offset));
    for (int i = 0; i < most; i++) {
      written.add(extent.operand() + " " + (offset + i));
    }
  }

  private boolean isMarked(Contract.Extent extent, MemoryAccess access, Set<String> written) {
    int offset = offset(extent, access);
    for (int i = 0; i < certainly(access); i++) {
      if (!written.contains(extent.operand() + " " + (offset + i))) {
        return false;
      }
    }
    return true;
  }

  private int offset(Contract.Extent extent, MemoryAccess access) {
    return access.address().sub(examination.run().placeOf(extent)).value().intValue();
  }

  /** Hands over every output in which a path stores nothing. */
  void unwrittenOutputs() {
    for (Path path : examination.paths()) {
      boolean certain =
          path.exit().isNormal() && isSealed() && path.events().isEmpty() && storesAreKnown(path);
      for (Contract.Extent extent : examination.contract().extents()) {
        if (certain && extent.writes() && !isDefined(extent) && !isWritten(path, extent)) {
          Wording wording = Wording.about("the output ", extent.name(), " is not written");
          suspicions.accept(
              suspicion(path, wording, Optional.empty(), "")
                  .help("write it on every path, or let its value go in, too: `\"+m\"`"));
        }
      }
    }
  }

  private static boolean storesAreKnown(Path path) {
    return path.accesses().stream().allMatch(a -> !a.write() || a.access().isPresent());
  }

  /** Whether it holds what it held before, because it goes in here or elsewhere. */
  private boolean isDefined(Contract.Extent extent) {
    Term place = examination.run().placeOf(extent);
    return examination.contract().extents().stream()
        .anyMatch(e -> e.reads() && examination.run().placeOf(e) == place);
  }

  private boolean isWritten(Path path, Contract.Extent extent) {
    return path.accesses().stream()
        .anyMatch(a -> a.write() && (extents(a).contains(extent) || a.region() == Region.OUTSIDE));
  }

  private Suspicion suspicion(
      Path path, Wording wording, Optional<Instruction> culprit, String label) {
    return suspicion(path, wording, culprit, label, examination.run().terms().trueTerm());
  }

  private Suspicion suspicion(
      Path path, Wording wording, Optional<Instruction> culprit, String label, Term when) {
    Claim always = new Claim.Happens(when);
    String subject = "memory " + wording.names();
    return Suspicion.of(rule, subject, examination, path, always, wording, culprit, label);
  }
}
