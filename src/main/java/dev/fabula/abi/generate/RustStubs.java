package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A crate of stubs: a module for each machine, of which one is compiled. */
public final class RustStubs extends Making {

  private RustStubs(Abi abi, List<Machine> machines) {
    super(abi, machines);
  }

  /** The crate for some machines, of which no two may have one processor. */
  public static Generated of(Abi abi, List<Machine> machines) {
    return new RustStubs(abi, machines).generate();
  }

  @Override
  String language() {
    return "Rust";
  }

  @Override
  String file(Machine machine) {
    return "src/" + machine.name() + ".rs";
  }

  @Override
  Map<String, String> frame(List<Machine> made) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Cargo.toml", manifest());
    files.put("src/lib.rs", library(made));
    return files;
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
            abi().name().replace('_', '-'),
            "Stubs: " + abi().about().replace("\"", "'"),
            abi().name());
  }

  private String library(List<Machine> made) {
    StringBuilder text = new StringBuilder();
    text.append("//! ").append(abi().about()).append("\n//!\n");
    text.append("//! Made by Fabula from the description ").append(Names.title(abi()));
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

  @Override
  String opening(Machine machine) {
    StringBuilder text = new StringBuilder();
    text.append("//! Stubs for `").append(machine.name()).append("`.\n\nuse core::arch::asm;\n");
    numbers(machine, text);
    return text.toString();
  }

  @Override
  String function(Stub stub, Machine machine) {
    return new RustStub(stub, machine).text();
  }

  @Override
  String closing() {
    return "";
  }

  private void numbers(Machine machine, StringBuilder text) {
    if (machine.numbers().isEmpty()) {
      return;
    }
    String type =
        abi().roles().stream()
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
