package dev.fabula.isa.x86;

import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Optional;

/** Comparisons of strings in vector registers (SDM volume 2, 4.1). */
enum Strings implements Entry {
  EXPLICIT_INDEX("pcmpestri"),
  EXPLICIT_MASK("pcmpestrm"),
  IMPLICIT_INDEX("pcmpistri"),
  IMPLICIT_MASK("pcmpistrm");

  private static final int NEGATED = 0x10;
  private static final int ONLY_VALID = 0x20;
  private static final int OTHER_FORM = 0x40;

  private final List<String> mnemonics;

  Strings(String name) {
    mnemonics = Vectors.both(List.of(name));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int control = (int) s.immediate(2) & 0x7f;
    StringFunction function = new StringFunction(control & 15);
    Term a = s.read(0);
    Term b = s.read(1);
    Term validA = valid(s, function, "ax", a);
    Term validB = valid(s, function, "dx", b);
    Term found = polarized(s, control, s.apply(function, a, b, validA, validB), validB);
    setFlags(s, found, validA, validB);
    boolean other = (control & OTHER_FORM) != 0;
    switch (this) {
      case EXPLICIT_INDEX, IMPLICIT_INDEX -> s.put("cx", index(s, found, other));
      case EXPLICIT_MASK, IMPLICIT_MASK -> {
        Optional<RegisterView> whole =
            Vectors.isVex(s) ? s.registers.clearingView("xmm0") : s.registers.view("xmm0");
        s.cpu.write(whole.orElseThrow(), other ? spread(found) : found.zext(128));
      }
    }
  }

  /**
   * How many elements of a string are valid: those before a zero, or as many as a register says.
   */
  private Term valid(Step s, StringFunction function, String length, Term string) {
    int count = function.count();
    if (this == IMPLICIT_INDEX || this == IMPLICIT_MASK) {
      int bits = 128 / count;
      Term zeros = Lanes.of(count, n -> Lanes.lane(string, bits, n).eq(s.terms.zero(bits)));
      return zeros.ctz().zext(32).truncate(StringFunction.COUNT_BITS);
    }
    boolean wide = s.wordWidth() == 64 && Encoding.isWide(s.instruction.decoded().bytes());
    Term told = s.get(length, wide ? 64 : 32);
    Term size = told.sign().ite(told.neg(), told);
    Term most = s.constant(count, size.width());
    return size.ult(most).ite(size, most).truncate(StringFunction.COUNT_BITS);
  }

  private static Term polarized(Step s, int control, Term found, Term validB) {
    if ((control & NEGATED) == 0) {
      return found;
    }
    int count = found.width();
    Term valid = s.terms.ones(count).shl(validB.zext(count)).not();
    return found.xor((control & ONLY_VALID) == 0 ? s.terms.ones(count) : valid);
  }

  private static void setFlags(Step s, Term found, Term validA, Term validB) {
    X86Registers r = s.registers;
    Term all = s.constant(found.width(), StringFunction.COUNT_BITS);
    s.set(r.cf, found.ne(s.terms.zero(found.width())));
    s.set(r.zf, validB.ult(all));
    s.set(r.sf, validA.ult(all));
    s.set(r.of, found.bit(0));
    s.flags.clear(r.af, r.pf);
  }

  /** The lowest or the highest element found; the number of elements if none is. */
  private static Term index(Step s, Term found, boolean highest) {
    int count = found.width();
    Term none = found.eq(s.terms.zero(count));
    Term last = s.constant(count - 1L, count).sub(found.clz());
    Term index = highest ? none.ite(s.constant(count, count), last) : found.ctz();
    return index.zext(32);
  }

  private static Term spread(Term found) {
    int bits = 128 / found.width();
    return Lanes.of(found.width(), n -> found.bit(n).sext(bits));
  }
}
