package dev.fabula.mir;

import dev.fabula.mir.MemoryEvent.Kind;
import dev.fabula.mir.MemoryEvent.Order;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a story does to memory that is not its own. */
final class MemoryUse {

  private final Meaning meaning;
  private final Situation situation;
  private final Layout layout;
  private final Terms terms;

  MemoryUse(Meaning meaning, Situation situation, Layout layout) {
    this.meaning = meaning;
    this.situation = situation;
    this.layout = layout;
    this.terms = meaning.terms();
  }

  Value load(Type type, Term address, Order order) throws Unsupported {
    int bytes = bytes(type);
    if (bytes == 0) {
      return Value.UNIT;
    }
    // The documentation of core::sync::atomic: of atomic loads only small ones do without.
    boolean wide = order.isAtomic() && 8 * bytes > address.width();
    String use = wide ? "atomic reads and writes" : "reads";
    demandValid(address, bytes, alignment(type, order), use);
    Term bits = loaded(address, bytes, order);
    note(Kind.READ, address, bytes, order, Optional.of(bits));
    return layout.unpack(bits, type);
  }

  /** The bytes there; others may change what is atomic or volatile at any time. */
  private Term loaded(Term address, int bytes, Order order) {
    return !order.isPrivate()
        ? terms.variable("atomic." + meaning.nextFresh(), 8 * bytes)
        : situation.memory().load(address, bytes);
  }

  void store(Type type, Term address, Value value, Order order) throws Unsupported {
    int bytes = bytes(type);
    if (bytes == 0) {
      return;
    }
    demandValid(address, bytes, alignment(type, order), "writes");
    Term bits = layout.pack(value, type);
    situation.memory(situation.memory().store(address, bits));
    note(Kind.WRITE, address, bytes, order, Optional.of(bits));
  }

  /** What is accessed atomically lies at a multiple of its size. */
  private int alignment(Type type, Order order) throws Unsupported {
    return order.isAtomic() ? bytes(type) : layout.alignment(type);
  }

  private int bytes(Type type) throws Unsupported {
    return layout.bits(type) / 8;
  }

  /** A copy of a number of elements; overlapping ranges are copied as by a detour. */
  void copy(Type type, Term to, Term from, Term count, boolean mayOverlap) throws Unsupported {
    int size = bytes(type);
    if (!count.isConstant() || count.value().bitLength() > 12 - size / 8) {
      copyAll(type, to, from, count, mayOverlap);
      return;
    }
    int bytes = size * count.value().intValue();
    if (bytes == 0) {
      return;
    }
    demandValid(from, bytes, layout.alignment(type), "reads");
    demandValid(to, bytes, layout.alignment(type), "writes");
    if (!mayOverlap) {
      Term distance = terms.constant(bytes, to.width());
      Term apart = to.sub(from).uge(distance).and(from.sub(to).uge(distance));
      meaning.demand(situation, apart, "the ranges of a copy do not overlap");
    }
    Term bits = situation.memory().load(from, bytes);
    note(Kind.READ, from, bytes, Order.PLAIN, Optional.of(bits));
    situation.memory(situation.memory().store(to, bits));
    note(Kind.WRITE, to, bytes, Order.PLAIN, Optional.of(bits));
  }

  /** A copy of an unknown number of elements is a function of what it copies. */
  private void copyAll(Type type, Term to, Term from, Term count, boolean mayOverlap)
      throws Unsupported {
    if (mayOverlap) {
      throw new Unsupported("a copy of a number of bytes that is not known and may overlap");
    }
    Term bytes = count.mul(terms.constant(bytes(type), count.width()));
    demandValid(from, bytes, layout.alignment(type), "reads");
    demandValid(to, bytes, layout.alignment(type), "writes");
    Term apart = to.sub(from).uge(bytes).and(from.sub(to).uge(bytes));
    meaning.demand(situation, apart, "the ranges of a copy do not overlap");
    sweep(Kind.READ, from);
    situation.memory(
        terms.applyMemory("copy", to.width(), List.of(situation.memory(), to, from, bytes)));
    sweep(Kind.WRITE, to);
  }

  private void fillAll(Type type, Term to, Term octet, Term count) throws Unsupported {
    Term bytes = count.mul(terms.constant(bytes(type), count.width()));
    demandValid(to, bytes, layout.alignment(type), "writes");
    situation.memory(
        terms.applyMemory("fill", to.width(), List.of(situation.memory(), to, octet, bytes)));
    sweep(Kind.WRITE, to);
  }

  /** A value written an unknown number of times is a function of what is written. */
  void fillWords(Type type, Term to, Term value, Term count) throws Unsupported {
    if (value.width() == 8) {
      fill(type, to, value, count);
      return;
    }
    Term bytes = count.mul(terms.constant(bytes(type), count.width()));
    demandValid(to, bytes, layout.alignment(type), "writes");
    String name = "fill." + value.width();
    situation.memory(
        terms.applyMemory(name, to.width(), List.of(situation.memory(), to, value, count)));
    sweep(Kind.WRITE, to);
  }

