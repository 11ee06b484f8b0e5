package dev.fabula.isa.aarch64;

import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Bit-vectors taken as rows of equal lanes; lane 0 is the lowest. */
final class Lanewise {

  private Lanewise() {}

  static List<Term> split(Term value, int laneBits) {
    List<Term> lanes = new ArrayList<>();
    for (int low = 0; low < value.width(); low += laneBits) {
      lanes.add(value.extract(low + laneBits - 1, low));
    }
    return lanes;
  }

  static Term join(List<Term> lanes) {
    return lanes.getFirst().bank().concat(lanes.reversed());
  }

  static Term map(Term value, int laneBits, UnaryOperator<Term> each) {
    return join(split(value, laneBits).stream().map(each).toList());
  }

  static Term zip(Term left, Term right, int laneBits, BinaryOperator<Term> each) {
    List<Term> result = new ArrayList<>();
    for (int low = 0; low < left.width(); low += laneBits) {
      int high = low + laneBits - 1;
      result.add(each.apply(left.extract(high, low), right.extract(high, low)));
    }
    return join(result);
  }

  /** The value with the order of small lanes reversed inside each large one. */
  static Term reversed(Term value, int large, int small) {
    return map(value, large, lane -> join(split(lane, small).reversed()));
  }
}
