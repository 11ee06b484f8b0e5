package dev.fabula.isa.described;

import dev.fabula.asm.Facts.Property;
import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Branches and calls of z/Architecture in the 64-bit addressing mode (Principles of Operation,
 * SA22-7832-13, chapters 5 and 7).
 */
final class SystemZBranch {

  /** Values of the condition code under which a branch with such a suffix is taken: 8 for 0. */
  private static final Map<String, Integer> MASKS =
      Map.ofEntries(
          Map.entry("o", 1),
          Map.entry("h", 2),
          Map.entry("nle", 3),
          Map.entry("l", 4),
          Map.entry("nhe", 5),
          Map.entry("lh", 6),
          Map.entry("ne", 7),
          Map.entry("e", 8),
          Map.entry("nlh", 9),
          Map.entry("he", 10),
          Map.entry("nl", 11),
          Map.entry("le", 12),
          Map.entry("nh", 13),
          Map.entry("no", 14));

  private static final String SUFFIX = "(n?[ohl]|n?[hl]e|n?lh|n?e)";
  private static final Pattern RELATIVE = Pattern.compile("jg?" + SUFFIX);
  private static final Pattern COMPUTED = Pattern.compile("b(i?)" + SUFFIX + "(r?)");
  private static final Pattern COMPARING =
      Pattern.compile("c(l?)(g?)([ri])([jb])(n?[hl]|n?[hl]e|n?lh|n?e|)");
  private static final Pattern COUNTING = Pattern.compile("(b|j|br)ct(g|h|r|gr|)");
  private static final Pattern INDEXED = Pattern.compile("(b|br|j)x(h|le?)g?");

  private final Step s;
  private final String name;

  private SystemZBranch(Step step) {
    this.s = step;
    this.name = step.mnemonic();
  }

  /** Carries out a branch; false if the instruction is none. */
  static boolean execute(Step step) throws UnknownInstruction {
    SystemZBranch branch = new SystemZBranch(step);
    return branch.conditions() || branch.counts() || branch.jumps() || branch.calls();
  }

  private boolean conditions() throws UnknownInstruction {
    Matcher relative = RELATIVE.matcher(name);
    Matcher computed = COMPUTED.matcher(name);
    Matcher comparing = COMPARING.matcher(name);
    if (relative.matches()) {
      s.cpu.branch(byCode(mask(relative.group(1))), s.target());
    } else if (s.facts.is(Property.INDIRECT_BRANCH) && isNowhere()) {
      s.happen(new Event.Fence(name));
    } else if (computed.matches() && s.facts.is(Property.INDIRECT_BRANCH)) {
      leave();
      s.cpu.onlyIf(byCode(mask(computed.group(2))));
    } else if (name.equals("bic")) {
      leave();
      s.cpu.onlyIf(byCode((int) s.immediate(0)));
    } else if (comparing.matches()) {
      compare(comparing);
    } else {
      return false;
    }
    return true;
  }

  private static int mask(String suffix) {
    return MASKS.getOrDefault(suffix, 0);
  }

  /** A branch by register 0 goes nowhere; compilers use it as a barrier. */
  private boolean isNowhere() {
    return s.facts.operands().stream().allMatch(o -> o.register().isEmpty())
        && name.matches("b\\w*r|bcr");
  }

  /** Goes on where a register points, a place in memory says, or an address is. */
  private void leave() throws UnknownInstruction {
    if (name.startsWith("bi")) {
      s.cpu.jumpTo(SystemZ.turned(s.cpu.load(s.access(64), s.address(s.place()))));
      return;
    }
    if (name.endsWith("r")) {
      go(s.read(0), isLink(s.view(0)));
    } else {
      go(s.address(s.place()), isLink(s.place()));
    }
  }

  private void go(Term target, boolean returns) {
    if (returns) {
      s.cpu.returnTo(target);
    } else {
      s.cpu.jumpTo(target);
    }
  }

  private static boolean isLink(RegisterView view) {
    return view.location().name().equals("r14");
  }

  private static boolean isLink(Operand.Memory place) {
    return place.index().isEmpty()
        && place.displacement().addend() == 0
        && place.displacement().symbol().isEmpty()
        && place.base().filter(SystemZBranch::isLink).isPresent();
  }

  private Term byCode(int mask) {
    Term code = s.get("cc");
    Term result = s.terms.falseTerm();
    for (int value = 0; value < 4; value++) {
      if ((8 >> value & mask) != 0) {
        result = result.or(code.eq(s.terms.constant(value, 2)));
      }
    }
    return result;
  }

  private void compare(Matcher names) throws UnknownInstruction {
    String suffix = names.group(5);
    int mask = suffix.isEmpty() ? (int) s.immediate(2) : mask(suffix);
    Term taken = compared(names, mask);
    if (names.group(4).equals("j")) {
      s.cpu.branch(taken, s.target());
    } else {
      go(s.address(s.place()), isLink(s.place()));
      s.cpu.onlyIf(taken);
    }
  }

