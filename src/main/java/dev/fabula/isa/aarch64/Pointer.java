package dev.fabula.isa.aarch64;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Op;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Locale;

/**
 * Pointer authentication (Arm ARM, D8.10). Codes are uninterpreted functions of pointer and
 * modifier; authenticating what was signed with the same key and modifier gives the pointer back.
 */
enum Pointer implements Family {
  PACIA,
  PACIB,
  PACDA,
  PACDB,
  PACIZA,
  PACIZB,
  PACDZA,
  PACDZB,
  PACIASP,
  PACIBSP,
  PACIAZ,
  PACIBZ,
  PACIA1716,
  PACIB1716,
  AUTIA,
  AUTIB,
  AUTDA,
  AUTDB,
  AUTIZA,
  AUTIZB,
  AUTDZA,
  AUTDZB,
  AUTIASP,
  AUTIBSP,
  AUTIAZ,
  AUTIBZ,
  AUTIA1716,
  AUTIB1716,
  XPACI,
  XPACD,
  XPACLRI,
  PACGA;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    switch (this) {
      case PACIA, PACIB, PACDA, PACDB -> s.out(0, signed(s, key(3), s.in(0), s.in(1)));
      case PACIZA, PACIZB, PACDZA, PACDZB -> s.out(0, signed(s, zeroKey(), s.in(0), zero(s)));
      case PACIASP, PACIBSP -> sign(s, "x30", s.register("sp"));
      case PACIAZ, PACIBZ -> sign(s, "x30", zero(s));
      case PACIA1716, PACIB1716 -> sign(s, "x17", s.register("x16"));
      case AUTIA, AUTIB, AUTDA, AUTDB -> s.out(0, authenticated(s, key(3), s.in(0), s.in(1)));
      case AUTIZA, AUTIZB, AUTDZA, AUTDZB ->
          s.out(0, authenticated(s, zeroKey(), s.in(0), zero(s)));
      case AUTIASP, AUTIBSP -> authenticate(s, "x30", s.register("sp"));
      case AUTIAZ, AUTIBZ -> authenticate(s, "x30", zero(s));
      case AUTIA1716, AUTIB1716 -> authenticate(s, "x17", s.register("x16"));
      case XPACI, XPACD -> s.out(0, stripped(s, s.in(0)));
      case XPACLRI -> s.register("x30", stripped(s, s.register("x30")));
      case PACGA -> s.out(0, s.opaque("pacga", 64, List.of(s.in(1), s.in(2))));
    }
  }

  private void sign(Step s, String register, Term modifier) {
    s.register(register, signed(s, key(3), s.register(register), modifier));
  }

  private void authenticate(Step s, String register, Term modifier) {
    s.register(register, authenticated(s, key(3), s.register(register), modifier));
  }

  private static Term zero(Step s) {
    return s.constant(0, 64);
  }

  private String key(int start) {
    return name().substring(start, start + 2).toLowerCase(Locale.ROOT);
  }

  private String zeroKey() {
    return ("" + name().charAt(3) + name().charAt(5)).toLowerCase(Locale.ROOT);
  }

  private static Term signed(Step s, String key, Term pointer, Term modifier) {
    return s.opaque("pac" + key, 64, List.of(pointer, modifier));
  }

  /** The pointer without its code, if the code is right; an arbitrary invalid pointer if not. */
  static Term authenticated(Step s, String key, Term pointer, Term modifier) {
    boolean matches =
        pointer.op() == Op.APPLY
            && pointer.name().startsWith("a64.pac" + key + ".")
            && pointer.argument(1) == modifier;
    return matches ? pointer.argument(0) : s.opaque("aut" + key, 64, List.of(pointer, modifier));
  }

  private static Term stripped(Step s, Term pointer) {
    boolean signed = pointer.op() == Op.APPLY && pointer.name().startsWith("a64.pac");
    return signed ? pointer.argument(0) : s.opaque("xpac", 64, List.of(pointer));
  }
}
