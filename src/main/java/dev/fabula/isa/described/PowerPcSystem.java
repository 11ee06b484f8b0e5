package dev.fabula.isa.described;

import dev.fabula.isa.Event;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;

/**
 * Returns from interrupts, waits, system calls and transactions of PowerPC (Power ISA 3.1B, book
 * III, 4.3; Power ISA 2.07B, book II, chapter 5, and book III, 4.4).
 */
final class PowerPcSystem {

  private PowerPcSystem() {}

  /** Applies the footprint of one of them; false if the instruction is none. */
  static boolean execute(Step s) throws UnknownInstruction {
    String name = s.mnemonic();
    switch (name) {
      case "rfi", "rfid", "hrfid", "urfid", "rfci", "rfdi", "rfmci", "rfgi", "rfebb", "rfscv" ->
          s.cpu.stop(name);
      // They end in the handler of a reset.
      case "nap", "doze", "sleep", "rvwinkle" -> s.cpu.stop(name);
      case "stop" -> s.happen(new Event.Wait(name));
      case "attn" -> s.happen(new Event.SystemChange(name));
      case "scv" -> {
        s.set("lr", s.cpu.nextAddress());
        s.set("ctr", s.cpu.arbitrary("machine state", s.width()));
        s.happen(new Event.SystemCall(name, s.immediate(0)));
      }
      case "treclaim." -> throw s.unknown("it brings back all registers of another time");
      case "tcheck" -> transaction(s, s.view(0));
      default -> {
        return name.matches("t(begin|end(all)?|abort[dw]?c?i?|suspend|resume|sr|rechkpt)\\.")
            && transaction(s, field(s));
      }
    }
    return true;
  }

  private static RegisterView field(Step s) {
    return s.registers.described("CR0").orElseThrow().getFirst();
  }

  /**
   * A field tells the state of the transaction. One that fails goes back to its start with all
   * registers as they were there but for that field.
   */
  private static boolean transaction(Step s, RegisterView field) {
    s.happen(new Event.SystemChange(s.mnemonic()));
    s.cpu.write(field, s.cpu.arbitrary(s.mnemonic(), 4));
    return true;
  }
}
