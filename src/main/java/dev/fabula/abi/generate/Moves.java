package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How values come into registers that compilers keep for themselves, such as the frame pointer, and
 * what was there comes back: operands are in other registers, and the template moves.
 *
 * @param places the operands of a stub; those that are moved have an operand elsewhere
 * @param savers the registers that keep what was in those of moved operands, in their order; empty
 *     if the stack does, or an exchange
 * @param way who keeps it
 */
record Moves(List<Place> places, List<String> savers, Way way) {

  /** Who keeps what was in a register to which a value is moved. */
  enum Way {
    /** Another register does. */
    REGISTER,
    /** The stack does. */
    STACK,
    /** The operand's register does. */
    EXCHANGE
  }

  /** A stub has to do for all targets of a processor; compilers of C keep what rustc keeps. */
  private static final List<RegisterTarget> TARGETS =
      List.of(
          new RegisterTarget(Optional.of("none"), Set.of()),
          new RegisterTarget(Optional.of("none"), Set.of("thumb-mode", "thumb2")),
          new RegisterTarget(Optional.of("none"), Set.of("rwpi")));

  private static boolean isKept(OperandRegister register) {
    return TARGETS.stream().anyMatch(t -> register.refusal(t).isPresent());
  }

  /** The moves of a stub; empty if there are too few registers. */
  static Optional<Moves> of(Stub stub, Machine machine) {
    List<Place> places = Place.of(stub, machine);
    int moved = (int) places.stream().filter(p -> isKept(machine.operand(p.register()))).count();
    List<String> free = free(stub, machine, places);
    int spare = Place.pointers(stub, machine).isEmpty() ? 0 : 1;
    if (moved == 0) {
      return Optional.of(new Moves(places, List.of(), Way.REGISTER));
    }
    if (free.size() - spare >= 2 * moved) {
      List<String> savers = free.subList(moved, 2 * moved);
      return Optional.of(new Moves(carried(places, machine, free), savers, Way.REGISTER));
    }
    boolean pushes = machine.architecture() == Architecture.ARM || machine.resume().isPresent();
    if (pushes && free.size() >= moved) {
      return Optional.of(new Moves(carried(places, machine, free), List.of(), Way.STACK));
    }
    return machine.architecture() == Architecture.X86 && moved == 1 && machine.resume().isEmpty()
        ? Optional.of(new Moves(anywhere(places, machine), List.of(), Way.EXCHANGE))
        : Optional.empty();
  }

  /** Registers that no role is in; those that tell where to go on are free until they do. */
  private static List<String> free(Stub stub, Machine machine, List<Place> places) {
    Set<String> taken = new LinkedHashSet<>();
    places.forEach(p -> taken.add(machine.location(p.register())));
    machine.park().ifPresent(p -> taken.add(machine.location(p)));
    List<String> result = new ArrayList<>();
    machine.resume().ifPresent(r -> result.addAll(List.of(r.stack(), r.address())));
    if (machine.resume().isEmpty()) {
      Place.lost(stub, machine).forEach(r -> taken.add(machine.location(r)));
      RegisterTable.of(machine.architecture()).registers().stream()
          .filter(r -> r.classes().contains("reg") && !isKept(r) && !taken.contains(r.base()))
          .forEach(r -> result.add(spelling(machine, r)));
    }
    return result;
  }

  private static String spelling(Machine machine, OperandRegister register) {
    return machine.architecture().isX86() ? register.base() : register.name();
  }

  private static List<Place> carried(List<Place> places, Machine machine, List<String> carriers) {
    List<Place> result = new ArrayList<>();
    int next = 0;
    for (Place place : places) {
      boolean kept = isKept(machine.operand(place.register()));
      result.add(kept ? place.carried(carriers.get(next), machine.resume().isPresent()) : place);
      next += kept ? 1 : 0;
    }
    return result;
  }

  private static List<Place> anywhere(List<Place> places, Machine machine) {
    return places.stream()
        .map(p -> isKept(machine.operand(p.register())) ? p.anywhere() : p)
        .toList();
  }

  private List<Place> moved() {
    return places.stream().filter(Place::isMoved).toList();
  }

  private List<String> registers() {
    return moved().stream().map(Place::register).sorted().toList();
  }

  /** Whether something is put on the stack. */
  boolean usesStack() {
    return way == Way.STACK;
  }

  /** The instructions before the trap. */
  List<String> before(Assembly assembly) {
    List<String> result = new ArrayList<>();
    if (way == Way.STACK) {
      result.addAll(assembly.push(registers()));
    }
    for (int i = 0; i < savers.size(); i++) {
      result.add(assembly.move(savers.get(i), moved().get(i).register()));
    }
    for (Place place : moved()) {
      if (way == Way.EXCHANGE) {
        result.add(exchange(place, assembly));
      } else if (place.isPassed()) {
        result.add(assembly.move(place.register(), place.operand().orElseThrow()));
      }
    }
    return result;
  }

  private static String exchange(Place place, Assembly assembly) {
    return assembly.exchange(place.register(), Names.plain(place.name()));
  }

  /** The instructions behind the trap. */
  List<String> behind(Assembly assembly) {
    List<String> result = new ArrayList<>();
    for (Place place : moved()) {
      if (way == Way.EXCHANGE) {
        result.add(exchange(place, assembly));
      } else if (place.out().isPresent()) {
        result.add(assembly.move(place.operand().orElseThrow(), place.register()));
      }
    }
    for (int i = 0; i < savers.size(); i++) {
      result.add(assembly.move(moved().get(i).register(), savers.get(i)));
    }
    if (way == Way.STACK) {
      result.addAll(assembly.pop(registers()));
    }
    return result;
  }
}
