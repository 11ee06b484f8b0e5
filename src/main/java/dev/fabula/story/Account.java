package dev.fabula.story;

import dev.fabula.check.Examination;
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
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one run of a site comes to, line by line. */
final class Account {
  private final Site site;
  private final Examination examination;
  private final Run run;
  private final Names names;
  private final RustExpression rust;
  private final List<String> lines = new ArrayList<>();
  private final Map<Term, String> choices = new HashMap<>();
  private boolean unspecified;

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
    this.rust = new RustExpression(values, new Others());
  }

  private List<Slot> inputs() {
    return TwinText.inputs(site, run.contract());
  }

  /** Whether the story has a value of a register in it that the contract leaves unspecified. */
  boolean isUnspecified() {
    return unspecified;
  }

  List<String> lines() throws Untold {
    List<Path> paths = usual();
    boolean late = paths.stream().anyMatch(Account::trapsByMemory);
    for (Path path : late ? List.<Path>of() : paths) {
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
    for (Path other : late ? paths : List.<Path>of()) {
      events(other);
    }
    outputs(paths);
    if (lines.isEmpty()) {
      lines.add(
          site.has(Option.NOMEM)
              ? "();"
              : "core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);");
    }
    return Tidying.of(lines);
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

  /** Whether what it reads may make it fault. */
  private static boolean trapsByMemory(Path path) {
    return path.events().stream()
        .anyMatch(o ->
            o.event() instanceof Event.TrapUnless(Term condition, String _)
                && Subterms.first(condition, t -> t.op() == Op.LOAD).isPresent());
  }

  private void events(Path path) throws Untold {
    for (Occurrence occurrence : path.events()) {
      switch (occurrence.event()) {
        case Event.Hint hint -> {}
        case Event.Fence fence -> {}
        case Event.TrapUnless trap ->
            add("core::hint::assert_unchecked(" + rust.truth(trap.condition()) + ");");
        case Event.Unrepeatable unrepeatable -> {}
        case Event.PortIo io -> throw new Untold("it uses a port, which Rust does not know");
        case Event.SystemChange(String what) ->
            throw new Untold("it changes state of the system, which Rust does not know: " + what);
        case Event.Maintenance(String what) ->
            throw new Untold("it maintains what Rust does not know: " + what);
        case Event.Wait(String what) -> throw new Untold("it waits: " + what);
        case Event.SystemCall call -> throw new Untold("it calls the system");
        case Event.FunctionCall call -> throw new Untold("it calls a function");
        case Event.Unmodelled(String what) -> throw new Untold(what);
      }
    }
  }

  /** What is packed of state that nothing in Rust determines is one value. */
  private final class Others implements RustExpression.Unknowns {
    @Override
    public boolean isForeign(Term term) {
      boolean packed = term.op() == Op.CONCAT || term.op() == Op.APPLY;
      return packed
          && !term.variables().isEmpty()
          && term.variables().stream().noneMatch(v -> v.isMemory() || isOfRust(v));
    }

    @Override
    public String name(Term term) throws Untold {
      return some(term);
    }

    private boolean isOfRust(Term variable) {
      return run.origin(variable) instanceof Origin.Input;
    }
  }

  /**
   * What nothing in Rust determines may be anything.
   *
   * @throws Untold if it is too wide for that
   */
  private String some(Term variable) throws Untold {
    boolean single = variable.op() == Op.VARIABLE;
    Origin origin = single ? run.origin(variable) : new Origin.Made("system");
    String known = choices.get(variable);
    if (known != null) {
      return known;
    }
    unspecified |= variable.variables().stream().anyMatch(v -> !run.origin(v).isDefined());
    String wanted =
        origin instanceof Origin.Kept(Location location)
            ? location.name().toLowerCase(Locale.ROOT).replaceAll("\\W", "_")
            : "some";
    int width = RustForms.container(variable.width());
    String name = names.fresh(wanted.matches("[a-z].*") ? wanted : "some");
    String value = width == variable.width() ? name : RustForms.masked(name, variable.width());
    choices.put(variable, value);
    names.take(name);
    lines.add("let " + name + " = crate::story::any::<u" + width + ">();");
    return value;
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
        Term by = value.sub(run.inputOf(from.get()));
        String distance = by.isZero() ? "" : names.size(by, rust.bits(by));
        return names.pointer(from.get(), distance, "_");
      }
    }
    return names.converted(slot, rust.bits(value), rust.plain(value));
  }

  // Memory

  private void memory(Path path, List<MemoryAccess> accesses) throws Untold {
    boolean shared =
        accesses.stream().anyMatch(a -> a.access().filter(Teller::isShared).isPresent())
            && accesses.stream().noneMatch(Account::isStreaming);
    Barrier fence = Atomics.strongest(run.contract().architecture(), path, 0, Integer.MAX_VALUE);
    Sharing sharing = new Sharing(run, path, names, rust, site.has(Option.READONLY));
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
      boolean fenced =
          path.events().stream()
              .anyMatch(o ->
                  o.event() instanceof Event.Fence
                      && accesses.stream().allMatch(a -> a.step() < o.step()));
      if (fenced && accesses.stream().anyMatch(Account::isStreaming)) {
        add("crate::story::wait_for_stores();");
      }
    }
  }

  private static boolean isStreaming(MemoryAccess access) {
    return access.access().filter(a -> a.order() == Access.Order.NON_TEMPORAL).isPresent();
  }

  /** A copy or fill of an unknown number of bytes. */
  private void sweep(Term memory) throws Untold {
    boolean one =
        memory.op() == Op.APPLY_MEMORY
            && memory.argument(0).op() == Op.MEMORY
            && (memory.name().equals("copy") || memory.name().startsWith("fill"));
    if (!one) {
      throw new Untold("it accesses memory of an extent that is not constant");
    }
    Pointers pointers = new Pointers(run, names, rust, inputs());
    if (memory.name().startsWith("fill.")) {
      Term value = memory.argument(2);
      String to = pointers.mutable(memory.argument(1), "u" + value.width());
      String count = names.size(memory.argument(3), rust.bits(memory.argument(3)));
      add("crate::story::fill(" + to + ", " + rust.plain(value) + ", " + count + ");");
      return;
    }
    String to = pointers.mutable(memory.argument(1), "u8");
    String bytes = names.size(memory.argument(3), rust.bits(memory.argument(3)));
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
    if (access.write() && RustForms.container(8 * bytes) != 8 * bytes) {
      int part = Integer.lowestOneBit(bytes);
      for (int at = 0; at < bytes; at += part) {
        Term piece = value.extract(8 * (at + part) - 1, 8 * at);
        write(access.address().add(at), piece);
      }
      return;
    }
    String type = "u" + RustForms.whole(value).width();
    Pointers pointers = new Pointers(run, names, rust, inputs());
    if (access.access().get().order() == Access.Order.NON_TEMPORAL && access.write()) {
      String pointer = pointers.mutable(access.address(), type);
      add("crate::story::store_later(" + pointer + ", " + rust.plain(value) + ");");
    } else if (access.write()) {
      write(access.address(), value);
    } else {
      String pointer = pointers.of(access.address(), type);
      String name = names.fresh("v" + number);
      add("let " + name + " = " + pointer + ".read();");
      rust.name(value, name);
      parts(value, name);
    }
  }

  /** Names the parts of what was read, each of which a processor may use alone. */
  private void parts(Term value, String name) {
    for (int width = 8; width < value.width(); width *= 2) {
      for (int low = 0; low + width <= value.width(); low += width) {
        String down = low == 0 ? name : "(" + name + " >> " + low + ")";
        rust.name(value.extract(low + width - 1, low), "(" + down + " as u" + width + ")");
      }
    }
  }

  private void write(Term address, Term value) throws Untold {
    Pointers pointers = new Pointers(run, names, rust, inputs());
    String pointer = pointers.mutable(address, "u" + RustForms.whole(value).width());
    String text = rust.plain(value);
    add(pointer + ".write(" + text + ");");
  }
}
