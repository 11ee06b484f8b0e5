package dev.fabula.abi.generate;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One function of Rust with an {@code asm!} in it. */
final class RustStub {

  private static final int MOST_ARGUMENTS = 7;

  /** As wide as rustfmt lets the fields of a value on one line be. */
  private static final int SHORT_FIELDS = 18;

  private final Stub stub;
  private final Machine machine;
  private final Layout layout;
  private final Lines text = new Lines();

  /** The stub for a machine. */
  RustStub(Stub stub, Machine machine) {
    this.stub = stub;
    this.machine = machine;
    this.layout = Layout.of(stub, machine, new Assembly(machine.architecture(), false));
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
    line("        // story: " + String.join("\n        // ", story()));
    line("        asm!(");
    template();
    operands();
    options().ifPresent(o -> line("            " + o + ","));
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
          line("    pub " + Names.plain(out.name()) + ": " + type(out.role()) + ",");
        });
    line("}");
    line("");
  }

  private void documentation() {
    text.comment("/// ", "", stub.about());
    line("///");
    stub.inputs()
        .forEach(in ->
            text.comment("/// ", "  ", "* `" + Names.plain(in.name()) + "`: " + in.role().about()));
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
                (isChanged(in) ? "mut " : "") + Names.plain(in.name()) + ": " + type(in.role()))
            .toList();
    text.list(
        "pub unsafe fn " + Names.plain(stub.name()) + "(",
        parameters,
        ")" + returned() + " {",
        true);
  }

  private boolean isChanged(Stub.Use in) {
    return layout.places().stream().anyMatch(p -> p.isInPlace() && p.in().get().equals(in));
  }

  private String returned() {
    return switch (stub.outputs().size()) {
      case 0 -> "";
      case 1 -> " -> " + type(stub.outputs().getFirst().role());
      default -> " -> " + resultType();
    };
  }

  private void variables() {
    for (Place place : layout.places()) {
      if (place.out().isPresent() && !place.isInPlace()) {
        Role role = place.out().get().role();
        String name = Names.plain(place.out().get().name());
        line(
            place.isPreset()
                ? "    let mut " + name + ": " + type(role) + " = 0;"
                : "    let " + name + ": " + type(role) + ";");
      }
    }
  }

  /** What comes out is anything, and so is what is in memory that the system knows. */
  private List<String> story() {
    if (stub.story().isPresent()) {
      return List.of(stub.story().get());
    }
    List<String> lines = new ArrayList<>();
    for (Stub.Use out : stub.outputs()) {
      boolean pointer = out.role().type() == Role.Type.POINTER;
      String any = pointer ? "any::<usize>() as *mut u8;" : "any();";
      lines.add(Names.plain(out.name()) + " = crate::story::" + any);
    }
    for (Stub.Use in : stub.inputs()) {
      if (stub.memory().written() && in.role().words().isPresent()) {
        String word = Names.plain(in.name()) + ".cast::<usize>().add(i)";
        String write = word + ".write(crate::story::any());";
        lines.add("for i in 0..%d { %s }".formatted(in.role().words().getAsInt(), write));
      }
    }
    return lines.isEmpty() ? List.of("{}") : lines;
  }

  private void template() {
    layout.template().forEach(i -> line("            \"" + i + "\","));
    if (!layout.pointers().isEmpty()) {
      // An operand must be used; the compiler learns from it that the memory is reachable.
      String used =
          layout.pointers().stream()
              .map(r -> "{" + Names.plain(r.name()) + "}")
              .collect(Collectors.joining(" "));
      line("            \"/* " + used + " */\",");
    }
  }

  private void operands() {
    String indent = "            ";
    layout
        .pointers()
        .forEach(r ->
            line(indent + Names.plain(r.name()) + " = in(reg) " + Names.plain(r.name()) + ","));
    Comparator<Place> named = Comparator.comparing(p -> p.operand().isPresent());
    layout.places().stream().sorted(named).forEach(p -> line(indent + operand(p) + ","));
    layout.lost().forEach(r -> line(indent + lost(r) + ","));
    layout.scratch().forEach(r -> line(indent + "out(\"" + r + "\") _,"));
    machine
        .extensions()
        .forEach(e -> {
          List<String> registers = e.registers().stream().map(this::lost).toList();
          text.wrapped(indent, indent, registers, ",");
        });
  }

  private String lost(String register) {
    return late("out") + "(\"" + register + "\") _";
  }

  /**
   * The trap reads all inputs before it writes anything, so that outputs may be late; not so where
   * the template changes an operand back that may be in any register.
   */
  private String late(String direction) {
    return layout.isAnywhere() ? direction : direction.replace("out", "lateout");
  }

  private String operand(Place place) {
    String register = place.operand().map(r -> "(\"" + r + "\") ").orElse("(reg) ");
    String name = place.operand().isPresent() ? "" : Names.plain(place.name()) + " = ";
    Optional<String> in = place.in().map(u -> Names.plain(u.name()));
    Optional<String> out = place.out().map(u -> Names.plain(u.name()));
    if (place.isInPlace() || place.isPreset()) {
      return name + late("inout") + register + out.orElseThrow();
    }
    return name
        + in.map(i ->
                out.map(o -> late("inout") + register + i + " => " + o)
                    .orElse(
                        place.lost()
                            ? late("inout") + register + i + " => _"
                            : "in" + register + i))
            .orElseGet(() -> late("out") + register + out.orElseThrow());
  }

  private Optional<String> options() {
    List<String> options = new ArrayList<>();
    if (!stub.memory().read() && !stub.memory().written()) {
      options.add("nomem");
    } else if (!stub.memory().written()) {
      options.add("readonly");
    }
    if (!layout.usesStack()) {
      options.add("nostack");
    }
    if (!machine.losesFlags()) {
      options.add("preserves_flags");
    }
    return options.isEmpty()
        ? Optional.empty()
        : Optional.of("options(" + String.join(", ", options) + ")");
  }

  private void result() {
    if (stub.outputs().size() == 1) {
      line("    " + Names.plain(stub.outputs().getFirst().name()));
    } else if (!stub.outputs().isEmpty()) {
      List<String> fields = stub.outputs().stream().map(o -> Names.plain(o.name())).toList();
      String all = String.join(", ", fields);
      if (all.length() <= SHORT_FIELDS) {
        line("    " + resultType() + " { " + all + " }");
      } else {
        line("    " + resultType() + " {");
        fields.forEach(f -> line("        " + f + ","));
        line("    }");
      }
    }
  }
}
