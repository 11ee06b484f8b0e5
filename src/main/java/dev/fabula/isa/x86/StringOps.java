package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.isa.Operand;
import dev.fabula.isa.Reach;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/** String instructions, alone or repeated. */
enum StringOps implements Entry {
  MOVS("bwdq"),
  STOS("bwdq"),
  LODS("bwdq"),
  SCAS("bwdq"),
  CMPS("bwdq"),
  INS("bwd"),
  OUTS("bwd");

  /** Up to this many repetitions of a known count are done one by one. */
  private static final int UNROLLED = 16;

  private final String sizes;

  StringOps(String sizes) {
    this.sizes = sizes;
  }

  @Override
  public List<String> mnemonics() {
    String stem = Entry.super.mnemonics().getFirst();
    List<String> all = new ArrayList<>(sizes.length());
    for (int n = 0; n < sizes.length(); n++) {
      all.add(stem + sizes.charAt(n));
    }
    return all;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    if (s.instruction.hasPrefix("rep") || s.instruction.hasPrefix("repne")) {
      repeated(s);
    } else {
      once(s);
    }
  }

  private static Operand.Memory memory(Step s, int n) throws UnknownInstruction {
    if (s.operand(n) instanceof Operand.Memory memory) {
      return memory;
    }
    throw s.unexpected(n);
  }

  private static RegisterView pointer(Step s, int n) throws UnknownInstruction {
    return memory(s, n).base().orElseThrow(() -> s.unexpected(n));
  }

  /** Bytes that one step moves on, negative when the direction flag is set. */
  private static Term stride(Step s, int n, int width) throws UnknownInstruction {
    Term bytes = s.constant(memory(s, n).bits() / 8, width);
    return s.get(s.registers.df).ite(bytes.neg(), bytes);
  }

  private static void advance(Step s, int n, Term steps) throws UnknownInstruction {
    RegisterView pointer = pointer(s, n);
    s.cpu.write(pointer, s.cpu.read(pointer).add(stride(s, n, pointer.width()).mul(steps)));
  }

  private static void advance(Step s, int n) throws UnknownInstruction {
    advance(s, n, s.constant(1, pointer(s, n).width()));
  }

  private void once(Step s) throws UnknownInstruction {
    switch (this) {
      case MOVS, STOS, LODS -> s.write(0, s.read(1));
      case SCAS, CMPS -> s.flags.sub(s.read(0), s.read(1));
      case INS -> {
        s.happen(new Event.PortIo(false), s.read(1));
        s.write(0, s.arbitrary("port input", s.width(0)));
      }
      case OUTS -> {
        s.happen(new Event.PortIo(true), s.read(0), s.read(1));
      }
    }
    for (int n = 0; n < 2; n++) {
      if (s.isMemory(n)) {
        advance(s, n);
        s.forgetAddress(n);
      }
    }
  }

  private boolean compares() {
    return this == SCAS || this == CMPS;
  }

  private RegisterView counter(Step s) throws UnknownInstruction {
    return s.registers.general("cx", pointer(s, s.isMemory(0) ? 0 : 1).width());
  }

  private void repeated(Step s) throws UnknownInstruction {
    RegisterView counter = counter(s);
    Term active = s.terms.trueTerm();
    for (int done = 0; done < UNROLLED; done++) {
      Term count = s.cpu.read(counter);
      if (!count.isConstant() || !count.ule(s.constant(UNROLLED, count.width())).isTrue()) {
        break;
      }
      if (count.isZero()) {
        return;
      }
      once(s);
      s.cpu.write(counter, count.sub(1));
      active = compares() ? goesOn(s) : active;
      if (active.isFalse()) {
        return;
      }
      if (!active.isTrue()) {
        break;
      }
    }
    if (compares()) {
      searchedAll(s, counter, active);
    } else {
      movedAll(s, counter);
    }
  }

  private static Term goesOn(Step s) {
    Term equal = s.get(s.registers.zf);
    return s.instruction.hasPrefix("repne") ? equal.not() : equal;
  }

