package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One function of Rust with an {@code asm!} in it. */
final class RustStub {

  private static final int MOST_ARGUMENTS = 7;

  private final Stub stub;
  private final Machine machine;
  private final List<Place> places;
  private final List<Role> pointers;
  private final Lines text = new Lines();

  /** The stub for a machine. */
  RustStub(Stub stub, Machine machine) {
    this.stub = stub;
    this.machine = machine;
    this.places = Place.of(stub, machine);
    this.pointers = Place.pointers(stub, machine);
  }

  /** The name of the type of several results. */
  private String resultType() {
    return Names.type(stub.name()) + "Result";
  }

  static String type(Role role) {
    return switch (role.type()) {
      case WORD -> "usize";
      case SIGNED -> "isize";
      case POINTER -> "*mut u8";
    };
  }

  /** The type of its results, if there are several, and the function. */
  String text() {
    if (stub.outputs().size() > 1) {
      structure();
    }
    documentation();
    signature();
    variables();
    line("    unsafe {");
    line("        asm!(");
    template();
    operands();
    line("            " + options() + ",");
    line("        );");
    line("    }");
    result();
    line("}");
    return text.toString();
  }

  private void line(String line) {
    text.add(line);
  }

  private void structure() {
    line("/// What [`" + Names.plain(stub.name()) + "`] brings back.");
    line("#[derive(Clone, Copy, Debug, PartialEq, Eq)]");
    line("pub struct " + resultType() + " {");
    stub.outputs()
        .forEach(out -> {
          text.comment(
              "    /// ",
              "",
              out.role().about() + (out.mayStay() ? "; as it was, or 0, if there is none" : ""));
          line("    pub " + Names.plain(out.role().name()) + ": " + type(out.role()) + ",");
        });
    line("}");
    line("");
  }

  private void documentation() {
    text.comment("/// ", "", stub.about());
    line("///");
    stub.inputs()
        .forEach(in ->
            text.comment(
                "/// ", "  ", "* `" + Names.plain(in.role().name()) + "`: " + in.role().about()));
    line("///");
    line("/// # Safety");
    line("///");
    text.comment("/// ", "", stub.safety());
  }

  private void signature() {
    line("#[inline(always)]");
    if (stub.inputs().size() > MOST_ARGUMENTS) {
      line("#[allow(clippy::too_many_arguments)]");
    }
    List<String> parameters =
        stub.inputs().stream()
            .map(in ->
                (isChanged(in) ? "mut " : "")
                    + Names.plain(in.role().name())
                    + ": "
                    + type(in.role()))
            .toList();
    text.list(
        "pub unsafe fn " + Names.plain(stub.name()) + "(",
        parameters,
        ")" + returned() + " {",
        true);
  }

  private boolean isChanged(Stub.Use in) {
    return places.stream().anyMatch(p -> p.isInPlace() && p.in().get().equals(in));
  }

  private String returned() {
    return switch (stub.outputs().size()) {
      case 0 -> "";
      case 1 -> " -> " + type(stub.outputs().getFirst().role());
      default -> " -> " + resultType();
    };
  }

  private void variables() {
    for (Place place : places) {
      if (place.out().isPresent() && !place.isInPlace()) {
        Role role = place.out().get().role();
        String name = Names.plain(role.name());
        line(
            place.isPreset()
                ? "    let mut " + name + ": " + type(role) + " = 0;"
                : "    let " + name + ": " + type(role) + ";");
      }
    }
  }

  private void template() {
    Stacks.before(machine, false).forEach(this::instruction);
    instruction(machine.trap());
    Stacks.behind(machine, false).forEach(this::instruction);
    if (!pointers.isEmpty()) {
      // An operand must be used; the compiler learns from it that the memory is reachable.
      String used =
          pointers.stream()
              .map(r -> "{" + Names.plain(r.name()) + "}")
              .collect(Collectors.joining(" "));
      line("            \"/* " + used + " */\",");
    }
  }

  private void instruction(String text) {
    line("            \"" + text + "\",");
  }

  private void operands() {
    pointers.forEach(r ->
        line("            " + Names.plain(r.name()) + " = in(reg) " + Names.plain(r.name()) + ","));
    places.forEach(p -> line("            " + operand(p) + ","));
    List<String> written = Stacks.written(machine);
    Place.lost(stub, machine).stream()
        .filter(r -> !written.contains(r))
        .forEach(r -> line("            lateout(\"" + r + "\") _,"));
    written.forEach(r -> line("            out(\"" + r + "\") _,"));
  }

  /** The trap reads all inputs before it writes anything, so that outputs may be late. */
  private String operand(Place place) {
    String register = "(\"" + place.register() + "\") ";
    Optional<String> in = place.in().map(u -> Names.plain(u.role().name()));
    Optional<String> out = place.out().map(u -> Names.plain(u.role().name()));
    if (place.isInPlace() || place.isPreset()) {
      return "inlateout" + register + out.orElseThrow();
    }
    return in.map(i ->
            out.map(o -> "inlateout" + register + i + " => " + o)
                .orElse(place.lost() ? "inlateout" + register + i + " => _" : "in" + register + i))
        .orElseGet(() -> "lateout" + register + out.orElseThrow());
  }

  private String options() {
    List<String> options = new ArrayList<>();
    if (!stub.memory().read() && !stub.memory().written()) {
      options.add("nomem");
    } else if (!stub.memory().written()) {
      options.add("readonly");
    }
    options.add("nostack");
    if (!machine.losesFlags()) {
      options.add("preserves_flags");
    }
    return "options(" + String.join(", ", options) + ")";
  }

  private void result() {
    if (stub.outputs().size() == 1) {
      line("    " + Names.plain(stub.outputs().getFirst().role().name()));
    } else if (!stub.outputs().isEmpty()) {
      line("    " + resultType() + " {");
      stub.outputs().forEach(out -> line("        " + Names.plain(out.role().name()) + ","));
      line("    }");
    }
  }
}
