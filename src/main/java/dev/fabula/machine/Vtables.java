package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The vtables of trait objects: each stands for a type and a trait. */
final class Vtables {

  /** What a vtable stands for. */
  private record Table(Ty ty, String traits) {}

  private final Machine machine;
  private final Map<Table, Allocation> known = new HashMap<>();

  Vtables(Machine machine) {
    this.machine = machine;
  }

  /** The address of a type's vtable for a trait object. */
  long address(Ty ty, Type object) {
    return known
        .computeIfAbsent(
            new Table(ty, traits(object)),
            t -> {
              Allocation vtable = machine.allocate(Allocation.Kind.VTABLE, "a vtable", 24, 8);
              vtable.setPayload(t);
              return vtable;
            })
        .base();
  }

  /** The traits of a trait object, but for those without methods. */
  private static String traits(Type object) {
    String text = object instanceof Type.Other(String spelled) ? spelled : "";
    TreeSet<String> traits = new TreeSet<>();
    for (String part : Texts.split(text.replaceFirst("^dyn ?", ""), '+')) {
      String bare = part.replaceAll("'\\w+,? ?", "").replaceAll("<>$", "");
      if (!List.of("std::marker::Send", "std::marker::Sync", "").contains(bare)) {
        traits.add(bare);
      }
    }
    return String.join(" + ", traits);
  }

  /** The type that a vtable stands for. */
  static Ty of(Machine machine, long address) throws Halt {
    return table(machine, address).ty();
  }

  /** Demands a vtable for a trait object. */
  static void demand(Machine machine, long address, Type object) throws Halt {
    String has = table(machine, address).traits();
    String wanted = traits(object);
    if (!has.equals(wanted)) {
      throw Halt.undefined("a vtable for `%s` is used as one for `%s`".formatted(has, wanted));
    }
  }

  private static Table table(Machine machine, long address) throws Halt {
    return machine
        .memory()
        .at(address)
        .filter(a -> a.base() == address)
        .flatMap(Allocation::payload)
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .orElseThrow(() ->
            Halt.undefined("the address 0x%x is no vtable of a trait object".formatted(address)));
  }
}
