package dev.fabula.isa.arm;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.Facts;
import dev.fabula.isa.UnknownInstruction;

/**
 * The parts of a mnemonic: what is done, on which condition, and whether it sets flags.
 *
 * @param stem the mnemonic without condition, {@code s} and width suffix, but with its types
 * @param condition the condition's suffix, {@code al} if it is always done
 * @param setsFlags whether the {@code s} is there
 */
record Form(String stem, String condition, boolean setsFlags) {

  private static final String[] CONDITIONS = {
    "eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le", "al"
  };

  /** Takes a mnemonic apart by what LLVM's description of the instruction says. */
  static Form of(Decoded decoded) throws UnknownInstruction {
    Facts facts =
        decoded
            .facts()
            .orElseThrow(() -> new UnknownInstruction("nothing is known of " + decoded.text()));
    String condition = condition(facts);
    String mnemonic = decoded.mnemonic();
    boolean sized = mnemonic.endsWith(".w") || mnemonic.endsWith(".n");
    String stem = sized ? mnemonic.substring(0, mnemonic.length() - 2) : mnemonic;
    int dot = stem.indexOf('.');
    String types = dot < 0 ? "" : stem.substring(dot);
    if (!condition.equals("al") && stem.endsWith(condition + types)) {
      stem = stem.substring(0, stem.length() - (condition + types).length()) + types;
    }
    // The narrow move between registers names the flags as no operand.
    boolean setsFlags = stem.equals("movs") || definesFlags(facts);
    return new Form(
        setsFlags && stem.endsWith("s") ? stem.substring(0, stem.length() - 1) : stem,
        condition,
        setsFlags);
  }

  private static String condition(Facts facts) {
    for (Facts.Operand operand : facts.operands()) {
      if (operand.predicate() && operand.immediate().isPresent()) {
        long code = operand.immediate().get();
        return code >= 0 && code < CONDITIONS.length ? CONDITIONS[(int) code] : "al";
      }
    }
    return "al";
  }

  private static boolean definesFlags(Facts facts) {
    for (Facts.Operand operand : facts.operands()) {
      if (operand.defined() && operand.register().orElse("").equals("CPSR")) {
        return true;
      }
    }
    return false;
  }
}
