package dev.fabula.asm;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Screens instructions for what crashes LLVM 20.1: on x86, constant division by zero and chains of
 * unary operators in Intel syntax; on x86 and s390x, relocation specifiers that do not fit; on ARM,
 * numbers of more than 32 bits; everywhere, extreme length and nesting.
 */
final class InstructionPolicy {
  private static final int LONGEST = 4096;
  private static final int DEEPEST = 32;

  private static final Set<String> X86_64_SPECIFIERS =
      Set.of(
          "plt",
          "got",
          "gotoff",
          "gotpcrel",
          "gotpcrel_norelax",
          "gotplt",
          "gottpoff",
          "tpoff",
          "dtpoff",
          "tlsgd",
          "tlsld",
          "tlsdesc",
          "tlscall",
          "size",
          "pltoff",
          "abs8");
  private static final Set<String> X86_SPECIFIERS =
      Set.of(
          "plt",
          "got",
          "gotoff",
          "gotntpoff",
          "indntpoff",
          "ntpoff",
          "dtpoff",
          "tpoff",
          "tlsgd",
          "tlsldm",
          "tlsdesc",
          "tlscall");
  private static final Set<String> RIP_RELATIVE =
      Set.of("gotpcrel", "gotpcrel_norelax", "gottpoff", "tlsgd", "tlsld");
  private static final Pattern SPECIFIER = Pattern.compile("@\\s*(\\w*)");
  private static final Pattern DIVISION = Pattern.compile("(/|%|\\bmod\\b)\\s*(\\w*)");
  private static final Pattern WIDE_NUMBER =
      Pattern.compile("\\b(0x[0-9a-f]{9,}|[0-9]{10,}|0b[01]{33,})");
  private static final Pattern INTEL_WORD =
      Pattern.compile("\\b(not|and|or|xor|shl|shr|eq|ne|lt|le|gt|ge|length|size|lengthof|dup)\\b");
  private static final Pattern INTEL_ODD = Pattern.compile("[~^&|!='<>\"`;?]");
  private static final Pattern UNARY_CHAIN =
      Pattern.compile("(^|[\\[,(:])[-+*]{2}|[-+*]{3}|[-+*/%]\\(*-\\(*[-+~]");

  private final Architecture architecture;
  private final boolean intel;

  InstructionPolicy(Architecture architecture, boolean intel) {
    this.architecture = architecture;
    this.intel = intel;
  }

  Screening screen(Statement.Instruction instruction) {
    String operands = instruction.operands().toLowerCase(Locale.ROOT);
    if (operands.length() > LONGEST || depth(operands) > DEEPEST) {
      return new Screening.Doubtful("a very long or deeply nested statement");
    }
    String mnemonic = instruction.lowerMnemonic();
    if (mnemonic.startsWith("\"") || mnemonic.isEmpty() || operands.contains("\\")) {
      return new Screening.Doubtful("a statement of unusual form");
    }
    Screening screening = divisions(instruction, operands);
    screening = screening.and(specifiers(instruction, mnemonic, operands));
    if (architecture == Architecture.ARM) {
      screening = screening.and(arm(mnemonic, operands));
    }
    return intel ? screening.and(intel(operands)) : screening;
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' || c == '{' || c == '-' || c == '~' ? 1 : 0;
      depth -= c == ')' || c == ']' || c == '}' || c == ',' ? 1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private Screening divisions(Statement.Instruction instruction, String operands) {
    Screening screening = new Screening.Harmless();
    Matcher division = DIVISION.matcher(operands);
    while (division.find()) {
      String operator = division.group(1);
      boolean modulo = operator.equals("%") || operator.equals("mod");
      if (intel || !modulo) {
        screening = screening.and(division(instruction, operator, division.group(2)));
      }
    }
    return screening;
  }

  private Screening division(Statement.Instruction instruction, String operator, String divisor) {
    OptionalLong value = ConstantExpression.literal(divisor);
    if (value.isPresent() && value.getAsLong() == 0 && intel) {
      return new Screening.Refused("division by zero, which crashes LLVM", instruction.start());
    }
    boolean predicate = operator.equals("/") && (divisor.equals("m") || divisor.equals("z"));
    return (value.isPresent() && value.getAsLong() != 0) || (predicate && !intel)
        ? new Screening.Harmless()
        : new Screening.Doubtful("a division by what is not a plain number");
  }

  private Screening specifiers(
      Statement.Instruction instruction, String mnemonic, String operands) {
    Screening screening = new Screening.Harmless();
    Matcher specifier = SPECIFIER.matcher(operands);
    while (specifier.find()) {
      screening = screening.and(specifier(instruction, mnemonic, operands, specifier.group(1)));
    }
    return screening;
  }

  private Screening specifier(
      Statement.Instruction instruction, String mnemonic, String operands, String name) {
    if (!architecture.isX86()) {
      return name.equals("plt") && mnemonic.matches("bl|bras.*|brc.*|j|jas.*|call|tail")
          ? new Screening.Harmless()
          : new Screening.Doubtful("the relocation `@" + name + "`");
    }
    boolean wide = architecture == Architecture.X86_64;
    if (!(wide ? X86_64_SPECIFIERS : X86_SPECIFIERS).contains(name)) {
      String reason = "`@%s` is no relocation of %s, which crashes LLVM";
      return new Screening.Refused(
          reason.formatted(name, architecture.rustName()), instruction.start());
    }
    boolean jump = name.equals("plt") && (mnemonic.startsWith("call") || mnemonic.startsWith("j"));
    boolean relative = wide && RIP_RELATIVE.contains(name) && operands.contains("rip");
    return jump || relative
        ? new Screening.Harmless()
        : new Screening.Doubtful("the relocation `@" + name + "`");
  }

  /**
   * A distance of the most negative 64-bit number crashes the T32 parser, a branch-future
   * instruction with a mistaken label crashes the encoder.
   */
  private static Screening arm(String mnemonic, String operands) {
    if (mnemonic.matches("bf|bfx|bfl|bflx|bfcsel")) {
      return new Screening.Doubtful("a branch-future instruction");
    }
    boolean wide = WIDE_NUMBER.matcher(operands).find() || operands.matches(".*(<<|>>|\\*).*");
    return wide ? new Screening.Doubtful("a very wide number") : new Screening.Harmless();
  }

  private static Screening intel(String operands) {
    String shifts = operands.replaceAll("(<<|>>)\\s*([0-5]?[0-9])\\b", "+$2");
    String dense = operands.replaceAll("\\s+", "");
    boolean odd =
        INTEL_ODD.matcher(shifts).find()
            || INTEL_WORD.matcher(operands).find()
            || UNARY_CHAIN.matcher(dense).find();
    return odd ? new Screening.Doubtful("an unusual expression") : new Screening.Harmless();
  }
}