  /** A mask of 8 stands for equal, 4 for low, 2 for high; the last bit is ignored. */
  private Term compared(Matcher names, int mask) throws UnknownInstruction {
    int width = names.group(2).isEmpty() ? 32 : 64;
    Term a = s.read(0).truncate(width);
    Term b = names.group(3).equals("r") ? s.read(1).truncate(width) : s.number(1, width);
    Term less = names.group(1).isEmpty() ? a.slt(b) : a.ult(b);
    Term equal = a.eq(b);
    return switch (mask & 14) {
      case 0 -> s.terms.falseTerm();
      case 2 -> less.or(equal).not();
      case 4 -> less;
      case 6 -> equal.not();
      case 8 -> equal;
      case 10 -> less.not();
      case 12 -> less.or(equal);
      default -> s.terms.trueTerm();
    };
  }

  private boolean counts() throws UnknownInstruction {
    boolean counting = COUNTING.matcher(name).matches();
    if (!counting && !INDEXED.matcher(name).matches()) {
      return false;
    }
    boolean relative = name.startsWith("br") || name.startsWith("j");
    Term target = relative ? s.terms.zero(64) : destination();
    Term taken = counting ? count() : index();
    if (relative) {
      s.cpu.branch(taken, s.target());
    } else if (!isDecrement()) {
      s.cpu.jumpTo(target);
      s.cpu.onlyIf(taken);
    }
    return true;
  }

  /** Where it goes is known before it counts. */
  private Term destination() throws UnknownInstruction {
    return isDecrement() ? s.terms.zero(64) : name.endsWith("r") ? s.read(2) : s.address(s.place());
  }

  /** With register 0 as the target, BCTR only counts. */
  private boolean isDecrement() {
    int second = s.instruction.decoded().bytes().at(name.equals("bctgr") ? 3 : 1) & 15;
    return name.matches("bctg?r") && second == 0;
  }

  private Term count() throws UnknownInstruction {
    Term left = s.read(0).sub(1);
    s.cpu.write(s.view(0), left);
    return left.eq(s.terms.zero(left.width())).not();
  }

  /** The limit is in the odd register of a pair whose even one is the increment, or in that. */
  private Term index() throws UnknownInstruction {
    RegisterView step = s.view(2);
    int number = SystemZ.number(step);
    Location limit = s.registers.location("r" + (number | 1));
    Term bound = s.cpu.get(limit).truncate(step.width());
    Term sum = s.read(0).add(s.cpu.read(step));
    s.cpu.write(s.view(0), sum);
    Term high = bound.slt(sum);
    return name.contains("xh") ? high : high.not();
  }

  private boolean jumps() throws UnknownInstruction {
    switch (name) {
      case "j", "jg", "jlu" -> s.cpu.jump(s.target());
      case "br", "b", "bi" -> leave();
      case "bsm" -> setMode();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean calls() throws UnknownInstruction {
    switch (name) {
      case "bras", "brasl", "jas", "jasl" -> {
        s.cpu.write(s.view(0), s.cpu.nextAddress());
        s.cpu.call(s.target());
      }
      case "bas", "bal" -> {
        Term target = s.address(s.place());
        s.cpu.write(s.view(0), s.cpu.nextAddress());
        s.cpu.callTo(target);
      }
      case "basr", "balr" -> link(s.cpu.nextAddress());
      case "bassm" -> {
        s.happen(new Event.SystemChange("addressing mode"));
        link(s.cpu.nextAddress().or(s.terms.constant(1, 64)));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** With register 0 as the target, only the link is made. */
  private void link(Term address) throws UnknownInstruction {
    boolean goes = s.facts.operands().get(1).register().isPresent();
    Term target = goes ? s.read(1) : s.terms.zero(64);
    s.cpu.write(s.view(0), address);
    if (goes) {
      s.cpu.callTo(name.equals("bassm") ? even(target) : target);
    }
  }

  private Term even(Term address) {
    return address.and(s.terms.constant(-2, 64));
  }

  /** Bit 63 of a register says that it is an address of the 64-bit mode. */
  private void setMode() throws UnknownInstruction {
    boolean saves = s.instruction.decoded().bytes().at(1) >> 4 != 0;
    boolean goes = s.facts.operands().get(1).register().isPresent();
    Term target = goes ? s.read(1) : s.terms.zero(64);
    if (saves) {
      s.cpu.write(s.view(0), s.read(0).or(s.terms.constant(1, 64)));
    }
    if (goes) {
      s.happen(new Event.SystemChange("addressing mode"));
      go(even(target), isLink(s.view(1)));
    }
  }
}
