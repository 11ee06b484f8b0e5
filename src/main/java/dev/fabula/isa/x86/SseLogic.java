package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Logic on whole vectors, and the test of their bits. */
enum SseLogic implements Entry {
  AND("pand", "andps", "andpd"),
  ANDN("pandn", "andnps", "andnpd"),
  OR("por", "orps", "orpd"),
  XOR("pxor", "xorps", "xorpd"),
  TEST("ptest");

  private final List<String> mnemonics;

  SseLogic(String... names) {
    mnemonics = Vectors.both(List.of(names));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case AND -> s.write(0, Vectors.left(s).and(Vectors.right(s)));
      case ANDN -> s.write(0, Vectors.left(s).not().and(Vectors.right(s)));
      case OR -> s.write(0, Vectors.left(s).or(Vectors.right(s)));
      case XOR -> s.write(0, Vectors.left(s).xor(Vectors.right(s)));
      case TEST -> test(s);
    }
  }

  private static void test(Step s) throws UnknownInstruction {
    Term a = s.read(0);
    Term b = Vectors.source(s, 1);
    Term zero = s.terms.zero(a.width());
    X86Registers r = s.registers;
    s.flags.clear(r.of, r.af, r.pf, r.sf);
    s.set(r.zf, a.and(b).eq(zero));
    s.set(r.cf, a.not().and(b).eq(zero));
  }
}
