package dev.fabula.isa.riscv;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Map;

/**
 * A load or store at the address in a register: with an ordering (Zalasr), or as a guest would do
 * it (privileged ISA, 18.3.1).
 *
 * @param store whether it is a store
 * @param bytes how many bytes
 * @param signed whether what is loaded is sign-extended
 * @param order the ordering
 */
record Transfer(boolean store, int bytes, boolean signed, Order order) implements Family {

  private static final int MOST = 3;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Access access = new Access(bytes, order, Kind.DATA);
    Term where = s.address(s.memory(1));
    if (store) {
      s.cpu.store(access, where, s.in(0).truncate(8 * bytes));
    } else {
      Term value = s.cpu.load(access, where);
      s.out(0, signed ? value : value.zext(s.width));
    }
  }

  /** Enters every mnemonic. */
  static void enter(Map<String, Family> table) {
    for (int i = 0; i <= MOST; i++) {
      char letter = "bhwd".charAt(i);
      int bytes = 1 << i;
      table.put("l" + letter + ".aq", new Transfer(false, bytes, true, Order.ACQUIRE));
      table.put("l" + letter + ".aqrl", new Transfer(false, bytes, true, Order.SEQUENTIAL));
      table.put("s" + letter + ".rl", new Transfer(true, bytes, true, Order.RELEASE));
      table.put("s" + letter + ".aqrl", new Transfer(true, bytes, true, Order.SEQUENTIAL));
      table.put("hlv." + letter, new Transfer(false, bytes, true, Order.PLAIN));
      table.put("hlv." + letter + "u", new Transfer(false, bytes, false, Order.PLAIN));
      table.put("hlvx." + letter + "u", new Transfer(false, bytes, false, Order.PLAIN));
      table.put("hsv." + letter, new Transfer(true, bytes, true, Order.PLAIN));
    }
  }
}
