package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.isa.Access;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;

/** Moves, simple arithmetic and whole words of memory on PowerPC. */
final class PowerPcValues {

  private final Step s;
  private final int width;

  private PowerPcValues(Step step, int width) {
    this.s = step;
    this.width = width;
  }

  /** Carries out an instruction of which the values are exact; false if it is none. */
  static boolean execute(Step step, int width) throws UnknownInstruction {
    PowerPcValues values = new PowerPcValues(step, width);
    boolean memory =
        step.facts.is(Facts.Property.MAY_LOAD) || step.facts.is(Facts.Property.MAY_STORE);
    return values.special()
        || (memory ? width == 64 && values.memory() : values.registers() || values.comparison());
  }

  /** Moves to the condition register, and words of many registers. */
  private boolean special() throws UnknownInstruction {
    switch (s.facts.opcode().replaceAll("8$", "")) {
      case "MTCRF", "MTOCRF" -> toCondition();
      case "LMW" -> multiple(false);
      case "STMW" -> multiple(true);
      case "LSWI" -> string(false);
      case "STSWI" -> string(true);
      case "LQ", "STQ", "LQARX", "LQARXL", "STQCX" -> {
        return quadwords();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** They are of 64-bit processors. */
  private boolean quadwords() throws UnknownInstruction {
    if (width == 32) {
      throw UnknownInstruction.misread(s.instruction.toString());
    }
    return memory();
  }

  /** All registers from the first one on, the low word of each (book I, 3.3.6). */
  private void multiple(boolean stores) throws UnknownInstruction {
    Term address = s.address(s.place());
    for (int number = number(s.view(0)); number < 32; number++) {
      var register = s.registers.location("r" + number);
      if (stores) {
        s.cpu.store(s.access(32), address, s.cpu.get(register).truncate(32));
      } else {
        s.cpu.set(register, s.cpu.load(s.access(32), address).zext(width));
      }
      address = address.add(4);
    }
  }

  /** Bytes go from the left to the right of each register's low word (book I, 3.3.7). */
  private void string(boolean stores) throws UnknownInstruction {
    int bytes = s.immediate(2) == 0 ? 32 : (int) s.immediate(2);
    int number = number(s.view(0));
    RegisterView base = s.view(1);
    Term address =
        base.location().name().equals("r0")
            ? s.terms.zero(width)
            : s.cpu.read(base).truncate(width);
    for (int first = 0; first < bytes; first += 4, number = number + 1 & 31) {
      int count = Math.min(4, bytes - first);
      var register = s.registers.location("r" + number);
      if (stores) {
        scatter(s.cpu.get(register), address.add(first), count);
      } else {
        s.cpu.set(register, gather(address.add(first), count).zext(width));
      }
    }
  }

  private void scatter(Term value, Term address, int count) {
    for (int n = 0; n < count; n++) {
      s.cpu.store(Access.data(1), address.add(n), value.extract(31 - 8 * n, 24 - 8 * n));
    }
  }

  private Term gather(Term address, int count) {
    Term word = s.cpu.load(Access.data(1), address);
    for (int n = 1; n < 4; n++) {
      Term next = n < count ? s.cpu.load(Access.data(1), address.add(n)) : s.terms.zero(8);
      word = word.concat(next);
    }
    return word;
  }

  private static int number(RegisterView view) {
    return Integer.parseInt(view.location().name().substring(1));
  }

  private boolean registers() throws UnknownInstruction {
    switch (s.mnemonic()) {
      case "mr" -> out(s.read(1));
      case "li" -> out(s.terms.constant((short) s.immediate(1), width));
      case "mflr" -> out(s.get("lr"));
      case "mtlr" -> s.set("lr", s.read(0));
      case "mfctr" -> out(s.get("ctr"));
      case "mtctr" -> s.set("ctr", s.read(0));
      case "add" -> out(s.read(1).add(s.read(2)));
      case "subf" -> out(s.read(2).sub(s.read(1)));
      case "neg" -> out(s.read(1).neg());
      case "and" -> out(s.read(1).and(s.read(2)));
      case "or" -> out(s.read(1).or(s.read(2)));
      case "xor" -> out(s.read(1).xor(s.read(2)));
      case "andc" -> out(s.read(1).and(s.read(2).not()));
      case "nand" -> out(s.read(1).and(s.read(2)).not());
      case "slw" -> out(word(s.read(1)).shl(count(6, 64)).truncate(32).zext(width));
      case "srw" -> out(word(s.read(1)).lshr(count(6, 64)).truncate(32).zext(width));
      case "addi" -> {
        if (s.facts.operands().get(2).immediate().isEmpty()) {
          return false;
        }
        out(s.read(1).add(s.terms.constant((short) s.immediate(2), width)));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean comparison() throws UnknownInstruction {
    int bits = s.mnemonic().matches("cmpl?di?") ? 64 : 32;
    boolean known = s.mnemonic().matches("cmpl?[wd]i?") && bits <= width;
    if (known) {
      compare(bits, !s.mnemonic().startsWith("cmpl"));
    }
    return known;
  }

  /** Less, greater, equal, and the overflow that XER remembers (book I, 3.3.10). */
  private void compare(int bits, boolean signed) throws UnknownInstruction {
    Term one = s.read(1).truncate(bits);
    Term other =
        s.mnemonic().endsWith("i")
            ? s.terms.constant(s.immediate(2) & (signed ? -1 : 0xffff), bits)
            : s.read(2).truncate(bits);
    Term less = signed ? one.slt(other) : one.ult(other);
    Term greater = signed ? other.slt(one) : other.ult(one);
    s.cpu.write(s.view(0), less.concat(greater).concat(one.eq(other)).concat(overflow()));
  }

  private Term overflow() {
    return s.get("xer").bit(31);
  }

  private static Term word(Term value) {
    return value.truncate(32).zext(64);
  }

  /** The low bits of the second source as a number. */
  private Term count(int bits, int to) throws UnknownInstruction {
    return s.read(2).truncate(bits).zext(to);
  }

  private void out(Term value) throws UnknownInstruction {
    s.cpu.write(s.view(0), value);
  }

  private boolean memory() throws UnknownInstruction {
    switch (s.mnemonic()) {
      case "ld", "lwz", "lhz", "lbz", "ldarx", "lwarx", "lharx", "lbarx" ->
          out(s.load().zext(width));
      case "lfd" -> out(s.load());
      case "std", "stw", "sth", "stb", "stfd" -> s.store(s.read(0));
      case "stdcx.", "stwcx.", "sthcx.", "stbcx." -> condition(s.storeConditionally(s.read(0)));
      case "lq", "lqarx" -> {
        Term value = s.load();
        out(value.extract(127, 64));
        s.cpu.write(second(), value.truncate(64));
      }
      case "stq" -> s.store(pair());
      case "stqcx." -> condition(s.storeConditionally(pair()));
      case "stdu" -> {
        Term address = s.address(s.place());
        s.cpu.store(s.access(64), address, s.read(1));
        out(address);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The register behind the first of a pair, which LLVM does not name. */
  private RegisterView second() throws UnknownInstruction {
    int number = number(s.view(0));
    if (number % 2 != 0) {
      throw UnknownInstruction.misread(s.instruction.toString());
    }
    return RegisterView.whole(s.registers.location("r" + (number + 1)));
  }

  /** The even register holds the upper half, in either order of bytes. */
  private Term pair() throws UnknownInstruction {
    return s.read(0).concat(s.cpu.read(second()));
  }

  /** A conditional store tells in CR0 whether it was done. */
  private void condition(Term done) {
    Term field = s.terms.zero(2).concat(done).concat(overflow());
    s.set("cr0", field);
  }

  private void toCondition() throws UnknownInstruction {
    int mask = 0;
    int source = 0;
    for (int n = 0; n < s.facts.operands().size(); n++) {
      Facts.Operand operand = s.facts.operands().get(n);
      if (operand.immediate().isPresent()) {
        mask |= operand.immediate().get().intValue();
      } else if (s.view(n).location().kind() == Location.Kind.CONDITION) {
        mask |= 1 << 7 - PowerPc.field(s.view(n));
      } else {
        source = n;
      }
    }
    Term value = s.read(source);
    for (int field = 0; field < 8; field++) {
      if ((mask >> 7 - field & 1) != 0) {
        s.set("cr" + field, value.extract(31 - 4 * field, 28 - 4 * field));
      }
    }
  }
}
