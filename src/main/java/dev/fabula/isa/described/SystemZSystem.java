package dev.fabula.isa.described;

import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * Instructions of z/Architecture that change the program-status word, trap, or run transactions
 * (Principles of Operation, SA22-7832-13, chapters 4, 5, 7 and 10).
 */
final class SystemZSystem {

  private static final int ALL_GENERAL = 0xff;

  private final Step s;
  private final String name;

  private SystemZSystem(Step step) {
    this.s = step;
    this.name = step.mnemonic();
  }

  /** Applies the footprint of one of them; false if the instruction is none. */
  static boolean execute(Step step) throws UnknownInstruction {
    SystemZSystem system = new SystemZSystem(step);
    return system.leaves() || system.changes() || system.isElsewhere();
  }

  private boolean leaves() throws UnknownInstruction {
    switch (name) {
      case "lpsw" -> load(64);
      case "lpswe", "lpswey" -> load(128);
      case "rp" -> {
        s.cpu.digest(name, 64, s.address(s.place()), List.of());
        s.cpu.stop(name);
      }
      // A transaction goes back to its start, from where the path of a failure is followed.
      case "tabort" -> s.cpu.stop(name);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Control goes on where a program-status word says. */
  private void load(int bits) throws UnknownInstruction {
    s.cpu.load(s.access(bits), s.address(s.place()));
    s.cpu.stop(name);
  }

  private boolean changes() throws UnknownInstruction {
    switch (name) {
      case "sac", "sacf", "spka", "mc", "trap4" -> change(s.address(s.place()));
      case "trap2" -> change();
      case "ptf" -> {
        List<Term> given = List.of(s.read(0));
        change(s.read(0));
        s.cpu.write(s.view(0), s.function("result", 64, given));
        s.set("cc", s.cpu.arbitrary(name, 2));
      }
      case "tbegin", "tbeginc" -> begin();
      case "tend" -> {
        change();
        s.set("cc", s.cpu.arbitrary(name, 2));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void change(Term... told) {
    s.cpu.happen(new Event.SystemChange(name), List.of(told));
  }

  /**
   * A transaction that fails goes on behind its start with another condition code, or begins anew.
   * The mask says which pairs of general registers are then as they were; two bits of it allow
   * changes of access and of float registers, which are not.
   */
  private void begin() throws UnknownInstruction {
    int controls = (int) s.immediate(2);
    if (controls >> 8 != ALL_GENERAL || (controls & 0xc) != 0) {
      throw s.unknown("a failure keeps what the transaction changes in registers not saved");
    }
    change();
    if (name.equals("tbeginc")) {
      s.set("cc", s.terms.zero(2));
      return;
    }
    boolean tells = s.facts.operands().get(0).register().isPresent();
    s.set("cc", s.cpu.arbitrary(name, 2));
    if (tells) {
      Term address = s.address(s.place());
      Term told = s.cpu.arbitrary("diagnostic block", 64);
      s.cpu.sweep(name, address, List.of(told), false, true);
    }
  }

  /** What can have no footprint, as all depends on code that is not the site's. */
  private boolean isElsewhere() throws UnknownInstruction {
    switch (name) {
      case "ex", "exrl" -> throw s.unknown("it runs another instruction, changed by a register");
      case "pc", "pr", "pt", "pti", "bsa", "bsg", "sie" ->
          throw s.unknown("it runs another program");
      case "bakr" -> {
        if ((s.instruction.decoded().bytes().at(3) & 15) != 0) {
          throw s.unknown("it runs another program");
        }
        change(s.read(0));
      }
      case "diag" -> throw s.unknown("what it does is the machine's own");
      default -> {
        return false;
      }
    }
    return true;
  }
}
