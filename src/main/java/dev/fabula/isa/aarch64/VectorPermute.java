package dev.fabula.isa.aarch64;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** Rearrangements of lanes (Arm ARM, C3.6.9, C3.6.10). */
enum VectorPermute implements Family {
  ZIP1,
  ZIP2,
  UZP1,
  UZP2,
  TRN1,
  TRN2,
  EXT,
  REV16,
  REV32,
  REV64,
  TBL,
  TBX;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    Vectors v = s.vectors;
    switch (this) {
      case ZIP1 -> zip(v, 0);
      case ZIP2 -> zip(v, v.width(0) / v.laneBits(0) / 2);
      case UZP1 -> unzip(v, 0);
      case UZP2 -> unzip(v, 1);
      case TRN1 -> transpose(v, 0);
      case TRN2 -> transpose(v, 1);
      case EXT -> {
        int low = 8 * (int) s.immediate(3);
        v.out(0, v.in(2).concat(v.in(1)).extract(low + v.width(0) - 1, low));
      }
      case REV16 -> v.out(0, Lanewise.reversed(v.in(1), 16, v.laneBits(0)));
      case REV32 -> v.out(0, Lanewise.reversed(v.in(1), 32, v.laneBits(0)));
      case REV64 -> v.out(0, Lanewise.reversed(v.in(1), 64, v.laneBits(0)));
      case TBL -> lookUp(s, s.constant(0, v.width(0)));
      case TBX -> lookUp(s, v.in(0));
    }
  }

  private static void zip(Vectors v, int first) throws UnknownInstruction {
    List<Term> left = Lanewise.split(v.in(1), v.laneBits(0));
    List<Term> right = Lanewise.split(v.in(2), v.laneBits(0));
    List<Term> result = new ArrayList<>();
    for (int i = first; i < first + left.size() / 2; i++) {
      result.add(left.get(i));
      result.add(right.get(i));
    }
    v.out(0, Lanewise.join(result));
  }

  private static void unzip(Vectors v, int first) throws UnknownInstruction {
    List<Term> all = Lanewise.split(v.in(2).concat(v.in(1)), v.laneBits(0));
    List<Term> result = new ArrayList<>();
    for (int i = first; i < all.size(); i += 2) {
      result.add(all.get(i));
    }
    v.out(0, Lanewise.join(result));
  }

  private static void transpose(Vectors v, int first) throws UnknownInstruction {
    List<Term> left = Lanewise.split(v.in(1), v.laneBits(0));
    List<Term> right = Lanewise.split(v.in(2), v.laneBits(0));
    List<Term> result = new ArrayList<>();
    for (int i = first; i < left.size(); i += 2) {
      result.add(left.get(i));
      result.add(right.get(i));
    }
    v.out(0, Lanewise.join(result));
  }

  /** Bytes of a table by index; an index beyond the table leaves what the other vector has. */
  private static void lookUp(Step s, Term otherwise) throws UnknownInstruction {
    Term table = table(s);
    List<Term> indexes = Lanewise.split(s.vectors.in(2), 8);
    List<Term> kept = Lanewise.split(otherwise, 8);
    List<Term> result = new ArrayList<>();
    for (int i = 0; i < indexes.size(); i++) {
      Term index = indexes.get(i);
      Term shift = index.zext(table.width()).shl(s.constant(3, table.width()));
      Term inside = index.ult(s.constant(table.width() / 8, 8));
      result.add(inside.ite(table.lshr(shift).truncate(8), kept.get(i)));
    }
    s.vectors.out(0, Lanewise.join(result));
  }

  private static Term table(Step s) throws UnknownInstruction {
    if (!(s.operand(1) instanceof Operand.RegisterList(List<Operand> registers))) {
      throw s.form();
    }
    List<Term> rows = new ArrayList<>();
    for (Operand register : registers) {
      rows.add(s.vectors.value(register));
    }
    return Lanewise.join(rows);
  }
}
