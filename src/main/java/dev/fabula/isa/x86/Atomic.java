package dev.fabula.isa.x86;

import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Exchanges; with a lock prefix, and XCHG with memory always, they are atomic. */
enum Atomic implements Entry {
  XCHG,
  XADD,
  CMPXCHG,
  CMPXCHG8B,
  CMPXCHG16B;

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case XCHG -> {
        Term first = s.read(0);
        s.write(0, s.read(1));
        s.write(1, first);
      }
      case XADD -> {
        Term first = s.read(0);
        Term sum = s.flags.add(first, s.read(1));
        s.write(1, first);
        s.write(0, sum);
      }
      case CMPXCHG -> compareExchange(s);
      case CMPXCHG8B -> compareExchangePair(s, 32);
      case CMPXCHG16B -> {
        s.trapUnlessAligned(0, 16);
        compareExchangePair(s, 64);
      }
    }
  }

  private static void compareExchange(Step s) throws UnknownInstruction {
    Term old = s.read(0);
    Term wanted = s.read(1);
    RegisterView accumulator = s.registers.general("ax", old.width());
    Term expected = s.cpu.read(accumulator);
    Term equal = expected.eq(old);
    s.flags.sub(expected, old);
    if (s.isMemory(0)) {
      s.write(0, equal.ite(wanted, old));
      putUnless(s, equal, accumulator, old);
    } else {
      putUnless(s, equal, accumulator, old);
      exchangeRegister(s, equal, wanted, old);
    }
  }

  /**
   * A 32-bit destination that is not equal is written with its own value by the manual's words, but
   * processors leave its upper half alone.
   */
  private static void exchangeRegister(Step s, Term equal, Term wanted, Term old)
      throws UnknownInstruction {
    s.write(0, equal.ite(wanted, old));
    if (old.width() == 32 && s.wordWidth() == 64) {
      Location whole = s.view(0).location();
      Term top = equal.ite(s.terms.zero(32), s.undefined("upper half", 32));
      s.set(whole, top.concat(s.get(whole).truncate(32)));
    }
  }

  /** Writes a register only if the condition is false; then the rest of it stays too. */
  private static void putUnless(Step s, Term condition, RegisterView view, Term value) {
    Term before = s.get(view.location());
    s.cpu.write(view, value);
    s.set(view.location(), condition.ite(before, s.get(view.location())));
  }

  private static void compareExchangePair(Step s, int width) throws UnknownInstruction {
    Term old = s.read(0, 2 * width);
    Term equal = s.get("dx", width).concat(s.get("ax", width)).eq(old);
    s.write(0, equal.ite(s.get("cx", width).concat(s.get("bx", width)), old));
    s.set(s.registers.zf, equal);
    putUnless(s, equal, s.registers.general("ax", width), old.truncate(width));
    putUnless(s, equal, s.registers.general("dx", width), old.extract(2 * width - 1, width));
  }
}
