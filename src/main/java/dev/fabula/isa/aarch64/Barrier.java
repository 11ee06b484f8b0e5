package dev.fabula.isa.aarch64;

import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * Barriers, hints, waits, exceptions: instructions that change no register (Arm ARM,
 * C3.1.4–C3.1.6).
 */
enum Barrier implements Family {
  DMB,
  DSB,
  ISB,
  SB,
  SSBB,
  PSSBB,
  DFB,
  CSDB,
  ESB,
  PSB,
  TSB,
  GCSB,
  NOP,
  HINT,
  YIELD,
  DGH,
  BTI,
  CHKFEAT,
  CLRBHB,
  SEV,
  SEVL,
  WFE,
  WFI,
  WFET,
  WFIT,
  SVC,
  HVC,
  SMC,
  BRK,
  HLT,
  UDF,
  DCPS1,
  DCPS2,
  DCPS3,
  DRPS;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    String text = s.instruction.decoded().text();
    switch (this) {
      case DMB, DSB, ISB, SB, SSBB, PSSBB, DFB, CSDB, ESB, PSB, TSB, GCSB ->
          s.happen(new Event.Fence(text));
      case NOP, HINT, YIELD, DGH, BTI, CLRBHB -> s.happen(new Event.Hint(text, false));
      case CHKFEAT -> s.register("x16", feature(s));
      case SEV, SEVL -> s.happen(new Event.SystemChange(text));
      case WFE, WFI, WFET, WFIT -> s.happen(new Event.Wait(text));
      case SVC, HVC, SMC ->
          s.happen(new Event.SystemCall(s.instruction.mnemonic(), s.immediate(0)));
      case BRK, HLT, UDF, DCPS1, DCPS2, DCPS3, DRPS -> s.cpu.stop(text);
    }
  }

  /** Clears the bits of the features that are enabled. */
  private static Term feature(Step s) {
    Term asked = s.register("x16");
    return asked.and(s.opaque("chkfeat", 64, List.of(asked)));
  }
}
