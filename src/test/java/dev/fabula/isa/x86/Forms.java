package dev.fabula.isa.x86;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Snippets of assembly, expanded from patterns of operands.
 *
 * <p>A line is {@code mnemonics | patterns | widths}, or {@code = text} for one snippet as it
 * stands. {@code @feature} demands a processor feature, {@code small} asks for small inputs, {@code
 * masked} writes through a mask, {@code repeated} takes one lane of memory for all.
 */
final class Forms {

  /** One snippet. */
  record Form(String text, boolean small) {}

  private static final String[][] CHOICES = {
    {"ax", "bx", "cx"},
    {"bx", "bx", "bx"},
    {"cx", "ax", "cx"},
    {"dx", "cx", "cx"},
    {"r9", "ax", "dx"},
    {"ax", "ax", "bx"},
    {"r10", "r11", "r9"}
  };
  private static final String[][] HIGH = {{"ah", "bl"}, {"bh", "bh"}, {"al", "ah"}, {"ch", "dl"}};
  private static final String[][] VECTORS = {
    {"0", "1", "2"}, {"1", "1", "1"}, {"2", "0", "2"}, {"3", "3", "0"}, {"0", "2", "2"}
  };

  private final Set<String> features;
  private boolean masked;
  private String repeated = "";
  private final Set<Form> forms = new LinkedHashSet<>();

  private Forms(Set<String> features) {
    this.features = features;
  }

  /** All snippets that a processor with the given features can run. */
  static List<Form> all(Set<String> features) {
    return all("forms.txt", features);
  }

  /** All snippets of a resource that a processor with the given features can run. */
  static List<Form> all(String resource, Set<String> features) {
    Forms result = new Forms(features);
    try (InputStream in = Forms.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(result::addLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(result.forms);
  }

  private void addLine(String line) {
    String[] parts = line.split("\\|");
    boolean small = false;
    masked = false;
    repeated = "";
    List<String> mnemonics = new ArrayList<>();
    for (String word : parts[0].strip().split("\\s+")) {
      if (word.startsWith("@") && !features.contains(word.substring(1))) {
        return;
      } else if (word.equals("small")) {
        small = true;
      } else if (word.equals("masked")) {
        masked = true;
      } else if (word.startsWith("{1to")) {
        repeated = word;
      } else if (!word.startsWith("@") && !word.equals("=")) {
        mnemonics.add(word);
      }
    }
    if (parts[0].contains("= ")) {
      forms.add(new Form(parts[0].substring(parts[0].indexOf("= ") + 2).strip(), small));
      return;
    }
    for (String mnemonic : mnemonics) {
      for (String pattern : parts[1].strip().split("\\s+")) {
        for (String width : parts[2].strip().split("\\s+")) {
          expand(mnemonic, pattern, Integer.parseInt(width), small);
        }
      }
    }
  }

  private void expand(String mnemonic, String pattern, int width, boolean small) {
    String[] tokens = pattern.equals("-") ? new String[0] : pattern.split(",");
    int rows = pattern.matches("(.*,)?[xy](,.*)?") ? VECTORS.length : CHOICES.length;
    for (int row = 0; row < rows; row++) {
      fill(mnemonic, tokens, width, row, small);
    }
    if (width == 8 && pattern.matches("r,[rmin]|m,r|r")) {
      for (int row = 0; row < HIGH.length; row++) {
        fill(mnemonic, tokens, width, CHOICES.length + row, small);
      }
    }
  }

  private static String[] general(int row) {
    return row < CHOICES.length ? CHOICES[row] : HIGH[row - CHOICES.length];
  }

  /** Adds one choice of registers: the first one with every number, the others with one. */
  private void fill(String mnemonic, String[] tokens, int width, int row, boolean small) {
    List<String> texts = List.of("");
    int next = 0;
    for (String token : tokens) {
      String[] choice = token.matches("[xy]") ? VECTORS[row % VECTORS.length] : general(row);
      String name = choice[Math.min(next, choice.length - 1)];
      List<String> values = values(token, width, name);
      if (row > 0) {
        values = List.of(values.get(row % values.size()));
      }
      boolean register = token.matches("r\\d*|[xy]");
      next += register ? 1 : 0;
      List<String> longer = new ArrayList<>();
      for (String text : texts) {
        values.forEach(v -> longer.add(text.isEmpty() ? v : text + ", " + v));
      }
      texts = longer;
    }
    for (String text : texts) {
      add((mnemonic + " " + (text + repeated).strip()).strip(), small);
    }
  }

  /** Adds a snippet; results in masks are moved to where they are compared. */
  private void add(String text, boolean small) {
    String after = text.contains(" k2") ? "; kmovq rcx, k2" : "";
    if (!masked) {
      forms.add(new Form(text + after, small));
      return;
    }
    String before = "kmovq k1, rax; ";
    int comma = text.indexOf(',');
    String through = text.substring(0, comma) + " {k1}";
    String rest = text.substring(comma) + after;
    forms.add(new Form(before + through + rest, small));
    if (!text.contains(" k2") && !through.contains("[")) {
      forms.add(new Form(before + through + " {z}" + rest, small));
    }
  }

  private static List<String> values(String token, int width, String name) {
    return switch (token) {
      case "r" -> List.of(register(name, width));
      case "r8" -> List.of(register(name, 8));
      case "r16" -> List.of(register(name, 16));
      case "r32" -> List.of(register(name, 32));
      case "r64" -> List.of(register(name, 64));
      case "k" -> List.of("k2");
      case "x" -> List.of("xmm" + name);
      case "y" -> List.of("ymm" + name);
      case "m" -> List.of(memory(width));
      case "m8" -> List.of(memory(8));
      case "m16" -> List.of(memory(16));
      case "m32" -> List.of(memory(32));
      case "m64" -> List.of(memory(64));
      case "m128" -> List.of("xmmword ptr [rdi+16]");
      case "m256" -> List.of("ymmword ptr [rdi+32]");
      case "i" -> immediates(width);
      case "i8" -> List.of("0", "1", "27", "85", "228", "255");
      case "n" -> List.of("0", "1", "7", "8", "9", "15", "16", "17", "31", "32", "33", "63");
      default -> List.of(token);
    };
  }

  private static List<String> immediates(int width) {
    return switch (width) {
      case 8 -> List.of("0", "1", "-128", "0x5a");
      case 16 -> List.of("1", "-1", "0x5aa5");
      default -> List.of("1", "-1", "0x5aa51234", "-0x80000000");
    };
  }

  private static String memory(int width) {
    String size =
        switch (width) {
          case 8 -> "byte";
          case 16 -> "word";
          case 32 -> "dword";
          default -> "qword";
        };
    return size + " ptr [rdi+16]";
  }

  private static String register(String stem, int width) {
    if (Character.isDigit(stem.charAt(1))) {
      return stem
          + switch (width) {
            case 8 -> "b";
            case 16 -> "w";
            case 32 -> "d";
            default -> "";
          };
    }
    boolean named = !stem.endsWith("x");
    return switch (width) {
      case 8 -> named ? stem : stem.charAt(0) + "l";
      case 16 -> stem;
      case 32 -> "e" + stem;
      default -> "r" + stem;
    };
  }
}
