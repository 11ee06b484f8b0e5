package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One function of C with an {@code asm} statement in it, for GCC and Clang. */
final class CStub {

  private final Stub stub;
  private final Machine machine;
  private final Layout layout;
  private final String name;
  private final Lines text = new Lines();

  /** The stub for a machine. */
  CStub(Abi abi, Stub stub, Machine machine) {
    this.stub = stub;
    this.machine = machine;
    this.layout = Layout.of(stub, machine, new Assembly(machine.architecture(), true));
    this.name = abi.name() + "_" + stub.name();
  }

  static String type(Role role) {
    return switch (role.type()) {
      case WORD -> "uintptr_t ";
      case SIGNED -> "intptr_t ";
      case POINTER -> "void *";
    };
  }

  /** The type of its results, if there are several, and the function. */
  String text() {
    if (stub.outputs().size() > 1) {
      structure();
    }
    documentation();
    line("static inline __attribute__((always_inline))");
    text.list(returned() + name + "(", parameters(), ")", false);
    line("{");
    layout.places().forEach(p -> line("    " + variable(p)));
    if (stub.outputs().size() > 1) {
      line("    struct " + name + "_result r_all;");
    }
    line("");
    line("    __asm__ __volatile__(");
    template();
    line("        : " + operands(true));
    line("        : " + operands(false));
    line("        : " + clobbers() + (machine.extensions().isEmpty() ? ");" : ""));
    extensions();
    result();
    line("}");
    return text.toString();
  }

  private void line(String line) {
    text.add(line);
  }

  private void structure() {
    line("/* What " + name + " brings back. */");
    line("struct " + name + "_result {");
    stub.outputs()
        .forEach(out ->
            line(
                "    "
                    + type(out.role())
                    + Names.plain(out.name())
                    + "; /* "
                    + out.role().about()
                    + " */"));
    line("};");
    line("");
  }

  private void documentation() {
    line("/*");
    text.comment(" * ", "", stub.about());
    stub.inputs()
        .forEach(
            in -> text.comment(" * ", "  ", Names.plain(in.name()) + ": " + in.role().about()));
    text.comment(" * ", "", stub.safety());
    line(" */");
  }

  private String returned() {
    return switch (stub.outputs().size()) {
      case 0 -> "void ";
      case 1 -> type(stub.outputs().getFirst().role());
      default -> "struct " + name + "_result ";
    };
  }

  private List<String> parameters() {
    return stub.inputs().stream().map(in -> type(in.role()) + Names.plain(in.name())).toList();
  }

  private static String local(Place place) {
    return "r_" + place.operand().orElse(place.register());
  }

  private String variable(Place place) {
    Role role = place.out().or(place::in).orElseThrow().role();
    String declaration =
        place
            .operand()
            .map(r -> "register " + type(role) + local(place) + " __asm__(\"" + r + "\")")
            .orElseGet(() -> type(role) + local(place));
    String value =
        place
            .in()
            .map(in -> cast(in.role(), role) + Names.plain(in.name()))
            .orElse(place.isPreset() ? "0" : "");
    return declaration + (value.isEmpty() ? "" : " = " + value) + ";";
  }

  private static String cast(Role from, Role to) {
    return from.type() == to.type() ? "" : "(" + type(to).strip() + ")";
  }

  private void template() {
    List<String> lines = layout.template();
    for (int i = 0; i < lines.size(); i++) {
      String end = i + 1 < lines.size() ? "\\n\\t" : "";
      line("        \"" + lines.get(i) + end + "\"");
    }
  }

  private String operands(boolean outputs) {
    List<String> result = new ArrayList<>();
    for (Place place : layout.places()) {
      boolean written = place.out().isPresent() || place.lost();
      if (written == outputs) {
        String name = place.operand().isPresent() ? "" : "[" + Names.plain(place.name()) + "] ";
        result.add(name + "\"" + constraint(place, written) + "\"(" + local(place) + ")");
      }
    }
    if (!outputs) {
      layout.pointers().forEach(r -> result.add("\"r\"(" + Names.plain(r.name()) + ")"));
    }
    return String.join(", ", result);
  }

  /** Nothing is written early over an operand that may be in any register. */
  private String constraint(Place place, boolean written) {
    String early = layout.isAnywhere() ? "&" : "";
    return !written ? "r" : (place.isPassed() ? "+" : "=") + early + "r";
  }

  private String clobbers() {
    List<String> result = new ArrayList<>(layout.lost());
    result.addAll(layout.scratch());
    if (machine.losesFlags()) {
      result.add("cc");
    }
    if (stub.memory().read() || stub.memory().written()) {
      result.add("memory");
    }
    if (result.isEmpty() && !machine.extensions().isEmpty()) {
      result.add("cc"); // The list goes on with a comma.
    }
    return result.stream().map(CStub::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String word) {
    return "\"" + word + "\"";
  }

  /** Compilers know these registers only where a program is made for the extension. */
  private void extensions() {
    for (Machine.Extension extension : machine.extensions()) {
      line("#ifdef " + extension.macro());
      text.wrapped(
          "          , ",
          "          ",
          extension.registers().stream().map(CStub::quoted).toList(),
          "");
      line("#endif");
    }
    if (!machine.extensions().isEmpty()) {
      line("        );");
    }
  }

  private void result() {
    for (Place place : layout.places()) {
      if (place.out().isPresent()) {
        String role = Names.plain(place.out().get().name());
        line(
            stub.outputs().size() == 1
                ? "    return " + local(place) + ";"
                : "    r_all." + role + " = " + local(place) + ";");
      }
    }
    if (stub.outputs().size() > 1) {
      line("    return r_all;");
    }
  }
}
