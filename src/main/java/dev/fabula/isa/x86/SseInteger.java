package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Integer arithmetic and comparison on the lanes of vectors. */
enum SseInteger implements Entry {
  ADD("paddb", "paddw", "paddd", "paddq"),
  SUB("psubb", "psubw", "psubd", "psubq"),
  ADDS("paddsb", "paddsw"),
  ADDUS("paddusb", "paddusw"),
  SUBS("psubsb", "psubsw"),
  SUBUS("psubusb", "psubusw"),
  MULL("pmullw", "pmulld", "pmullq"),
  MULH("pmulhw"),
  MULHU("pmulhuw"),
  MULDQ("pmuldq"),
  MULUDQ("pmuludq"),
  MADD("pmaddwd"),
  AVG("pavgb", "pavgw"),
  MINS("pminsb", "pminsw", "pminsd", "pminsq"),
  MINU("pminub", "pminuw", "pminud", "pminuq"),
  MAXS("pmaxsb", "pmaxsw", "pmaxsd", "pmaxsq"),
  MAXU("pmaxub", "pmaxuw", "pmaxud", "pmaxuq"),
  CMPEQ("pcmpeqb", "pcmpeqw", "pcmpeqd", "pcmpeqq"),
  CMPGT("pcmpgtb", "pcmpgtw", "pcmpgtd", "pcmpgtq"),
  ABS("pabsb", "pabsw", "pabsd", "pabsq"),
  SIGN("psignb", "psignw", "psignd"),
  SAD("psadbw");

  private final List<String> mnemonics;

  SseInteger(String... names) {
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
    if (this == ABS) {
      Term source = Vectors.source(s, 1);
      s.write(0, Lanes.map(source, bits(s), x -> x.sign().ite(x.neg(), x)));
      return;
    }
    s.write(0, result(s, Vectors.left(s), Vectors.right(s)));
  }

  private static int bits(Step s) {
    return SseMove.laneBits(s.instruction.mnemonic());
  }

  private Term result(Step s, Term a, Term b) {
    int w = bits(s);
    return switch (this) {
      case ADD -> Lanes.map(a, b, w, Term::add);
      case SUB -> Lanes.map(a, b, w, Term::sub);
      case ADDS -> Lanes.map(a, b, w, (x, y) -> signed(x.sext(w + 2).add(y.sext(w + 2)), w));
      case ADDUS -> Lanes.map(a, b, w, (x, y) -> unsigned(x.zext(w + 2).add(y.zext(w + 2)), w));
      case SUBS -> Lanes.map(a, b, w, (x, y) -> signed(x.sext(w + 2).sub(y.sext(w + 2)), w));
      case SUBUS -> Lanes.map(a, b, w, (x, y) -> unsigned(x.zext(w + 2).sub(y.zext(w + 2)), w));
      case MULL -> Lanes.map(a, b, w, Term::mul);
      case MULH -> Lanes.map(a, b, w, (x, y) -> x.sext(32).mul(y.sext(32)).extract(31, 16));
      case MULHU -> Lanes.map(a, b, w, (x, y) -> x.zext(32).mul(y.zext(32)).extract(31, 16));
      case MULDQ ->
          Lanes.map(a, b, 64, (x, y) -> x.truncate(32).sext(64).mul(y.truncate(32).sext(64)));
      case MULUDQ ->
          Lanes.map(a, b, 64, (x, y) -> x.truncate(32).zext(64).mul(y.truncate(32).zext(64)));
      case MADD -> Lanes.map(a, b, 32, SseInteger::multiplyAdd);
      case AVG -> Lanes.map(a, b, w, SseInteger::average);
      case MINS -> Lanes.map(a, b, w, (x, y) -> x.slt(y).ite(x, y));
      case MINU -> Lanes.map(a, b, w, (x, y) -> x.ult(y).ite(x, y));
      case MAXS -> Lanes.map(a, b, w, (x, y) -> x.sgt(y).ite(x, y));
      case MAXU -> Lanes.map(a, b, w, (x, y) -> x.ugt(y).ite(x, y));
      case CMPEQ -> Lanes.map(a, b, w, (x, y) -> Lanes.mask(x.eq(y), w));
      case CMPGT -> Lanes.map(a, b, w, (x, y) -> Lanes.mask(x.sgt(y), w));
      case SIGN -> Lanes.map(a, b, w, SseInteger::signOf);
      case SAD -> Lanes.map(a, b, 64, SseInteger::distance);
      case ABS -> throw new IllegalStateException(name());
    };
  }

  private static Term signed(Term value, int bits) {
    return Lanes.saturateSigned(value, bits);
  }

  private static Term unsigned(Term value, int bits) {
    return Lanes.saturateUnsigned(value, bits);
  }

  private static Term multiplyAdd(Term a, Term b) {
    Term low = a.truncate(16).sext(32).mul(b.truncate(16).sext(32));
    Term high = a.extract(31, 16).sext(32).mul(b.extract(31, 16).sext(32));
    return low.add(high);
  }

  private static Term average(Term a, Term b) {
    int wide = a.width() + 1;
    return a.zext(wide).add(b.zext(wide)).add(1).extract(wide - 1, 1);
  }

  private static Term signOf(Term value, Term by) {
    Term zero = value.bank().zero(value.width());
    return by.sign().ite(value.neg(), by.eq(zero).ite(zero, value));
  }

  private static Term distance(Term a, Term b) {
    Term sum = a.bank().zero(64);
    for (int n = 0; n < 8; n++) {
      Term x = Lanes.lane(a, 8, n);
      Term y = Lanes.lane(b, 8, n);
      sum = sum.add(x.ugt(y).ite(x.sub(y), y.sub(x)).zext(64));
    }
    return sum;
  }
}
