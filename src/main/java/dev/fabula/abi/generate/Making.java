package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the stubs of a description in a language, with a file for each machine that has any. */
abstract sealed class Making permits CStubs, RustStubs {

  private final Abi abi;
  private final List<Machine> machines;
  private final List<String> left = new ArrayList<>();

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
    Map<Machine, List<Stub>> made = new LinkedHashMap<>();
    for (Machine machine : machines) {
      List<Stub> stubs = possible(machine);
      if (!stubs.isEmpty()) {
        made.put(machine, stubs);
        bodies.put(file(machine), body(machine, stubs));
      }
    }
    List<Machine> names = List.copyOf(made.keySet());
    Map<String, String> files = new LinkedHashMap<>(frame(names));
    files.put("README.md", Readme.of(abi, names, language()));
    files.putAll(bodies);
    return new Generated(files, made, left);
  }

  /** The stubs without an obstacle; the others are left out. */
  private List<Stub> possible(Machine machine) {
    List<Stub> result = new ArrayList<>();
    for (Stub any : abi.stubs()) {
      Stub stub = any.on(machine);
      Layout.obstacle(stub, machine)
          .ifPresentOrElse(
              o -> left.add("`" + stub.name() + "` for " + machine.name() + ": " + o),
              () -> result.add(stub));
    }
    return result;
  }

  private String body(Machine machine, List<Stub> stubs) {
    StringBuilder text = new StringBuilder(opening(machine));
    stubs.forEach(stub -> text.append('\n').append(function(stub, machine)));
    return text.append(closing()).toString();
  }
}
