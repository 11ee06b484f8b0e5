package dev.fabula.abi;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads the machines of a description. */
final class MachineReader {

  private final Map<String, Role> roles;
  private final AbiReader.Choice chosen;
  private final List<Fault> faults;

  /**
   * A reader.
   *
   * @param chosen chooses the elements of the wanted variant
   * @param faults takes what is wrong
   */
  MachineReader(Map<String, Role> roles, AbiReader.Choice chosen, List<Fault> faults) {
    this.roles = roles;
    this.chosen = chosen;
    this.faults = faults;
  }

  /** The machine of an element; empty if its processor is not known, which is a fault. */
  Optional<Machine> read(Element element, Map<String, Long> given) {
    String name = element.get("architecture");
    Optional<Architecture> architecture = Architecture.named(name).filter(RegisterTable::exists);
    if (architecture.isEmpty()) {
      String known =
          Arrays.stream(Architecture.values())
              .map(Architecture::rustName)
              .collect(Collectors.joining(", "));
      faults.add(element.fault("there is no architecture `" + name + "`", "write one of " + known));
    }
    return architecture.map(a -> read(element, a, given));
  }

  private Machine read(Element element, Architecture architecture, Map<String, Long> given) {
    Element trap = element.all("trap").getFirst();
    Optional<Element> lost =
        element.all("lost").stream().filter(l -> l.find("feature").isEmpty()).findFirst();
    Optional<String> immediate = trap.find("immediate");
    Map<String, Long> numbers = new LinkedHashMap<>(given);
    chosen
        .apply(element.all("number"))
        .forEach(n -> numbers.put(n.get("name"), Long.parseLong(n.get("value"))));
    return new Machine(
        element.get("name"),
        architecture,
        trap.get("instruction"),
        immediate.isPresent()
            ? OptionalLong.of(Long.parseLong(immediate.get()))
            : OptionalLong.empty(),
        trap.is("checked"),
        registers(element, architecture),
        names(element),
        lost.map(l -> demanded(l, l.words("registers"), architecture)).orElse(List.of()),
        extensions(element, architecture),
        lost.filter(l -> l.is("flags")).isPresent(),
        lost.filter(l -> l.is("stack")).flatMap(l -> park(l, element, architecture)),
        element.all("resume").stream().findFirst().flatMap(r -> resume(r, architecture)),
        numbers);
  }

  private List<Machine.Extension> extensions(Element element, Architecture architecture) {
    List<Machine.Extension> result = new ArrayList<>();
    for (Element lost : element.all("lost")) {
      Optional<String> feature = lost.find("feature");
      Optional<String> macro = lost.find("macro");
      if (feature.isPresent() != macro.isPresent()) {
        faults.add(
            lost.fault(
                "an extension has a feature in Rust and a macro in C, and one of them is missing",
                "add `feature=\"…\"` or `macro=\"…\"`"));
      } else if (feature.isPresent()) {
        List<String> registers = demanded(lost, lost.words("registers"), architecture);
        result.add(new Machine.Extension(feature.get(), macro.orElseThrow(), registers));
      }
    }
    return result;
  }

  private Map<String, List<String>> names(Element element) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    chosen.apply(element.all("register")).stream()
        .filter(r -> r.find("names").isPresent())
        .forEach(r -> result.put(r.get("role"), r.words("names")));
    return result;
  }

  private Optional<Machine.Resume> resume(Element element, Architecture architecture) {
    List<String> names =
        demanded(element, List.of(element.get("stack"), element.get("address")), architecture);
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Machine.Resume(
                names.getFirst(), names.getLast(), Integer.parseInt(element.get("past"))));
  }

  private Map<String, String> registers(Element element, Architecture architecture) {
    Map<String, String> result = new LinkedHashMap<>();
    for (Element register : chosen.apply(element.all("register"))) {
      if (!roles.containsKey(register.get("role"))) {
        faults.add(AbiReader.noRole(register, roles));
      } else {
        demanded(register, List.of(register.get("name")), architecture)
            .forEach(name -> put(result, register, name));
      }
    }
    return result;
  }

  private void put(Map<String, String> result, Element register, String name) {
    String role = register.get("role");
    if (result.put(role, name) != null) {
      faults.add(
          register.fault(
              "`" + role + "` has two registers", "leave one of them, or split it by variants"));
    }
  }

  private Optional<String> park(Element lost, Element machine, Architecture architecture) {
    if (lost.find("park").isEmpty()) {
      faults.add(
          lost.fault(
              "the stack pointer is lost and no register is named to keep it in",
              "add `park=\"…\"` with a register that the trap keeps and no role uses"));
    }
    RegisterTable table = RegisterTable.of(architecture);
    Optional<String> park = demanded(lost, lost.words("park"), architecture).stream().findFirst();
    park.filter(p ->
            machine.all("register").stream()
                .map(r -> table.register(r.get("name")))
                .anyMatch(table.register(p)::equals))
        .ifPresent(p ->
            faults.add(
                lost.fault(
                    "`" + p + "` is to keep the stack pointer, and a role is there",
                    "name a register that the trap keeps and no role uses")));
    return park;
  }

  /** The registers of those names that there are; the others are faults. */
  private List<String> demanded(Element place, List<String> names, Architecture architecture) {
    RegisterTable table = RegisterTable.of(architecture);
    names.stream()
        .filter(n -> table.register(n).isEmpty())
        .forEach(n ->
            faults.add(
                place.fault(
                    "there is no register `" + n + "` on " + architecture.rustName(),
                    "write one of "
                        + table.registers().stream()
                            .map(OperandRegister::name)
                            .collect(Collectors.joining(", ")))));
    return names.stream().filter(n -> table.register(n).isPresent()).toList();
  }
}
