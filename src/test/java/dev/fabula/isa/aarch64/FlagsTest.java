package dev.fabula.isa.aarch64;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.isa.ConcreteCpu;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import org.junit.jupiter.api.Test;

/** Flags of all operands of four bits, against arithmetic on numbers. */
class FlagsTest {

  private static final int WIDTH = 4;
  private static final int COUNT = 1 << WIDTH;

  private final Terms terms = new Terms();
  private final A64Registers registers = A64Registers.get();
  private final ConcreteCpu cpu = new ConcreteCpu(terms, new A64(), registers::system);
  private final Flags flags = new Flags(cpu, registers);

  private interface Setting {
    void set(Term left, Term right, Term carry);
  }

  /** Compares after {@code left + right + carry}, the right one perhaps complemented. */
  private void check(Setting setting, boolean complemented, int carryIn) {
    for (int left = 0; left < COUNT; left++) {
      for (int right = 0; right < COUNT; right++) {
        setting.set(
            terms.constant(left, WIDTH), terms.constant(right, WIDTH), terms.constant(carryIn, 1));
        int other = complemented ? COUNT - 1 - right : right;
        int sum = left + other + carryIn;
        int signed = signed(left) + signed(other) + carryIn;
        String expected =
            bit(sum & COUNT / 2)
                + bit(sum % COUNT == 0 ? 1 : 0)
                + bit(sum / COUNT)
                + bit(signed < -COUNT / 2 || signed >= COUNT / 2 ? 1 : 0);
        String actual = bit(flags.n()) + bit(flags.z()) + bit(flags.c()) + bit(flags.v());
        assertThat(actual).as("%d and %d with %d", left, right, carryIn).isEqualTo(expected);
      }
    }
  }

  private static int signed(int value) {
    return value < COUNT / 2 ? value : value - COUNT;
  }

  private static String bit(int value) {
    return value == 0 ? "0" : "1";
  }

  private static String bit(Term term) {
    return term.isTrue() ? "1" : term.isFalse() ? "0" : "?";
  }

  @Test
  void additionAndSubtraction() {
    check((left, right, carry) -> flags.ofAdd(left, right), false, 0);
    check((left, right, carry) -> flags.ofSub(left, right), true, 1);
  }

  @Test
  void additionWithCarry() {
    for (int carry = 0; carry < 2; carry++) {
      check(flags::ofAddWithCarry, false, carry);
    }
  }

  @Test
  void logic() {
    for (int value = 0; value < COUNT; value++) {
      flags.ofResult(terms.constant(value, WIDTH));
      String expected = bit(value & COUNT / 2) + bit(value == 0 ? 1 : 0) + "00";
      assertThat(bit(flags.n()) + bit(flags.z()) + bit(flags.c()) + bit(flags.v()))
          .isEqualTo(expected);
    }
  }
}