  private void sweep(Kind kind, Term address) {
    situation
        .events()
        .add(new MemoryEvent(kind, terms.trueTerm(), address, 0, Order.PLAIN, Optional.empty()));
  }

  /** Equal bytes from an address on. */
  void fill(Type type, Term to, Term octet, Term count) throws Unsupported {
    int size = bytes(type);
    if (!count.isConstant() || count.value().bitLength() > 10) {
      fillAll(type, to, octet, count);
      return;
    }
    int bytes = size * count.value().intValue();
    if (bytes == 0) {
      return;
    }
    demandValid(to, bytes, layout.alignment(type), "writes");
    Term bits = octet;
    while (bits.width() < 8 * bytes) {
      bits = bits.concat(octet);
    }
    situation.memory(situation.memory().store(to, bits));
    note(Kind.WRITE, to, bytes, Order.PLAIN, Optional.of(bits));
  }

  void fence(Order order, boolean compilerOnly) {
    Kind kind = compilerOnly ? Kind.COMPILER_FENCE : Kind.FENCE;
    int width = meaning.dump().pointerBits();
    situation
        .events()
        .add(
            new MemoryEvent(kind, terms.trueTerm(), terms.zero(width), 0, order, Optional.empty()));
  }

  /** Atomically replaces what is at an address by what a function makes of it; yields the old. */
  Term update(Type type, Term address, Order order, UnaryOperator<Term> change) throws Unsupported {
    int bytes = bytes(type);
    demandValid(address, bytes, bytes, "atomic reads and writes");
    Term old = terms.variable("atomic." + meaning.nextFresh(), 8 * bytes);
    Term changed = change.apply(old);
    note(Kind.READ, address, bytes, order, Optional.of(old));
    situation.memory(situation.memory().store(address, changed));
    note(Kind.UPDATE, address, bytes, order, Optional.of(changed));
    return old;
  }

  /** Atomically replaces what is at an address if it is as expected; yields what was there. */
  Term exchange(
      Type type,
      Term address,
      Order success,
      Order failure,
      UnaryOperator<Term> expected,
      Term wanted)
      throws Unsupported {
    int bytes = bytes(type);
    demandValid(address, bytes, bytes, "atomic reads and writes");
    Term old = terms.variable("atomic." + meaning.nextFresh(), 8 * bytes);
    Term equal = expected.apply(old);
    note(Kind.READ, address, bytes, failure, Optional.of(old));
    situation.memory(situation.memory().store(address, equal.ite(wanted, old)));
    situation
        .events()
        .add(new MemoryEvent(Kind.UPDATE, equal, address, bytes, success, Optional.of(wanted)));
    return old;
  }

  private void note(Kind kind, Term address, int bytes, Order order, Optional<Term> value) {
    situation.events().add(new MemoryEvent(kind, terms.trueTerm(), address, bytes, order, value));
  }

  private void demandValid(Term address, int bytes, int alignment, String use) {
    String name = meaning.naming().address(address);
    Term there = address.ne(terms.zero(address.width()));
    meaning.demand(
        situation, there, name + " is valid for " + use + " of " + bytes + " " + unit(bytes));
    demandLive(address, name);
    demandAligned(address, alignment, name);
  }

  private void demandValid(Term address, Term bytes, int alignment, String use) {
    String name = meaning.naming().address(address);
    Term zero = terms.zero(bytes.width());
    Term there = bytes.eq(zero).or(address.ne(terms.zero(address.width())));
    meaning.demand(
        situation, there, name + " is valid for " + use + " of as many bytes as that takes");
    demandAligned(address, alignment, name);
  }

  /** What was freed, or has moved, is not there any more, unless something else is. */
  private void demandLive(Term address, String name) {
    List<MemoryEvent> events = situation.events();
    for (int i = 0; i < events.size(); i++) {
      MemoryEvent freed = events.get(i);
      boolean again =
          events.subList(i + 1, events.size()).stream()
              .anyMatch(e ->
                  e.kind() == Kind.ALLOCATE
                      && e.address() == freed.address()
                      && e.value().equals(freed.value()));
      if (freed.kind() == Kind.FREE && !again) {
        Term inside = address.sub(freed.address()).ult(freed.value().orElseThrow());
        meaning.demand(situation, inside.not(), name + " is not in what was freed before");
      }
    }
  }

  private void demandAligned(Term address, int alignment, String name) {
    if (alignment > 1) {
      Term low = address.truncate(Integer.numberOfTrailingZeros(alignment));
      meaning.demand(
          situation, low.eq(terms.zero(low.width())), name + " is aligned to " + alignment);
    }
  }

  private static String unit(int bytes) {
    return bytes == 1 ? "byte" : "bytes";
  }
}
