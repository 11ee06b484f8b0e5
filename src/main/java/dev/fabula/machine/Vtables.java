package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.HashMap;
import java.util.Map;

/** The vtables of trait objects: each stands for a type. */
final class Vtables {

  private final Machine machine;
  private final Map<Type, Allocation> known = new HashMap<>();

  Vtables(Machine machine) {
    this.machine = machine;
  }

  /** The address of a type's vtable. */
  long address(Ty ty) {
    return known
        .computeIfAbsent(
            ty.type(),
            t -> {
              Allocation vtable =
                  machine.allocate(Allocation.Kind.VTABLE, "a vtable", 24, 8);
              vtable.setPayload(ty);
              return vtable;
            })
        .base();
  }

  /** The type that a vtable stands for. */
  static Ty of(Machine machine, long address) throws Halt {
    return machine
        .memory()
        .at(address)
        .filter(a -> a.base() == address)
        .flatMap(Allocation::payload)
        .map(p -> p instanceof Ty ty ? ty : null)
        .orElseThrow(() ->
            Halt.undefined("the address 0x%x is no vtable of a trait object".formatted(address)));
  }
}
