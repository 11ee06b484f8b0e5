package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A crate of stubs: a module for each machine, of which one is compiled. */
public final class RustStubs {

  private static final RegisterTarget ANY = new RegisterTarget(Optional.of("none"), Set.of());

  private final Abi abi;
  private final List<Machine> machines;
  private final List<String> left = new ArrayList<>();
  private int stubs;

  private RustStubs(Abi abi, List<Machine> machines) {
    this.abi = abi;
    this.machines = machines;
  }

  /** The crate for some machines, of which no two may have one processor. */
  public static Generated of(Abi abi, List<Machine> machines) {
    return new RustStubs(abi, machines).generate();
  }

  private Generated generate() {
    Map<Machine, String> modules = new LinkedHashMap<>();
    for (Machine machine : machines) {
      int before = stubs;
      String module = module(abi, machine);
      if (stubs > before) {
        modules.put(machine, module);
      }
    }
    List<Machine> made = List.copyOf(modules.keySet());
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Cargo.toml", manifest());
    files.put("README.md", Readme.of(abi, made, "Rust"));
    files.put("src/lib.rs", library(made));
    modules.forEach((machine, module) -> files.put("src/" + machine.name() + ".rs", module));
    return new Generated(files, stubs, left);
  }

  private String manifest() {
    return """
    [package]
    name = "%s-stubs"
    version = "0.1.0"
    edition = "2021"
    rust-version = "1.66"
    license = "MIT OR Apache-2.0"
    description = "%s"

    [lib]
    name = "%s_stubs"
    """
        .formatted(
            abi.name().replace('_', '-'), "Stubs: " + abi.about().replace("\"", "'"), abi.name());
  }

  private String library(List<Machine> made) {
    StringBuilder text = new StringBuilder();
    text.append("//! ").append(abi.about()).append("\n//!\n");
    text.append("//! Made by Fabula from the description ").append(Names.title(abi));
    text.append(": change that, not this crate.\n\n#![no_std]\n");
    for (Machine machine : made) {
      String condition =
          "#[cfg(all(target_arch = \"%s\", target_pointer_width = \"%d\"))]\n"
              .formatted(machine.architecture().rustName(), machine.architecture().pointerWidth());
      text.append('\n').append(condition).append("mod ").append(machine.name()).append(";\n");
      text.append(condition).append("pub use ").append(machine.name()).append("::*;\n");
    }
    return text.toString();
  }

  private String module(Abi description, Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("//! Stubs for `").append(machine.name()).append("`.\n\nuse core::arch::asm;\n");
    numbers(machine, text);
    for (Stub any : description.stubs()) {
      Stub stub = any.on(machine);
      Optional<String> obstacle = obstacle(stub, machine);
      if (obstacle.isPresent()) {
        left.add("`" + stub.name() + "` for " + machine.name() + ": " + obstacle.get());
      } else {
        stubs++;
        text.append('\n').append(new RustStub(stub, machine).text());
      }
    }
    return text.toString();
  }

  /** Why there can be no such function, if so. */
  private static Optional<String> obstacle(Stub stub, Machine machine) {
    Optional<String> missing =
        stub.missing(machine).map(r -> "the description names no register of `" + r.name() + "`");
    return missing
        .or(() -> Stacks.obstacle(machine))
        .or(() ->
            Stream.concat(
                    Place.of(stub, machine).stream().map(Place::register),
                    Stream.concat(Place.lost(stub, machine).stream(), machine.park().stream()))
                .flatMap(r -> refusal(machine.operand(r)).stream())
                .findFirst());
  }

  private static Optional<String> refusal(OperandRegister register) {
    return register
        .refusal(ANY)
        .map(why ->
            "Rust refuses `"
                + register.name()
                + "` as an operand ("
                + why
                + "), and moving it inside of the template is not supported yet; use C");
  }

  private void numbers(Machine machine, StringBuilder text) {
    if (machine.numbers().isEmpty()) {
      return;
    }
    String type =
        abi.roles().stream()
            .filter(r -> r.name().equals("number"))
            .map(RustStub::type)
            .findFirst()
            .orElse("isize");
    text.append("\n/// Numbers of calls.\npub mod number {\n");
    machine
        .numbers()
        .forEach((name, value) ->
            text.append(
                "    /// The number of `%s`.\n    pub const %s: %s = %d;\n"
                    .formatted(name, Names.constant(name), type, value)));
    text.append("}\n");
  }
}
