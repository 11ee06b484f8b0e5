package dev.fabula.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Laws by which proof obligations close without a solver: both sides are the same term. */
class LawsTest {
  private final Terms bank = new Terms();
  private final Term x = bank.variable("x", 64);
  private final Term y = bank.variable("y", 64);
  private final Term z = bank.variable("z", 64);
  private final Term p = bank.variable("p", 1);
  private final Term q = bank.variable("q", 1);
  private final Term byteValue = bank.variable("b", 8);

  private Term c(long value) {
    return bank.constant(value, 64);
  }

  private static void same(Term actual, Term expected) {
    assertThat(actual).isSameAs(expected);
  }

  @Test
  void neutralAndAbsorbingElements() {
    same(x.add(0), x);
    same(x.mul(c(1)), x);
    same(x.mul(c(0)), c(0));
    same(x.and(c(0)), c(0));
    same(x.and(c(-1)), x);
    same(x.or(c(0)), x);
    same(x.or(c(-1)), c(-1));
    same(x.xor(c(0)), x);
    same(x.xor(c(-1)), x.not());
    same(x.shl(c(0)), x);
    same(x.udiv(c(1)), x);
    same(x.urem(c(1)), c(0));
    same(x.sdiv(c(-1)), x.neg());
  }

  @Test
  void cancellation() {
    same(x.xor(x), c(0));
    same(x.sub(x), c(0));
    same(x.and(x.not()), c(0));
    same(x.or(x.not()), c(-1));
    same(x.add(y).sub(x), y);
    same(x.xor(y).xor(x), y);
    same(x.not().not(), x);
    same(x.neg().neg(), x);
    same(x.not().add(1), x.neg());
    same(x.add(y.not()).add(1), x.sub(y));
    same(x.not().xor(y.not()), x.xor(y));
  }

  @Test
  void sumsAreCollected() {
    same(x.add(5).add(7), x.add(12));
    same(x.add(5).add(y).sub(7), y.add(x).sub(2));
    same(c(3).sub(x).add(x), c(3));
    same(x.add(x), x.shl(c(1)));
    same(x.mul(c(3)).add(x), x.mul(c(4)));
    same(x.mul(c(8)), x.shl(c(3)));
    same(x.add(5).base(), x);
    same(x.add(5).offset(), c(5));
    same(x.sub(y).neg(), y.sub(x));
    same(x.add(y).mul(c(5)), x.mul(c(5)).add(y.mul(c(5))));
    same(x.add(y).add(z), z.add(x).add(y));
  }

  @Test
  void valuesTakenApartAndPutTogetherAreThemselves() {
    for (Term value : List.of(x, x.add(y), x.xor(y), x.and(y), p.ite(x, y), x.mul(y), x.not())) {
      same(value.extract(63, 32).concat(value.extract(31, 0)), value);
      same(value.extract(63, 8).concat(value.extract(7, 0)), value);
      Term bytes = value.extract(7, 0);
      for (int i = 8; i < 64; i += 8) {
        bytes = value.extract(i + 7, i).concat(bytes);
      }
      same(bytes, value);
    }
  }

  @Test
  void subRegisterInsertionCancels() {
    Term mask = c(~0xffL);
    Term inserted = x.and(mask).or(byteValue.zext(64));
    same(inserted, x.extract(63, 8).concat(byteValue));
    same(inserted.truncate(8), byteValue);
    same(inserted.and(mask).or(x.and(c(0xff))), x);
    Term high = x.extract(63, 16).concat(byteValue).concat(x.extract(7, 0));
    same(high.extract(15, 8), byteValue);
    same(x.shl(c(32)).lshr(c(32)), x.truncate(32).zext(64));
    same(x.shl(c(56)).ashr(c(56)), x.truncate(8).sext(64));
  }

