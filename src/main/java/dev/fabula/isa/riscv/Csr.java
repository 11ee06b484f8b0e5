package dev.fabula.isa.riscv;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Set;

/** Control and status registers (Zicsr; unprivileged ISA, 6; float registers, 20.2). */
enum Csr implements Family {
  CSRRW,
  CSRRWI,
  CSRRS,
  CSRRSI,
  CSRRC,
  CSRRCI,
  CSRR,
  CSRW,
  CSRWI,
  CSRS,
  CSRSI,
  CSRC,
  CSRCI,
  FRCSR,
  FSCSR,
  FRRM,
  FSRM,
  FSRMI,
  FRFLAGS,
  FSFLAGS,
  FSFLAGSI,
  RDCYCLE,
  RDTIME,
  RDINSTRET,
  RDCYCLEH,
  RDTIMEH,
  RDINSTRETH;

  /** Registers that may read differently each time. */
  private static final Set<String> MOVING =
      Set.of(
          "cycle",
          "time",
          "instret",
          "cycleh",
          "timeh",
          "instreth",
          "mcycle",
          "minstret",
          "mcycleh",
          "minstreth",
          "seed",
          "mip",
          "sip");

  /** Registers whose writing does no more than that they hold the value. */
  private static final Set<String> PLAIN =
      Set.of("fflags", "frm", "fcsr", "vxsat", "vxrm", "vcsr", "vstart", "mscratch", "sscratch");

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case CSRRW, CSRRWI -> exchange(s, s.text(1), s.in(2));
      case CSRRS, CSRRSI -> exchange(s, s.text(1), read(s, s.text(1)).or(s.in(2)));
      case CSRRC, CSRRCI -> exchange(s, s.text(1), read(s, s.text(1)).and(s.in(2).not()));
      case CSRR -> s.out(0, seen(s, s.text(1)));
      case CSRW, CSRWI -> write(s, s.text(0), s.in(1));
      case CSRS, CSRSI -> write(s, s.text(0), read(s, s.text(0)).or(s.in(1)));
      case CSRC, CSRCI -> write(s, s.text(0), read(s, s.text(0)).and(s.in(1).not()));
      case FRCSR -> s.out(0, read(s, "fcsr"));
      case FRRM -> s.out(0, read(s, "frm"));
      case FRFLAGS -> s.out(0, read(s, "fflags"));
      case FSCSR -> set(s, "fcsr");
      case FSRM, FSRMI -> set(s, "frm");
      case FSFLAGS, FSFLAGSI -> set(s, "fflags");
      case RDCYCLE -> s.out(0, seen(s, "cycle"));
      case RDTIME -> s.out(0, seen(s, "time"));
      case RDINSTRET -> s.out(0, seen(s, "instret"));
      case RDCYCLEH -> s.out(0, seen(s, "cycleh"));
      case RDTIMEH -> s.out(0, seen(s, "timeh"));
      case RDINSTRETH -> s.out(0, seen(s, "instreth"));
    }
  }

  private static void exchange(Step s, String name, Term value) throws UnknownInstruction {
    Term old = seen(s, name);
    write(s, name, value);
    s.out(0, old);
  }

  /** The short form has no destination, the long one gets the old value. */
  private static void set(Step s, String name) throws UnknownInstruction {
    if (s.count() == 1) {
      write(s, name, s.in(0));
    } else {
      exchange(s, name, s.in(1));
    }
  }

  private static Term seen(Step s, String name) {
    if (MOVING.contains(name) || name.startsWith("hpmcounter")) {
      s.happen(new Event.Unrepeatable(name));
      return s.cpu.arbitrary(name, s.width);
    }
    return read(s, name);
  }

  private static Term read(Step s, String name) {
    return switch (name) {
      case "fcsr" -> part(s, "frm").concat(part(s, "fflags")).zext(s.width);
      case "vcsr" -> part(s, "vxrm").concat(part(s, "vxsat")).zext(s.width);
      default -> s.cpu.get(location(s, name)).zext(s.width);
    };
  }

  private static Term part(Step s, String name) {
    return s.cpu.get(s.registers.location(name));
  }

  private static void write(Step s, String name, Term value) {
    switch (name) {
      case "fcsr" -> {
        s.cpu.set(s.registers.location("fflags"), value.truncate(5));
        s.cpu.set(s.registers.location("frm"), value.extract(7, 5));
      }
      case "vcsr" -> {
        s.cpu.set(s.registers.location("vxsat"), value.truncate(1));
        s.cpu.set(s.registers.location("vxrm"), value.extract(2, 1));
      }
      default -> {
        Location location = location(s, name);
        s.cpu.set(location, value.truncate(location.width()));
        if (!PLAIN.contains(name)) {
          s.happen(new Event.SystemChange(name));
        }
      }
    }
  }

  /** Registers without a name come as numbers. */
  private static Location location(Step s, String name) {
    return s.registers.system(Character.isDigit(name.charAt(0)) ? "csr" + name : name);
  }
}
