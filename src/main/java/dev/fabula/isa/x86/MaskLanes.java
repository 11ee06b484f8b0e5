package dev.fabula.isa.x86;

import dev.fabula.isa.Instruction;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many bits of a mask register an instruction reads: one for each lane (SDM volume 1, 15.6.1).
 */
final class MaskLanes {

  private static final Pattern SCALAR = Pattern.compile("v(?!p|broadcast)\\w*s[sdh]");
  private static final Pattern NARROWING = Pattern.compile("vpmov(?:s|us)?([qdw])[dwb]");
  private static final Pattern LANES =
      Pattern.compile("v\\w*?(?:x\\d|p[sdh]|[bwdq]|ds|alignr|dup|broadcasts[sd]|8|16|32|64)");

  private static final Pattern DOT_PRODUCT = Pattern.compile("vpdp\\w+ds?");

  private static final Pattern NUMBER = Pattern.compile("(8|16|32|64)$");

  private MaskLanes() {}

  /** The bits of a mask that are read; of other registers, and where nothing tells, all. */
  static Term read(Instruction instruction, RegisterView view, Term value) {
    if (view.location().kind() != Location.Kind.MASK) {
      return value;
    }
    return lanes(instruction).filter(n -> n < value.width()).map(value::truncate).orElse(value);
  }

  static Optional<Integer> lanes(Instruction instruction) {
    String name = instruction.mnemonic();
    if (SCALAR.matcher(name).matches()) {
      return Optional.of(1);
    }
    Matcher narrowing = NARROWING.matcher(name);
    if (narrowing.matches()) {
      return vectors(instruction)
          .max(Integer::compare)
          .map(w -> w / SseMove.laneBits(narrowing.group(1)));
    }
    boolean regular = LANES.matcher(name).matches() && !name.startsWith("vpbroadcastm");
    return regular
        ? vectors(instruction).findFirst().map(w -> w / laneBits(name))
        : Optional.empty();
  }

  /** Widths of the vector registers among the operands, the destination first. */
  private static Stream<Integer> vectors(Instruction instruction) {
    return instruction.operands().stream()
        .filter(Operand.Register.class::isInstance)
        .map(o -> ((Operand.Register) o).view())
        .filter(v -> v.location().kind() == Location.Kind.VECTOR)
        .map(RegisterView::width);
  }

  /** Width of a lane by the end of the name: a letter, a float format, or a number; at most it. */
  static int laneBits(String name) {
    String stem = name.replaceAll("x\\d+$", "");
    Matcher number = NUMBER.matcher(stem);
    if (number.find()) {
      return Integer.parseInt(number.group(1));
    }
    if (stem.equals("vpalignr")) {
      return 8;
    }
    if (stem.matches("vcvt\\w*2u?dq|vmovs[hl]dup|vpcmpd")) {
      return 32;
    }
    if (stem.startsWith("vpunpck")) {
      return SseMove.laneBits(stem.substring(8, 9));
    }
    if (DOT_PRODUCT.matcher(stem).matches()) {
      return 32;
    }
    if (stem.matches(".*p[hsd]|vbroadcasts[sd]") || SCALAR.matcher(stem).matches()) {
      return switch (stem.charAt(stem.length() - 1)) {
        case 'h' -> 16;
        case 's' -> 32;
        default -> 64;
      };
    }
    return SseMove.laneBits(stem);
  }
}