  /**
   * Repeats to the end: pointers and counter are exact, memory is a function of all that counts.
   */
  private void movedAll(Step s, RegisterView counter) throws UnknownInstruction {
    Term count = s.cpu.read(counter);
    List<Term> arguments = arguments(s, count);
    int main = s.isMemory(0) ? 0 : 1;
    String name = function(s);
    switch (this) {
      case MOVS -> {
        s.cpu.sweep(name, s.address(1), reach(s, 1, count), arguments, true, false);
        s.cpu.sweep(name, s.address(0), reach(s, 0, count), arguments, false, true);
      }
      case INS -> {
        arguments.add(s.arbitrary("port input", 64));
        s.cpu.sweep(name, s.address(0), reach(s, 0, count), arguments, false, true);
      }
      case STOS -> s.cpu.sweep(name, s.address(0), reach(s, 0, count), arguments, false, true);
      case OUTS -> s.cpu.sweep(name, s.address(1), reach(s, 1, count), arguments, true, false);
      default -> lastLoaded(s, count, arguments);
    }
    if (this == INS || this == OUTS) {
      s.happen(new Event.PortIo(this == OUTS));
    }
    advance(s, main, count);
    if (this == MOVS) {
      advance(s, 1, count);
    }
    s.cpu.write(counter, s.terms.zero(count.width()));
  }

  /** How far some steps reach, if they are a known number and go upwards. */
  private static Reach reach(Step s, int n, Term count) throws UnknownInstruction {
    boolean known = count.isConstant() && s.get(s.registers.df).isFalse();
    long bytes = known ? count.longValue() * (memory(s, n).bits() / 8) : Long.MAX_VALUE;
    return bytes > 0 && bytes < Integer.MAX_VALUE ? Reach.of((int) bytes) : Reach.OPEN;
  }

  private void lastLoaded(Step s, Term count, List<Term> arguments) throws UnknownInstruction {
    Term loaded =
        s.cpu.digest(function(s), s.width(0), s.address(1), reach(s, 1, count), arguments);
    Term none = count.eq(s.terms.zero(count.width()));
    s.write(0, none.ite(s.read(0), loaded));
  }

  /**
   * A repeated comparison, where still active, stops where the data says: its results are functions
   * of the memory.
   */
  private void searchedAll(Step s, RegisterView counter, Term active) throws UnknownInstruction {
    Term count = s.cpu.read(counter);
    List<Term> arguments = arguments(s, count);
    Term none = count.eq(s.terms.zero(count.width())).or(active.not());
    int main = s.isMemory(0) ? 0 : 1;
    Term left = s.cpu.digest(function(s) + ".count", count.width(), s.address(main), arguments);
    left = none.ite(count, left);
    for (var flag : s.registers.arithmeticFlags()) {
      Term value = s.cpu.digest(function(s) + "." + flag.name(), 1, s.address(main), arguments);
      s.set(flag, none.ite(s.get(flag), value));
    }
    Term steps = count.sub(left);
    for (int n = main; n < (this == CMPS ? 2 : main + 1); n++) {
      advance(s, n, steps);
    }
    s.cpu.write(counter, left);
  }

  private String function(Step s) throws UnknownInstruction {
    String prefix = s.instruction.hasPrefix("repne") ? "x86.repne." : "x86.rep.";
    int first = s.isMemory(0) ? 0 : 1;
    return prefix + s.instruction.mnemonic() + pointer(s, first).width();
  }

  /** Everything beside the first address and the memory that a repeated instruction depends on. */
  private List<Term> arguments(Step s, Term count) throws UnknownInstruction {
    List<Term> arguments = new ArrayList<>();
    arguments.add(count);
    arguments.add(s.get(s.registers.df));
    for (int n = 0; n < 2; n++) {
      arguments.add(s.isMemory(n) ? s.address(n) : s.read(n));
    }
    return arguments;
  }
}
