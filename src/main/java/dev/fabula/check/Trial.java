package dev.fabula.check;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Rendered;
import dev.fabula.check.rules.FallsThroughNoreturn;
import dev.fabula.check.rules.InputModified;
import dev.fabula.check.rules.MemoryUnderNomem;
import dev.fabula.check.rules.RegisterNotDeclared;
import dev.fabula.check.rules.UndeclaredRegisterRead;
import dev.fabula.check.rules.Unicity;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Survey;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.site.Allocation;
import dev.fabula.site.Allocation.Merge;
import dev.fabula.site.Operand;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the allocations of one contract, has suspicions judged, and sums up. */
final class Trial {

  private final Bench bench;
  private final Standard standard;
  private final Set<String> named;
  private final Findings findings;
  private final Judge judge;
  private final Set<String> confirmed = new HashSet<>();
  private final Set<String> blamed = new HashSet<>();
  private Optional<Examination> apart = Optional.empty();
  private Optional<String> unknown = Optional.empty();
  private Optional<String> bound = Optional.empty();

  Trial(
      Bench bench,
      Tools tools,
      Standard standard,
      Deadline deadline,
      Set<String> named,
      Findings findings) {
    this.bench = bench;
    this.standard = standard;
    this.named = named;
    this.findings = findings;
    this.judge = new Judge(tools.solver(), tools.solverLimit(), deadline, new Replay(named));
  }

  /** What the runs come to, findings aside. */
  Verdict verdict() {
    if (unknown.isPresent()) {
      return new Verdict.Unknown(unknown.get());
    }
    return bound.<Verdict>map(Verdict.Bounded::new).orElseGet(Verdict.Holds::new);
  }

  /** Notes that something was not decided. */
  void undecided(String reason) {
    unknown = unknown.or(() -> Optional.of(reason));
  }

  private void undecided(Suspicion suspicion, String reason) {
    if (suspicion.group() != Group.HINT) {
      undecided(reason);
    }
  }

  private void bounded(String limit) {
    bound = bound.or(() -> Optional.of(limit));
  }

  /** Tries the allocation in which all operands are apart. */
  void apart(Allocation allocation, Rendered text, Assembly.Assembled assembled) {
    Examination examination =
        Stage.EXPLORING.time(() -> bench.unrolled(allocation, text, assembled, named));
    apart = Optional.of(examination);
    examination.exploration().unknown().ifPresent(this::undecided);
    if (NakedExits.switchesStacks(examination)) {
      undecided("it leaves on another stack, whose registers are up to whoever saved them");
    }
    NakedExits.handedOver(examination).ifPresent(this::undecided);
    if (examination.exploration().callsStrangers()) {
      bounded("it calls code whose convention is not known, and holds if that keeps the rest");
    }
    if (examination.exploration().trustsCallees()) {
      bounded("it calls a function on another stack, and holds if what is saved there stays");
    }
    if (examination.exploration().assumesItself()) {
      bounded("it switches stacks, and holds if the same code switches back");
    }
    limitByTrust(examination);
    Map<String, List<Suspicion>> byKey = new LinkedHashMap<>();
    suspicions(examination)
        .forEach(s -> byKey.computeIfAbsent(s.key(), key -> new ArrayList<>()).add(s));
    byKey.forEach((key, same) -> {
      if (!confirmed.contains(key)) {
        same.sort(Comparator.comparingInt(s -> s.path().steps().size()));
        judge(same).ifPresent(shown -> confirm(shown.suspicion(), shown.witness()));
      }
    });
    examination.exploration().limit().ifPresent(limit -> summarise(examination, limit));
    unmodelled(examination).ifPresent(this::undecided);
  }

  /** Notes what the result rests on that the code alone does not tell. */
  private void limitByTrust(Examination examination) {
    exchangeLimit(examination).ifPresent(this::bounded);
    MemoryUnderNomem.trusted(examination)
        .ifPresent(name ->
            bounded("it computes addresses inside `" + name + "`, and holds if they stay there"));
    MemoryUnderNomem.trustedExtent(examination)
        .ifPresent(what -> bounded(what + ", and the code holds if it ends there"));
    if (FallsThroughNoreturn.trustsSystem(examination)) {
      bounded("it ends with a system call, and holds if that does not come back");
    }
    if (FallsThroughNoreturn.trustsFunction(examination)) {
      bounded("it ends with a call, and holds if that does not come back");
    }
  }

