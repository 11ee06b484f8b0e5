package dev.fabula.isa.described;

import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Branches and calls of PowerPC, by LLVM's opcodes (Power ISA 3.1B, book I, 2.4 and 2.5). */
final class PowerPcBranch {

  /** Those with the field BO, those that count, and those by a field; hints at the end. */
  private static final Pattern CONDITIONAL =
      Pattern.compile("(gBC|BDNZ|BDZ|BCC|BCn|BC)(CTR|LR|)(L?)(A?)(at|[pm]|)8?");

  /** Values of BO for branches that count: until the counter is zero, or if it is. */
  private static final int UNLESS_ZERO = 16;

  private static final int IF_ZERO = 18;
  private static final int IF_SET = 12;
  private static final int IF_CLEAR = 4;

  private final Step s;
  private final int width;

  private PowerPcBranch(Step step, int width) {
    this.s = step;
    this.width = width;
  }

  /** Carries out a branch; false if the instruction is none. */
  static boolean execute(Step step, int width) throws UnknownInstruction {
    PowerPcBranch branch = new PowerPcBranch(step, width);
    return branch.unconditional() || branch.conditional();
  }

  private boolean unconditional() throws UnknownInstruction {
    switch (s.facts.opcode().replaceAll("(8|8_NOP|_NOP)$", "")) {
      case "B" -> s.cpu.jump(s.target());
      case "BA" -> jump(true);
      case "BL" -> {
        link();
        s.cpu.call(s.target());
      }
      case "BLA" -> {
        link();
        call(true);
      }
      case "BLR" -> s.cpu.returnTo(s.get("lr"));
      case "BLRL" -> callTo("lr");
      case "BCTR" -> s.cpu.jumpTo(s.get("ctr"));
      case "BCTRL" -> callTo("ctr");
      case "TRAP" -> s.cpu.stop(s.mnemonic());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void link() {
    s.set("lr", s.cpu.nextAddress());
  }

  private void callTo(String register) {
    Term target = s.get(register);
    link();
    s.cpu.callTo(target);
  }

  private void jump(boolean absolute) throws UnknownInstruction {
    if (absolute && isNumber()) {
      s.cpu.jumpTo(address());
    } else {
      s.cpu.jump(s.target());
    }
  }

  private void call(boolean absolute) throws UnknownInstruction {
    if (absolute && isNumber()) {
      s.cpu.callTo(address());
    } else {
      s.cpu.call(s.target());
    }
  }

  private boolean isNumber() throws UnknownInstruction {
    Operand.Target target = s.target();
    return target.address().symbol().isEmpty();
  }

  /** An absolute target is a number of words. */
  private Term address() throws UnknownInstruction {
    return s.terms.constant(4 * s.immediate(s.facts.operands().size() - 1), width);
  }

  private boolean conditional() throws UnknownInstruction {
    Matcher name = CONDITIONAL.matcher(s.facts.opcode());
    if (!name.matches()) {
      return false;
    }
    int options = options(name.group(1));
    String by = name.group(2);
    if (by.equals("CTR") && (options & 4) == 0) {
      throw s.unknown("a branch to the counter cannot count");
    }
    Term target = by.isEmpty() ? s.terms.zero(width) : s.get(by.toLowerCase(Locale.ROOT));
    Term taken = taken(options, name.group(1));
    boolean links = !name.group(3).isEmpty();
    if (links) {
      link();
    }
    if (!by.isEmpty()) {
      leave(by, links, target);
      s.cpu.onlyIf(taken);
    } else {
      branch(taken, links, !name.group(4).isEmpty());
    }
    return true;
  }

  private void leave(String by, boolean links, Term target) {
    if (links) {
      s.cpu.callTo(target);
    } else if (by.equals("LR")) {
      s.cpu.returnTo(target);
    } else {
      s.cpu.jumpTo(target);
    }
  }

  private void branch(Term taken, boolean links, boolean absolute) throws UnknownInstruction {
    if (links) {
      call(absolute);
      s.cpu.onlyIf(taken);
    } else if (absolute && isNumber()) {
      jump(true);
      s.cpu.onlyIf(taken);
    } else {
      s.cpu.branch(taken, s.target());
    }
  }

  private int options(String stem) throws UnknownInstruction {
    return switch (stem) {
      case "gBC" -> (int) s.immediate(0);
      case "BCC" -> (int) s.immediate(0) & 31;
      case "BCn" -> IF_CLEAR;
      case "BC" -> IF_SET;
      case "BDZ" -> IF_ZERO;
      default -> UNLESS_ZERO;
    };
  }

  /** The bit of the condition register that decides. */
  private Term bit(String stem) throws UnknownInstruction {
    return switch (stem) {
      case "gBC" -> s.read(s.facts.opcode().endsWith("at") ? 2 : 1);
      case "BCC" -> fieldBit();
      case "BCn", "BC" -> s.read(0);
      default -> s.terms.trueTerm();
    };
  }

  /** The bit of a condition field that LLVM's predicate tests. */
  private Term fieldBit() throws UnknownInstruction {
    int fromTop = (int) s.immediate(0) >> 5 & 3;
    return s.read(1).bit(3 - fromTop);
  }

  /** By the bits of BO (book I, 2.4): which value of a condition, which of the counter. */
  private Term taken(int options, String stem) throws UnknownInstruction {
    Term taken = s.terms.trueTerm();
    if ((options & 4) == 0) {
      Term left = s.get("ctr").sub(1);
      s.set("ctr", left);
      Term zero = left.eq(s.terms.zero(width));
      taken = (options & 2) != 0 ? zero : zero.not();
    }
    if ((options & 16) == 0) {
      Term bit = bit(stem);
      taken = taken.and((options & 8) != 0 ? bit : bit.not());
    }
    return taken;
  }
}
