package dev.fabula.isa.described;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Message-security assists of z/Architecture, DEFLATE CONVERSION CALL, and PERFORM LOCKED OPERATION
 * (Principles of Operation, SA22-7832-13, chapters 7 and 26): register 0 chooses what they do,
 * register 1 points to a block of parameters.
 *
 * <p>LLVM takes the target of a cipher for a pair of registers, though it is an address alone.
 */
final class SystemZCipher {

  private static final Set<String> NAMES =
      Set.of(
          "km", "kmc", "kmf", "kmo", "kmctr", "kma", "kmac", "kimd", "klmd", "ppno", "prno",
          "dfltcc", "plo");

  /** Code of the true random number generator. */
  private static final int TRUE_RANDOM = 114;

  /** Code of the deterministic generator. */
  private static final int GENERATE = 3;

  private final Step s;
  private final Term code;
  private final Term query;
  private final List<Term> arguments = new ArrayList<>();

  private SystemZCipher(Step step) {
    this.s = step;
    this.code = step.get("r0").truncate(7);
    this.query = is(0);
  }

  /** Applies the footprint of one of them; false if the instruction is none. */
  static boolean execute(Step step) throws UnknownInstruction {
    if (!NAMES.contains(step.mnemonic())) {
      return false;
    }
    SystemZCipher cipher = new SystemZCipher(step);
    switch (step.mnemonic()) {
      case "km", "kmc", "kmf", "kmo" -> cipher.run(cipher.first(0), cipher.pair(1));
      case "kmctr" -> cipher.run(cipher.first(0), cipher.pair(1), cipher.first(2));
      case "kma" -> cipher.run(cipher.first(0), cipher.pair(1), cipher.pair(2));
      case "kmac" -> cipher.run(cipher.pair(0));
      case "kimd", "klmd" -> cipher.digest();
      case "ppno", "prno" -> cipher.random();
      case "dfltcc" -> cipher.run(cipher.pair(0), cipher.pair(1), cipher.read(4));
      default -> cipher.locked();
    }
    return true;
  }

  /** An operand: an address and perhaps a length behind it, which change on a condition. */
  private record Area(List<Location> registers, Term changed) {}

  private Term is(int number) {
    return code.eq(s.terms.constant(number, 7));
  }

  private Location register(int operand, int behind) throws UnknownInstruction {
    String name = s.facts.operands().get(operand).register().orElseThrow(s::unknown);
    int number = Integer.parseInt(name.replaceAll("\\D", ""));
    return s.registers.location("r" + (number + behind & 15));
  }

  private Area first(int operand) throws UnknownInstruction {
    return new Area(List.of(register(operand, 0)), query.not());
  }

  private Area pair(int operand) throws UnknownInstruction {
    return pair(operand, query.not());
  }

  private Area pair(int operand, Term changed) throws UnknownInstruction {
    return new Area(List.of(register(operand, 0), register(operand, 1)), changed);
  }

  private Area read(int operand) throws UnknownInstruction {
    return new Area(List.of(register(operand, 0)), s.terms.falseTerm());
  }

  /** Only functions of extendable output have a first operand, in a pair that is not R0. */
  private void digest() throws UnknownInstruction {
    if (s.facts.operands().stream().anyMatch(o -> o.immediate().isPresent())) {
      throw s.unknown("the form with a mask is in no manual that this follows");
    }
    Location target = register(1, 0);
    boolean hasTarget = s.mnemonic().equals("klmd") && target.name().matches("r([2468]|1[024])");
    if (hasTarget) {
      run(pair(0), pair(1, is(36).or(is(37))));
    } else {
      run(pair(0));
    }
  }

  private void random() throws UnknownInstruction {
    s.happen(new Event.Unrepeatable(s.mnemonic()));
    Term seeds = s.get("r0").bit(7);
    Term real = is(TRUE_RANDOM);
    run(pair(0, real.or(is(GENERATE).and(seeds.not()))), pair(1, real));
  }

  private void run(Area... areas) throws UnknownInstruction {
    arguments.add(s.get("r0").truncate(8));
    arguments.add(s.get("r1"));
    for (Area area : areas) {
      area.registers().forEach(l -> arguments.add(query.ite(s.terms.zero(64), s.cpu.get(l))));
    }
    read(s.get("r1"));
    if (!query.isTrue()) {
      for (Area area : areas) {
        read(s.cpu.get(area.registers().getFirst()));
      }
    }
    write(areas);
  }

  private void read(Term address) {
    arguments.add(
        s.cpu.digest(
            s.mnemonic() + ".read." + arguments.size(), 64, address, List.copyOf(arguments)));
  }

  private void write(Area... areas) {
    Term block = s.get("r1");
    List<Term> starts = new ArrayList<>();
    for (Area area : areas) {
      if (!query.isTrue() && !area.changed().isFalse()) {
        starts.add(s.cpu.get(area.registers().getFirst()));
      }
    }
    for (Area area : areas) {
      for (Location l : area.registers()) {
        s.cpu.set(l, area.changed().ite(result(l.name(), 64), s.cpu.get(l)));
      }
    }
    s.set("cc", result("cc", 2));
    sweep(block);
    starts.forEach(this::sweep);
  }

  private Term result(String what, int width) {
    return s.function(what, width, arguments);
  }

  private void sweep(Term address) {
    s.cpu.sweep(s.mnemonic() + ".write", address, List.of(result("stored", 64)), false, true);
  }

  /**
   * It compares and exchanges the operands, of which those with even numbers may be pairs of
   * registers, with two places in memory; bit 55 of register 0 only asks.
   */
  private void locked() throws UnknownInstruction {
    Location first = register(0, 0);
    Location third = register(3, 0);
    Term asks = s.get("r0").bit(8);
    Term function = s.get("r0").truncate(8);
    boolean pairs = !s.terms.constant(4, 8).ule(function).isFalse();
    arguments.add(s.get("r0").truncate(9));
    for (Location l : List.of(s.registers.location("r1"), first, third)) {
      arguments.add(asks.ite(s.terms.zero(64), s.cpu.get(l)));
    }
    for (int operand : new int[] {0, 3}) {
      if (pairs && SystemZ.number(s.view(operand)) % 2 == 0) {
        arguments.add(asks.ite(s.terms.zero(64), s.cpu.get(register(operand, 1))));
      }
    }
    List<Term> places = List.of(s.get("r1"), s.base(1, 2), s.base(4, 5));
    places.forEach(this::read);
    for (Location l : List.of(first, third)) {
      s.cpu.set(l, asks.ite(s.cpu.get(l), result(l.name(), 64)));
    }
    s.set("cc", result("cc", 2));
    places.forEach(this::sweep);
  }
}
