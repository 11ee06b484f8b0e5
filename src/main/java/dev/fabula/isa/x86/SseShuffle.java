package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.function.BinaryOperator;

/** Rearrangement of lanes; wide vectors are rearranged within each 128 bits. */
enum SseShuffle implements Entry {
  PSHUFD("pshufd"),
  PERMUTE_SINGLES("permilps"),
  PERMUTE_DOUBLES("permilpd"),
  PSHUFLW,
  PSHUFHW,
  PSHUFW,
  PSHUFB,
  SHUFPS,
  SHUFPD,
  UNPACK_LOW("punpcklbw", "punpcklwd", "punpckldq", "punpcklqdq", "unpcklps", "unpcklpd"),
  UNPACK_HIGH("punpckhbw", "punpckhwd", "punpckhdq", "punpckhqdq", "unpckhps", "unpckhpd"),
  PACK_SIGNED("packsswb", "packssdw"),
  PACK_UNSIGNED("packuswb", "packusdw"),
  PALIGNR,
  BLEND("pblendw", "blendps", "blendpd", "pblendd"),
  BLEND_VARIABLE("pblendvb", "blendvps", "blendvpd");

  private final List<String> mnemonics;

  SseShuffle(String... names) {
    mnemonics = Vectors.both(names.length == 0 ? List.of(name()) : List.of(names));
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
    s.write(
        0,
        switch (this) {
          case PSHUFD -> shuffled(s, 128, x -> Lanes.of(4, n -> Lanes.lane(x, 32, pick(s, n))));
          case PERMUTE_SINGLES, PERMUTE_DOUBLES -> permuted(s, this == PERMUTE_SINGLES ? 32 : 64);
          case PSHUFLW -> shuffled(s, 128, x -> Lanes.withLow(x, words(s, x.truncate(64))));
          case PSHUFHW ->
              shuffled(s, 128, x -> words(s, x.extract(127, 64)).concat(x.truncate(64)));
          case PSHUFW -> shuffled(s, 64, x -> words(s, x));
          case PSHUFB -> each(s, SseShuffle::shuffleBytes);
          case SHUFPS -> each(s, (a, b) -> Lanes.of(4, n -> picked(s, a, b, n)));
          case SHUFPD -> shuffleDoubles(s);
          case UNPACK_LOW -> each(s, (a, b) -> interleaved(a, b, bits(s), false));
          case UNPACK_HIGH -> each(s, (a, b) -> interleaved(a, b, bits(s), true));
          case PACK_SIGNED, PACK_UNSIGNED -> each(s, (a, b) -> packed(a, b, packedBits(s)));
          case PALIGNR -> each(s, (a, b) -> aligned(s, a, b));
          case BLEND -> blend(s);
          case BLEND_VARIABLE -> blendVariable(s);
        });
  }

  private interface Rearrangement {
    Term apply(Term value) throws UnknownInstruction;
  }

  private static Term shuffled(Step s, int width, Rearrangement rearrangement)
      throws UnknownInstruction {
    Term source = Vectors.source(s, 1);
    Term result = rearrangement.apply(source.truncate(width));
    for (int n = 1; n < source.width() / width; n++) {
      result = rearrangement.apply(Lanes.lane(source, width, n)).concat(result);
    }
    return result;
  }

  /** Each lane picks one of its 128 bits: by the immediate, or by low bits of a lane of indices. */
  private static Term permuted(Step s, int bits) throws UnknownInstruction {
    boolean fixed = !s.isRegister(2) && !s.isMemory(2);
    Term source = fixed ? Vectors.source(s, 1) : Vectors.left(s);
    Term indices = fixed ? source : Vectors.right(s);
    return Lanes.of(
        source.width() / bits,
        n -> {
          Term group = Lanes.lane(source, 128, n * bits / 128);
          Term index = Lanes.lane(indices, bits, n);
          if (bits == 32) {
            return fixed
                ? Lanes.lane(group, 32, pick(s, n & 3))
                : Lanes.picked(group, 32, index.truncate(2));
          }
          return fixed
              ? Lanes.lane(group, 64, control(s) >> n & 1)
              : Lanes.picked(group, 64, index.bit(1));
        });
  }

