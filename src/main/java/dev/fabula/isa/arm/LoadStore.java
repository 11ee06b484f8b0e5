package dev.fabula.isa.arm;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Kind;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Operand.Memory;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Loads and stores of one or two registers, plain, ordered and exclusive (Arm ARM, A4.6, A3.4). */
enum LoadStore implements Family {
  LDR(4),
  LDRT(4),
  LDRB(1),
  LDRBT(1),
  LDRH(2),
  LDRHT(2),
  LDRSB(1),
  LDRSBT(1),
  LDRSH(2),
  LDRSHT(2),
  LDRD(4),
  STR(4),
  STRT(4),
  STRB(1),
  STRBT(1),
  STRH(2),
  STRHT(2),
  STRD(4),
  LDA(4),
  LDAB(1),
  LDAH(2),
  STL(4),
  STLB(1),
  STLH(2),
  LDREX(4),
  LDREXB(1),
  LDREXH(2),
  LDREXD(8),
  LDAEX(4),
  LDAEXB(1),
  LDAEXH(2),
  LDAEXD(8),
  STREX(4),
  STREXB(1),
  STREXH(2),
  STREXD(8),
  STLEX(4),
  STLEXB(1),
  STLEXH(2),
  STLEXD(8),
  SWP(4),
  SWPB(1);

  private final int bytes;

  LoadStore(int bytes) {
    this.bytes = bytes;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case LDR, LDRT, LDRB, LDRBT, LDRH, LDRHT -> load(s, Order.PLAIN, false);
      case LDRSB, LDRSBT, LDRSH, LDRSHT -> load(s, Order.PLAIN, true);
      case LDA, LDAB, LDAH -> load(s, Order.ACQUIRE, false);
      case STR, STRT, STRB, STRBT, STRH, STRHT -> store(s, Order.PLAIN);
      case STL, STLB, STLH -> store(s, Order.RELEASE);
      case LDRD -> loadTwo(s);
      case STRD -> storeTwo(s);
      case LDREX, LDREXB, LDREXH, LDREXD -> loadExclusive(s, Order.PLAIN);
      case LDAEX, LDAEXB, LDAEXH, LDAEXD -> loadExclusive(s, Order.ACQUIRE);
      case STREX, STREXB, STREXH, STREXD -> storeExclusive(s, Order.PLAIN);
      case STLEX, STLEXB, STLEXH, STLEXD -> storeExclusive(s, Order.RELEASE);
      case SWP, SWPB -> swap(s);
    }
  }

  private void load(Step s, Order order, boolean signed) throws UnknownInstruction {
    Memory memory = s.memory(1);
    Term value = s.cpu.load(new Access(bytes, order, s.kind(memory)), s.address(memory));
    s.update(memory);
    s.out(0, signed ? value.sext(32) : value.zext(32));
  }

  private void store(Step s, Order order) throws UnknownInstruction {
    Memory memory = s.memory(1);
    Term value = s.in(0).truncate(8 * bytes);
    s.cpu.store(new Access(bytes, order, s.kind(memory)), s.address(memory), value);
    s.update(memory);
  }

  private void loadTwo(Step s) throws UnknownInstruction {
    Memory memory = s.memory(2);
    Access access = new Access(bytes, Order.PLAIN, s.kind(memory));
    Term address = s.address(memory);
    Term first = s.cpu.load(access, address);
    Term second = s.cpu.load(access, address.add(bytes));
    s.update(memory);
    s.out(0, first);
    s.out(1, second);
  }

  private void storeTwo(Step s) throws UnknownInstruction {
    Memory memory = s.memory(2);
    Access access = new Access(bytes, Order.PLAIN, s.kind(memory));
    Term address = s.address(memory);
    Term first = s.in(0);
    Term second = s.in(1);
    s.cpu.store(access, address, first);
    s.cpu.store(access, address.add(bytes), second);
    s.update(memory);
  }

  private void loadExclusive(Step s, Order order) throws UnknownInstruction {
    Memory memory = s.memory(s.count() - 1);
    Term value = s.cpu.load(new Access(bytes, order, Kind.EXCLUSIVE), s.address(memory));
    s.out(0, bytes == 8 ? value.truncate(32) : value.zext(32));
    if (bytes == 8) {
      s.out(1, value.extract(63, 32));
    }
  }

  /** Stores if the status is 0; nothing in the program determines the status. */
  private void storeExclusive(Step s, Order order) throws UnknownInstruction {
    Term value = bytes == 8 ? s.in(2).concat(s.in(1)) : s.in(1).truncate(8 * bytes);
    Term address = s.address(s.memory(s.count() - 1));
    Access access = new Access(bytes, order, Kind.EXCLUSIVE);
    Term old = s.cpu.load(access, address);
    Term status = s.cpu.arbitrary("exclusive status", 1);
    s.cpu.store(access, address, status.ite(old, value));
    s.out(0, status.zext(32));
  }

  private void swap(Step s) throws UnknownInstruction {
    Term value = s.in(1).truncate(8 * bytes);
    Term address = s.address(s.memory(2));
    Term old = s.cpu.load(Access.atomic(bytes, Order.PLAIN), address);
    s.cpu.store(Access.atomic(bytes, Order.PLAIN), address, value);
    s.out(0, old.zext(32));
  }
}
