package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Atomic arithmetic of floats in memory, FEAT_LSFE: rounding and flushing go by FPCR, and the
 * cumulative flags of FPSR stay as they are (Arm ARM, C7.2, LDFADD and its kin).
 */
enum FloatAtomic {
  LDFADD,
  LDFMAX,
  LDFMIN,
  LDFMAXNM,
  LDFMINNM,
  LDBFADD,
  LDBFMAX,
  LDBFMIN,
  LDBFMAXNM,
  LDBFMINNM;

  /**
   * One mnemonic of an operation.
   *
   * @param operation what is done to memory
   * @param order what the suffix {@code a}, {@code l} or {@code al} says
   * @param silent whether the old value is thrown away ({@code st…})
   */
  record Form(FloatAtomic operation, Access.Order order, boolean silent) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      Term operand = s.in(0);
      int bits = operand.width();
      Access access = Access.atomic(bits / 8, order);
      Term address = Place.of(s, silent ? 1 : 2).address;
      Term old = s.cpu.load(access, address);
      Term control = s.cpu.get(s.registers.location("fpcr"));
      String function = "a64." + operation.stem() + "." + bits;
      s.cpu.store(access, address, s.terms.apply(function, bits, List.of(old, operand, control)));
      if (!silent) {
        s.out(1, old);
      }
    }
  }

  private String stem() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (FloatAtomic operation : values()) {
      for (String suffix : new String[] {"", "a", "l", "al"}) {
        table.put(operation.stem() + suffix, new Form(operation, Atomic.order(suffix), false));
      }
      for (String suffix : new String[] {"", "l"}) {
        String silent = "st" + operation.stem().substring(2) + suffix;
        table.put(silent, new Form(operation, Atomic.order(suffix), true));
      }
    }
  }
}
