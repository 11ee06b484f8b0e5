package dev.fabula.isa.described;

import dev.fabula.isa.Event;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Set;

/**
 * Moves from and to special-purpose registers of PowerPC, which LLVM knows by their numbers (Power
 * ISA 3.1B, book III, 5.4.4; of 32-bit embedded processors, Power ISA 2.07, book III-E, 5.4.1).
 */
final class PowerPcSpecial {

  private static final int XER = 1;
  private static final int SPEFSCR = 512;

  /** Time base, decrementers, real-time clock. */
  private static final Set<Integer> CLOCKS =
      Set.of(4, 5, 22, 268, 269, 284, 285, 286, 310, 988, 989);

  private final Step s;
  private final int width;

  private PowerPcSpecial(Step step, int width) {
    this.s = step;
    this.width = width;
  }

  /** Carries out a move from or to a special register; false if the instruction is none. */
  static boolean execute(Step step, int width) throws UnknownInstruction {
    PowerPcSpecial special = new PowerPcSpecial(step, width);
    switch (step.facts.opcode().replaceAll("8$", "")) {
      case "MFCR" -> step.cpu.write(step.view(0), special.condition());
      case "MFOCRF" -> step.cpu.write(step.view(0), special.field(step.view(1)));
      case "MFSPR" -> step.cpu.write(step.view(0), special.read((int) step.immediate(1)));
      case "MTSPR" -> special.write((int) step.immediate(0), step.read(1));
      case "MFPMR", "MFDCR" -> step.cpu.write(step.view(0), special.device());
      case "MTPMR" -> special.change(name(step, 0), step.read(1));
      case "MTDCR" -> special.change(name(step, 1), step.read(0));
      case "MTMSR", "MTMSRD" -> special.change("msr", step.read(0));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** All fields, the first one uppermost. */
  private Term condition() {
    Term value = s.get("cr0");
    for (int field = 1; field < 8; field++) {
      value = value.concat(s.get("cr" + field));
    }
    return value.zext(width);
  }

  /**
   * One field where it is in all. What is beside it is undefined (book I, 3.3.17): anything, which
   * whoever asks for one field knows.
   */
  private Term field(RegisterView field) {
    int low = 28 - 4 * PowerPc.field(field);
    return s.cpu.arbitrary(s.mnemonic(), width).replace(low, s.get(field.location().name()));
  }

  private static String name(Step step, int operand) throws UnknownInstruction {
    return step.mnemonic() + " " + step.immediate(operand);
  }

  private void change(String what, Term told) {
    s.cpu.happen(new Event.SystemChange(what), List.of(told));
  }

  /** A counter, or a register of a device. */
  private Term device() {
    s.happen(new Event.Unrepeatable(s.mnemonic()));
    return s.cpu.arbitrary(s.mnemonic(), width);
  }

  private Term read(int number) throws UnknownInstruction {
    return switch (number) {
      case XER -> s.get("xer").resizeUnsigned(width);
      case SPEFSCR -> throw s.unknown("flags and controls of SPE floats are not told apart");
      case 8 -> s.get("lr");
      case 9 -> s.get("ctr");
      case 256 -> s.get("vrsave").resizeUnsigned(width);
      default ->
          isMoving(number)
              ? device()
              : s.cpu.get(s.registers.system("spr" + number)).truncate(width);
    };
  }

  /** Clocks and counters of events, also those of earlier processors. */
  private static boolean isMoving(int number) {
    return CLOCKS.contains(number)
        || number >= 768 && number < 800
        || number >= 936 && number < 960;
  }

  private void write(int number, Term value) throws UnknownInstruction {
    switch (number) {
      case XER -> s.set("xer", value.resizeUnsigned(64));
      case SPEFSCR -> throw s.unknown("flags and controls of SPE floats are not told apart");
      case 8 -> s.set("lr", value);
      case 9 -> s.set("ctr", value);
      case 256 -> s.set("vrsave", value.truncate(32));
      default -> {
        if (!isMoving(number)) {
          s.cpu.set(s.registers.system("spr" + number), value.resizeUnsigned(64));
        }
        change("spr" + number, value);
      }
    }
  }
}
