package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Locale;

/** Saturating arithmetic, products of halfwords, and packing (Arm ARM, F1.4.3 to F1.4.6). */
enum Saturating implements Family {
  QADD,
  QSUB,
  QDADD,
  QDSUB,
  SSAT,
  USAT,
  SSAT16,
  USAT16,
  SMULBB,
  SMULBT,
  SMULTB,
  SMULTT,
  SMULWB,
  SMULWT,
  SMLABB,
  SMLABT,
  SMLATB,
  SMLATT,
  SMLAWB,
  SMLAWT,
  SMLALBB,
  SMLALBT,
  SMLALTB,
  SMLALTT,
  SMUAD,
  SMUADX,
  SMUSD,
  SMUSDX,
  SMLAD,
  SMLADX,
  SMLSD,
  SMLSDX,
  SMLALD,
  SMLALDX,
  SMLSLD,
  SMLSLDX,
  SMMULR,
  SMMLA,
  SMMLAR,
  SMMLS,
  SMMLSR,
  USAD8,
  USADA8,
  PKHBT,
  PKHTB,
  SXTAB16,
  UXTAB16;

  private static final int WIDE = 66;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case QADD -> saturate(s, wide(s.in(1)).add(wide(s.in(2))), 32);
      case QSUB -> saturate(s, wide(s.in(1)).sub(wide(s.in(2))), 32);
      case QDADD -> saturate(s, wide(s.in(1)).add(doubled(s)), 32);
      case QDSUB -> saturate(s, wide(s.in(1)).sub(doubled(s)), 32);
      case SSAT -> saturate(s, wide(s.in(2)), (int) s.immediate(1));
      case USAT -> saturateUnsigned(s, wide(s.in(2)), (int) s.immediate(1));
      case SSAT16, USAT16 -> halves(s, (int) s.immediate(1));
      case SMULBB, SMULBT, SMULTB, SMULTT, SMULWB, SMULWT -> s.out(0, product(s, 1).truncate(32));
      case SMLABB, SMLABT, SMLATB, SMLATT, SMLAWB, SMLAWT -> accumulate(s, product(s, 1));
      case SMLALBB, SMLALBT, SMLALTB, SMLALTT, SMLALD, SMLALDX, SMLSLD, SMLSLDX -> {
        Term sum = s.in(1).concat(s.in(0)).add(product(s, 2).truncate(64));
        s.out(0, sum.truncate(32));
        s.out(1, sum.extract(63, 32));
      }
      case SMUAD, SMUADX -> wrap(s, product(s, 1));
      case SMUSD, SMUSDX -> s.out(0, product(s, 1).truncate(32));
      case SMLAD, SMLADX, SMLSD, SMLSDX -> accumulate(s, product(s, 1));
      case SMMULR -> s.out(0, upper(s, s.constant(0), true));
      case SMMLA, SMMLS -> s.out(0, upper(s, s.in(3), false));
      case SMMLAR, SMMLSR -> s.out(0, upper(s, s.in(3), true));
      case USAD8 -> s.out(0, distance(s));
      case USADA8 -> s.out(0, distance(s).add(s.in(3)));
      case PKHBT -> s.out(0, s.in(2).extract(31, 16).concat(s.in(1).truncate(16)));
      case PKHTB -> s.out(0, s.in(1).extract(31, 16).concat(s.in(2).truncate(16)));
      case SXTAB16, UXTAB16 -> s.out(0, extendedSums(s));
    }
  }

  private static Term wide(Term value) {
    return value.sext(WIDE);
  }

  /** The signed number that fits best. */
  static Term signed(Term value, int bits) {
    Term low = value.truncate(bits);
    Term limit =
        value.sign().sext(bits).xor(value.bank().ones(bits).lshr(value.bank().constant(1, bits)));
    return low.sext(value.width()).eq(value).ite(low, limit);
  }

  /** The unsigned number that fits a signed one best. */
  static Term unsigned(Term value, int bits) {
    if (bits == 0) {
      return value.bank().zero(1);
    }
    Term low = value.truncate(bits);
    return low.zext(value.width()).eq(value).ite(low, value.sign().not().sext(bits));
  }

  private static void raise(Step s, Term condition) {
    s.flag("q", s.flag("q").or(condition));
  }

  private static void saturate(Step s, Term value, int bits) throws UnknownInstruction {
    Term result = signed(value, bits);
    raise(s, result.sext(WIDE).ne(value));
    s.out(0, result.sext(32));
  }

  private static void saturateUnsigned(Step s, Term value, int bits) throws UnknownInstruction {
    Term result = unsigned(value, bits);
    raise(s, result.zext(WIDE).ne(value));
    s.out(0, result.zext(32));
  }

  private static Term doubled(Step s) throws UnknownInstruction {
    Term twice = wide(s.in(2)).add(wide(s.in(2)));
    Term result = signed(twice, 32);
    raise(s, wide(result).ne(twice));
    return wide(result);
  }

  private void halves(Step s, int bits) throws UnknownInstruction {
    Term source = s.in(2);
    Term result = s.terms.zero(32);
    for (int low = 0; low < 32; low += 16) {
      Term value = source.extract(low + 15, low).sext(WIDE);
      boolean signed = this == SSAT16;
      Term half = signed ? signed(value, bits) : unsigned(value, bits);
      raise(s, (signed ? half.sext(WIDE) : half.zext(WIDE)).ne(value));
      Term placed = signed ? half.sext(16) : half.zext(16);
      result = result.or(placed.zext(32).shl(s.constant(low)));
    }
    s.out(0, result);
  }

  private static Term half(Term value, char which) {
    return which == 'b' ? value.truncate(16).sext(WIDE) : value.extract(31, 16).sext(WIDE);
  }

  /** The product of halfwords that the name picks, or the sum or difference of two of them. */
  private Term product(Step s, int first) throws UnknownInstruction {
    String name = name().toLowerCase(Locale.ROOT);
    Term a = s.in(first);
    Term b = s.in(first + 1);
    char last = name.charAt(name.length() - 1);
    char before = name.charAt(name.length() - 2);
    if (before == 'w') {
      return wide(a).mul(half(b, last)).ashr(s.terms.constant(16, WIDE));
    }
    if (last == 'b' || last == 't') {
      return half(a, before).mul(half(b, last));
    }
    boolean crossed = last == 'x';
    Term low = half(a, 'b').mul(half(b, crossed ? 't' : 'b'));
    Term high = half(a, 't').mul(half(b, crossed ? 'b' : 't'));
    boolean minus = name.matches("sm(us|ls|lsl)dx?");
    return minus ? low.sub(high) : low.add(high);
  }

  private static void accumulate(Step s, Term product) throws UnknownInstruction {
    wrap(s, product.add(wide(s.in(3))));
  }

  /** The low word; Q tells of overflow. */
  private static void wrap(Step s, Term sum) throws UnknownInstruction {
    Term result = sum.truncate(32);
    raise(s, wide(result).ne(sum));
    s.out(0, result);
  }

  private Term upper(Step s, Term high, boolean rounds) throws UnknownInstruction {
    Term product = s.in(1).sext(64).mul(s.in(2).sext(64));
    Term start = high.concat(s.constant(0));
    Term sum = this == SMMLS || this == SMMLSR ? start.sub(product) : start.add(product);
    Term rounded = rounds ? sum.add(s.terms.constant(0x80000000L, 64)) : sum;
    return rounded.extract(63, 32);
  }

  private static Term distance(Step s) throws UnknownInstruction {
    Term sum = s.constant(0);
    for (int low = 0; low < 32; low += 8) {
      Term x = s.in(1).extract(low + 7, low);
      Term y = s.in(2).extract(low + 7, low);
      sum = sum.add(x.ult(y).ite(y.sub(x), x.sub(y)).zext(32));
    }
    return sum;
  }

  private Term extendedSums(Step s) throws UnknownInstruction {
    Term base = s.read(s.view(1));
    Term source = s.in(2);
    Term low = byteOf(source, 0).add(base.truncate(16));
    return byteOf(source, 16).add(base.extract(31, 16)).concat(low);
  }

  private Term byteOf(Term source, int low) {
    Term value = source.extract(low + 7, low);
    return this == SXTAB16 ? value.sext(16) : value.zext(16);
  }
}
