package dev.fabula.isa.riscv;

import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.term.Term;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many vector registers stand behind one that an instruction names (unprivileged ISA, 30.3.4
 * and 30.5.2). LLVM's description has the first of a group only; what befalls the others is not
 * followed.
 */
final class VectorGroups {

  private static final Pattern ELEMENTS = Pattern.compile("v.*?(?:e|ei)(8|16|32|64)(?:ff)?\\.v.*");
  private static final Pattern SEGMENTS = Pattern.compile("v[ls].*seg.*");
  private static final Pattern SEVERAL = Pattern.compile("v(?:l[248]r.*|s[248]r\\.v|mv[248]r\\.v)");
  private static final Pattern SINGLE = Pattern.compile("v(?:l1r.*|s1r\\.v|mv1r\\.v)");
  private static final Pattern DOUBLE = Pattern.compile("v(?:w|fw|n|fn)[a-z].*");

  private VectorGroups() {}

  /** Whether some vector register that an instruction names may stand for several. */
  static boolean areMeant(Step s) {
    String name = s.instruction.mnemonic();
    if (s.instruction.operands().stream().noneMatch(VectorGroups::isVector)
        || SINGLE.matcher(name).matches()) {
      return false;
    }
    Term type = s.cpu.get(s.registers.location("vtype"));
    boolean known = type.isConstant() && type.longValue() >= 0;
    if (!known || SEGMENTS.matcher(name).matches() || SEVERAL.matcher(name).matches()) {
      return true;
    }
    int eighths = eighths((int) type.longValue());
    int element = 8 << (type.longValue() >> 3 & 7);
    Matcher elements = ELEMENTS.matcher(name);
    int wide = elements.matches() ? eighths * Integer.parseInt(elements.group(1)) / element : 0;
    int twice = DOUBLE.matcher(name).matches() ? 2 * eighths : eighths;
    return Math.max(wide, twice) > 8;
  }

  /** How many registers are in a group, in eighths. */
  private static int eighths(int type) {
    int code = type & 7;
    return code < 4 ? 8 << code : 8 >> (8 - code);
  }

  private static boolean isVector(Operand operand) {
    return operand instanceof Operand.Register r
        && r.view().location().kind() == Location.Kind.VECTOR
        && r.view().name().startsWith("v");
  }
}
