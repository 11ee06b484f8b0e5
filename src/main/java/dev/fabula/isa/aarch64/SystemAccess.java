package dev.fabula.isa.aarch64;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** System registers, and maintenance of caches and translations (Arm ARM, C5). */
enum SystemAccess implements Family {
  MRS,
  MSR,
  DC,
  IC,
  TLBI,
  AT,
  CFP,
  CPP,
  DVP,
  COSP,
  SYS,
  SYSL,
  SMSTART,
  SMSTOP;

  /** Registers that may read differently each time. */
  private static final Set<String> MOVING =
      Set.of(
          "cntvct_el0",
          "cntpct_el0",
          "cntvctss_el0",
          "cntpctss_el0",
          "cntv_tval_el0",
          "cntp_tval_el0",
          "cntps_tval_el1",
          "pmccntr_el0",
          "pmxevcntr_el0",
          "isr_el1",
          "icc_iar0_el1",
          "icc_iar1_el1",
          "icc_hppir0_el1",
          "icc_hppir1_el1",
          "icc_rpr_el1",
          "dbgdtr_el0",
          "dbgdtrrx_el0",
          "mdccsr_el0",
          "rndr",
          "rndrrs");

  /** Registers whose writing does no more than that they hold the value. */
  private static final Set<String> PLAIN =
      Set.of("fpcr", "fpsr", "tpidr_el0", "tpidr_el1", "tpidr_el2", "tpidrro_el0", "sp_el0");

  @Override
  public void execute(Step s) throws UnknownInstruction {
    String text = s.instruction.decoded().text();
    switch (this) {
      case MRS -> s.out(0, read(s, s.word(1)));
      case MSR -> write(s, s.word(0));
      case DC -> clean(s, s.word(0), s.in(1, 64), text);
      case IC, TLBI, CFP, CPP, DVP, COSP -> s.happen(new Event.Maintenance(text), given(s));
      case AT -> {
        s.happen(new Event.SystemChange("par_el1"));
        Term address = s.in(1, 64);
        s.cpu.set(s.registers.system("par_el1"), s.opaque("at " + s.word(0), 64, List.of(address)));
      }
      case SYS -> s.happen(new Event.SystemChange(text), given(s));
      case SMSTART, SMSTOP -> stream(s, text);
      case SYSL -> {
        s.happen(new Event.Unrepeatable(text));
        s.out(0, s.cpu.arbitrary(text, 64));
      }
    }
  }

  private static Term read(Step s, String name) {
    if (name.equals("nzcv")) {
      return s.flags.four().concat(s.constant(0, 28)).zext(64);
    }
    Term held = s.cpu.get(s.registers.system(name));
    if (!MOVING.contains(name) && !name.startsWith("pmevcntr")) {
      return held;
    }
    s.happen(new Event.Unrepeatable(name));
    if (name.startsWith("rndr")) {
      Term no = s.terms.falseTerm();
      s.flags.set(no, s.cpu.arbitrary(name + " failed", 1), no, no);
    }
    return s.cpu.arbitrary(name, 64);
  }

  private static void write(Step s, String name) throws UnknownInstruction {
    switch (name) {
      case "nzcv" -> s.flags.set(s.in(1, 64).extract(31, 28));
      case "daifset" -> mask(s, name, daif(s).or(bits(s)));
      case "daifclr" -> mask(s, name, daif(s).and(bits(s).not()));
      default -> {
        s.cpu.set(s.registers.system(name), written(s, name));
        if (!PLAIN.contains(name)) {
          s.happen(new Event.SystemChange(name));
        }
      }
    }
  }

  /** An immediate stands for a field of PSTATE, which the register shows at its own place. */
  private static Term written(Step s, String name) throws UnknownInstruction {
    if (!(s.operand(1) instanceof Operand.Immediate)) {
      return s.in(1, 64);
    }
    int shift =
        switch (name) {
          case "ssbs" -> 12;
          case "pan" -> 22;
          case "uao" -> 23;
          case "dit" -> 24;
          case "tco" -> 25;
          default -> 0;
        };
    return s.constant(s.immediate(1) << shift, 64);
  }

  private static Term daif(Step s) {
    return s.cpu.get(s.registers.system("daif"));
  }

  private static Term bits(Step s) throws UnknownInstruction {
    return s.constant(s.immediate(1) << 6, 64);
  }

  private static void mask(Step s, String name, Term daif) {
    s.cpu.set(s.registers.system("daif"), daif);
    s.happen(new Event.SystemChange(name));
  }

  /** A change of streaming mode clears all vectors and predicates (Arm ARM, B1.4.8). */
  private static void stream(Step s, String text) {
    Location mode = s.registers.system("svcr");
    Term old = s.cpu.get(mode);
    s.cpu.set(mode, s.opaque(text, 64, List.of(old)));
    s.happen(new Event.SystemChange(text));
    if (!text.endsWith("za")) {
      s.registers
          .streaming()
          .forEach(l -> {
            Term left = s.opaque(text + " " + l, l.width(), List.of(old, s.cpu.get(l)));
            s.cpu.set(l, left);
          });
    }
  }

  /** {@code dc zva} clears a block of memory whose size only the processor knows. */
  private static void clean(Step s, String operation, Term address, String text) {
    if (operation.endsWith("zva") || operation.equals("gva") || operation.equals("gzva")) {
      s.cpu.sweep("a64.dc " + operation, address, new ArrayList<>(), false, true);
    } else {
      s.happen(new Event.Maintenance(text), address);
    }
  }

  /** The register at the end of the operands, where there is one. */
  private static Term[] given(Step s) throws UnknownInstruction {
    int last = s.instruction.operands().size() - 1;
    return last >= 0 && s.instruction.operands().get(last) instanceof Operand.Register
        ? new Term[] {s.in(last, 64)}
        : new Term[0];
  }
}
