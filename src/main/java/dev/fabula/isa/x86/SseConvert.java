package dev.fabula.isa.x86;

import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.x86.SseFunction.Kind;
import dev.fabula.term.Term;
import java.util.List;

/** Conversions between floats and integers (SDM volume 1, 11.4.1.5; volume 2). */
enum SseConvert implements Entry {
  PACKED(
      "cvtps2pd cvtpd2ps cvtdq2ps cvtdq2pd cvtps2dq cvttps2dq cvtpd2dq cvttpd2dq cvtqq2ps cvtqq2pd"
          + " cvtudq2ps cvtudq2pd cvtuqq2ps cvtuqq2pd cvtps2udq cvttps2udq cvtpd2udq cvttpd2udq"
          + " cvtps2qq cvttps2qq cvtpd2qq cvttpd2qq cvtps2uqq cvttps2uqq cvtpd2uqq cvttpd2uqq"),
  MMX("cvtpi2ps cvtpi2pd cvtps2pi cvttps2pi cvtpd2pi cvttpd2pi"),
  FROM_HALF("cvtph2ps"),
  TO_HALF("cvtps2ph"),
  SCALAR("cvtss2sd cvtsd2ss"),
  FROM_INTEGER("cvtsi2ss cvtsi2sd cvtusi2ss cvtusi2sd"),
  TO_INTEGER("cvtss2si cvttss2si cvtsd2si cvttsd2si cvtss2usi cvttss2usi cvtsd2usi cvttsd2usi"),
  ROUND("roundps roundpd roundss roundsd");

  private final List<String> mnemonics;

  SseConvert(String names) {
    mnemonics = Vectors.both(List.of(names.split(" ")));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int bits = SseLane.bits(s);
    switch (this) {
      case PACKED -> packed(s, bits(source(s)), bits(target(s)));
      case MMX -> s.write(0, mmx(s));
      case FROM_HALF -> packed(s, 16, 32);
      case TO_HALF -> toHalf(s);
      case SCALAR -> {
        Term lane = SseLane.low(s, Vectors.first(s) + 1, bits(source(s)));
        s.write(0, Lanes.withLow(s.read(Vectors.first(s)), convert(s, lane, bits)));
      }
      case FROM_INTEGER -> {
        Term number = s.read(Vectors.first(s) + 1);
        s.write(0, Lanes.withLow(s.read(Vectors.first(s)), convert(s, number, bits)));
      }
      case TO_INTEGER -> s.write(0, convert(s, SseLane.low(s, 1, bits(source(s))), s.width(0)));
      case ROUND -> {
        Term control = s.read(s.operands() - 1, 8);
        SseLane.each(s, bits, a -> SseLane.compute(s, Kind.INTEGRAL, a, control));
      }
    }
  }

  /** What stands behind "cvt", without the letter that asks for truncation. */
  private static String types(Step s) {
    String types = Vectors.stem(s).substring(3);
    return types.startsWith("t") ? types.substring(1) : types;
  }

  private static String source(Step s) {
    return types(s).substring(0, types(s).indexOf('2'));
  }

  private static String target(Step s) {
    return types(s).substring(types(s).indexOf('2') + 1);
  }

  private static int bits(String type) {
    return switch (type) {
      case "ph" -> 16;
      case "pd", "sd", "qq", "uqq" -> 64;
      default -> 32;
    };
  }

  private static boolean isFloat(String type) {
    return type.matches("[ps][hsd]");
  }

  private static Kind kind(Step s) {
    boolean truncates = Vectors.stem(s).startsWith("cvtt");
    if (isFloat(source(s)) && isFloat(target(s))) {
      return source(s).equals("ph") ? Kind.FROM_HALF : Kind.CONVERT;
    }
    if (isFloat(target(s))) {
      return source(s).startsWith("u") ? Kind.FROM_UNSIGNED : Kind.FROM_SIGNED;
    }
    return target(s).startsWith("u")
        ? truncates ? Kind.TRUNCATE_UNSIGNED : Kind.TO_UNSIGNED
        : truncates ? Kind.TRUNCATE_SIGNED : Kind.TO_SIGNED;
  }

  private static Term convert(Step s, Term lane, int to) {
    return SseLane.compute(s, new SseFunction(kind(s), lane.width(), to), lane);
  }

  /** As many lanes as both sides hold; what is above them becomes zero. */
  private static void packed(Step s, int from, int to) throws UnknownInstruction {
    int count = from > to ? s.width(1) / from : s.width(0) / to;
    if (count * to > s.width(0)) {
      throw s.unexpected(1);
    }
    Term source = packed(s, count * from);
    s.write(0, Lanes.of(count, n -> convert(s, Lanes.lane(source, from, n), to)).zext(s.width(0)));
  }

  private static Term packed(Step s, int width) throws UnknownInstruction {
    return s.isMemory(1) ? Vectors.packed(s, 1, width) : s.read(1).truncate(width);
  }

  /** Two lanes; floats of single precision leave the upper half as it was. */
  private static Term mmx(Step s) throws UnknownInstruction {
    int from = bits(source(s));
    int to = bits(target(s));
    Term source = packed(s, 2 * from);
    Term result = Lanes.of(2, n -> convert(s, Lanes.lane(source, from, n), to));
    return target(s).equals("ps") ? Lanes.withLow(s.read(0), result) : result;
  }

  private static void toHalf(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    Term control = s.read(2, 8);
    SseFunction function = new SseFunction(Kind.TO_HALF, 32, 16);
    Term result =
        Lanes.of(
            source.width() / 32,
            n -> SseLane.compute(s, function, Lanes.lane(source, 32, n), control));
    s.write(0, s.isMemory(0) ? result : result.resizeUnsigned(s.width(0)));
  }
}
