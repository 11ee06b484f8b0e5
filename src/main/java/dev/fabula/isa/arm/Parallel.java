package dev.fabula.isa.arm;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.Locale;

/**
 * Sums and differences of the bytes or halfwords of two registers (Arm ARM, F1.4.4): plain ones
 * tell in GE how they came out, others saturate or are halved.
 */
enum Parallel implements Family {
  SADD8,
  SADD16,
  SSUB8,
  SSUB16,
  SASX,
  SSAX,
  UADD8,
  UADD16,
  USUB8,
  USUB16,
  UASX,
  USAX,
  QADD8,
  QADD16,
  QSUB8,
  QSUB16,
  QASX,
  QSAX,
  UQADD8,
  UQADD16,
  UQSUB8,
  UQSUB16,
  UQASX,
  UQSAX,
  SHADD8,
  SHADD16,
  SHSUB8,
  SHSUB16,
  SHASX,
  SHSAX,
  UHADD8,
  UHADD16,
  UHSUB8,
  UHSUB16,
  UHASX,
  UHSAX;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    String name = name().toLowerCase(Locale.ROOT);
    String operation = name.replaceFirst("^(uq|sh|uh|[suq])(?=add|sub|asx|sax)", "");
    String kind = name.substring(0, name.length() - operation.length());
    int bits = operation.endsWith("8") ? 8 : 16;
    Term a = s.in(1);
    Term b = s.in(2);
    Term result = s.terms.zero(32);
    Term flags = s.terms.zero(4);
    for (int lane = 0; lane < 32 / bits; lane++) {
      Term exact = exact(kind, operation, a, b, lane, bits);
      Term flag = flag(kind, adds(operation, lane), exact, bits);
      result = result.or(placed(outcome(kind, exact, bits), 32, bits * lane));
      flags = flags.or(placed(flag.sext(bits / 8), 4, bits / 8 * lane));
    }
    s.out(0, result);
    if (kind.equals("s") || kind.equals("u")) {
      s.flag("ge", flags);
    }
  }

  private static Term placed(Term part, int width, int low) {
    return part.zext(width).shl(part.bank().constant(low, width));
  }

  /** ASX subtracts below and adds above, SAX the other way round. */
  private static boolean adds(String operation, int lane) {
    return switch (operation) {
      case "asx" -> lane == 1;
      case "sax" -> lane == 0;
      default -> operation.startsWith("add");
    };
  }

  private static Term exact(String kind, String operation, Term a, Term b, int lane, int bits) {
    int other = operation.endsWith("x") ? 1 - lane : lane;
    boolean unsigned = kind.startsWith("u");
    Term x = part(a, lane, bits, unsigned);
    Term y = part(b, other, bits, unsigned);
    return adds(operation, lane) ? x.add(y) : x.sub(y);
  }

  private static Term part(Term value, int lane, int bits, boolean unsigned) {
    Term part = value.extract(bits * lane + bits - 1, bits * lane);
    return unsigned ? part.zext(bits + 2) : part.sext(bits + 2);
  }

  private static Term outcome(String kind, Term exact, int bits) {
    return switch (kind) {
      case "q" -> Saturating.signed(exact, bits);
      case "uq" -> Saturating.unsigned(exact, bits);
      case "sh", "uh" -> exact.extract(bits, 1);
      default -> exact.truncate(bits);
    };
  }

  /** Not negative; of unsigned sums, whether there is a carry. */
  private static Term flag(String kind, boolean adds, Term exact, int bits) {
    return kind.equals("u") && adds ? exact.bit(bits) : exact.sign().not();
  }
}
