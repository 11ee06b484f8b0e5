package dev.fabula.isa.x86;

import dev.fabula.isa.CarrylessProduct;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Multiplication of polynomials over GF(2), AES, and the rounds of SHA-1 and SHA-256. */
enum Cipher implements Entry {
  MULTIPLY("pclmulqdq", "vpclmulqdq"),
  AES_ROUND(
      "aesenc",
      "aesenclast",
      "aesdec",
      "aesdeclast",
      "vaesenc",
      "vaesenclast",
      "vaesdec",
      "vaesdeclast"),
  AES_INVERSE_MIX("aesimc", "vaesimc"),
  AES_KEY("aeskeygenassist", "vaeskeygenassist"),
  FIELD_PRODUCT("gf2p8mulb", "vgf2p8mulb"),
  AFFINE("gf2p8affineqb", "vgf2p8affineqb"),
  AFFINE_INVERSE("gf2p8affineinvqb", "vgf2p8affineinvqb"),
  SHA1_ROUNDS("sha1rnds4"),
  SHA1_NEXT("sha1nexte"),
  SHA1_MESSAGE_1("sha1msg1"),
  SHA1_MESSAGE_2("sha1msg2"),
  SHA256_ROUNDS("sha256rnds2"),
  SHA256_MESSAGE_1("sha256msg1"),
  SHA256_MESSAGE_2("sha256msg2");

  private static final long[] SHA1_CONSTANTS = {0x5a827999L, 0x6ed9eba1L, 0x8f1bbcdcL, 0xca62c1d6L};

  private final List<String> mnemonics;

  Cipher(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
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
    boolean one = this == AES_INVERSE_MIX || this == AES_KEY;
    Term a = one ? Vectors.source(s, 1) : Vectors.left(s);
    Term b = one ? a : Vectors.right(s);
    int control = this == AES_ROUND ? 0 : control(s);
    switch (this) {
      case MULTIPLY -> s.write(0, Lanes.map(a, b, 128, (x, y) -> product(x, y, control)));
      case AES_ROUND -> s.write(0, Lanes.map(a, b, 128, (x, key) -> known(round(s), x).xor(key)));
      case AES_INVERSE_MIX -> s.write(0, known(CipherFunction.AES_INVERSE_MIX, a));
      case AES_KEY -> s.write(0, key(a, control));
      case FIELD_PRODUCT ->
          s.write(0, Lanes.map(a, b, 128, (x, y) -> known(CipherFunction.FIELD_PRODUCT, x, y)));
      case AFFINE -> s.write(0, Lanes.map(a, b, 64, (x, matrix) -> affine(x, matrix, control)));
      case AFFINE_INVERSE -> {
        Term inverse = Lanes.map(a, 128, x -> known(CipherFunction.FIELD_INVERSE, x));
        s.write(0, Lanes.map(inverse, b, 64, (x, matrix) -> affine(x, matrix, control)));
      }
      case SHA1_ROUNDS -> s.write(0, sha1Rounds(s, a, b, (int) s.immediate(2) & 3));
      case SHA1_NEXT -> {
        Term next = word(b, 3).add(rotated(word(a, 3), 30));
        s.write(0, Lanes.with(b, 32, 3, next));
      }
      case SHA1_MESSAGE_1 -> s.write(0, a.xor(a.truncate(64).concat(b.extract(127, 64))));
      case SHA1_MESSAGE_2 -> s.write(0, sha1Message(a, b));
      case SHA256_ROUNDS -> s.write(0, sha256Rounds(a, b, s.get(s.registers.location("zmm0"))));
      case SHA256_MESSAGE_1 -> s.write(0, sha256Message1(a, b));
      case SHA256_MESSAGE_2 -> s.write(0, sha256Message2(a, b));
    }
  }

  private static int control(Step s) throws UnknownInstruction {
    int last = s.operands() - 1;
    return s.isRegister(last) || s.isMemory(last) ? 0 : (int) s.immediate(last) & 0xff;
  }

  private static Term known(CipherFunction function, Term... arguments) {
    return arguments[0].bank().apply(function, List.of(arguments));
  }

  private static Term product(Term a, Term b, int control) {
    Term x = Lanes.lane(a, 64, control & 1);
    Term y = Lanes.lane(b, 64, control >> 4 & 1);
    return CarrylessProduct.of(x, y);
  }

  private static CipherFunction round(Step s) {
    return switch (Vectors.stem(s)) {
      case "aesenc" -> CipherFunction.AES_ENCRYPT;
      case "aesenclast" -> CipherFunction.AES_ENCRYPT_LAST;
      case "aesdec" -> CipherFunction.AES_DECRYPT;
      default -> CipherFunction.AES_DECRYPT_LAST;
    };
  }

