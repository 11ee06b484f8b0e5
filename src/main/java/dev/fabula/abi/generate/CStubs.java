package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A header with stubs for some machines, of which the preprocessor takes one. */
public final class CStubs extends Making {

  private CStubs(Abi abi, List<Machine> machines) {
    super(abi, machines);
  }

  /** The header for some machines, of which no two may have one processor. */
  public static Generated of(Abi abi, List<Machine> machines) {
    return new CStubs(abi, machines).generate();
  }

  @Override
  String language() {
    return "C";
  }

  @Override
  String file(Machine machine) {
    return abi().name() + "_stubs_" + machine.name() + ".h";
  }

  @Override
  Map<String, String> frame(List<Machine> made) {
    String name = abi().name() + "_stubs";
    return Map.of(name + ".h", header(name.toUpperCase(Locale.ROOT) + "_H", made));
  }

  private String header(String guard, List<Machine> made) {
    StringBuilder text = new StringBuilder();
    text.append("/*\n * ").append(abi().about()).append("\n *\n");
    text.append(" * Made by Fabula from the description ").append(Names.title(abi()));
    text.append(": change that, not this file.\n */\n");
    text.append("#ifndef ").append(guard).append("\n#define ").append(guard).append("\n\n");
    String word = "#if";
    for (Machine machine : made) {
      text.append(word).append(' ').append(condition(machine)).append('\n');
      text.append("#include \"").append(file(machine)).append("\"\n");
      word = "#elif";
    }
    text.append("#else\n#error \"no stubs for this machine\"\n#endif\n\n#endif\n");
    return text.toString();
  }

  private static String condition(Machine machine) {
    return switch (machine.architecture()) {
      case X86_64 -> "defined(__x86_64__) && !defined(__ILP32__)";
      case X86 -> "defined(__i386__)";
      case AARCH64, ARM64EC -> "defined(__aarch64__) && !defined(__ILP32__)";
      case ARM -> "defined(__arm__)";
      case RISCV32 -> "defined(__riscv) && __riscv_xlen == 32";
      case RISCV64 -> "defined(__riscv) && __riscv_xlen == 64";
      case LOONGARCH32 -> "defined(__loongarch__) && __loongarch_grlen == 32";
      case LOONGARCH64 -> "defined(__loongarch__) && __loongarch_grlen == 64";
      case S390X -> "defined(__s390x__)";
      case POWERPC -> "defined(__powerpc__) && !defined(__powerpc64__)";
      case POWERPC64 -> "defined(__powerpc64__)";
    };
  }

  @Override
  String opening(Machine machine) {
    String guard = file(machine).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    StringBuilder text = new StringBuilder();
    text.append("/* Stubs for ").append(machine.name()).append(". */\n");
    text.append("#ifndef ").append(guard).append("\n#define ").append(guard).append("\n\n");
    text.append("#include <stdint.h>\n");
    numbers(machine, text);
    return text.toString();
  }

  @Override
  String function(Stub stub, Machine machine) {
    return new CStub(abi(), stub, machine).text();
  }

  @Override
  String closing() {
    return "\n#endif\n";
  }

  private void numbers(Machine machine, StringBuilder text) {
    if (!machine.numbers().isEmpty()) {
      text.append("\n/* Numbers of calls. */\n");
    }
    machine
        .numbers()
        .forEach((name, value) ->
            text.append(
                "#define %s_%s (%d)\n"
                    .formatted(
                        abi().name().toUpperCase(Locale.ROOT), Names.constant(name), value)));
  }
}