  @Test
  void rotationsAndReversalsCancel() {
    Term amount = byteValue.zext(64);
    same(x.rotl(c(13)).rotr(c(13)), x);
    same(x.rotl(amount).rotr(amount), x);
    same(x.rotl(amount), x.rotr(amount.neg()));
    same(x.rotl(c(64)), x);
    same(x.byteSwap().byteSwap(), x);
    same(x.bitReverse().bitReverse(), x);
    same(x.shl(c(8)).or(x.lshr(c(56))), x.rotl(c(8)));
    same(x.bitReverse().clz(), x.ctz());
  }

  @Test
  void comparisons() {
    same(x.eq(x), bank.trueTerm());
    same(x.add(1).eq(x.add(2)), bank.falseTerm());
    same(x.add(y).eq(x.add(z)), y.eq(z));
    same(x.sub(y).eq(c(0)), x.eq(y));
    same(x.add(5).eq(c(7)), x.eq(c(2)));
    same(x.xor(y).eq(c(0)), x.eq(y));
    same(x.ult(c(0)), bank.falseTerm());
    same(x.ult(c(1)), x.eq(c(0)));
    same(x.slt(c(0)), x.sign());
    same(x.ult(y).or(x.eq(y)), x.ule(y));
    same(x.ult(y).or(y.ult(x)), x.ne(y));
    same(x.ule(y).and(y.ule(x)), x.eq(y));
    same(byteValue.zext(64).ult(c(256)), bank.trueTerm());
    same(byteValue.zext(64).eq(c(256)), bank.falseTerm());
    same(byteValue.zext(64).eq(c(7)), byteValue.eq(bank.constant(7, 8)));
  }

  @Test
  void choices() {
    same(p.ite(x, x), x);
    same(p.not().ite(x, y), p.ite(y, x));
    same(p.ite(bank.trueTerm(), bank.falseTerm()), p);
    same(p.ite(c(1), c(0)), p.zext(64));
    same(p.ite(p.ite(x, y), z), p.ite(x, z));
    same(p.ite(c(5), c(9)).eq(c(5)), p);
    same(p.ite(x.add(1), x).eq(x), p.not());
    same(
        p.ite(byteValue.zext(64), x.truncate(8).zext(64)).extract(63, 8).concat(byteValue),
        byteValue.zext(64));
  }

  @Test
  void booleanLaws() {
    same(p.and(p.or(q)), p);
    same(p.or(p.and(q)), p);
    same(p.and(p.not().or(q)), p.and(q));
    same(p.and(p.xor(q)), p.and(q.not()));
    same(p.xor(p.and(q)), p.and(q.not()));
    same(p.xor(p.not().and(q)), p.or(q));
    same(p.and(q).or(p.and(q.not())), p);
    same(x.and(y).or(x.and(y.not())), x);
    same(p.and(q).or(p.not().and(q.not())), p.eq(q));
    same(p.and(q).or(p.not().and(x.eq(y))), p.ite(q, x.eq(y)));
    same(p.not().and(q.not()).not(), p.or(q));
    same(p.add(q), p.xor(q));
    same(p.eq(bank.trueTerm()), p);
  }

  /** The sign and the overflow of a difference decide as processors do. */
  @Test
  void signedConditionsAreComparisons() {
    List<BiFunction<Term, Term, Term>> less = List.of(LawsTest::lessByFlags, LawsTest::lessByArm);
    for (BiFunction<Term, Term, Term> flags : less) {
      same(flags.apply(x, y), x.slt(y));
      same(flags.apply(x, c(5)), x.slt(c(5)));
      same(flags.apply(x, c(-5)), x.slt(c(-5)));
      same(flags.apply(c(5), x), c(5).slt(x));
      same(flags.apply(c(-5), x), c(-5).slt(x));
      same(flags.apply(x.add(3), y), x.add(3).slt(y));
      same(flags.apply(x, y).or(x.eq(y)), x.sle(y));
      same(flags.apply(x, c(5)).or(x.eq(c(5))).not(), x.sgt(c(5)));
    }
  }

  private static Term lessByFlags(Term a, Term b) {
    Term difference = a.sub(b);
    Term overflow = a.xor(b).and(a.xor(difference)).sign();
    return difference.sign().xor(overflow);
  }

