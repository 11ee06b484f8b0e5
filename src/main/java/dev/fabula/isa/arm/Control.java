package dev.fabula.isa.arm;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.regex.Pattern;

/** Barriers, hints, traps, status and system registers, coprocessors (Arm ARM, A4.8–A4.11, B9). */
enum Control implements Family {
  DMB,
  DSB,
  ISB,
  CSDB,
  ESB,
  NOP,
  YIELD,
  HINT,
  DBG,
  PLD,
  PLDW,
  PLI,
  CLREX,
  SEV,
  SEVL,
  WFE,
  WFI,
  SVC,
  HVC,
  SMC,
  BKPT,
  HLT,
  UDF,
  TRAP,
  ERET,
  RFEDA,
  RFEDB,
  RFEIA,
  RFEIB,
  IT,
  CPSID,
  CPSIE,
  CPS,
  SETEND,
  SETPAN,
  MRS,
  MSR,
  MRC,
  MRC2,
  MCR,
  MCR2,
  VMRS,
  VMSR;

  /** What the text of a coprocessor's register is matched with; compiled when it is needed. */
  private static final class Texts {
    static final Pattern WITHOUT_ARGUMENT =
        Pattern.compile(
            "p15, #?0, \\w+, (c7, (c5, #?[046]|c1, #?[06]|c10, #?[45])|c8, c[3567], #?0)\\b");

    private Texts() {}
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    String text = s.instruction.decoded().text();
    switch (this) {
      case DMB, DSB, ISB, CSDB, ESB -> s.happen(new Event.Fence(text));
      case NOP, YIELD, HINT, DBG, CLREX -> s.happen(new Event.Hint(text, false));
      case PLD, PLDW, PLI -> s.happen(new Event.Hint(text, true));
      case SEV, SEVL, SETEND, SETPAN, CPS -> s.happen(new Event.SystemChange(text));
      case WFE, WFI -> s.happen(new Event.Wait(text));
      case SVC, HVC, SMC -> s.happen(new Event.SystemCall(s.form.stem(), s.immediate(0)));
      case BKPT, HLT, UDF, TRAP, ERET, RFEDA, RFEDB, RFEIA, RFEIB -> stop(s, text);
      case IT -> {}
      case CPSID, CPSIE -> mask(s, text);
      case MRS -> s.out(0, read(s, s.word(1)));
      case MSR -> write(s, s.word(0), s.in(1));
      case MRC, MRC2 -> coprocessor(s, text);
      case MCR, MCR2 -> toCoprocessor(s, text);
      case VMRS -> status(s);
      case VMSR -> setStatus(s, s.in(1));
    }
  }

  /**
   * Reads a register of a coprocessor; performance counters and timers of the system control
   * coprocessor may differ each time (Arm ARM, B3.17 and B5.8).
   */
  private static void coprocessor(Step s, String text) throws UnknownInstruction {
    String name =
        text.replaceFirst("^\\w+ ", "").replaceFirst(", *(?:r\\d+|sp|lr|pc|\\w+_nzcv)", "");
    if (name.contains("c9,") || name.contains("c14,") || !name.startsWith("p15")) {
      s.happen(new Event.Unrepeatable(text));
      receive(s, s.cpu.arbitrary(text, 32));
    } else {
      receive(s, s.cpu.get(s.registers.system(name)));
    }
  }

  /** In place of a register, the four flags may take the highest bits. */
  private static void receive(Step s, Term value) throws UnknownInstruction {
    if (s.operand(2) instanceof Operand.Word(String text) && text.equals("apsr_nzcv")) {
      for (int i = 0; i < 4; i++) {
        s.cpu.set(s.registers.flags().get(i), value.bit(31 - i));
      }
    } else {
      s.out(2, value);
    }
  }

  /** Operations on all of a cache, and barriers, take no argument (Arm v7-AR ARM, B3.18.6). */
  private static void toCoprocessor(Step s, String text) throws UnknownInstruction {
    boolean whole = Texts.WITHOUT_ARGUMENT.matcher(text).find();
    s.happen(new Event.SystemChange(text), whole ? new Term[0] : new Term[] {s.in(2)});
  }

  static void stop(Step s, String text) throws UnknownInstruction {
    if (!s.form.condition().equals("al")) {
      throw s.unknown();
    }
    s.cpu.stop(text);
  }

  /** Which interrupts are masked: one location for each letter. */
  private void mask(Step s, String text) throws UnknownInstruction {
    for (char letter : s.word(0).toCharArray()) {
      s.cpu.set(s.registers.system("cpsr." + letter), s.constant(this == CPSID ? 1 : 0));
    }
    s.happen(new Event.SystemChange(text));
  }

  private static Term read(Step s, String name) {
    if (name.equals("apsr")) {
      Term flags = s.flag("n").concat(s.flag("z")).concat(s.flag("c")).concat(s.flag("v"));
      Term middle = s.flag("q").concat(s.terms.zero(7)).concat(s.flag("ge"));
      Term rest = s.cpu.get(s.registers.system("cpsr.rest")).truncate(16);
      return flags.concat(middle).concat(rest);
    }
    return s.cpu.get(s.registers.system(name));
  }

  private static void write(Step s, String name, Term value) {
    boolean program = name.startsWith("apsr") || name.startsWith("cpsr");
    boolean flags = name.startsWith("apsr_nzcvq") || name.matches("cpsr_.*f.*");
    if (flags) {
      for (int i = 0; i < 5; i++) {
        s.cpu.set(s.registers.flags().get(i), value.bit(31 - i));
      }
    }
    if (name.matches("apsr.*g|cpsr_.*s.*")) {
      s.flag("ge", value.extract(19, 16));
    }
    if (!program) {
      s.cpu.set(s.registers.system(name), value.truncate(taken(name)).zext(value.width()));
    }
    if (!program || name.matches("cpsr_.*[cx].*")) {
      s.happen(
          new Event.SystemChange(name), program ? new Term[] {value.truncate(8)} : new Term[0]);
    }
  }

  /** How many bits of a value a register takes: the others are ignored (ARMv7-M, B5.2.3). */
  private static int taken(String name) {
    return switch (name) {
      case "basepri", "basepri_max", "basepri_ns" -> 8;
      case "primask", "faultmask", "primask_ns", "faultmask_ns" -> 1;
      case "control", "control_ns" -> 4;
      default -> 32;
    };
  }

  private static void status(Step s) throws UnknownInstruction {
    Term flags = s.flag("fpscr.flags");
    if (s.operand(0) instanceof Operand.Word) {
      for (int i = 0; i < 4; i++) {
        s.cpu.set(s.registers.flags().get(i), flags.bit(31 - i));
      }
    } else if (s.word(1).equals("fpscr")) {
      s.out(0, flags.or(s.flag("fpscr.control")));
    } else {
      s.out(0, s.cpu.get(s.registers.system(s.word(1))));
    }
  }

  /** The bits of FPSCR that {@code preserves_flags} covers, and the others. */
  private static void setStatus(Step s, Term value) throws UnknownInstruction {
    String name = s.word(0);
    if (name.equals("fpscr")) {
      Term mask = s.constant(0xf800009fL);
      s.cpu.set(s.registers.location("fpscr.flags"), value.and(mask));
      s.cpu.set(s.registers.location("fpscr.control"), value.and(mask.not()));
    } else {
      Location location = s.registers.system(name);
      s.cpu.set(location, value);
      s.happen(new Event.SystemChange(name));
    }
  }
}
