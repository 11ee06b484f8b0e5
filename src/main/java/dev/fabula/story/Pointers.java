package dev.fabula.story;

import dev.fabula.exec.Run;
import dev.fabula.site.Slot;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/** Addresses as pointers among the inputs of a site, and distances from them. */
final class Pointers {

  private final Run run;
  private final Names names;
  private final RustExpression rust;
  private final List<Slot> inputs;

  Pointers(Run run, Names names, RustExpression rust, List<Slot> inputs) {
    this.run = run;
    this.names = names;
    this.rust = rust;
    this.inputs = List.copyOf(inputs);
  }

  /** A pointer to a type at an address; what starts from no operand is a mere number. */
  String of(Term address, String type) throws Untold {
    Optional<Slot> slot = base(address);
    return slot.isPresent()
        ? names.pointer(slot.get(), distance(address, run.inputOf(slot.get())), type)
        : "(" + names.size(address, rust.bits(address)) + " as *mut " + type + ")";
  }

  /** A pointer by which one may write. */
  String mutable(Term address, String type) throws Untold {
    String pointer = of(address, type);
    return base(address).map(slot -> names.mutable(slot, pointer)).orElse(pointer);
  }

  private String distance(Term address, Term from) throws Untold {
    Term distance = address.sub(from);
    return distance.isZero() ? "" : names.size(distance, rust.bits(distance));
  }

  /** The input that an address starts from: a pointer rather than a number. */
  private Optional<Slot> base(Term address) {
    Optional<Slot> exact =
        inputs.stream().filter(s -> run.inputOf(s) == address.base()).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<Slot> parts =
        inputs.stream()
            .filter(s ->
                address.base().op() == Op.ADD
                    && address.base().arguments().contains(run.inputOf(s)))
            .toList();
    return parts.stream().filter(names::isPointer).findFirst();
  }
}