  private static Term lessByArm(Term a, Term b) {
    Term difference = a.sub(b);
    Term overflow = a.sign().xor(b.sign()).and(difference.sign().xor(a.sign()));
    return difference.sign().ne(overflow);
  }

  @Test
  void carriesAreComparisons() {
    Term wide = x.zext(65).add(y.zext(65));
    same(wide.sign(), x.add(y).ult(x));
    same(x.add(y).ult(x), x.add(y).ult(y));
    same(x.zext(65).sub(y.zext(65)).sign(), x.ult(y));
    same(x.zext(128).add(y.zext(128)).extract(64, 64), x.add(y).ult(x));
    same(x.add(1).ult(x), x.eq(c(-1)));
    same(c(0).ult(x), x.ne(c(0)));
    Term saved = p.zext(8);
    same(saved.add(bank.constant(0xff, 8)).ult(saved), p);
    Term restored = saved.add(bank.constant(0x7f, 8));
    same(saved.xor(restored).and(bank.constant(0x7f, 8).xor(restored)).sign(), p);
    same(c(0).sub(p.zext(64)), p.sext(64));
  }

  @Test
  void loadsSeeTheirStores() {
    Term memory = bank.memory("m", 64);
    Term stored = memory.store(x, y).store(x.add(8), z).store(x.sub(8), c(1));
    same(stored.load(x, 8), y);
    same(stored.load(x.add(8), 8), z);
    same(stored.load(x.add(2), 4), y.extract(47, 16));
    same(stored.load(x.add(4), 8), z.truncate(32).concat(y.extract(63, 32)));
    same(stored.load(x.add(16), 8), memory.load(x.add(16), 8));
    same(stored.load(x.add(12), 8), memory.load(x.add(16), 4).concat(z.extract(63, 32)));
    assertThat(stored.load(y, 8).op()).isEqualTo(Op.LOAD);
    same(memory.load(x.add(4), 4).concat(memory.load(x, 4)), memory.load(x, 8));
    same(memory.load(x, 8).extract(31, 16), memory.load(x.add(2), 2));
  }

  @Test
  void loadsWrapAroundTheEndOfMemory() {
    Term memory = bank.memory("m", 32);
    Term last = bank.constant(-2, 32);
    Term stored = memory.store(last, bank.constant(0x44332211, 32));
    same(stored.load(bank.constant(0, 32), 2), bank.constant(0x4433, 16));
    same(stored.load(bank.constant(1, 32), 1), bank.constant(0x44, 8));
    same(stored.load(bank.constant(2, 32), 1), memory.load(bank.constant(2, 32), 1));
  }

  @Test
  void storesReplaceStores() {
    Term memory = bank.memory("m", 64);
    same(memory.store(x, y).store(x, z), memory.store(x, z));
    same(memory.store(x, memory.load(x, 8)), memory);
    same(memory.store(x, y).store(x, memory.load(x, 8)), memory);
    same(
        memory.store(x, y).store(x.add(8), z).store(x, memory.load(x, 8)),
        memory.store(x.add(8), z));
    same(memory.store(x, y).store(x.add(8), z), memory.store(x.add(8), z).store(x, y));
    same(
        memory.store(x, y).store(x.add(1), byteValue),
        memory.store(x, y.extract(63, 16).concat(byteValue).concat(y.truncate(8))));
    same(
        memory.store(x, byteValue).store(x.add(8), z).store(x, y),
        memory.store(x, y).store(x.add(8), z));
  }

  @Test
  void everyTermIsUnique() {
    same(bank.variable("x", 64), x);
    same(x.add(y), y.add(x));
    same(bank.constant(BigInteger.valueOf(-1), 64), c(-1));
    same(bank.constant(BigInteger.ONE.shiftLeft(600), 512), bank.constant(0, 512));
    same(bank.apply("f", 8, List.of(x, y)), bank.apply("f", 8, List.of(x, y)));
    assertThat(bank.apply("f", 8, List.of(y, x))).isNotSameAs(bank.apply("f", 8, List.of(x, y)));
    same(new Substitution(Map.of(x, y)).apply(x.add(z).mul(x)), y.add(z).mul(y));
  }
}
