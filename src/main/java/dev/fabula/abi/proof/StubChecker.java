package dev.fabula.abi.proof;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.check.CodeRule;
import dev.fabula.check.Finding;
import dev.fabula.check.Group;
import dev.fabula.check.Rule;
import dev.fabula.check.SiteChecker;
import dev.fabula.check.SiteReport;
import dev.fabula.check.Standard;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.site.Contract;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.Surroundings;
import dev.fabula.site.SystemInterface;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the sites of stubs against a description, beside what every site is held against. */
public final class StubChecker {

  /** What a description says better, and what nobody asks of a stub. */
  private static final Set<String> REPLACED = Set.of("system-call-under-nomem", "could-promise");

  private final Abi abi;
  private final Tools tools;
  private final boolean hints;

  /**
   * A checker.
   *
   * @param abi the description, with the machines that count
   * @param hints whether all hints are wanted, and not only that a trap is not as described
   */
  public StubChecker(Abi abi, Tools tools, boolean hints) {
    this.abi = abi;
    this.tools = tools;
    this.hints = hints;
  }

  /**
   * The report on a site; unknown for one that is no stub of the description.
   *
   * @param foreignLabels names of labels that other sites of the file define
   */
  public SiteReport check(Site site, Set<String> foreignLabels) {
    Optional<String> function = site.surroundings().function().map(Surroundings.Function::name);
    List<Machine> machines = abi.machines(site.target().architecture());
    if (function.isEmpty()) {
      return unknown(site, "it is in no function, whose name would tell which stub it is");
    }
    Optional<Stub> stub = abi.stubOf(function.get());
    if (stub.isEmpty()) {
      return unknown(site, noStub(function.get()));
    }
    if (!abi.stubs().contains(stub.get())) {
      return unknown(
          site,
          "stub `" + stub.get().name() + "` is part of other variants: --variant chooses them");
    }
    if (machines.size() != 1) {
      return unknown(site, noMachine(site, machines));
    }
    Machine machine = machines.getFirst();
    return check(site, stub.get().on(machine), machine, foreignLabels);
  }

  private String noStub(String function) {
    return "`"
        + function
        + "` does not end with the name of a stub of `"
        + abi.name()
        + "`: "
        + abi.stubs().stream().map(Stub::name).collect(Collectors.joining(", "));
  }

  private String noMachine(Site site, List<Machine> machines) {
    String name = site.target().architecture().rustName();
    return machines.isEmpty()
        ? "`" + abi.name() + "` describes no machine that counts with architecture " + name
        : "several machines have architecture " + name + ": choose one with --arch";
  }

  private SiteReport check(Site site, Stub stub, Machine machine, Set<String> foreignLabels) {
    Optional<String> missing =
        stub.missing(machine)
            .map(r ->
                "`"
                    + abi.name()
                    + "` names no register of `"
                    + r.name()
                    + "` on "
                    + machine.name());
    if (missing.isPresent()) {
      return unknown(site, missing.get());
    }
    Matching matching = Matching.of(site, stub, machine);
    SystemInterface system = system(stub, machine, site.target().features());
    Standard standard =
        new Standard(
            StubChecker::applies,
            rules(matching),
            contract -> withoutDead(contract, site).calling(system));
    SiteReport report = new SiteChecker(tools, standard).check(site, foreignLabels);
    return bounded(withoutHints(report), matching);
  }

  private static boolean applies(Rule rule) {
    return !REPLACED.contains(rule.name());
  }

  /** In C, that a register changes is said by an output, even if nobody looks at it. */
  private static Contract withoutDead(Contract contract, Site site) {
    Optional<Body> body = site.gnu().flatMap(_ -> Body.of(site));
    return body.isEmpty()
        ? contract
        : contract.dropping(slot -> slot.writes() && isDead(body.get(), site, slot));
  }

  private static boolean isDead(Body body, Site site, Slot slot) {
    return site.operands().get(slot.operand()) instanceof Operand.Register register
        && register.output().filter(o -> body.isDead(o.expression().strip())).isPresent();
  }

  /** The demands on a stub. */
  private static List<CodeRule> rules(Matching matching) {
    return List.of(
        new TrapRule(matching),
        new InputRule(matching),
        new OutputRule(matching),
        new StaleRule(matching),
        new MemoryRule(matching));
  }

  private SiteReport withoutHints(SiteReport report) {
    List<Finding> shown =
        report.findings().stream()
            .filter(f -> hints || f.group() != Group.HINT || f.rule() instanceof TrapRule)
            .toList();
    return new SiteReport(report.site(), report.verdict(), report.allocations(), shown);
  }

  private static SiteReport bounded(SiteReport report, Matching matching) {
    Optional<String> assumption = matching.assumption();
    Optional<Verdict> verdict =
        assumption.<Verdict>flatMap(a ->
            switch (report.verdict()) {
              case Verdict.Holds _ -> Optional.of(new Verdict.Bounded(a));
              case Verdict.Bounded(String reason) ->
                  Optional.of(new Verdict.Bounded(reason + "; " + a));
              case Verdict.Broken _, Verdict.Unknown _ -> Optional.empty();
            });
    return verdict
        .map(v -> new SiteReport(report.site(), v, report.allocations(), report.findings()))
        .orElse(report);
  }

  private static SiteReport unknown(Site site, String reason) {
    return new SiteReport(site, new Verdict.Unknown(reason), 0, List.of());
  }

  /** What the system does at the trap of a stub in a program that uses some extensions. */
  static SystemInterface system(Stub stub, Machine machine, Set<String> features) {
    Set<String> lost = new HashSet<>();
    machine.lost().forEach(r -> lost.add(machine.location(r)));
    machine.extensions().stream()
        .filter(e -> features.contains(e.feature()))
        .flatMap(e -> e.registers().stream())
        .forEach(r -> lost.add(machine.location(r)));
    if (machine.park().isPresent()) {
      lost.add(machine.location(stackPointer(machine)));
    }
    return new SystemInterface(
        machine.instruction(),
        Optional.empty(),
        locations(stub.inputs(), machine),
        locations(stub.outputs(), machine),
        lost,
        machine.losesFlags(),
        machine.resume().map(r -> resume(machine, r)),
        stub.memory().read(),
        stub.memory().written());
  }

  private static String stackPointer(Machine machine) {
    return switch (machine.architecture()) {
      case X86_64 -> "rsp";
      case X86 -> "esp";
      case AARCH64, ARM64EC, ARM -> "sp";
      case RISCV32, RISCV64 -> "sp";
      case LOONGARCH32, LOONGARCH64 -> "$sp";
      case S390X -> "r15";
      case POWERPC, POWERPC64 -> "r1";
    };
  }

  private static SystemInterface.Resume resume(Machine machine, Machine.Resume resume) {
    return new SystemInterface.Resume(
        machine.location(resume.stack()), machine.location(resume.address()), resume.past());
  }

  private static Set<String> locations(List<Stub.Use> uses, Machine machine) {
    return uses.stream()
        .flatMap(u -> machine.register(u.role().name()).stream())
        .map(machine::location)
        .collect(Collectors.toUnmodifiableSet());
  }
}
