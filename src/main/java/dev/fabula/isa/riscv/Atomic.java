package dev.fabula.isa.riscv;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Map;

/** Atomic memory operations: A, Zabha, Zacas (unprivileged ISA, 14). */
enum Atomic {
  LR("lr"),
  SC("sc"),
  AMOSWAP("amoswap"),
  AMOADD("amoadd"),
  AMOXOR("amoxor"),
  AMOAND("amoand"),
  AMOOR("amoor"),
  AMOMIN("amomin"),
  AMOMAX("amomax"),
  AMOMINU("amominu"),
  AMOMAXU("amomaxu"),
  AMOCAS("amocas");

  private final String stem;

  Atomic(String stem) {
    this.stem = stem;
  }

  /** One mnemonic: an operation on a number of bytes with an ordering. */
  record Form(Atomic operation, int bytes, Order order) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      switch (operation) {
        case LR -> s.out(0, s.cpu.load(access(Kind.EXCLUSIVE), address(s, 1)));
        case SC -> storeConditional(s);
        case AMOSWAP, AMOADD, AMOXOR, AMOAND, AMOOR, AMOMIN, AMOMAX, AMOMINU, AMOMAXU ->
            exchange(s);
        case AMOCAS -> compareAndSwap(s);
      }
    }

    private Access access(Kind kind) {
      return new Access(bytes, order, kind);
    }

    private static Term address(Step s, int index) throws UnknownInstruction {
      return s.address(s.memory(index));
    }

    /** Stores if the status is 0; nothing in the program determines the status. */
    private void storeConditional(Step s) throws UnknownInstruction {
      Term value = s.in(1).truncate(8 * bytes);
      Term where = address(s, 2);
      Term old = s.cpu.load(access(Kind.EXCLUSIVE), where);
      Term status = s.cpu.arbitrary("store-conditional status", s.width);
      Term stored = status.eq(s.constant(0)).ite(value, old);
      s.cpu.store(access(Kind.EXCLUSIVE), where, stored);
      s.out(0, status);
    }

    private void exchange(Step s) throws UnknownInstruction {
      Term operand = s.in(1).truncate(8 * bytes);
      Term where = address(s, 2);
      Term old = s.cpu.load(access(Kind.ATOMIC), where);
      s.cpu.store(access(Kind.ATOMIC), where, operation.combined(old, operand));
      s.out(0, old);
    }

    private void compareAndSwap(Step s) throws UnknownInstruction {
      if (8 * bytes > s.width) {
        compareAndSwapPair(s);
        return;
      }
      Term expected = s.in(0).truncate(8 * bytes);
      Term wanted = s.in(1).truncate(8 * bytes);
      Term where = address(s, 2);
      Term old = s.cpu.load(access(Kind.ATOMIC), where);
      s.cpu.store(access(Kind.ATOMIC), where, old.eq(expected).ite(wanted, old));
      s.out(0, old);
    }

    /** Values of two registers' width are in a register with an even number and the next. */
    private void compareAndSwapPair(Step s) throws UnknownInstruction {
      if (8 * bytes > 2 * s.width) {
        throw s.form();
      }
      Term expected = s.inPair(0);
      Term wanted = s.inPair(1);
      Term where = address(s, 2);
      Term old = s.cpu.load(access(Kind.ATOMIC), where);
      s.cpu.store(access(Kind.ATOMIC), where, old.eq(expected).ite(wanted, old));
      s.outPair(0, old);
    }
  }

  /** What memory holds afterwards. */
  private Term combined(Term old, Term operand) {
    return switch (this) {
      case AMOADD -> old.add(operand);
      case AMOXOR -> old.xor(operand);
      case AMOAND -> old.and(operand);
      case AMOOR -> old.or(operand);
      case AMOMIN -> old.slt(operand).ite(old, operand);
      case AMOMAX -> old.sgt(operand).ite(old, operand);
      case AMOMINU -> old.ult(operand).ite(old, operand);
      case AMOMAXU -> old.ugt(operand).ite(old, operand);
      case LR, SC, AMOSWAP, AMOCAS -> operand;
    };
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (Atomic operation : values()) {
      for (String order : new String[] {"", ".aq", ".rl", ".aqrl"}) {
        for (int i = 0; i < 5; i++) {
          String mnemonic = operation.stem + "." + "bhwdq".charAt(i) + order;
          table.put(mnemonic, new Form(operation, 1 << i, order(order)));
        }
      }
    }
  }

  private static Order order(String suffix) {
    return switch (suffix) {
      case ".aq" -> Order.ACQUIRE;
      case ".rl" -> Order.RELEASE;
      case ".aqrl" -> Order.SEQUENTIAL;
      default -> Order.PLAIN;
    };
  }
}
