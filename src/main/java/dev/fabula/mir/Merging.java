package dev.fabula.mir;

import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one situation of two that have come to the same place. */
final class Merging {

  private final Terms terms;

  Merging(Terms terms) {
    this.terms = terms;
  }

  /** The two as one; empty where they differ in what no term can say. */
  Optional<Situation> of(Situation a, Situation b) {
    int shared = shared(a.conditions(), b.conditions());
    Term first = terms.all(a.conditions().subList(shared, a.conditions().size()));
    Term second = terms.all(b.conditions().subList(shared, b.conditions().size()));
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < a.frames().size(); i++) {
      Optional<Frame> frame = frames(first, a.frames().get(i), b.frames().get(i));
      if (frame.isEmpty()) {
        return Optional.empty();
      }
      frames.add(frame.get());
    }
    Optional<List<MemoryEvent>> events = events(a.events(), first, b.events(), second);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    List<Term> conditions = new ArrayList<>(a.conditions().subList(0, shared));
    Term either = first == second.not() ? terms.trueTerm() : first.or(second);
    if (!either.isTrue()) {
      conditions.add(either);
    }
    Term memory = a.memory() == b.memory() ? a.memory() : first.ite(a.memory(), b.memory());
    int calls = Math.max(a.calls(), b.calls());
    return Optional.of(new Situation(frames, conditions, events.get(), memory, calls));
  }

  private static int shared(List<?> a, List<?> b) {
    int count = 0;
    while (count < Math.min(a.size(), b.size()) && a.get(count).equals(b.get(count))) {
      count++;
    }
    return count;
  }

  private Optional<Frame> frames(Term when, Frame a, Frame b) {
    if (a.number() != b.number()) {
      return Optional.empty();
    }
    Frame result = a.copy();
    Set<Integer> locals = new HashSet<>(a.locals().keySet());
    locals.addAll(b.locals().keySet());
    for (int local : locals) {
      result.set(local, either(when, a.get(local), b.get(local)));
    }
    return Optional.of(result);
  }

  /** One value or the other; nothing that may be read where they cannot be told in one. */
  Value either(Term when, Value a, Value b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof Value.Bits(Term x) && b instanceof Value.Bits(Term y) && fits(x, y)) {
      return new Value.Bits(either(when, x, y));
    }
    if (a instanceof Value.Composite x && b instanceof Value.Composite y) {
      return x.parts().size() == y.parts().size()
          ? new Value.Composite(either(when, x.parts(), y.parts()))
          : new Value.Unset();
    }
    if (a instanceof Value.Variant x && b instanceof Value.Variant y) {
      return either(when, x, y);
    }
    return a instanceof Value.Pointer x && b instanceof Value.Pointer y
        ? either(when, x, y)
        : new Value.Unset();
  }

  /** Numbers that differ by a constant are one number and what is added to it: sums stay sums. */
  private Term either(Term when, Term a, Term b) {
    boolean counts = a.width() > 1 && !a.isConstant() && a.sub(b).isConstant();
    return counts ? b.add(when.ite(a.sub(b), terms.zero(a.width()))) : when.ite(a, b);
  }

  private static boolean fits(Term a, Term b) {
    return a.width() == b.width();
  }

  private List<Value> either(Term when, List<Value> a, List<Value> b) {
    List<Value> result = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      result.add(either(when, a.get(i), b.get(i)));
    }
    return result;
  }

  private Value either(Term when, Value.Variant a, Value.Variant b) {
    Map<Integer, List<Value>> payloads = new HashMap<>(a.payloads());
    b.payloads()
        .forEach((variant, fields) -> {
          List<Value> known = a.payloads().getOrDefault(variant, fields);
          boolean both = known.size() == fields.size();
          payloads.put(variant, both ? either(when, known, fields) : fields);
        });
    return new Value.Variant(when.ite(a.discriminant(), b.discriminant()), payloads);
  }

  private static Value either(Term when, Value.Pointer a, Value.Pointer b) {
    boolean addresses =
        a.target() instanceof Value.Target.Address && b.target() instanceof Value.Target.Address;
    if (!addresses || a.length().isPresent() != b.length().isPresent()) {
      return new Value.Unset();
    }
    Term x = ((Value.Target.Address) a.target()).term();
    Term y = ((Value.Target.Address) b.target()).term();
    Optional<Term> length = a.length().map(l -> when.ite(l, b.length().orElseThrow()));
    return new Value.Pointer(new Value.Target.Address(when.ite(x, y)), length);
  }

  /** Events that only one side has get its condition; atomic ones are not to be mixed. */
  private static Optional<List<MemoryEvent>> events(
      List<MemoryEvent> a, Term first, List<MemoryEvent> b, Term second) {
    int shared = shared(a, b);
    List<MemoryEvent> result = new ArrayList<>(a.subList(0, shared));
    for (MemoryEvent event : a.subList(shared, a.size())) {
      result.add(under(first, event));
    }
    for (MemoryEvent event : b.subList(shared, b.size())) {
      result.add(under(second, event));
    }
    boolean plain =
        result.subList(shared, result.size()).stream()
            .allMatch(e -> e.order() == MemoryEvent.Order.PLAIN);
    return plain ? Optional.of(result) : Optional.empty();
  }

  private static MemoryEvent under(Term condition, MemoryEvent event) {
    return new MemoryEvent(
        event.kind(),
        condition.and(event.when()),
        event.address(),
        event.bytes(),
        event.order(),
        event.value());
  }
}
