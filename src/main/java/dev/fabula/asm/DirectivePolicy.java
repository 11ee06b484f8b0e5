package dev.fabula.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Screens directives: by name, and by the sizes that their constant arguments ask for. */
final class DirectivePolicy {
  private static final long MOST_BYTES = 1 << 20;
  private static final long MOST_TIMES = 1 << 16;
  private static final long HIGHEST_POWER = 16;

  private static final Set<String> READS_FILES = Set.of(".include", ".incbin");
  private static final Set<String> PRINTS = Set.of(".print");

  /** Directives that no arguments make dangerous, as far as reading and fuzzing LLVM 20.1 shows. */
  private static final Set<String> SAFE =
      Set.of(
          ".att_syntax",
          ".intel_syntax",
          ".section",
          ".pushsection",
          ".popsection",
          ".previous",
          ".data",
          ".bss",
          ".globl",
          ".global",
          ".local",
          ".weak",
          ".hidden",
          ".internal",
          ".protected",
          ".type",
          ".ascii",
          ".asciz",
          ".string",
          ".code",
          ".code16",
          ".code32",
          ".code64",
          ".option",
          ".arch",
          ".arch_extension",
          ".cpu",
          ".fpu",
          ".thumb",
          ".arm",
          ".thumb_func",
          ".syntax",
          ".even",
          ".ltorg",
          ".pool",
          ".fnstart",
          ".fnend",
          ".save",
          ".movsp",
          ".pad",
          ".setfp",
          ".cantunwind",
          ".rodata",
          ".unreq",
          ".req",
          ".eabi_attribute",
          ".machine",
          ".float",
          ".double",
          ".single");

  private static final Set<String> DATA =
      Set.of(
          ".byte",
          ".2byte",
          ".4byte",
          ".8byte",
          ".short",
          ".hword",
          ".half",
          ".word",
          ".long",
          ".int",
          ".quad",
          ".dword",
          ".xword",
          ".value",
          ".octa",
          ".inst",
          ".inst.n",
          ".inst.w",
          ".uleb128",
          ".sleb128");

  private static final Set<String> ASSIGNMENTS = Set.of(".set", ".equ", ".equiv");

  private final Architecture architecture;
  private final boolean alignsByPowers;
  private final Set<String> labels;

  /**
   * A policy for one text.
   *
   * @param labels the labels that the text defines
   */
  DirectivePolicy(Architecture architecture, Set<String> labels) {
    this.architecture = architecture;
    this.alignsByPowers =
        switch (architecture) {
          case AARCH64, ARM64EC, ARM, RISCV32, RISCV64, LOONGARCH32, LOONGARCH64 -> true;
          case POWERPC, POWERPC64 -> true;
          case X86, X86_64, S390X -> false;
        };
    this.labels = labels;
  }

  Screening screen(Statement.Directive directive) {
    String name = directive.name();
    if (READS_FILES.contains(name)) {
      return refuse(directive, "`" + name + "` reads a file of this machine");
    }
    if (PRINTS.contains(name)) {
      return refuse(directive, "`" + name + "` writes to the assembler's output");
    }
    if (isSafeInsn(name)
        || SAFE.contains(name)
        || name.startsWith(".cfi_")
        || Directives.isForeign(directive)) {
      return new Screening.Harmless();
    }
    if (DATA.contains(name)) {
      return data(directive);
    }
    return sized(directive);
  }

  /** {@code .insn} takes any operands; LLVM's RISC-V parser was fuzzed with it, others were not. */
  private boolean isSafeInsn(String name) {
    return name.equals(".insn")
        && (architecture == Architecture.RISCV64 || architecture == Architecture.RISCV32);
  }

  private static Screening data(Statement.Directive directive) {
    for (String argument : arguments(directive.arguments())) {
      ConstantExpression.Meaning meaning = ConstantExpression.of(argument);
      boolean plain = meaning instanceof ConstantExpression.Number || isSymbol(argument);
      if (!plain && !isDifference(argument)) {
        return new Screening.Doubtful("data that is not constant");
      }
    }
    return new Screening.Harmless();
  }

