package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Locale;
import java.util.Map;

/** Atomic read-modify-write of memory, FEAT_LSE (Arm ARM, C3.2.12–C3.2.14). */
enum Atomic {
  LDADD,
  LDCLR,
  LDEOR,
  LDSET,
  LDSMAX,
  LDSMIN,
  LDUMAX,
  LDUMIN,
  SWP,
  CAS,
  CASP,
  LDCLRP,
  LDSETP,
  SWPP;

  /**
   * One mnemonic of an operation.
   *
   * @param operation what is done to memory
   * @param order what the suffix {@code a}, {@code l} or {@code al} says
   * @param bytes what the suffix {@code b} or {@code h} says, 0 without one
   * @param silent whether the old value is thrown away ({@code st…})
   */
  record Form(Atomic operation, Order order, int bytes, boolean silent) implements Family {

    @Override
    public void execute(Step s) throws UnknownInstruction {
      switch (operation) {
        case LDADD, LDCLR, LDEOR, LDSET, LDSMAX, LDSMIN, LDUMAX, LDUMIN, SWP -> exchange(s);
        case CAS -> compareAndSwap(s);
        case CASP -> compareAndSwapPair(s);
        case LDCLRP, LDSETP, SWPP -> exchangePair(s);
      }
    }

    private Access access(int size) {
      return Access.atomic(size, order);
    }

    private void exchange(Step s) throws UnknownInstruction {
      int size = bytes == 0 ? s.width() / 8 : bytes;
      Term operand = s.in(0).truncate(8 * size);
      Term address = Place.of(s, silent ? 1 : 2).address;
      Term old = s.cpu.load(access(size), address);
      s.cpu.store(access(size), address, operation.combined(old, operand));
      if (!silent) {
        s.out(1, old.zext(s.width()));
      }
    }

    private void exchangePair(Step s) throws UnknownInstruction {
      Term operand = s.in(1).concat(s.in(0));
      Term address = Place.of(s, 2).address;
      Term old = s.cpu.load(access(16), address);
      s.cpu.store(access(16), address, operation.combined(old, operand));
      s.out(0, old.truncate(64));
      s.out(1, old.extract(127, 64));
    }

    private void compareAndSwap(Step s) throws UnknownInstruction {
      int size = bytes == 0 ? s.width() / 8 : bytes;
      Term expected = s.in(0).truncate(8 * size);
      Term wanted = s.in(1).truncate(8 * size);
      Term address = Place.of(s, 2).address;
      Term old = s.cpu.load(access(size), address);
      s.cpu.store(access(size), address, old.eq(expected).ite(wanted, old));
      s.out(0, old.zext(s.width()));
    }

    private void compareAndSwapPair(Step s) throws UnknownInstruction {
      int width = s.width();
      Term expected = s.in(1).concat(s.in(0));
      Term wanted = s.in(3).concat(s.in(2));
      Term address = Place.of(s, 4).address;
      Term old = s.cpu.load(access(width / 4), address);
      s.cpu.store(access(width / 4), address, old.eq(expected).ite(wanted, old));
      s.out(0, old.truncate(width));
      s.out(1, old.extract(2 * width - 1, width));
    }
  }

  /** What memory holds afterwards. */
  private Term combined(Term old, Term operand) {
    return switch (this) {
      case LDADD -> old.add(operand);
      case LDCLR, LDCLRP -> old.and(operand.not());
      case LDEOR -> old.xor(operand);
      case LDSET, LDSETP -> old.or(operand);
      case LDSMAX -> old.sgt(operand).ite(old, operand);
      case LDSMIN -> old.slt(operand).ite(old, operand);
      case LDUMAX -> old.ugt(operand).ite(old, operand);
      case LDUMIN -> old.ult(operand).ite(old, operand);
      case SWP, SWPP, CAS, CASP -> operand;
    };
  }

  /** Enters every mnemonic of every operation. */
  static void enter(Map<String, Family> table) {
    for (Atomic operation : values()) {
      String stem = operation.name().toLowerCase(Locale.ROOT);
      enter(table, operation, stem, false);
      if (stem.startsWith("ld") && !stem.endsWith("p")) {
        enter(table, operation, "st" + stem.substring(2), true);
      }
    }
  }

  private static void enter(
      Map<String, Family> table, Atomic operation, String stem, boolean silent) {
    for (String suffix : new String[] {"", "a", "l", "al"}) {
      Order order = order(suffix);
      table.put(stem + suffix, new Form(operation, order, 0, silent));
      if (!stem.endsWith("p") || operation == SWP) {
        table.put(stem + suffix + "b", new Form(operation, order, 1, silent));
        table.put(stem + suffix + "h", new Form(operation, order, 2, silent));
      }
    }
  }

  /** What a suffix says of the order. */
  static Order order(String suffix) {
    return switch (suffix) {
      case "a" -> Order.ACQUIRE;
      case "l" -> Order.RELEASE;
      case "al" -> Order.SEQUENTIAL;
      default -> Order.PLAIN;
    };
  }
}