  private static Term each(Step s, BinaryOperator<Term> operation) throws UnknownInstruction {
    Term a = Vectors.left(s);
    return Lanes.map(a, Vectors.right(s), Math.min(128, a.width()), operation);
  }

  private static int control(Step s) {
    try {
      return (int) s.immediate(s.operands() - 1) & 0xff;
    } catch (UnknownInstruction impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static int pick(Step s, int n) {
    return control(s) >> 2 * n & 3;
  }

  private static Term words(Step s, Term half) {
    return Lanes.of(4, n -> Lanes.lane(half, 16, pick(s, n)));
  }

  private static Term picked(Step s, Term a, Term b, int n) {
    return Lanes.lane(n < 2 ? a : b, 32, pick(s, n));
  }

  private static Term shuffleDoubles(Step s) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    int control = control(s);
    return Lanes.of(
        a.width() / 64, n -> Lanes.lane((n & 1) == 0 ? a : b, 64, n & ~1 | control >> n & 1));
  }

  /** Each byte of the control picks a byte of the value, or zero. */
  private static Term shuffleBytes(Term value, Term control) {
    int indexBits = Integer.numberOfTrailingZeros(value.width() / 8);
    return Lanes.map(
        control,
        8,
        c -> {
          Term by = c.truncate(indexBits).concat(c.bank().zero(3)).zext(value.width());
          return c.sign().ite(c.bank().zero(8), value.lshr(by).truncate(8));
        });
  }

  /** Lane width of an unpacking: named by its last letters but one. */
  private static int bits(Step s) {
    String name = s.instruction.mnemonic();
    if (name.endsWith("ps")) {
      return 32;
    }
    if (name.endsWith("qdq") || name.endsWith("pd")) {
      return 64;
    }
    return name.endsWith("bw") ? 8 : name.endsWith("wd") ? 16 : 32;
  }

  private static Term interleaved(Term a, Term b, int bits, boolean high) {
    int count = a.width() / bits;
    int start = high ? count / 2 : 0;
    return Lanes.of(count, n -> Lanes.lane((n & 1) == 0 ? a : b, bits, start + n / 2));
  }

  private static int packedBits(Step s) {
    return s.instruction.mnemonic().endsWith("wb") ? 8 : 16;
  }

  private Term packed(Term a, Term b, int bits) {
    return pack(b, bits).concat(pack(a, bits));
  }

  private Term pack(Term value, int bits) {
    return Lanes.of(
        value.width() / (2 * bits),
        n -> {
          Term lane = Lanes.lane(value, 2 * bits, n);
          return this == PACK_SIGNED
              ? Lanes.saturateSigned(lane, bits)
              : Lanes.saturateUnsigned(lane, bits);
        });
  }

  private static Term aligned(Step s, Term a, Term b) {
    Term both = a.concat(b);
    int count = Math.min(control(s), both.width() / 8);
    return both.lshr(s.constant(8L * count, both.width())).truncate(a.width());
  }

  private static Term blend(Step s) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    String name = s.instruction.mnemonic();
    int bits = name.endsWith("w") ? 16 : name.endsWith("pd") ? 64 : 32;
    int control = control(s);
    return Lanes.of(
        a.width() / bits, n -> Lanes.lane((control >> (n & 7) & 1) == 0 ? a : b, bits, n));
  }

  private static Term blendVariable(Step s) throws UnknownInstruction {
    Term a = Vectors.left(s);
    Term b = Vectors.right(s);
    Term mask = s.read(s.operands() - 1);
    String name = s.instruction.mnemonic();
    int bits = name.endsWith("b") ? 8 : name.endsWith("ps") ? 32 : 64;
    return Lanes.of(
        a.width() / bits,
        n -> Lanes.lane(mask, bits, n).sign().ite(Lanes.lane(b, bits, n), Lanes.lane(a, bits, n)));
  }
}
