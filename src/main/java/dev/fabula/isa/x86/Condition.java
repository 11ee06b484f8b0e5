package dev.fabula.isa.x86;

import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** The conditions of conditional jumps, moves and sets (SDM volume 1, appendix B). */
final class Condition {

  /** Their names as LLVM prints them, each before its negation. */
  static final List<String> NAMES =
      List.of(
          "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g");

  private Condition() {}

  /** The mnemonics that start with a stem and end with a condition. */
  static List<String> mnemonics(String stem) {
    List<String> all = new ArrayList<>(NAMES.size());
    for (String name : NAMES) {
      all.add(stem + name);
    }
    return all;
  }

  /** The truth of a condition as a term of width 1. */
  static Term of(String name, Step m) {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no condition " + name);
    }
    Term positive = positive(NAMES.get(index & ~1), m);
    return (index & 1) == 0 ? positive : positive.not();
  }

  private static Term positive(String name, Step m) {
    X86Registers r = m.registers;
    return switch (name) {
      case "o" -> m.get(r.of);
      case "b" -> m.get(r.cf);
      case "e" -> m.get(r.zf);
      case "be" -> m.get(r.cf).or(m.get(r.zf));
      case "s" -> m.get(r.sf);
      case "p" -> m.get(r.pf);
      case "l" -> m.get(r.sf).xor(m.get(r.of));
      default -> m.get(r.sf).xor(m.get(r.of)).or(m.get(r.zf));
    };
  }
}