  /** Why nothing can be said of code with an instruction whose side effects are not described. */
  private static Optional<String> unmodelled(Examination examination) {
    return examination.paths().stream()
        .flatMap(p -> p.events().stream())
        .filter(o -> o.event() instanceof Event.Unmodelled)
        .map(o -> "the side effects of `" + o.at() + "` are not known")
        .findFirst();
  }

  private void confirm(Suspicion suspicion, Witness witness) {
    confirmed.add(suspicion.key());
    confirmed.addAll(UndeclaredRegisterRead.keys(suspicion));
    confirmed.addAll(RegisterNotDeclared.keys(suspicion));
    findings.add(suspicion, witness);
  }

  private List<Suspicion> suspicions(Examination examination) {
    List<Suspicion> result = new ArrayList<>();
    return Stage.EXAMINING.time(() -> {
      standard.ofCode().forEach(rule -> rule.examine(examination, result::add));
      return result;
    });
  }

  /** What is not known of inputs that the compiler may exchange, as in {@code "%0"}. */
  private Optional<String> exchangeLimit(Examination examination) {
    return bench.site().gnu().stream()
        .flatMap(g -> g.commuting().stream())
        .filter(operand -> !mayExchange(examination, operand))
        .map(_ -> "whether operands with `%` may change places is not known")
        .findFirst();
  }

  /** Whether exchanged values certainly come to the same; where memory is one, it is alike. */
  private boolean mayExchange(Examination examination, int operand) {
    Optional<Slot> one = slotOf(examination, operand);
    Optional<Slot> other = slotOf(examination, operand + 1);
    if (one.isEmpty() || other.isEmpty()) {
      return true;
    }
    Term here = examination.run().inputOf(one.get());
    Term there = examination.run().inputOf(other.get());
    boolean comparable =
        here.op() == Op.VARIABLE && there.op() == Op.VARIABLE && here.width() == there.width();
    boolean straight =
        examination.paths().size() == 1 && examination.paths().getFirst().conditions().isEmpty();
    if (!comparable || !straight) {
      return false;
    }
    List<Suspicion> differences = new ArrayList<>();
    UnicityRule rule = Rules.ofUnicity().getFirst();
    Unicity.exchanging(examination, one.get(), other.get()).compare(rule, differences::add);
    return differences.stream().allMatch(judge::excludes);
  }

  /** The slot in which the value of an operand goes in. */
  private Optional<Slot> slotOf(Examination examination, int operand) {
    List<Operand> operands = bench.site().operands();
    boolean known = operand < operands.size();
    int place =
        known && operands.get(operand) instanceof Operand.Matching matching
            ? matching.with()
            : operand;
    return examination
        .contract()
        .slotOf(place)
        .filter(s -> known && !(operands.get(place) instanceof Operand.Memory));
  }

  private Optional<Hearing.Shown> judge(List<Suspicion> suspicions) {
    return Stage.JUDGING.time(() -> new Hearing(judge, this::heed).of(suspicions));
  }

  private Optional<Hearing.Shown> heed(Suspicion suspicion, Judge.Ruling ruling) {
    String rule = suspicion.rule().name();
    return switch (ruling) {
      case Judge.Ruling.Confirmed confirmation
          when NakedExits.endsOnStackOfOthers(suspicion.examination(), suspicion.path()) -> {
        undecided(suspicion, rule + " was not decided: registers are up to whoever switches back");
        yield Optional.empty();
      }
      case Judge.Ruling.Confirmed confirmation ->
          Optional.of(new Hearing.Shown(suspicion, confirmation.witness()));
      case Judge.Ruling.Refuted refuted -> Optional.empty();
      case Judge.Ruling.Undecided undecided -> {
        undecided(suspicion, rule + " was not decided: " + undecided.reason());
        yield Optional.empty();
      }
    };
  }

  /** Where loops were cut, the promises may still hold for any number of iterations. */
  private void summarise(Examination unrolled, String limit) {
    Examination summary = Stage.EXPLORING.time(() -> bench.summarised(unrolled, named));
    boolean complete =
        summary.exploration().limit().isEmpty() && summary.exploration().unknown().isEmpty();
    boolean open =
        suspicions(summary).stream()
            .filter(s -> s.group() != Group.HINT)
            .anyMatch(s -> !isRefuted(s));
    if (!complete || open) {
      bounded(limit);
    }
  }

  private boolean isRefuted(Suspicion suspicion) {
    return confirmed.contains(suspicion.key()) || judge.excludes(suspicion);
  }

