package dev.fabula.term;

/** Loads and stores. */
final class Memories {
  private Memories() {}

  static Term load(Term memory, Term address, int bytes) {
    if (memory.op() == Op.STORE
        && memory.argument(1) == address
        && memory.argument(2).width() == 8 * bytes) {
      return memory.argument(2);
    }
    return memory.bank().make(Op.LOAD, 8 * bytes, memory, address);
  }

  static Term store(Term memory, Term address, Term value) {
    return memory.bank().make(Op.STORE, memory.addressWidth(), memory, address, value);
  }
}
