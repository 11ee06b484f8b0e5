package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * Saving and restoring of the x87 unit's state in memory: seven words of 32 bits, or of 16 by a
 * prefix, and eight registers (Intel SDM volume 1, 8.1.10).
 */
enum X87State implements Entry {
  LOAD_ENVIRONMENT("fldenv"),
  STORE_ENVIRONMENT("fnstenv"),
  SAVE("fnsave"),
  RESTORE("frstor");

  private static final int WORDS = 7;
  private static final int REGISTER_BITS = 80;

  private final String mnemonic;

  X87State(String mnemonic) {
    this.mnemonic = mnemonic;
  }

  @Override
  public List<String> mnemonics() {
    return List.of(mnemonic);
  }

  @Override
  public Precision precision() {
    return switch (this) {
      case STORE_ENVIRONMENT, SAVE -> Precision.FOOTPRINT;
      case LOAD_ENVIRONMENT, RESTORE -> Precision.EXACT;
    };
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    X87Stack x = new X87Stack(s);
    int word = s.hasOperandSizePrefix() ? 16 : 32;
    int environment = WORDS * word;
    int registers = X87Stack.DEPTH * REGISTER_BITS;
    switch (this) {
      case LOAD_ENVIRONMENT -> load(s, x, s.read(0, environment));
      case STORE_ENVIRONMENT -> {
        s.write(0, environment(s, x, word));
        s.set(s.registers.x87Control, x.control().or(s.constant(0x3f, 16)));
      }
      case SAVE -> {
        Term values = x.get(0);
        for (int n = 1; n < X87Stack.DEPTH; n++) {
          values = x.get(n).concat(values);
        }
        s.write(0, values.concat(environment(s, x, word)));
        x.initialise();
      }
      case RESTORE -> {
        Term image = s.read(0, environment + registers);
        load(s, x, image.truncate(environment));
        for (int n = 0; n < X87Stack.DEPTH; n++) {
          int low = environment + REGISTER_BITS * n;
          x.set(n, image.extract(low + REGISTER_BITS - 1, low));
        }
      }
    }
  }

  /** Loads control, status, top and tag from an environment. */
  private static void load(Step s, X87Stack x, Term image) {
    int word = image.width() / WORDS;
    Term status = image.extract(word + 15, word);
    x.turnTo(status.extract(13, 11));
    x.setStatus(status);
    Term tags = image.extract(2 * word + 15, 2 * word);
    Term used = s.terms.falseTerm();
    for (int n = 0; n < X87Stack.DEPTH; n++) {
      Term inUse = tags.extract(2 * n + 1, 2 * n).ne(s.terms.ones(2));
      used = n == 0 ? inUse : inUse.concat(used);
    }
    s.set(s.registers.x87Tag, used.rotr(s.get(s.registers.x87Top).zext(X87Stack.DEPTH)));
    s.set(s.registers.x87Control, image.truncate(16));
  }

  /** The environment: control, status and tag words, then pointers. */
  private static Term environment(Step s, X87Stack x, int word) {
    Term system = s.get(s.registers.system);
    Term pointers = s.apply("x87.pointers", (WORDS - 3) * word, system, s.cpu.nextAddress());
    return pointers
        .concat(filled(s, tagWord(s, x), word))
        .concat(filled(s, x.status(), word))
        .concat(filled(s, x.control(), word));
  }

  /** Two bits for each register, numbered from no top (SDM volume 1, 8.1.7). */
  private static Term tagWord(Step s, X87Stack x) {
    Term tags = tag(s, x, 0);
    for (int n = 1; n < X87Stack.DEPTH; n++) {
      tags = tag(s, x, n).concat(tags);
    }
    return tags.rotl(s.get(s.registers.x87Top).zext(16).shl(s.constant(1, 16)));
  }

  /** Whether a register holds a number, zero, something else, or nothing. */
  private static Term tag(Step s, X87Stack x, int n) {
    Term value = x.get(n);
    Term exponent = value.extract(78, 64);
    Term number =
        exponent.ne(s.terms.zero(15)).and(exponent.ne(s.terms.ones(15))).and(value.bit(63));
    Term zero = value.truncate(79).eq(s.terms.zero(79));
    Term content = number.ite(s.constant(0, 2), zero.ite(s.constant(1, 2), s.constant(2, 2)));
    return x.isUsed(n).ite(content, s.constant(3, 2));
  }

  private static Term filled(Step s, Term value, int word) {
    return word == 16 ? value : s.terms.ones(16).concat(value);
  }
}
