package dev.fabula.isa.x86;

import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Instructions on the lowest float of a vector: only that lane is read, and the others are copied
 * from the first source.
 */
enum SseScalar implements Entry {
  CONVERT(
      "cvtss2sd",
      "cvtsd2ss",
      "cvtsi2ss",
      "cvtsi2sd",
      "cvtusi2ss",
      "cvtusi2sd",
      "roundss",
      "roundsd",
      "rndscaless",
      "rndscalesd",
      "getexpss",
      "getexpsd",
      "getmantss",
      "getmantsd",
      "reducess",
      "reducesd"),
  ESTIMATE("rcpss", "rsqrtss", "rcp14ss", "rcp14sd", "rsqrt14ss", "rsqrt14sd"),
  COMBINE(combinations()),
  MULTIPLY_ADD(fused()),
  MULTIPLY_ADD_4(
      "fmaddss", "fmaddsd", "fmsubss", "fmsubsd", "fnmaddss", "fnmaddsd", "fnmsubss", "fnmsubsd"),
  TO_INTEGER(
      "cvtss2si",
      "cvtsd2si",
      "cvttss2si",
      "cvttsd2si",
      "cvtss2usi",
      "cvtsd2usi",
      "cvttss2usi",
      "cvttsd2usi");

  private final List<String> mnemonics;

  SseScalar(String... names) {
    mnemonics = Vectors.both(List.of(names));
  }

  /** Comparisons that write a mask over the lane, and two kinds of arithmetic. */
  private static String[] combinations() {
    String predicates =
        "eq lt le unord neq nlt nle ord eq_uq nge ngt false neq_oq ge gt true eq_os lt_oq le_oq"
            + " unord_s neq_us nlt_uq nle_uq ord_s eq_us nge_uq ngt_uq false_os neq_os ge_oq"
            + " gt_oq true_us";
    List<String> names = new ArrayList<>(List.of("scalefss", "scalefsd", "rangess", "rangesd"));
    for (String predicate : predicates.split(" ")) {
      names.add("cmp" + predicate + "ss");
      names.add("cmp" + predicate + "sd");
    }
    return names.toArray(String[]::new);
  }

  private static String[] fused() {
    List<String> names = new ArrayList<>();
    for (String operation : List.of("fmadd", "fmsub", "fnmadd", "fnmsub")) {
      for (String order : List.of("132", "213", "231")) {
        names.add(operation + order + "ss");
        names.add(operation + order + "sd");
      }
    }
    return names.toArray(String[]::new);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return Precision.FOOTPRINT;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    int first = Vectors.first(s);
    int bits = Vectors.stem(s).endsWith("ss") ? 32 : 64;
    switch (this) {
      case CONVERT, ESTIMATE -> merge(s, first, bits, List.of(source(s, first + 1)));
      case COMBINE ->
          merge(s, first, bits, List.of(s.read(first).truncate(bits), source(s, first + 1)));
      case MULTIPLY_ADD ->
          merge(s, 0, bits, List.of(s.read(0).truncate(bits), source(s, 1), source(s, 2)));
      case MULTIPLY_ADD_4 ->
          s.write(
              0, computed(s, bits, List.of(source(s, 1), source(s, 2), source(s, 3))).zext(128));
      case TO_INTEGER -> s.write(0, computed(s, s.width(0), List.of(source(s, 1))));
    }
  }

  private void merge(Step s, int upper, int bits, List<Term> operands) throws UnknownInstruction {
    Term rest = s.read(upper);
    s.write(0, Lanes.withLow(rest, computed(s, bits, operands)));
  }

  /** The lowest float of a source, or a general register. */
  private static Term source(Step s, int n) throws UnknownInstruction {
    String stem = Vectors.stem(s);
    if (stem.startsWith("cvtsi") || stem.startsWith("cvtusi")) {
      return s.read(n);
    }
    boolean single =
        stem.endsWith("ss") && !stem.equals("cvtsd2ss")
            || stem.equals("cvtss2sd")
            || stem.contains("ss2");
    int bits = single ? 32 : 64;
    return s.read(n, s.isMemory(n) ? bits : 128).truncate(bits);
  }

  /** The result as a function of the operands, an immediate, and MXCSR's control bits. */
  private Term computed(Step s, int width, List<Term> operands) throws UnknownInstruction {
    List<Term> all = new ArrayList<>(operands);
    int last = s.operands() - 1;
    if (!s.isMemory(last) && !s.isRegister(last)) {
      all.add(s.read(last, 8));
    }
    all.add(s.get(s.registers.mxcsrControl));
    Term[] arguments = all.toArray(Term[]::new);
    String function = "float." + Vectors.stem(s);
    if (this != ESTIMATE) {
      Vectors.raise(s, s.apply(function + ".flags", 6, arguments));
    }
    return s.apply(function, width, arguments);
  }
}
