package dev.fabula.isa.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shape of an instruction, its text without register names and numbers, and the instances of a
 * shape: every way in which its registers may be equal, edges for its numbers.
 */
final class Shapes {

  private static final Pattern TOKEN =
      Pattern.compile("st\\(\\d\\)|[A-Za-z_][A-Za-z0-9_]*|-?0x[0-9a-f]+|-?\\d+");
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    3,
    4,
    5,
    7,
    8,
    15,
    16,
    17,
    24,
    27,
    31,
    32,
    33,
    48,
    63,
    64,
    85,
    127,
    128,
    228,
    255,
    -128,
    256,
    2047,
    -2048,
    4095,
    32767,
    -32768,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** A register's name: which register of which bank, and which of its names. */
  private record Name(int bank, int register, int column) {}

  private final Target target;
  private final Random random;
  private final Map<String, Name> names = new HashMap<>();

  Shapes(Target target, Random random) {
    this.target = target;
    this.random = random;
    List<List<List<String>>> banks = target.banks();
    for (int b = 0; b < banks.size(); b++) {
      for (int r = 0; r < banks.get(b).size(); r++) {
        List<String> columns = banks.get(b).get(r);
        for (int c = 0; c < columns.size(); c++) {
          names.putIfAbsent(columns.get(c), new Name(b, r, c));
        }
      }
    }
    names.remove("");
  }

  /** The text with classes for registers and signs for numbers. */
  String shape(String text) {
    return replaced(
        text,
        token -> {
          Name name = names.get(token);
          if (name != null) {
            return "<" + name.bank() + "." + name.column() + ">";
          }
          return isNumber(token) ? "#" : token;
        });
  }

  /** Whether all registers in a text are among those that forms may use. */
  boolean isCovered(String text) {
    boolean[] covered = {true};
    replaced(
        text,
        token -> {
          covered[0] &= names.containsKey(token) || target.set().registers().view(token).isEmpty();
          return token;
        });
    return covered[0];
  }

  private static boolean isNumber(String token) {
    return Character.isDigit(token.charAt(token.length() - 1))
        && (Character.isDigit(token.charAt(0)) || token.charAt(0) == '-');
  }

  private interface Replacing {
    String of(String token);
  }

  /** Replaces tokens behind the mnemonic. */
  private static String replaced(String text, Replacing replacing) {
    int start = text.indexOf(' ');
    if (start < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.substring(0, start));
    Matcher matcher = TOKEN.matcher(text.substring(start));
    while (matcher.find()) {
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacing.of(matcher.group())));
    }
    return matcher.appendTail(result).toString();
  }

  /** Texts of the same shape, at most so many, in a random order. */
  List<String> instances(String text, int most) {
    List<Name> slots = new ArrayList<>();
    replaced(
        text,
        token -> {
          Name name = names.get(token);
          if (name != null) {
            slots.add(name);
          }
          return token;
        });
    List<List<Integer>> choices = new ArrayList<>();
    choose(slots, new ArrayList<>(), choices);
    Collections.shuffle(choices, random);
    List<String> instances = new ArrayList<>();
    for (int n = 0; n < most; n++) {
      if (n >= choices.size() && !text.matches(".* .*\\d.*")) {
        break;
      }
      instances.add(filled(text, slots, choices.get(n % choices.size())));
    }
    return instances;
  }

  /**
   * Lists the choices of registers: each slot holds a register that an instruction may name by
   * itself, one that another slot holds, or a further one.
   */
  private void choose(List<Name> slots, List<Integer> chosen, List<List<Integer>> all) {
    if (chosen.size() == slots.size()) {
      all.add(List.copyOf(chosen));
      return;
    }
    if (all.size() > 5000) {
      return;
    }
    Name slot = slots.get(chosen.size());
    List<List<String>> bank = target.banks().get(slot.bank());
    int fresh = target.special();
    for (int n = 0; n < chosen.size(); n++) {
      if (slots.get(n).bank() == slot.bank()) {
        fresh = Math.max(fresh, chosen.get(n) + 1);
      }
    }
    for (int register = 0; register <= fresh && register < bank.size(); register++) {
      List<String> columns = bank.get(register);
      if (slot.column() < columns.size() && !columns.get(slot.column()).isEmpty()) {
        chosen.add(register);
        choose(slots, chosen, all);
        chosen.removeLast();
      }
    }
  }

  private String filled(String text, List<Name> slots, List<Integer> registers) {
    int[] next = {0};
    return replaced(
        text,
        token -> {
          if (names.containsKey(token)) {
            Name slot = slots.get(next[0]);
            return target.banks().get(slot.bank()).get(registers.get(next[0]++)).get(slot.column());
          }
          return isNumber(token) ? number(token) : token;
        });
  }

  private String number(String old) {
    return switch (random.nextInt(4)) {
      case 0 -> old;
      case 1 -> Integer.toString(random.nextInt(256));
      default -> Long.toString(NUMBERS[random.nextInt(NUMBERS.length)]);
    };
  }
}
