package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.check.SiteChecker;
import dev.fabula.check.Tools;
import dev.fabula.check.Verdict;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Origin;
import dev.fabula.exec.Path;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes stories of what the code of sites does. */
final class Teller {

  private final Tools tools;

  Teller(Tools tools) {
    this.tools = tools;
  }

  /** The story of a site, or why there is none. */
  Told tell(Site site) {
    if (site.gnu().isPresent() || site.kind() != MacroKind.ASM) {
      return Told.none(site, "only `asm!` can have a story", Told.Sort.UNKNOWN, 0);
    }
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    Performances performances = Performances.of(site, contract, tools, new Terms());
    if (performances.examinations().isEmpty()) {
      String reason = performances.unknown().orElse("it cannot be run");
      return Told.none(site, reason, Told.Sort.UNKNOWN, 0);
    }
    Examination examination = performances.examinations().getFirst();
    Told.Sort sort = sort(site, examination);
    int instructions = examination.exploration().code().all().size();
    try {
      Account account = new Account(site, examination);
      List<String> lines = account.lines();
      return account.isUnspecified() && isBroken(site)
          ? Told.lawless(site, "it depends on something that is no operand", sort, instructions)
          : Told.story(site, lines, sort, instructions);
    } catch (Untold untold) {
      return Told.none(site, untold.reason(), sort, instructions);
    }
  }

  private boolean isBroken(Site site) {
    return new SiteChecker(tools).check(site, Set.of()).verdict() instanceof Verdict.Broken;
  }

  // What it is about

  private static Told.Sort sort(Site site, Examination examination) {
    Told.Sort sort = Told.Sort.INTEGER;
    for (Path path : examination.paths()) {
      for (Occurrence occurrence : path.events()) {
        sort = max(sort, sort(occurrence.event()));
      }
      for (MemoryAccess access : path.accesses()) {
        if (access.access().filter(Teller::isShared).isPresent()) {
          sort = max(sort, Told.Sort.ATOMIC);
        }
      }
      for (Path.Step step : path.steps()) {
        for (Path.Write write : step.writes()) {
          sort = max(sort, sort(write.location()));
        }
      }
      sort = max(sort, sort(path.exit()));
      for (Term part : swept(path.finish().memory())) {
        sort = max(sort, kept(examination, part));
      }
      for (Slot slot : TwinText.outputs(site, examination.contract())) {
        sort = max(sort, kept(examination, examination.output(path, slot)));
      }
    }
    for (Slot slot : examination.contract().slots()) {
      var register = examination.run().allocation().of(slot);
      Optional<Location> location =
          examination.run().registers().view(register.base()).map(v -> v.location());
      if (location.isPresent() && !isClobber(site, slot)) {
        sort = max(sort, sort(location.get()));
      }
    }
    return sort;
  }

  /** What goes into memory by accesses of an extent that is not constant, without the places. */
  private static List<Term> swept(Term memory) {
    List<Term> parts = new ArrayList<>();
    Subterms.each(
        List.of(memory),
        t -> {
          if (t.op() == Op.APPLY_MEMORY) {
            parts.addAll(t.arguments().subList(2, t.arity()));
          }
        });
    return parts;
  }

  /** What state that goes into a term is about. */
  private static Told.Sort kept(Examination examination, Term term) {
    Told.Sort sort = Told.Sort.INTEGER;
    for (Term variable : term.variables()) {
      if (examination.run().origin(variable) instanceof Origin.Kept(Location location)) {
        sort = max(sort, sort(location));
      }
    }
    return sort;
  }

  private static boolean isClobber(Site site, Slot slot) {
    return site.operands().get(slot.operand()) instanceof Operand.Register r && r.isClobber();
  }

  static boolean isShared(Access access) {
    return switch (access.kind()) {
      case ATOMIC, EXCLUSIVE -> true;
      case DATA, STACK -> access.order() != Access.Order.PLAIN;
    };
  }

  private static Told.Sort max(Told.Sort a, Told.Sort b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Told.Sort sort(Event event) {
    return switch (event) {
      case Event.Hint hint -> Told.Sort.SYSTEM;
      case Event.TrapUnless trap -> Told.Sort.INTEGER;
      case Event.Fence fence -> Told.Sort.ATOMIC;
      case Event.FunctionCall call -> Told.Sort.CONTROL;
      case Event.PortIo io -> Told.Sort.SYSTEM;
      case Event.Unrepeatable unrepeatable -> Told.Sort.SYSTEM;
      case Event.SystemChange change -> Told.Sort.SYSTEM;
      case Event.Maintenance maintenance -> Told.Sort.SYSTEM;
      case Event.Wait wait -> Told.Sort.SYSTEM;
      case Event.SystemCall call -> Told.Sort.SYSTEM;
      case Event.Unmodelled unmodelled -> Told.Sort.SYSTEM;
    };
  }

  private static Told.Sort sort(Location location) {
    return switch (location.kind()) {
      case GENERAL, CONDITION, FLAG, ZERO, STACK_POINTER -> Told.Sort.INTEGER;
      case VECTOR, MASK, X87 -> Told.Sort.FLOAT;
      case CONTROL, SYSTEM, DIRECTION -> Told.Sort.SYSTEM;
    };
  }

  private static Told.Sort sort(Exit exit) {
    return switch (exit) {
      case Exit.FallThrough through -> Told.Sort.INTEGER;
      case Exit.Cut cut -> Told.Sort.INTEGER;
      case Exit.Repeats repeats -> Told.Sort.CONTROL;
      case Exit.ToLabel label -> Told.Sort.CONTROL;
      case Exit.Leaves leaves -> Told.Sort.CONTROL;
      case Exit.Stops stops -> Told.Sort.CONTROL;
      case Exit.Lost lost -> Told.Sort.UNKNOWN;
    };
  }
}
