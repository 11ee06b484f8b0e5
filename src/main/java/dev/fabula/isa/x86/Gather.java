package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Lanes from and to places in memory that a vector tells, and lanes moved together and apart by a
 * mask. A lane that the mask leaves out stands for an access too, which changes nothing: of the
 * place without index, or of the lanes that would be next.
 */
enum Gather implements Entry {
  GATHER("gather", "dps dpd qps qpd", "dd dq qd qq"),
  SCATTER("scatter", "dps dpd qps qpd", "dd dq qd qq"),
  COMPRESS("compress", "ps pd", "b w d q"),
  EXPAND("expand", "ps pd", "b w d q");

  private final List<String> mnemonics;

  Gather(String verb, String floats, String integers) {
    List<String> names = new ArrayList<>();
    for (String end : floats.split(" ")) {
      names.add("v" + verb + end);
    }
    for (String end : integers.split(" ")) {
      names.add("vp" + verb + end);
    }
    mnemonics = List.copyOf(names);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = MaskLanes.laneBits(s.instruction.mnemonic());
    switch (this) {
      case GATHER -> gather(s, bits);
      case SCATTER -> scatter(s, bits);
      case COMPRESS -> compress(s, bits);
      case EXPAND -> expand(s, bits);
    }
  }

  private static void gather(Step s, int bits) throws UnknownInstruction {
    Places places = new Places(s, 1, bits);
    Term old = s.read(0);
    Term mask = s.operands() > 2 ? signs(s.read(2), bits) : s.mask(places.count(old.width()));
    int count = places.count(old.width());
    Term result =
        Lanes.of(
            count,
            n -> {
              Term loaded = s.cpu.load(Access.data(bits / 8), places.address(n, mask.bit(n)));
              return mask.bit(n).ite(loaded, Lanes.lane(old, bits, n));
            });
    s.writeAll(0, result.zext(old.width()));
    if (s.operands() > 2) {
      s.writeAll(2, s.terms.zero(s.width(2)));
    } else {
      s.maskRegister().ifPresent(k -> s.set(k, s.terms.zero(k.width())));
    }
  }

  private static Term signs(Term vector, int bits) {
    return Lanes.of(vector.width() / bits, n -> Lanes.lane(vector, bits, n).sign());
  }

  private static void scatter(Step s, int bits) throws UnknownInstruction {
    Places places = new Places(s, 0, bits);
    Term value = s.read(1);
    int count = places.count(value.width());
    Term mask = s.mask(count);
    for (int n = 0; n < count; n++) {
      Access access = Access.data(bits / 8);
      Term address = places.address(n, mask.bit(n));
      Term old = s.cpu.load(access, address);
      s.cpu.store(access, address, mask.bit(n).ite(Lanes.lane(value, bits, n), old));
    }
    s.maskRegister().ifPresent(k -> s.set(k, s.terms.zero(k.width())));
  }

  /** The places that a memory operand with a vector as its index stands for. */
  private static final class Places {
    private final Step s;
    private final Operand.Memory memory;
    private final Term start;
    private final Term indices;
    private final int indexBits;
    private final int bits;
    private final int shift;

    Places(Step s, int n, int bits) throws UnknownInstruction {
      if (!(s.operand(n) instanceof Operand.Memory memory) || memory.index().isEmpty()) {
        throw s.unexpected(n);
      }
      this.s = s;
      this.bits = bits;
      this.memory = memory;
      start = s.offset(memory);
      indices = s.cpu.read(memory.index().get());
      String name = s.instruction.mnemonic();
      indexBits = name.matches(".*(gather|scatter)d.*") ? 32 : 64;
      shift = Integer.numberOfTrailingZeros(memory.scale());
    }

    /** How many lanes a vector of values has, as far as there is an index. */
    int count(int width) {
      return Math.min(width / bits, indices.width() / indexBits);
    }

    /** The address of a lane, that without index for one that is left out. */
    Term address(int n, Term chosen) {
      int width = start.width();
      Term index = Lanes.lane(indices, indexBits, n).sext(64).resizeSigned(width);
      Term distance = index.shl(s.constant(shift, width));
      return s.linear(memory, start.add(chosen.ite(distance, s.terms.zero(width))));
    }
  }

  /** Chosen lanes go to the low end; the rest stays, or becomes zero. */
  private static void compress(Step s, int bits) throws UnknownInstruction {
    Term source = s.read(1);
    Term chosen = chosen(s, source.width(), bits);
    Term old = s.isZeroing() ? s.terms.zero(source.width()) : s.read(0, source.width());
    Term taken = BitGather.extract(s, s.terms.ones(source.width()), chosen);
    s.writeAll(0, BitGather.extract(s, source, chosen).or(old.and(taken.not())));
  }

  /** Lanes from the low end go to the chosen ones. */
  private static void expand(Step s, int bits) throws UnknownInstruction {
    int width = s.width(0);
    Term chosen = chosen(s, width, bits);
    Term old = s.isZeroing() ? s.terms.zero(width) : s.read(0);
    Term placed = BitGather.deposit(s, s.read(1, width), chosen);
    s.writeAll(0, placed.or(old.and(chosen.not())));
  }

  /** All bits of the lanes that the mask lets through. */
  private static Term chosen(Step s, int width, int bits) {
    Term mask = s.mask(width / bits);
    return Lanes.of(width / bits, n -> Lanes.mask(mask.bit(n), bits));
  }
}
