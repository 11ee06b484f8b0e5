package dev.fabula.story;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Path;
import dev.fabula.exec.Run;
import dev.fabula.isa.Access;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells atomic accesses and fences of a path in the strongest order that it has. */
final class Sharing {

  private static final String HOME = "core::sync::atomic::";

  private final Run run;
  private final Path path;
  private final Names names;
  private final RustExpression rust;
  private final String loaded;

  Sharing(Run run, Path path, Names names, RustExpression rust) {
    this.run = run;
    this.path = path;
    this.names = names;
    this.rust = rust;
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
    int bytes = first.access().map(Access::bytes).orElse(0);
    for (MemoryAccess access : accesses) {
      boolean same =
          access.address() == first.address()
              && access.access().map(Access::bytes).orElse(0) == bytes;
      if (!same) {
        throw new Untold("its accesses to memory are not one");
      }
    }
    if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) {
      throw new Untold("Rust has no atomic integer of " + 8 * bytes + " bits");
    }
    List<MemoryAccess> loads =
        accesses.stream().filter(a -> !a.write() && !isOfStore(a, accesses)).toList();
    List<MemoryAccess> stores = accesses.stream().filter(MemoryAccess::write).toList();
    if (loads.size() > 1 || stores.size() > 1) {
      throw new Untold("it makes more than one atomic access");
    }
    Place place = new Place(new Pointers(run, names, rust, inputs), first.address(), 8 * bytes);
    if (stores.isEmpty()) {
      return load(place, loads.getFirst());
    }
    return loads.isEmpty()
        ? store(place, stores.getFirst())
        : update(place, loads.getFirst(), stores.getFirst());
  }

  /** The atomic integer that is accessed. */
  private record Place(Pointers pointers, Term address, int bits) {
    String of(boolean signed) throws Untold {
      String type = HOME + "Atomic" + (signed ? "I" : "U") + bits;
      return "(*" + pointers.of(address, type) + ")";
    }
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
            List.of(Order.SEQUENTIAL, Order.ACQUIRE, Order.RELAXED), o -> strength.loads(load, o));
    rust.name(value(load), loaded);
    return List.of("let " + loaded + " = " + place.of(false) + ".load(" + order + ");");
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
    rust.name(old, loaded);
    Change change = change(old, value(store));
    String order = order(all, fits);
    List<String> lines = new ArrayList<>();
    String target = place.of(change.signed());
    String after = change.signed() ? " as u" + place.bits() : "";
    if (change.method().equals("compare_exchange")) {
      lines.add(
          "let "
              + loaded
              + " = match "
              + target
              + ".compare_exchange("
              + change.argument()
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
              + change.argument()
              + ", "
              + order
              + ")"
              + after
              + ";");
    }
    return lines;
  }

  /** An update by a method of the atomic integers. */
  private record Change(String method, String argument, boolean signed) {}

  private Change change(Term old, Term changed) throws Untold {
    Term difference = changed.sub(old);
    if (isFree(difference, old)) {
      boolean negative =
          difference.op() == Op.MUL
              && difference.argument(0) == run.terms().ones(difference.width());
      return negative || difference.isConstant() && difference.sign().isTrue()
          ? new Change("fetch_sub", rust.plain(difference.neg()), false)
          : new Change("fetch_add", rust.plain(difference), false);
    }
    if (isFree(changed, old)) {
      return new Change("swap", rust.plain(changed), false);
    }
    Term flipped = changed.xor(old);
    if (isFree(flipped, old)) {
      return new Change("fetch_xor", rust.plain(flipped), false);
    }
    Optional<Try> other = chosen(old, changed).or(() -> masked(old, changed));
    if (other.isEmpty()) {
      throw new Untold("what it makes of the old value is no atomic operation of Rust");
    }
    return other.get().get();
  }

  private interface Try {
    Change get() throws Untold;
  }

  private Optional<Try> masked(Term old, Term changed) {
    if (changed.op() == Op.AND && changed.arguments().contains(old)) {
      Term rest = without(changed, old);
      return Optional.of(() -> new Change("fetch_and", rust.plain(rest), false));
    }
    Term not = changed.not();
    if (not.op() == Op.AND && not.arguments().contains(old.not())) {
      Term rest = without(not, old.not()).not();
      return Optional.of(() -> new Change("fetch_or", rust.plain(rest), false));
    }
    if (not.op() == Op.AND && not.arguments().contains(old)) {
      Term rest = without(not, old);
      return Optional.of(() -> new Change("fetch_nand", rust.plain(rest), false));
    }
    return Optional.empty();
  }

  private Term without(Term and, Term part) {
    Term result = run.terms().ones(and.width());
    for (Term argument : and.arguments()) {
      result = argument == part ? result : result.and(argument);
    }
    return result;
  }

  private Optional<Try> chosen(Term old, Term changed) {
    if (changed.op() != Op.ITE) {
      return Optional.empty();
    }
    Term when = changed.argument(0);
    boolean negative = when.op() == Op.NOT;
    Term test = negative ? when.argument(0) : when;
    Term then = changed.argument(negative ? 2 : 1);
    Term otherwise = changed.argument(negative ? 1 : 2);
    if (test.op() == Op.EQ && test.arguments().contains(old) && otherwise == old) {
      Term expected = test.argument(0) == old ? test.argument(1) : test.argument(0);
      return Optional.of(() ->
          new Change("compare_exchange", rust.plain(expected) + ", " + rust.plain(then), false));
    }
    if (test.op() != Op.ULT && test.op() != Op.SLT) {
      return Optional.empty();
    }
    boolean least = then == test.argument(0) && otherwise == test.argument(1);
    boolean most = then == test.argument(1) && otherwise == test.argument(0);
    Term other = then == old ? otherwise : then;
    if (!least && !most || then != old && otherwise != old) {
      return Optional.empty();
    }
    boolean signed = test.op() == Op.SLT;
    return Optional.of(() ->
        new Change(
            least ? "fetch_min" : "fetch_max",
            signed ? rust.bits(other) + " as i" + other.width() : rust.plain(other),
            signed));
  }

  /** Whether a term has nothing to do with the old value. */
  private static boolean isFree(Term term, Term old) {
    return !Subterms.mentions(term, old);
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
