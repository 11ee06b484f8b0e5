package dev.fabula.isa.riscv;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Steps of SHA-2, SM3 and SM4 in general registers: Zknh, Zksh, Zksed (unprivileged ISA, 29.4). */
enum Hashes implements Family {
  SHA256SIG0,
  SHA256SIG1,
  SHA256SUM0,
  SHA256SUM1,
  SHA512SIG0,
  SHA512SIG1,
  SHA512SUM0,
  SHA512SUM1,
  SM3P0,
  SM3P1,
  SM4ED,
  SM4KS;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case SHA256SIG0 -> s.out(0, mixed(s.word(1), 7, 18).xor(shifted(s, s.word(1), 3)));
      case SHA256SIG1 -> s.out(0, mixed(s.word(1), 17, 19).xor(shifted(s, s.word(1), 10)));
      case SHA256SUM0 -> s.out(0, mixed(s.word(1), 2, 13, 22));
      case SHA256SUM1 -> s.out(0, mixed(s.word(1), 6, 11, 25));
      case SHA512SIG0 -> s.out(0, mixed(s.in(1), 1, 8).xor(shifted(s, s.in(1), 7)));
      case SHA512SIG1 -> s.out(0, mixed(s.in(1), 19, 61).xor(shifted(s, s.in(1), 6)));
      case SHA512SUM0 -> s.out(0, mixed(s.in(1), 28, 34, 39));
      case SHA512SUM1 -> s.out(0, mixed(s.in(1), 14, 18, 41));
      case SM3P0 -> s.out(0, s.word(1).xor(mixed(s.word(1), 32 - 9, 32 - 17)));
      case SM3P1 -> s.out(0, s.word(1).xor(mixed(s.word(1), 32 - 15, 32 - 23)));
      case SM4ED, SM4KS -> s.out(0, substituted(s));
    }
  }

  /** A value rotated right by several amounts, combined. */
  private static Term mixed(Term value, int... amounts) {
    Term result = value.bank().zero(value.width());
    for (int amount : amounts) {
      result = result.xor(value.rotr(value.bank().constant(amount, value.width())));
    }
    return result;
  }

  private static Term shifted(Step s, Term value, int amount) {
    return value.lshr(s.terms.constant(amount, value.width()));
  }

  /** A byte of the second operand, substituted, spread and added to the first. */
  private Term substituted(Step s) throws UnknownInstruction {
    int lane = Integer.parseInt(s.text(3));
    Term chosen = s.in(2).extract(8 * lane + 7, 8 * lane);
    String function = name().toLowerCase(java.util.Locale.ROOT);
    Term spread = s.opaque(function, 32, List.of(chosen));
    return s.word(1).xor(spread.rotl(s.terms.constant(8L * lane, 32)));
  }
}