  /** Two words substituted, each also turned by a byte and with the round's constant. */
  private static Term key(Term state, int constant) {
    Term words = known(CipherFunction.AES_SUBSTITUTE, state);
    Term round = state.bank().constant(constant, 32);
    Term first = word(words, 1);
    Term third = word(words, 3);
    return rotated(third, 24)
        .xor(round)
        .concat(third)
        .concat(rotated(first, 24).xor(round))
        .concat(first);
  }

  /** Each of eight bytes times a matrix of bits, plus a constant. */
  private static Term affine(Term bytes, Term matrix, int constant) {
    Term products = known(CipherFunction.AFFINE, matrix.concat(bytes)).truncate(64);
    return products.xor(bytes.bank().constant(constant * 0x0101010101010101L, 64));
  }

  private static Term word(Term vector, int n) {
    return Lanes.lane(vector, 32, n);
  }

  private static Term rotated(Term word, int left) {
    return word.rotl(word.bank().constant(left, 32));
  }

  /** Four rounds (FIPS 180-4, 6.1.2); A is the highest word. */
  private static Term sha1Rounds(Step s, Term state, Term message, int function) {
    Term a = word(state, 3);
    Term b = word(state, 2);
    Term c = word(state, 1);
    Term d = word(state, 0);
    Term e = s.terms.zero(32);
    for (int n = 0; n < 4; n++) {
      Term mixed = mixed(function, b, c, d).add(rotated(a, 5)).add(word(message, 3 - n));
      Term next = mixed.add(e).add(s.constant(SHA1_CONSTANTS[function], 32));
      e = d;
      d = c;
      c = rotated(b, 30);
      b = a;
      a = next;
    }
    return a.concat(b).concat(c).concat(d);
  }

  private static Term mixed(int function, Term b, Term c, Term d) {
    return switch (function) {
      case 0 -> chosen(b, c, d);
      case 2 -> majority(b, c, d);
      default -> b.xor(c).xor(d);
    };
  }

  private static Term chosen(Term a, Term b, Term c) {
    return a.and(b).xor(a.not().and(c));
  }

  private static Term majority(Term a, Term b, Term c) {
    return a.and(b).xor(a.and(c)).xor(b.and(c));
  }

  private static Term sha1Message(Term a, Term b) {
    Term w16 = rotated(word(a, 3).xor(word(b, 2)), 1);
    Term w17 = rotated(word(a, 2).xor(word(b, 1)), 1);
    Term w18 = rotated(word(a, 1).xor(word(b, 0)), 1);
    Term w19 = rotated(word(a, 0).xor(w16), 1);
    return w16.concat(w17).concat(w18).concat(w19);
  }

  /** Two rounds (FIPS 180-4, 6.2.2) on C D G H and A B E F, with sums of words and constants. */
  private static Term sha256Rounds(Term first, Term second, Term sums) {
    Term a = word(second, 3);
    Term b = word(second, 2);
    Term c = word(first, 3);
    Term d = word(first, 2);
    Term e = word(second, 1);
    Term f = word(second, 0);
    Term g = word(first, 1);
    Term h = word(first, 0);
    for (int n = 0; n < 2; n++) {
      Term big = rotated(e, 26).xor(rotated(e, 21)).xor(rotated(e, 7));
      Term one = h.add(big).add(chosen(e, f, g)).add(word(sums, n));
      Term small = rotated(a, 30).xor(rotated(a, 19)).xor(rotated(a, 10));
      Term two = small.add(majority(a, b, c));
      h = g;
      g = f;
      f = e;
      e = d.add(one);
      d = c;
      c = b;
      b = a;
      a = one.add(two);
    }
    return a.concat(b).concat(e).concat(f);
  }

  private static Term sha256Message1(Term a, Term b) {
    return Lanes.of(
        4,
        n -> {
          Term next = n < 3 ? word(a, n + 1) : word(b, 0);
          Term shifted = next.lshr(next.bank().constant(3, 32));
          return word(a, n).add(rotated(next, 25).xor(rotated(next, 14)).xor(shifted));
        });
  }

  private static Term sha256Message2(Term a, Term b) {
    Term w16 = word(a, 0).add(sigma(word(b, 2)));
    Term w17 = word(a, 1).add(sigma(word(b, 3)));
    Term w18 = word(a, 2).add(sigma(w16));
    Term w19 = word(a, 3).add(sigma(w17));
    return w19.concat(w18).concat(w17).concat(w16);
  }

  private static Term sigma(Term word) {
    Term shifted = word.lshr(word.bank().constant(10, 32));
    return rotated(word, 15).xor(rotated(word, 13)).xor(shifted);
  }
}
