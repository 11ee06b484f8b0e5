package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.term.Term;

/** Instructions on single flags, and hints. */
enum FlagOps implements Entry {
  CLC,
  STC,
  CMC,
  CLD,
  STD,
  CLI,
  STI,
  CLAC,
  STAC,
  LAHF,
  SAHF,
  SALC;

  @Override
  public void run(Step s) {
    X86Registers r = s.registers;
    switch (this) {
      case CLC -> s.flags.clear(r.cf);
      case STC -> s.set(r.cf, s.terms.trueTerm());
      case CMC -> s.set(r.cf, s.get(r.cf).not());
      case CLD -> s.flags.clear(r.df);
      case STD -> s.set(r.df, s.terms.trueTerm());
      case CLI -> system(s, r.interrupts, s.terms.falseTerm());
      case STI -> system(s, r.interrupts, s.terms.trueTerm());
      case CLAC -> system(s, r.ac, s.terms.falseTerm());
      case STAC -> system(s, r.ac, s.terms.trueTerm());
      case LAHF -> s.cpu.write(r.view("ah").orElseThrow(), s.flags.lowByte());
      case SAHF -> s.flags.setLowByte(s.cpu.read(r.view("ah").orElseThrow()));
      case SALC -> s.put("ax", s.get(r.cf).sext(8));
    }
  }

  private static void system(Step s, Location flag, Term value) {
    s.set(flag, value);
    s.happen(new Event.SystemChange(flag.name()));
  }
}