  private Screening sized(Statement.Directive directive) {
    List<String> arguments = arguments(directive.arguments());
    String name = directive.name();
    return switch (name) {
      case ".space", ".skip", ".zero" -> bounded(directive, arguments, 0, MOST_BYTES, 1);
      case ".fill" ->
          bounded(directive, arguments, 0, MOST_BYTES / 8, 3).and(fillSize(directive, arguments));
      case ".org" -> bounded(directive, arguments, 0, MOST_BYTES, 1);
      case ".align" -> bounded(directive, arguments, 0, alignLimit(), 3);
      case ".balign", ".balignw", ".balignl" ->
          bounded(directive, arguments, 0, 1 << HIGHEST_POWER, 3);
      case ".p2align", ".p2alignw", ".p2alignl" ->
          bounded(directive, arguments, 0, HIGHEST_POWER, 3);
      case ".nops" -> bounded(directive, arguments, 0, MOST_TIMES, 2);
      case ".subsection", ".text" ->
          arguments.isEmpty()
              ? new Screening.Harmless()
              : bounded(directive, arguments, 0, 8192, 1);
      case ".rept", ".rep" ->
          bounded(directive, arguments, 0, MOST_TIMES, 1)
              .and(new Screening.Doubtful("a repetition"));
      case ".size" -> size(arguments);
      default -> other(directive, arguments);
    };
  }

  private long alignLimit() {
    return alignsByPowers ? HIGHEST_POWER : 1 << HIGHEST_POWER;
  }

  private static Screening fillSize(Statement.Directive directive, List<String> arguments) {
    return arguments.size() < 2
        ? new Screening.Harmless()
        : bounded(directive, arguments.subList(1, 2), 0, 8, 1);
  }

  /** An undefined first symbol is fatal to LLVM when the size depends on it. */
  private Screening size(List<String> arguments) {
    boolean known =
        arguments.size() == 2
            && labels.contains(arguments.getFirst())
            && (isSizeOfLabel(arguments.get(1), arguments.getFirst())
                || ConstantExpression.of(arguments.get(1)) instanceof ConstantExpression.Number);
    return known ? new Screening.Harmless() : new Screening.Doubtful("a size of unusual form");
  }

  private static boolean isSizeOfLabel(String size, String label) {
    return size.replace(" ", "").equals(".-" + label);
  }

  private static Screening other(Statement.Directive directive, List<String> arguments) {
    String name = directive.name();
    if (name.startsWith(".dcb") || name.startsWith(".ds")) {
      return bounded(directive, arguments, 0, MOST_TIMES, 2);
    }
    if (ASSIGNMENTS.contains(name) && arguments.size() == 2) {
      return assignment(arguments.get(1));
    }
    return new Screening.Doubtful("the directive `" + name + "`");
  }

  /** Screens the right side of an assignment to a symbol. */
  static Screening assignment(String expression) {
    boolean plain =
        isSymbol(expression)
            || ConstantExpression.of(expression) instanceof ConstantExpression.Number;
    return plain
        ? new Screening.Harmless()
        : new Screening.Doubtful("a symbol with a computed value");
  }

  /** Checks that the first argument is within the bounds and the others are expressions. */
  private static Screening bounded(
      Statement.Directive directive, List<String> arguments, long least, long most, int count) {
    if (arguments.isEmpty() || arguments.size() > count) {
      return new Screening.Doubtful("`" + directive.name() + "` with unusual arguments");
    }
    Screening screening = new Screening.Harmless();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (i == 0 || !argument.isEmpty()) {
        screening = screening.and(bound(directive, argument, i, least, most));
      }
    }
    return screening;
  }

  private static Screening bound(
      Statement.Directive directive, String argument, int index, long least, long most) {
    if (argument.contains("\\")) {
      return new Screening.Doubtful("a size that a macro computes");
    }
    return switch (ConstantExpression.of(argument)) {
      case ConstantExpression.Malformed _ ->
          refuse(directive, "`" + argument + "` is no size for `" + directive.name() + "`");
      case ConstantExpression.Symbolic _ -> new Screening.Doubtful("a size that is not constant");
      case ConstantExpression.Number(long value) ->
          index == 0 && (value < least || value > most)
              ? refuse(directive, outside(directive, argument, least, most))
              : new Screening.Harmless();
    };
  }

  private static String outside(
      Statement.Directive directive, String argument, long least, long most) {
    return "`%s %s` is outside the range from %d to %d that is assembled here"
        .formatted(directive.name(), argument, least, most);
  }

  private static Screening.Refused refuse(Statement.Directive directive, String reason) {
    return new Screening.Refused(reason, directive.start());
  }

  private static boolean isSymbol(String argument) {
    return argument.matches("[A-Za-z_.$][A-Za-z0-9_.$]*|[0-9]+[bf]");
  }

  private static boolean isDifference(String argument) {
    int minus = argument.indexOf('-');
    return minus > 0
        && isSymbol(argument.substring(0, minus).strip())
        && isSymbol(argument.substring(minus + 1).strip());
  }

  /** The arguments between commas that stand outside strings and parentheses. */
  static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    if (text.isBlank()) {
      return arguments;
    }
    int depth = 0;
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0 && !quoted) {
        arguments.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    arguments.add(text.substring(start).strip());
    return arguments;
  }
}
