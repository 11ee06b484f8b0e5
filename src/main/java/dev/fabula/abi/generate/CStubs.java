package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A header with stubs for some machines, of which the preprocessor takes one. */
public final class CStubs {

  private final Abi abi;
  private final List<Machine> machines;
  private final List<String> left = new ArrayList<>();
  private int stubs;

  private CStubs(Abi abi, List<Machine> machines) {
    this.abi = abi;
    this.machines = machines;
  }

  /** The header for some machines, of which no two may have one processor. */
  public static Generated of(Abi abi, List<Machine> machines) {
    return new CStubs(abi, machines).generate();
  }

  private Generated generate() {
    Map<Machine, String> bodies = new LinkedHashMap<>();
    for (Machine machine : machines) {
      int before = stubs;
      String body = body(machine);
      if (stubs > before) {
        bodies.put(machine, body);
      }
    }
    List<Machine> made = List.copyOf(bodies.keySet());
    Map<String, String> files = new LinkedHashMap<>();
    files.put("README.md", Readme.of(abi, made, "C"));
    String name = abi.name() + "_stubs";
    files.put(name + ".h", header(name.toUpperCase(Locale.ROOT) + "_H", made));
    bodies.forEach((machine, body) -> files.put(file(machine), body));
    return new Generated(files, stubs, left);
  }

  private String file(Machine machine) {
    return abi.name() + "_stubs_" + machine.name() + ".h";
  }

  private String header(String guard, List<Machine> made) {
    StringBuilder text = new StringBuilder();
    text.append("/*\n * ").append(abi.about()).append("\n *\n");
    text.append(" * Made by Fabula from the description ").append(Names.title(abi));
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

  private String body(Machine machine) {
    String guard = file(machine).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    StringBuilder text = new StringBuilder();
    text.append("/* Stubs for ").append(machine.name()).append(". */\n");
    text.append("#ifndef ").append(guard).append("\n#define ").append(guard).append("\n\n");
    text.append("#include <stdint.h>\n");
    numbers(machine, text);
    for (Stub any : abi.stubs()) {
      Stub stub = any.on(machine);
      Optional<String> obstacle = obstacle(stub, machine);
      if (obstacle.isPresent()) {
        left.add("`" + stub.name() + "` for " + machine.name() + ": " + obstacle.get());
      } else {
        stubs++;
        text.append('\n').append(new CStub(abi, stub, machine).text());
      }
    }
    return text.append("\n#endif\n").toString();
  }

  /** Why there can be no such function, if so. */
  private static Optional<String> obstacle(Stub stub, Machine machine) {
    return stub.missing(machine)
        .map(r -> "the description names no register of `" + r.name() + "`")
        .or(() -> Stacks.obstacle(machine));
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
                    .formatted(abi.name().toUpperCase(Locale.ROOT), Names.constant(name), value)));
  }
}
