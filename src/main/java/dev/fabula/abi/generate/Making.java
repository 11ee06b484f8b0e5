package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the stubs of a description in a language, with a file for each machine that has any. */
abstract sealed class Making permits CStubs, RustStubs {

  private final Abi abi;
  private final List<Machine> machines;
  private final List<String> left = new ArrayList<>();
  private int stubs;

  Making(Abi abi, List<Machine> machines) {
    this.abi = abi;
    this.machines = List.copyOf(machines);
  }

  final Abi abi() {
    return abi;
  }

  /** The language, as people call it. */
  abstract String language();

  /** The file of a machine. */
  abstract String file(Machine machine);

  /** The files that are not of one machine, by their path. */
  abstract Map<String, String> frame(List<Machine> made);

  /** What stands before the functions of a machine: the numbers of calls among others. */
  abstract String opening(Machine machine);

  /** A function, for which there is no obstacle. */
  abstract String function(Stub stub, Machine machine);

  /** What stands behind the functions of a machine. */
  abstract String closing();

  final Generated generate() {
    Map<String, String> bodies = new LinkedHashMap<>();
    List<Machine> made = new ArrayList<>();
    for (Machine machine : machines) {
      int before = stubs;
      String body = body(machine);
      if (stubs > before) {
        bodies.put(file(machine), body);
        made.add(machine);
      }
    }
    Map<String, String> files = new LinkedHashMap<>(frame(made));
    files.put("README.md", Readme.of(abi, made, language()));
    files.putAll(bodies);
    return new Generated(files, stubs, left);
  }

  private String body(Machine machine) {
    StringBuilder text = new StringBuilder(opening(machine));
    for (Stub any : abi.stubs()) {
      Stub stub = any.on(machine);
      Optional<String> obstacle = Layout.obstacle(stub, machine);
      if (obstacle.isPresent()) {
        left.add("`" + stub.name() + "` for " + machine.name() + ": " + obstacle.get());
      } else {
        stubs++;
        text.append('\n').append(function(stub, machine));
      }
    }
    return text.append(closing()).toString();
  }
}