  /**
   * Whether a merge can change what the code does: equal inputs that stay as they are cannot, and
   * an input that is reported will have to become one that shares with none.
   */
  boolean mayMatter(Merge merge) {
    if (!(merge instanceof Merge.WithInput with) || merge.slot().direction().isLate()) {
      return true;
    }
    if (Stream.of(with.slot(), with.input())
        .anyMatch(slot -> confirmed.contains(InputModified.key(slot)))) {
      return false;
    }
    Set<Location> written = writtenApart();
    return Stream.of(with.slot(), with.input())
        .map(slot -> apart.orElseThrow().run().allocation().of(slot).base())
        .anyMatch(name -> written.stream().anyMatch(l -> l.name().equals(name)));
  }

  private Set<Location> writtenApart() {
    Examination examination = apart.orElseThrow();
    return Survey.of(examination.run(), examination.exploration().code()).written();
  }

  /** Tries an allocation with a merge. */
  void merged(Allocation allocation, Rendered text, Assembly.Assembled assembled) {
    Examination base = apart.orElseThrow();
    Examination examination =
        Stage.EXPLORING.time(() -> bench.unrolled(allocation, text, assembled, named));
    examination.exploration().unknown().ifPresent(this::undecided);
    Merge merge = allocation.merge().orElseThrow();
    if (merge instanceof Merge.WithRegister with && isReportedAlready(with.location())) {
      return;
    }
    UnicityRule rule = ruleFor(merge);
    if (blamed.contains(blame(rule, merge))) {
      return;
    }
    List<Suspicion> all = new ArrayList<>(suspicions(examination));
    if (standard.applied().test(rule)) {
      new Unicity(base, examination).compare(rule, all::add);
    }
    all.removeIf(s -> confirmed.contains(s.key()));
    judge(all).ifPresent(shown -> blame(rule, merge, shown.suspicion(), shown.witness()));
    boolean cut = examination.paths().stream().anyMatch(p -> p.exit() instanceof Exit.Cut);
    if (cut && !blamed.contains(blame(rule, merge)) && interferes(base, merge)) {
      bounded(examination.exploration().limit().orElseThrow());
    }
  }

  /** Declaring the register, which another finding asks for, keeps operands out of it. */
  private boolean isReportedAlready(String location) {
    return confirmed.contains(UndeclaredRegisterRead.key(location))
        || confirmed.contains(RegisterNotDeclared.key(location));
  }

  private boolean interferes(Examination base, Merge merge) {
    return Interference.of(base).isPossible(merge);
  }

  private static UnicityRule ruleFor(Merge merge) {
    return Rules.ofUnicity().stream().filter(r -> r.concerns(merge)).findFirst().orElseThrow();
  }

  private static String blame(UnicityRule rule, Merge merge) {
    return rule.name() + " " + merge.slot().index();
  }

  private void blame(UnicityRule rule, Merge merge, Suspicion cause, Witness witness) {
    blamed.add(blame(rule, merge));
    List<String> notes = new ArrayList<>();
    notes.add("when " + Merges.describe(merge) + ": " + cause.wording().text());
    circumstance(merge).ifPresent(notes::add);
    List<Fix> fixes = new ArrayList<>();
    Fixes.makeEarly(bench.site(), merge.slot())
        .filter(f -> merge instanceof Merge.WithInput)
        .ifPresent(fixes::add);
    keepOut(merge).ifPresent(fixes::add);
    Suspicion blamedMerge =
        new Suspicion(
            rule,
            rule.group(),
            blame(rule, merge),
            cause.examination(),
            cause.path(),
            cause.claim(),
            Wording.plain(rule.message(merge)),
            Optional.empty(),
            "",
            notes,
            List.of(rule.help(merge, Phrases.of(bench.site()))),
            fixes);
    findings.addAt(blamedMerge, witness, merge.slot().span());
  }

  /** A clobber keeps operands out of a register that no operand names. */
  private Optional<Fix> keepOut(Merge merge) {
    boolean open =
        merge instanceof Merge.WithRegister with
            && bench.site().gnu().isPresent()
            && apart.orElseThrow().contract().slots().stream()
                .noneMatch(s -> s.fixed() && s.register().base().equals(with.location()));
    return open
        ? apart
            .orElseThrow()
            .run()
            .registers()
            .view(((Merge.WithRegister) merge).location())
            .flatMap(view -> Fixes.declareClobber(bench.site(), view.location()))
        : Optional.empty();
  }

  private static Optional<String> circumstance(Merge merge) {
    return merge instanceof Merge.WithRegister with
        ? with.circumstance().map(c -> "the compiler can do so when " + c)
        : Optional.empty();
  }
}
