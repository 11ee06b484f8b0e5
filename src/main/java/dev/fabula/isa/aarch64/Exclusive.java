package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Load-exclusive and store-exclusive (Arm ARM, C3.2.6 and B2.9). */
enum Exclusive implements Family {
  LDXR(0),
  LDXRB(1),
  LDXRH(2),
  LDAXR(0),
  LDAXRB(1),
  LDAXRH(2),
  LDXP(0),
  LDAXP(0),
  STXR(0),
  STXRB(1),
  STXRH(2),
  STLXR(0),
  STLXRB(1),
  STLXRH(2),
  STXP(0),
  STLXP(0),
  CLREX(0);

  private final int bytes;

  Exclusive(int bytes) {
    this.bytes = bytes;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case LDXR, LDXRB, LDXRH -> load(s, Order.PLAIN);
      case LDAXR, LDAXRB, LDAXRH -> load(s, Order.ACQUIRE);
      case LDXP -> loadPair(s, Order.PLAIN);
      case LDAXP -> loadPair(s, Order.ACQUIRE);
      case STXR, STXRB, STXRH -> store(s, Order.PLAIN, 2, s.in(1, s.view(1).width()));
      case STLXR, STLXRB, STLXRH -> store(s, Order.RELEASE, 2, s.in(1, s.view(1).width()));
      case STXP -> store(s, Order.PLAIN, 3, pair(s));
      case STLXP -> store(s, Order.RELEASE, 3, pair(s));
      case CLREX -> s.happen(new Event.Hint("clrex", false));
    }
  }

  private void load(Step s, Order order) throws UnknownInstruction {
    int size = bytes == 0 ? s.width() / 8 : bytes;
    Term value = s.cpu.load(new Access(size, order, Kind.EXCLUSIVE), Place.of(s, 1).address);
    s.out(0, value.zext(s.width()));
  }

  private static void loadPair(Step s, Order order) throws UnknownInstruction {
    int width = s.width();
    Access access = new Access(width / 4, order, Kind.EXCLUSIVE);
    Term both = s.cpu.load(access, Place.of(s, 2).address);
    s.out(0, both.truncate(width));
    s.out(1, both.extract(2 * width - 1, width));
  }

  private static Term pair(Step s) throws UnknownInstruction {
    int width = s.view(1).width();
    return s.in(2, width).concat(s.in(1, width));
  }

  /**
   * Stores if the status is 0. The processor is free to let any store-exclusive fail, so nothing in
   * the program determines the status.
   */
  private void store(Step s, Order order, int memory, Term full) throws UnknownInstruction {
    Term value = bytes == 0 ? full : full.truncate(8 * bytes);
    Term address = Place.of(s, memory).address;
    Access access = new Access(value.width() / 8, order, Kind.EXCLUSIVE);
    Term old = s.cpu.load(access, address);
    Term status = s.cpu.arbitrary("exclusive status", 1);
    s.cpu.store(access, address, status.ite(old, value));
    s.out(0, status.zext(32));
  }
}
