package dev.fabula.isa.aarch64;

import dev.fabula.isa.Access;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Loads and stores of one to four vector registers as rows of structures (Arm ARM, C3.2.10). */
enum VectorMemory implements Family {
  LD1(1),
  LD2(2),
  LD3(3),
  LD4(4),
  ST1(1),
  ST2(2),
  ST3(3),
  ST4(4),
  LD1R(1),
  LD2R(2),
  LD3R(3),
  LD4R(4);

  private final int members;

  VectorMemory(int members) {
    this.members = members;
  }

  @Override
  public void execute(Step s) throws UnknownInstruction {
    List<Operand> registers = registers(s);
    Place place = Place.of(s, 1);
    switch (this) {
      case LD1, LD2, LD3, LD4 -> load(s, registers, place);
      case ST1, ST2, ST3, ST4 -> store(s, registers, place);
      case LD1R, LD2R, LD3R, LD4R -> replicate(s, registers, place);
    }
    place.update();
  }

  private static List<Operand> registers(Step s) throws UnknownInstruction {
    if (s.operand(0) instanceof Operand.RegisterList(List<Operand> registers)
        && !registers.isEmpty()) {
      return registers;
    }
    throw s.form();
  }

  private void load(Step s, List<Operand> registers, Place place) throws UnknownInstruction {
    List<Term> values = new ArrayList<>();
    int bits = 0;
    for (Operand register : registers) {
      bits += s.vectors.width(register);
    }
    Term all = s.cpu.load(place.access(bits / 8), place.address);
    List<Term> lanes = Lanewise.split(all, s.vectors.laneBits(registers.getFirst()));
    int each = lanes.size() / registers.size();
    for (int r = 0; r < registers.size(); r++) {
      List<Term> own = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        own.add(lanes.get(members == 1 ? r * each + i : i * members + r));
      }
      values.add(Lanewise.join(own));
    }
    for (int r = 0; r < registers.size(); r++) {
      s.vectors.put(registers.get(r), values.get(r));
    }
  }

  private void store(Step s, List<Operand> registers, Place place) throws UnknownInstruction {
    List<List<Term>> rows = new ArrayList<>();
    int bits = s.vectors.laneBits(registers.getFirst());
    for (Operand register : registers) {
      rows.add(Lanewise.split(s.vectors.value(register), bits));
    }
    List<Term> lanes = new ArrayList<>();
    if (members == 1) {
      rows.forEach(lanes::addAll);
    } else {
      for (int i = 0; i < rows.getFirst().size(); i++) {
        for (List<Term> row : rows) {
          lanes.add(row.get(i));
        }
      }
    }
    Term all = Lanewise.join(lanes);
    s.cpu.store(place.access(all.width() / 8), place.address, all);
  }

  private static void replicate(Step s, List<Operand> registers, Place place)
      throws UnknownInstruction {
    int bits = s.vectors.laneBits(registers.getFirst());
    Access access = place.access(registers.size() * bits / 8);
    List<Term> lanes = Lanewise.split(s.cpu.load(access, place.address), bits);
    for (int r = 0; r < registers.size(); r++) {
      int count = s.vectors.width(registers.get(r)) / bits;
      s.vectors.put(registers.get(r), Lanewise.join(Collections.nCopies(count, lanes.get(r))));
    }
  }
}
