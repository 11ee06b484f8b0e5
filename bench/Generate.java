import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Writes a crate of many different inline-assembly sites for measurements, most of them right, some
 * wrong: {@code Generate.java SEED SITES FOLDER}. The same seed makes the same text.
 */
public final class Generate {

  private static final int SITES_A_FILE = 20;
  private static final List<String> X86_SCRATCH = List.of("rax", "rcx", "rdx", "rsi", "r8", "r9");
  private static final List<String> A64_SCRATCH = List.of("x9", "x10", "x11", "x12", "x13", "x14");
  private static final List<String> CONDITIONS = List.of("e", "ne", "b", "ae", "l", "g", "s", "o");

  private final Random random;
  private int number;

  private Generate(long seed) {
    random = new Random(seed);
  }

  /** Writes the files. */
  public static void main(String[] arguments) throws IOException {
    Generate generate = new Generate(Long.parseLong(arguments[0]));
    int sites = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[2]);
    Files.createDirectories(folder);
    for (int first = 0; first < sites; first += SITES_A_FILE) {
      StringBuilder text =
          new StringBuilder("//! Made by bench/Generate.java.\nuse core::arch::asm;\n");
      for (int i = first; i < Math.min(sites, first + SITES_A_FILE); i++) {
        text.append('\n').append(generate.function());
      }
      Files.writeString(folder.resolve("sites%05d.rs".formatted(first / SITES_A_FILE)), text);
    }
  }

  private String function() {
    number++;
    return random.nextInt(4) == 0
        ? "#[cfg(target_arch = \"aarch64\")]\n" + aarch64()
        : "#[cfg(target_arch = \"x86_64\")]\n" + x86();
  }

  private String x86() {
    return switch (random.nextInt(12)) {
      case 0, 1 -> x86Arithmetic();
      case 2 -> x86Memory();
      case 3 -> x86Compare();
      case 4 -> x86Atomic();
      case 5 -> x86SystemCall();
      case 6 -> x86Loop();
      case 7 -> x86Cpuid();
      case 8 -> x86Copy();
      case 9 -> x86Vector();
      case 10 -> x86Flags();
      default -> x86Named();
    };
  }

  private String aarch64() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> a64Arithmetic();
      case 2 -> a64Memory();
      case 3 -> a64Exclusive();
      case 4 -> a64SystemCall();
      default -> a64Named();
    };
  }

  private String x86Arithmetic() {
    StringBuilder lines = new StringBuilder(line(one("add", "xor", "sub") + " {a}, {b}"));
    for (int i = 0; i <= random.nextInt(5); i++) {
      lines.append(
          line(
              one(
                  "xor {b}, {a}",
                  "imul {a}, {b}, " + small(),
                  "sub {a}, " + small(),
                  "lea {b}, [{a} + " + one("1", "2", "4", "8") + "*{b} + " + small() + "]",
                  "rol {a}, " + (1 + random.nextInt(63)),
                  "and {b}, " + small(),
                  "not {a}",
                  "bswap {b}",
                  "shr {b}, " + (1 + random.nextInt(63)))));
    }
    String second = random.nextInt(10) == 0 ? "in(reg) b" : "inout(reg) b => _";
    return function(
        "mut a: u64, b: u64",
        lines,
        "a = inout(reg) a, b = " + second,
        "pure, nomem, nostack",
        "a",
        "u64");
  }

  private String x86Memory() {
    int offset = 8 * random.nextInt(16);
    StringBuilder lines = new StringBuilder();
    lines.append(line("mov {t}, [{p} + " + offset + "]"));
    lines.append(line(one("add", "xor", "or", "sub") + " {t}, {v}"));
    lines.append(line("mov [{p} + " + 8 * random.nextInt(16) + "], {t}"));
    String options = one("nostack", "nostack", "nostack, readonly");
    String out = one("out(reg) _", "out(reg) _", "lateout(reg) _");
    return function(
        "p: *mut u64, v: u64", lines, "p = in(reg) p, v = in(reg) v, t = " + out, options, "", "");
  }

  private String x86Compare() {
    String condition = one(CONDITIONS);
    StringBuilder lines = new StringBuilder();
    lines.append(line(one("cmp", "test") + " {a}, {b}"));
    lines.append(line("set" + condition + " {r}"));
    if (random.nextBoolean()) {
      lines.append(line("cmov" + one(CONDITIONS) + " {a}, {b}"));
    }
    return function(
        "mut a: u64, b: u64",
        "let r: u8;",
        lines,
        "a = inout(reg) a, b = in(reg) b, r = " + one("out", "lateout") + "(reg_byte) r",
        "pure, nomem, nostack",
        "a ^ r as u64",
        "u64");
  }

  private String x86Atomic() {
    String width = one("u64", "u32");
    String r = width.equals("u64") ? "" : ":e";
    String size = width.equals("u64") ? "qword" : "dword";
    StringBuilder lines = new StringBuilder();
    lines.append(
        line(
            one(
                "lock xadd " + size + " ptr [{p}], {v" + r + "}",
                "xchg " + size + " ptr [{p}], {v" + r + "}",
                "lock or " + size + " ptr [{p} + " + 8 * random.nextInt(8) + "], {v" + r + "}")));
    return function(
        "p: *mut " + width + ", mut v: " + width,
        lines,
        "p = in(reg) p, v = inout(reg) v",
        "nostack",
        "v",
        width);
  }

  private String x86SystemCall() {
    List<String> registers = List.of("rdi", "rsi", "rdx", "r10");
    int count = random.nextInt(5);
    StringBuilder parameters = new StringBuilder();
    StringBuilder operands =
        new StringBuilder("inout(\"rax\") " + random.nextInt(330) + "isize => r");
    for (int i = 0; i < count; i++) {
      parameters.append(i == 0 ? "" : ", ").append("a").append(i).append(": usize");
      operands.append(", in(\"").append(registers.get(i)).append("\") a").append(i);
    }
    operands.append(random.nextInt(8) == 0 ? "" : ", lateout(\"rcx\") _, lateout(\"r11\") _");
    return function(
        parameters.toString(),
        "let r: isize;",
        new StringBuilder(line("syscall")),
        operands.toString(),
        "nostack",
        "r",
        "isize");
  }

  private String x86Loop() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("2:"));
    lines.append(line(one("add {a}, {n}", "xor {a}, {n}", "lea {a}, [{a} + 2*{n}]")));
    lines.append(line("ror {a}, " + (1 + random.nextInt(63))));
    lines.append(line(one("dec {n}", "sub {n}, 1")));
    lines.append(line("jnz 2b"));
    return function(
        "mut a: u64, n: u64",
        lines,
        "a = inout(reg) a, n = inout(reg) n => _",
        "pure, nomem, nostack",
        "a",
        "u64");
  }

  private String x86Cpuid() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("mov {s:r}, rbx")).append(line("cpuid")).append(line("xchg {s:r}, rbx"));
    return function(
        "",
        "let (mut a, b, mut c, d): (u32, u64, u32, u32); a = " + random.nextInt(30) + "; c = 0;",
        lines,
        "s = out(reg) b, inout(\"eax\") a, inout(\"ecx\") c, out(\"edx\") d",
        one("nostack, preserves_flags", "nomem, nostack, preserves_flags"),
        "a as u64 ^ b ^ c as u64 ^ d as u64",
        "u64");
  }

  private String x86Copy() {
    String width = one("b", "w", "d", "q");
    String kept = random.nextInt(6) == 0 ? "in(\"rsi\") from" : "inout(\"rsi\") from => _";
    return function(
        "to: *mut u8, from: *const u8, n: usize",
        new StringBuilder(line("rep movs" + width)),
        "inout(\"rcx\") n => _, " + kept + ", inout(\"rdi\") to => _",
        "nostack, preserves_flags",
        "",
        "");
  }

  private String x86Vector() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("movups {x}, [{p} + " + 16 * random.nextInt(8) + "]"));
    lines.append(line(one("addps", "mulps", "xorps", "paddd", "pxor", "pand") + " {x}, " + "{y}"));
    lines.append(line("movups [{p}], {x}"));
    return function(
        "p: *mut u8, y: core::arch::x86_64::__m128",
        lines,
        "p = in(reg) p, x = out(xmm_reg) _, y = in(xmm_reg) y",
        "nostack, preserves_flags",
        "",
        "");
  }

  private String x86Flags() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("pushfq")).append(line("pop {f}")).append(line("and {f}, " + small()));
    return function(
        "",
        "let f: u64;",
        lines,
        "f = out(reg) f",
        one("nomem", "nomem, preserves_flags", "nomem, nostack"),
        "f",
        "u64");
  }

  private String x86Named() {
    String scratch = one(X86_SCRATCH);
    StringBuilder lines = new StringBuilder();
    lines.append(line("mov " + scratch + ", {a}"));
    lines.append(line(one("add", "xor", "and") + " " + scratch + ", " + small()));
    lines.append(line("imul {a}, " + scratch));
    String declared = random.nextInt(4) == 0 ? "" : ", out(\"" + scratch + "\") _";
    return function(
        "mut a: u64", lines, "a = inout(reg) a" + declared, "pure, nomem, nostack", "a", "u64");
  }

  private String a64Arithmetic() {
    StringBuilder lines = new StringBuilder(line(one("add", "eor", "sub") + " {a}, {a}, {b}"));
    for (int i = 0; i <= random.nextInt(5); i++) {
      lines.append(
          line(
              one(
                  "eor {b}, {a}, {b}, lsl #" + random.nextInt(63),
                  "mul {a}, {a}, {b}",
                  "sub {a}, {b}, #" + small(),
                  "ror {b}, {a}, #" + (1 + random.nextInt(63)),
                  "rbit {a}, {a}",
                  "clz {b}, {b}")));
    }
    String second = random.nextInt(10) == 0 ? "in(reg) b" : "inout(reg) b => _";
    return function(
        "mut a: u64, b: u64",
        lines,
        "a = inout(reg) a, b = " + second,
        "pure, nomem, nostack, preserves_flags",
        "a",
        "u64");
  }

  private String a64Memory() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("ldr {t}, [{p}, #" + 8 * random.nextInt(16) + "]"));
    lines.append(line(one("add", "eor", "orr") + " {t}, {t}, {v}"));
    lines.append(line("str {t}, [{p}, #" + 8 * random.nextInt(16) + "]"));
    return function(
        "p: *mut u64, v: u64",
        lines,
        "p = in(reg) p, v = in(reg) v, t = " + one("out", "out", "lateout") + "(reg) _",
        "nostack, preserves_flags",
        "",
        "");
  }

  private String a64Exclusive() {
    StringBuilder lines = new StringBuilder();
    lines.append(line("2:")).append(line(one("ldxr", "ldaxr") + " {o}, [{p}]"));
    lines.append(line(one("add", "sub", "eor", "and") + " {n}, {o}, {v}"));
    lines.append(line(one("stxr", "stlxr") + " {s:w}, {n}, [{p}]")).append(line("cbnz {s:w}, 2b"));
    return function(
        "p: *mut u64, v: u64",
        "let o: u64;",
        lines,
        "p = in(reg) p, v = in(reg) v, o = out(reg) o, n = out(reg) _, s = out(reg) _",
        "nostack, preserves_flags",
        "o",
        "u64");
  }

  private String a64SystemCall() {
    int count = 1 + random.nextInt(4);
    StringBuilder parameters = new StringBuilder();
    StringBuilder operands =
        new StringBuilder("in(\"x8\") " + random.nextInt(280) + "usize, inout(\"x0\") a0 => r");
    for (int i = 0; i < count; i++) {
      parameters.append(i == 0 ? "" : ", ").append("a").append(i).append(": usize");
      operands.append(i == 0 ? "" : ", in(\"x" + i + "\") a" + i);
    }
    return function(
        parameters.toString(),
        "let r: usize;",
        new StringBuilder(line("svc #0")),
        operands.toString(),
        "nostack",
        "r",
        "usize");
  }

  private String a64Named() {
    String scratch = one(A64_SCRATCH);
    StringBuilder lines = new StringBuilder();
    lines.append(line("add " + scratch + ", {a}, #" + small()));
    lines.append(line(one("mul", "eor", "and") + " {a}, {a}, " + scratch));
    String declared = random.nextInt(4) == 0 ? "" : ", out(\"" + scratch + "\") _";
    return function(
        "mut a: u64",
        lines,
        "a = inout(reg) a" + declared,
        "pure, nomem, nostack, preserves_flags",
        "a",
        "u64");
  }

  private String function(
      String parameters,
      StringBuilder lines,
      String operands,
      String options,
      String result,
      String type) {
    return function(parameters, "", lines, operands, options, result, type);
  }

  private String function(
      String parameters,
      String start,
      StringBuilder lines,
      String operands,
      String options,
      String result,
      String type) {
    String arrow = type.isEmpty() ? "" : " -> " + type;
    String text =
        "pub unsafe fn site%d(%s)%s {\n"
            + "    %s\n"
            + "    asm!(\n"
            + "%s        %s,\n"
            + "        options(%s),\n"
            + "    );\n"
            + "    %s\n"
            + "}\n";
    return text.formatted(number, parameters, arrow, start, lines, operands, options, result)
        .replaceAll("(?m)^ +\n", "");
  }

  private static String line(String instruction) {
    return "        \"" + instruction + "\",\n";
  }

  private int small() {
    return 1 + random.nextInt(4000);
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
