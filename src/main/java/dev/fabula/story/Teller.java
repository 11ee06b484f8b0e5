package dev.fabula.story;

import dev.fabula.check.Examination;
import dev.fabula.check.Performances;
import dev.fabula.check.Tools;
import dev.fabula.exec.Exit;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Occurrence;
import dev.fabula.exec.Origin;
import dev.fabula.exec.Path;
import dev.fabula.exec.Region;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      List<String> lines = new Account(site, examination).lines();
      return new Told(site, lines, Optional.empty(), sort, instructions);
    } catch (Untold untold) {
      return Told.none(site, untold.reason(), sort, instructions);
    }
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
      for (Slot slot : TwinText.outputs(site, examination.contract())) {
        for (Term variable : examination.output(path, slot).variables()) {
          if (examination.run().origin(variable) instanceof Origin.Kept(Location location)) {
            sort = max(sort, sort(location));
          }
        }
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
      case GENERAL, FLAG, ZERO, STACK_POINTER -> Told.Sort.INTEGER;
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

  /** What one run of a site comes to, line by line. */
  private static final class Account {
    private final Site site;
    private final Examination examination;
    private final Run run;
    private final Names names;
    private final RustExpression rust;
    private final List<String> lines = new ArrayList<>();

    Account(Site site, Examination examination) throws Untold {
      this.site = site;
      this.examination = examination;
      this.run = examination.run();
      this.names = new Names(site);
      Map<Term, String> values = new HashMap<>();
      for (Slot slot : inputs()) {
        Term value = run.inputOf(slot);
        if (!value.isConstant() && !values.containsKey(value)) {
          values.put(value, names.value(slot));
        }
      }
      this.rust = new RustExpression(values);
    }

    private List<Slot> inputs() {
      return TwinText.inputs(site, run.contract());
    }

    List<String> lines() throws Untold {
      List<Path> paths = usual();
      for (Path path : paths) {
        events(path);
      }
      Path path = paths.getFirst();
      List<MemoryAccess> accesses =
          path.accesses().stream().filter(a -> a.region() == Region.OUTSIDE).toList();
      boolean memory =
          paths.stream()
              .anyMatch(p -> p.accesses().stream().anyMatch(a -> a.region() == Region.OUTSIDE));
      if (memory && paths.size() > 1) {
        throw new Untold("its accesses to memory depend on a condition");
      }
      memory(path, accesses);
      outputs(paths);
      if (lines.isEmpty()) {
        lines.add(
            site.has(Option.NOMEM)
                ? "();"
                : "core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);");
      }
      return lines;
    }

    /** The paths to the end; of a loop that tries again, the one that does not. */
    private List<Path> usual() throws Untold {
      List<Path> ends = new ArrayList<>();
      for (Path path : examination.paths()) {
        switch (path.exit()) {
          case Exit.FallThrough through -> ends.add(path);
          case Exit.Cut cut -> {}
          case Exit.Repeats repeats -> throw new Untold("it may loop for ever");
          case Exit.ToLabel label -> throw new Untold("it jumps to a label operand");
          case Exit.Leaves leaves -> throw new Untold("the code " + leaves.how());
          case Exit.Stops stops -> throw new Untold("control " + path.exit().words());
          case Exit.Lost(String reason) -> throw new Untold(reason);
        }
      }
      if (ends.isEmpty()) {
        throw new Untold("it does not come to its end");
      }
      boolean loops = ends.size() < examination.paths().size();
      boolean exclusive =
          ends.stream()
              .flatMap(p -> p.accesses().stream())
              .anyMatch(a -> a.access().filter(Teller::isShared).isPresent());
      if (loops && !exclusive) {
        throw new Untold("it loops");
      }
      Comparator<Path> shortest = Comparator.comparingInt(p -> p.steps().size());
      return loops || exclusive ? List.of(ends.stream().min(shortest).orElseThrow()) : ends;
    }

    private void events(Path path) throws Untold {
      for (Occurrence occurrence : path.events()) {
        switch (occurrence.event()) {
          case Event.Hint hint -> {}
          case Event.Fence fence -> {}
          case Event.TrapUnless trap ->
              add("core::hint::assert_unchecked(" + rust.truth(trap.condition()) + ");");
          case Event.Unrepeatable(String what) ->
              throw new Untold("it reads " + what + ", which may be anything");
          case Event.PortIo io -> throw new Untold("it uses a port, which Rust does not know");
          case Event.SystemChange(String what) ->
              throw new Untold("it changes " + what + ", which Rust does not know");
          case Event.Maintenance(String what) -> throw new Untold("it does " + what);
          case Event.Wait(String what) -> throw new Untold("it waits: " + what);
          case Event.SystemCall call -> throw new Untold("it calls the system");
          case Event.FunctionCall call -> throw new Untold("it calls a function");
          case Event.Unmodelled(String what) -> throw new Untold(what);
        }
      }
    }

    private void add(String line) {
      if (!lines.contains(line)) {
        lines.add(line);
      }
    }

    // Values

    private void outputs(List<Path> paths) throws Untold {
      List<String> places = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (Slot slot : TwinText.outputs(site, run.contract())) {
        Term value = examination.output(paths.getLast(), slot);
        for (int i = paths.size() - 2; i >= 0; i--) {
          Term here = run.terms().all(paths.get(i).conditions());
          value = here.ite(examination.output(paths.get(i), slot), value);
        }
        places.add(names.output(slot));
        values.add(value(slot, value));
      }
      if (places.size() == 1) {
        add(places.getFirst() + " = " + values.getFirst() + ";");
      } else if (!places.isEmpty()) {
        add("(" + String.join(", ", places) + ") = (" + String.join(", ", values) + ");");
      }
    }

    /** The value of an output; a pointer is one that goes in, some bytes further, if it can be. */
    private String value(Slot slot, Term value) throws Untold {
      if (names.isPointerOutput(slot)) {
        Optional<Slot> from =
            inputs().stream()
                .filter(names::isPointer)
                .filter(s ->
                    value.sub(run.inputOf(s)).isConstant()
                        || Subterms.mentions(value, run.inputOf(s)))
                .findFirst();
        if (from.isPresent()
            && !Subterms.mentions(value.sub(run.inputOf(from.get())), run.inputOf(from.get()))) {
          String distance = rust.bits(value.sub(run.inputOf(from.get())));
          return names.pointer(from.get(), distance, "_");
        }
      }
      return names.converted(slot, rust.bits(value), rust.plain(value));
    }

    // Memory

    private void memory(Path path, List<MemoryAccess> accesses) throws Untold {
      boolean shared =
          accesses.stream().anyMatch(a -> a.access().filter(Teller::isShared).isPresent());
      Barrier fence = Atomics.strongest(run.contract().architecture(), path, 0, Integer.MAX_VALUE);
      Sharing sharing = new Sharing(run, path, names, rust);
      if (!accesses.isEmpty() && accesses.stream().allMatch(Sweeps::isTold)) {
        sweep(Sweeps.told(path.finish().memory()));
      } else if (shared || fence != Barrier.NONE && accesses.size() == 1) {
        lines.addAll(sharing.access(accesses, inputs()));
      } else if (accesses.isEmpty()) {
        sharing.fence(fence).ifPresent(this::add);
      } else {
        int number = 0;
        for (MemoryAccess access : accesses) {
          plain(access, number++);
        }
      }
    }

    /** A copy or fill of an unknown number of bytes. */
    private void sweep(Term memory) throws Untold {
      boolean one =
          memory.op() == Op.APPLY_MEMORY
              && memory.argument(0).op() == Op.MEMORY
              && (memory.name().equals("copy") || memory.name().equals("fill"));
      if (!one) {
        throw new Untold("it accesses memory of an extent that is not constant");
      }
      Pointers pointers = new Pointers(run, names, rust, inputs());
      String to = pointers.mutable(memory.argument(1), "u8");
      String bytes = rust.bits(memory.argument(3)) + " as usize";
      add(
          memory.name().equals("copy")
              ? "core::ptr::copy_nonoverlapping("
                  + pointers.of(memory.argument(2), "u8")
                  + ", "
                  + to
                  + ", "
                  + bytes
                  + ");"
              : to + ".write_bytes(" + rust.plain(memory.argument(2)) + ", " + bytes + ");");
    }

    private void plain(MemoryAccess access, int number) throws Untold {
      int bytes =
          access
              .access()
              .orElseThrow(() -> new Untold("it accesses memory of an extent that is not constant"))
              .bytes();
      Term value = access.value().orElseThrow(() -> new Untold("an access without a value"));
      String type = "u" + 8 * bytes;
      if (RustForms.container(8 * bytes) != 8 * bytes) {
        throw new Untold("Rust has no integer of " + 8 * bytes + " bits");
      }
      Pointers pointers = new Pointers(run, names, rust, inputs());
      if (access.write()) {
        String pointer = pointers.mutable(access.address(), type);
        add(pointer + ".write(" + rust.plain(value) + ");");
      } else {
        String pointer = pointers.of(access.address(), type);
        String name = names.fresh("v" + number);
        add("let " + name + " = " + pointer + ".read();");
        rust.name(value, name);
      }
    }
  }
}
