package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells atomic accesses and fences of a path in the strongest order that it has and may have. */
final class Sharing {

  private static final String HOME = "core::sync::atomic::";

  private final Run run;
  private final Path path;
  private final Names names;
  private final RustExpression rust;
  private final boolean readonly;
  private final String loaded;

  /**
   * The accesses of a path.
   *
   * @param readonly whether the site has that option, so that what comes later may come before
   */
  Sharing(Run run, Path path, Names names, RustExpression rust, boolean readonly) {
    this.run = run;
    this.path = path;
    this.names = names;
    this.rust = rust;
    this.readonly = readonly;
    this.loaded = names.fresh("old");
  }

  /** The fence that a barrier is, if it is one. */
  Optional<String> fence(Barrier barrier) {
    Optional<String> order =
        switch (barrier) {
          case NONE -> Optional.empty();
          case ACQUIRE -> Optional.of("Acquire");
          case RELEASE -> Optional.of("Release");
          case ACQUIRE_RELEASE -> Optional.of("AcqRel");
          case FULL -> Optional.of("SeqCst");
        };
    return order.map(o -> HOME + "fence(" + HOME + "Ordering::" + o + ");");
  }

  /** The statements for accesses that are one of the language. */
  List<String> access(List<MemoryAccess> accesses, List<Slot> inputs) throws Untold {
    MemoryAccess first = accesses.getFirst();
    if (accesses.stream().noneMatch(a -> a.address() == first.address() && a != first)
        && accesses.size() > 1) {
      return several(accesses, inputs);
    }
    int bytes = first.access().map(Access::bytes).orElse(0);
    for (MemoryAccess access : accesses) {
      boolean same =
          access.address() == first.address()
              && access.access().map(Access::bytes).orElse(0) == bytes;
      if (!same) {
        throw new Untold("its accesses to memory are not one");
      }
    }
    if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8 && bytes != 16) {
      throw new Untold("Rust has no atomic integer of " + 8 * bytes + " bits");
    }
    List<MemoryAccess> loads =
        accesses.stream().filter(a -> !a.write() && !isOfStore(a, accesses)).toList();
    List<MemoryAccess> stores = accesses.stream().filter(MemoryAccess::write).toList();
    if (loads.size() > 1 || stores.size() > 1) {
      throw new Untold("it makes more than one atomic access");
    }
    Place place = new Place(new Pointers(run, names, rust, inputs), first.address(), 8 * bytes);
    boolean wide = 8 * bytes > run.contract().architecture().pointerWidth();
    if (stores.isEmpty()
        || wide && !loads.isEmpty() && isIdle(loads.getFirst(), stores.getFirst())) {
      return load(place, loads.getFirst());
    }
    return loads.isEmpty()
        ? store(place, stores.getFirst())
        : update(place, loads.getFirst(), stores.getFirst());
  }

  /** Accesses to several places, each by itself. */
  private List<String> several(List<MemoryAccess> accesses, List<Slot> inputs) throws Untold {
    List<String> lines = new ArrayList<>();
    boolean stores = accesses.getFirst().write();
    for (MemoryAccess access : accesses) {
      int bytes = access.access().map(Access::bytes).orElse(0);
      boolean fits = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
      if (!fits || access.write() != stores) {
        throw new Untold("its accesses to memory are not one");
      }
      Place place = new Place(new Pointers(run, names, rust, inputs), access.address(), 8 * bytes);
      String order = order(List.of(partly(access)), o -> !(readonly && o.acquires()));
      if (stores) {
        String value = rust.plain(value(access));
        lines.add(place.of(false) + ".store(" + value + ", " + order + ");");
      } else {
        String name = names.fresh("v" + lines.size());
        rust.name(value(access), name);
        lines.add("let " + name + " = " + place.of(false) + ".load(" + order + ");");
      }
    }
    return lines;
  }

  /** The order that an access has by itself, without the fences around it. */
  private static Order partly(MemoryAccess access) {
    Access.Order own = access.access().map(Access::order).orElse(Access.Order.PLAIN);
    boolean ordered = own != Access.Order.PLAIN && own != Access.Order.NON_TEMPORAL;
    if (!ordered) {
      return Order.RELAXED;
    }
    return access.write() ? Order.RELEASE : Order.ACQUIRE;
  }

  /** The atomic integer that is accessed. */
  private record Place(Pointers pointers, Term address, int bits) {
    String negated(String order) throws Untold {
      if (bits > 64) {
        throw new Untold("what it makes of the old value is no atomic operation of Rust");
      }
      String pointer = pointers.mutable(address, "u" + bits);
      return "crate::story::" + Change.NEGATION + "(" + pointer + ", " + order + ")";
    }

    String of(boolean signed) throws Untold {
      String home = bits == 128 ? "crate::story::" : HOME;
      String sign = signed ? "i" : "u";
      String type = home + "Atomic" + sign.toUpperCase(Locale.ROOT) + bits;
      return type + "::from_ptr(" + pointers.mutable(address, sign + bits) + ")";
    }
  }

  /** Whether what was loaded is stored again, which only makes the load one. */
  private boolean isIdle(MemoryAccess load, MemoryAccess store) throws Untold {
    return Change.isNone(value(load), known(value(store)));
  }

  /** A value as it is where the path goes as it does: where a store-exclusive succeeds. */
  private Term known(Term value) {
    Map<Term, Term> decided = new HashMap<>();
    for (Term condition : path.conditions()) {
      boolean not = condition.op() == Op.NOT;
      Term variable = not ? condition.argument(0) : condition;
      if (variable.op() == Op.VARIABLE) {
        decided.put(variable, not ? run.terms().falseTerm() : run.terms().trueTerm());
      }
    }
    return new Substitution(decided).apply(value);
  }

  /** A store-exclusive that fails leaves what it finds. */
  private static boolean isOfStore(MemoryAccess load, List<MemoryAccess> accesses) {
    return load.access().filter(a -> a.kind() == Access.Kind.EXCLUSIVE).isPresent()
        && accesses.stream().anyMatch(a -> a.write() && a.step() == load.step());
  }

  private List<String> load(Place place, MemoryAccess load) throws Untold {
    Strength strength = strength(load, load);
    String order =
        order(
            List.of(Order.SEQUENTIAL, Order.ACQUIRE, Order.RELAXED),
            o -> !(readonly && o.acquires()) && strength.loads(load, o));
    name(value(load));
    return List.of("let " + loaded + " = " + place.of(false) + ".load(" + order + ");");
  }

  /** Names what was loaded, and its halves, of which operands are made if it is wide. */
  private void name(Term old) {
    rust.name(old, loaded);
    if (old.width() == 128) {
      rust.name(old.truncate(64), "(" + loaded + " as u64)");
      rust.name(old.extract(127, 64), "((" + loaded + " >> 64) as u64)");
    }
  }

  private List<String> store(Place place, MemoryAccess store) throws Untold {
    if (store.access().filter(a -> a.kind() == Access.Kind.EXCLUSIVE).isPresent()) {
      throw new Untold("it stores only if nobody else did since an earlier load");
    }
    Strength strength = strength(store, store);
    String order =
        order(
            List.of(Order.SEQUENTIAL, Order.RELEASE, Order.RELAXED),
            o -> strength.stores(store, o));
    return List.of(place.of(false) + ".store(" + rust.plain(value(store)) + ", " + order + ");");
  }

  private List<String> update(Place place, MemoryAccess load, MemoryAccess store) throws Untold {
    if (!Teller.isShared(load.access().orElseThrow())) {
      throw new Untold("it reads and writes in two steps, between which others may write");
    }
    Strength strength = strength(load, store);
    List<Order> all =
        List.of(
            Order.SEQUENTIAL, Order.ACQUIRE_RELEASE, Order.ACQUIRE, Order.RELEASE, Order.RELAXED);
    Predicate<Order> fits = o -> strength.updates(load, store, o);
    Term old = value(load);
    name(old);
    Change change =
        Change.of(old, known(value(store)))
            .orElseThrow(
                () -> new Untold("what it makes of the old value is no atomic operation of Rust"));
    String arguments = arguments(change);
    String order = order(all, fits);
    List<String> lines = new ArrayList<>();
    String target = place.of(change.signed());
    String after = change.signed() ? " as u" + place.bits() : "";
    if (change.method().equals(Change.NEGATION)) {
      lines.add("let " + loaded + " = " + place.negated(order) + ";");
    } else if (change.method().equals("compare_exchange")) {
      lines.add(
          "let "
              + loaded
              + " = match "
              + target
              + ".compare_exchange("
              + arguments
              + ", "
              + order
              + ", "
              + failure(order)
              + ") { Ok(v) | Err(v) => v };");
    } else {
      lines.add(
          "let "
              + loaded
              + " = "
              + target
              + "."
              + change.method()
              + "("
              + arguments
              + ", "
              + order
              + ")"
              + after
              + ";");
    }
    return lines;
  }

  private String arguments(Change change) throws Untold {
    List<String> texts = new ArrayList<>();
    for (Term argument : change.arguments()) {
      texts.add(
          change.signed()
              ? rust.bits(argument) + " as i" + argument.width()
              : rust.plain(argument));
    }
    return String.join(", ", texts);
  }

  private static Term value(MemoryAccess access) throws Untold {
    return access.value().orElseThrow(() -> new Untold("an access without a value"));
  }

  private Strength strength(MemoryAccess first, MemoryAccess last) {
    Architecture architecture = run.contract().architecture();
    return new Strength(
        architecture,
        Atomics.strongest(architecture, path, 0, first.step()),
        Atomics.strongest(architecture, path, last.step() + 1, Integer.MAX_VALUE));
  }

  private static String order(List<Order> strongestFirst, Predicate<Order> fits) {
    Order order = strongestFirst.stream().filter(fits).findFirst().orElse(Order.RELAXED);
    return HOME
        + "Ordering::"
        + switch (order) {
          case PLAIN, LATER, VOLATILE, RELAXED -> "Relaxed";
          case ACQUIRE -> "Acquire";
          case RELEASE -> "Release";
          case ACQUIRE_RELEASE -> "AcqRel";
          case SEQUENTIAL -> "SeqCst";
        };
  }

  private static String failure(String order) {
    return order.replace("AcqRel", "Acquire").replace("Release", "Relaxed");
  }
}
