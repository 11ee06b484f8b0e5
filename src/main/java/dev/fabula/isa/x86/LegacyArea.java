package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/**
 * The 512 bytes that FXSAVE stores and FXRSTOR loads (Intel SDM volume 1, 10.5.1). Processors leave
 * the last 48 of them alone; what they store in reserved bytes and in those for the addresses of
 * the last x87 instruction is not told here.
 */
final class LegacyArea {

  private static final int STATUS = 2;
  private static final int TAG = 4;
  private static final int POINTERS = 5;
  private static final int MXCSR = 24;
  private static final int MXCSR_MASK = 28;
  private static final int X87 = 32;
  private static final int VECTORS = 160;
  private static final int SLOT = 16;
  private static final int VALUE = 10;
  private static final int END = 464;

  private final Step s;
  private final X86Registers r;
  private final X87Stack stack;

  LegacyArea(Step step) {
    s = step;
    r = step.registers;
    stack = new X87Stack(step);
  }

  /** The tag has a bit for each register, numbered from no top (SDM volume 1, table 10-2). */
  private Term turns() {
    return s.get(r.x87Top).zext(X87Stack.DEPTH);
  }

  private int vectors() {
    return (int) r.locations().stream().filter(l -> l.name().matches("zmm([0-9]|1[0-5])")).count();
  }

  void save() throws UnknownInstruction {
    s.trapUnlessAligned(0, SLOT);
    store(0, stack.control());
    store(STATUS, status());
    store(TAG, s.get(r.x87Tag).rotl(turns()));
    store(POINTERS, unknown("pointers", MXCSR - POINTERS));
    store(MXCSR, s.get(r.mxcsrControl).concat(s.get(r.mxcsrFlags)));
    store(MXCSR_MASK, unknown("mxcsr_mask", X87 - MXCSR_MASK));
    for (int n = 0; n < X87Stack.DEPTH; n++) {
      store(X87 + SLOT * n, stack.get(n));
      store(X87 + SLOT * n + VALUE, s.terms.zero(8 * (SLOT - VALUE)));
    }
    for (int n = 0; n < vectors(); n++) {
      store(VECTORS + SLOT * n, s.get(r.location("zmm" + n)).truncate(8 * SLOT));
    }
    int end = VECTORS + SLOT * vectors();
    store(end, unknown("reserved", END - end));
  }

  private Term status() {
    Term word = s.get(r.x87Status);
    return word.extract(15, 14).concat(s.get(r.x87Top)).concat(word.truncate(11));
  }

  /** What depends on nothing that a program sets. */
  private Term unknown(String what, int bytes) {
    return s.apply("x86.fxsave." + what, 8 * bytes, s.get(r.system));
  }

  void restore() throws UnknownInstruction {
    s.trapUnlessAligned(0, SLOT);
    Term mxcsr = load(MXCSR, 4);
    Term status = load(STATUS, 2);
    Term tag = load(TAG, 1);
    Term control = load(0, 2);
    SystemState.loadFloatControl(s, mxcsr);
    s.set(r.x87Top, status.extract(13, 11));
    stack.setStatus(status);
    s.set(r.x87Tag, tag.rotr(turns()));
    s.set(r.x87Control, control);
    for (int n = 0; n < X87Stack.DEPTH; n++) {
      stack.set(n, load(X87 + SLOT * n, VALUE));
    }
    for (int n = 0; n < vectors(); n++) {
      Term whole = s.get(r.location("zmm" + n));
      Term upper = whole.extract(whole.width() - 1, 8 * SLOT);
      s.set(r.location("zmm" + n), upper.concat(load(VECTORS + SLOT * n, SLOT)));
    }
  }

  private Term load(int offset, int bytes) throws UnknownInstruction {
    return s.cpu.load(Access.data(bytes), s.address(0).add(offset));
  }

  private void store(int offset, Term value) throws UnknownInstruction {
    s.cpu.store(Access.data(value.width() / 8), s.address(0).add(offset), value);
  }
}
