package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Access.Order;
import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Loads and stores of general registers and of whole vector registers (Arm ARM, C3.2). */
enum LoadStore implements Family {
  LDR(0),
  LDUR(0),
  LDTR(0),
  LDRB(1),
  LDURB(1),
  LDTRB(1),
  LDRH(2),
  LDURH(2),
  LDTRH(2),
  LDRSB(1),
  LDURSB(1),
  LDTRSB(1),
  LDRSH(2),
  LDURSH(2),
  LDTRSH(2),
  LDRSW(4),
  LDURSW(4),
  LDTRSW(4),
  STR(0),
  STUR(0),
  STTR(0),
  STRB(1),
  STURB(1),
  STTRB(1),
  STRH(2),
  STURH(2),
  STTRH(2),
  LDP(0),
  LDNP(0),
  LDPSW(4),
  STP(0),
  STNP(0),
  LDIAPP(0),
  STILP(0),
  LDAR(0),
  LDARB(1),
  LDARH(2),
  LDAPR(0),
  LDAPRB(1),
  LDAPRH(2),
  LDAPUR(0),
  LDAPURB(1),
  LDAPURH(2),
  LDAPURSB(1),
  LDAPURSH(2),
  LDAPURSW(4),
  LDLAR(0),
  LDLARB(1),
  LDLARH(2),
  STLR(0),
  STLRB(1),
  STLRH(2),
  STLUR(0),
  STLURB(1),
  STLURH(2),
  STLLR(0),
  STLLRB(1),
  STLLRH(2),
  LDRAA(8),
  LDRAB(8),
  PRFM(0),
  PRFUM(0),
  RPRFM(0);

  /** Size of the access; 0 where it is the register's. */
  private final int bytes;

  LoadStore(int bytes) {
    this.bytes = bytes;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case LDR, LDUR, LDTR, LDRB, LDURB, LDTRB, LDRH, LDURH, LDTRH -> load(s, Order.PLAIN, false);
      case LDRSB, LDURSB, LDTRSB, LDRSH, LDURSH, LDTRSH, LDRSW, LDURSW, LDTRSW ->
          load(s, Order.PLAIN, true);
      case LDAR, LDARB, LDARH, LDLAR, LDLARB, LDLARH -> load(s, Order.ACQUIRE, false);
      case LDAPR, LDAPRB, LDAPRH, LDAPUR, LDAPURB, LDAPURH -> load(s, Order.ACQUIRE, false);
      case LDAPURSB, LDAPURSH, LDAPURSW -> load(s, Order.ACQUIRE, true);
      case STR, STUR, STTR, STRB, STURB, STTRB, STRH, STURH, STTRH -> store(s, Order.PLAIN);
      case STLR, STLRB, STLRH, STLUR, STLURB, STLURH, STLLR, STLLRB, STLLRH ->
          store(s, Order.RELEASE);
      case LDP, LDPSW -> loadPair(s, Order.PLAIN);
      case LDNP -> loadPair(s, Order.NON_TEMPORAL);
      case LDIAPP -> loadPair(s, Order.ACQUIRE);
      case STP -> storePair(s, Order.PLAIN);
      case STILP -> storePair(s, Order.RELEASE);
      case STNP -> storePair(s, Order.NON_TEMPORAL);
      case LDRAA -> loadAuthenticated(s, "da");
      case LDRAB -> loadAuthenticated(s, "db");
      case PRFM, PRFUM, RPRFM -> s.happen(new Event.Hint(s.instruction.decoded().text(), true));
    }
  }

  private int bytes(Step s) throws UnknownInstruction {
    return bytes == 0 ? s.width() / 8 : bytes;
  }

  private void load(Step s, Order order, boolean signed) throws UnknownInstruction {
    Place place = Place.of(s, 1);
    if (place.memory.globalOffset().isPresent()) {
      s.out(0, s.number(place.memory.globalOffset().get(), 64));
      return;
    }
    Term value = s.cpu.load(new Access(bytes(s), order, place.kind()), place.address);
    place.update();
    s.out(0, signed ? value.sext(s.width()) : value.zext(s.width()));
  }

  /** The base is authenticated before the offset is added. */
  private void loadAuthenticated(Step s, String key) throws UnknownInstruction {
    Place place = Place.of(s, 1);
    Term base = Pointer.authenticated(s, key, place.base(), s.constant(0, 64));
    Term address = base.add(place.address.sub(place.base()));
    Term value = s.cpu.load(Access.data(bytes), address);
    place.update(address);
    s.out(0, value);
  }

  private void store(Step s, Order order) throws UnknownInstruction {
    Place place = Place.of(s, 1);
    int size = bytes(s);
    Term value = s.in(0).truncate(8 * size);
    s.cpu.store(new Access(size, order, place.kind()), place.address, value);
    place.update();
  }

  /** Two accesses: the halves are single-copy atomic each, not together. */
  private void loadPair(Step s, Order order) throws UnknownInstruction {
    Place place = Place.of(s, 2);
    int size = bytes(s);
    if (s.view(0).location() == s.view(1).location()) {
      throw new UnknownInstruction("a pair load into one register twice is unpredictable");
    }
    Access access = new Access(size, order, place.kind());
    Term first = s.cpu.load(access, place.address);
    Term second = s.cpu.load(access, place.address.add(size));
    place.update();
    s.out(0, first.sext(s.width()));
    s.out(1, second.sext(s.width()));
  }

  private void storePair(Step s, Order order) throws UnknownInstruction {
    Place place = Place.of(s, 2);
    int size = bytes(s);
    Access access = new Access(size, order, place.kind());
    s.cpu.store(access, place.address, s.in(0));
    s.cpu.store(access, place.address.add(size), s.in(1));
    place.update();
  }
}
