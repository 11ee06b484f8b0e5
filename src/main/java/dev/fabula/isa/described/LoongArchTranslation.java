package dev.fabula.isa.described;

import dev.fabula.asm.Facts;
import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Binary translation on LoongArch: flags of other architectures, and a stack of float registers.
 * The Reference Manual (volume 1, version 1.10) only names this extension; its state is what Linux
 * keeps for a thread ({@code struct loongarch_lbt} and {@code ftop} of its processor context), the
 * registers are those of LLVM's description.
 */
final class LoongArchTranslation {

  /** The flags of x86 or Arm. */
  static final String FLAGS = "eflags";

  /** Which float register is the top of the stack. */
  static final String TOP = "ftop";

  private final Step s;
  private final String name;

  private LoongArchTranslation(Step step) {
    this.s = step;
    this.name = step.mnemonic();
  }

  /** Applies the footprint of one of its instructions; false if the instruction is none. */
  static boolean execute(Step step) throws UnknownInstruction {
    if (!step.mnemonic().matches("(set)?(x86|arm).*")) {
      return false;
    }
    LoongArchTranslation translation = new LoongArchTranslation(step);
    if (!translation.stack()) {
      translation.flags();
    }
    return true;
  }

  private boolean stack() throws UnknownInstruction {
    switch (name) {
      case "x86mftop" -> s.cpu.write(s.view(0), s.get(TOP).zext(s.width()));
      case "x86mttop" -> s.set(TOP, s.number(0, 3));
      case "x86inctop" -> s.set(TOP, s.get(TOP).add(1));
      case "x86dectop" -> s.set(TOP, s.get(TOP).sub(1));
      // Compiled code runs in no other mode.
      case "x86clrtm" -> s.happen(new Event.SystemChange("translation mode"));
      case "x86settm" -> throw s.unknown("float registers are others afterwards");
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A conditional move, too, leaves a function of the old value of its target. */
  private void flags() throws UnknownInstruction {
    List<Term> arguments = new ArrayList<>(List.of(s.get(FLAGS)));
    List<Facts.Operand> operands = s.facts.operands();
    for (int n = 0; n < operands.size(); n++) {
      boolean read = !operands.get(n).defined() || name.matches("armmove|x86settag");
      if (operands.get(n).immediate().isPresent()) {
        arguments.add(s.number(n, 16));
      } else if (read) {
        arguments.add(s.read(n));
      }
    }
    if (name.equals("x86settag")) {
      s.happen(new Event.Unmodelled(name));
    }
    if (operands.getFirst().defined()) {
      s.cpu.write(s.view(0), s.function("result", s.view(0).width(), arguments));
    } else {
      s.set(FLAGS, s.function("flags", s.registers.location(FLAGS).width(), arguments));
    }
  }
}
