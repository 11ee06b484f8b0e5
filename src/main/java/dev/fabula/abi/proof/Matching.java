package dev.fabula.abi.proof;

import dev.fabula.abi.Machine;
import dev.fabula.abi.Stub;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Binding;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which operand of a site holds which role of a stub: by the names of variables, or by the register
 * where no name tells.
 *
 * @param stub the stub
 * @param machine the machine
 * @param inputs the operand of each input that has one, by the role's name
 * @param outputs the operand of each output that has one
 * @param unset roles whose variable has no value
 * @param assumptions what was taken for granted, each as a clause
 */
record Matching(
    Stub stub,
    Machine machine,
    Map<String, Integer> inputs,
    Map<String, Integer> outputs,
    Set<String> unset,
    Set<String> assumptions) {

  /** A variable, perhaps behind a pointer, perhaps cast. */
  private static final Pattern PLAIN =
      Pattern.compile("(?:\\([\\w\\s]+\\**\\s*\\)\\s*)*\\**\\s*\\w+(?:\\s+as\\s+[\\w*\\s]+)?");

  private static final int DEEPEST = 8;

  /** Copies the collections. */
  Matching {
    inputs = Map.copyOf(inputs);
    outputs = Map.copyOf(outputs);
    unset = Set.copyOf(unset);
    assumptions = Set.copyOf(assumptions);
  }

  /** The matching of a site that is a stub. */
  static Matching of(Site site, Stub stub, Machine machine) {
    return new Maker(site, stub, machine).make();
  }

  private static final class Maker {
    private final Site site;
    private final Stub stub;
    private final Machine machine;
    private final Optional<Body> body;
    private final Set<String> unset = new TreeSet<>();
    private final Set<String> assumptions = new TreeSet<>();

    Maker(Site site, Stub stub, Machine machine) {
      this.site = site;
      this.stub = stub;
      this.machine = machine;
      this.body = Body.of(site);
    }

    Matching make() {
      Map<String, Integer> inputs = match(stub.inputs(), true);
      Map<String, Integer> outputs = match(stub.outputs(), false);
      return new Matching(stub, machine, inputs, outputs, unset, assumptions);
    }

    private Map<String, Integer> match(List<Stub.Use> uses, boolean in) {
      Map<String, Integer> result = new LinkedHashMap<>();
      Set<Integer> told = new HashSet<>();
      for (int i = 0; i < site.operands().size(); i++) {
        Optional<Value> value = value(i, in);
        if (value.isPresent()) {
          List<Stub.Use> called = called(uses, value.get(), in);
          if (called.size() == 1) {
            told.add(i);
            result.put(called.getFirst().role().name(), better(result, called.getFirst(), i));
            demandPlain(value.get(), called.getFirst());
          }
        }
      }
      uses.stream()
          .filter(u -> !result.containsKey(u.role().name()))
          .forEach(u -> byRegister(u, told, in).ifPresent(i -> result.put(u.role().name(), i)));
      return result;
    }

    /** Of two operands with one role, that in the role's register counts. */
    private int better(Map<String, Integer> known, Stub.Use use, int operand) {
      Integer other = known.get(use.role().name());
      return other != null && isAt(other, use) ? other : operand;
    }

    private void demandPlain(Value value, Stub.Use use) {
      if (!PLAIN.matcher(value.expression().strip()).matches()) {
        assume(value, use);
      }
    }

    private void assume(Value value, Stub.Use use) {
      assumptions.add(
          "`"
              + value.expression().strip().replaceAll("\\s+", " ")
              + "` is taken for `"
              + use.role().name()
              + "`");
    }

    private Optional<Integer> byRegister(Stub.Use use, Set<Integer> told, boolean in) {
      for (int i = 0; i < site.operands().size(); i++) {
        Optional<Value> value = value(i, in);
        if (value.isPresent() && !told.contains(i) && isAt(i, use)) {
          if (in && isUnset(value.get())) {
            unset.add(use.role().name());
          }
          assume(value.get(), use);
          return Optional.of(i);
        }
      }
      return Optional.empty();
    }

    private boolean isUnset(Value value) {
      String variable = value.expression().strip();
      return body.filter(b -> b.isUnset(variable)).isPresent();
    }

    private Optional<Value> value(int operand, boolean in) {
      return site.operands().get(operand) instanceof Operand.Register register
          ? in ? register.input() : register.output()
          : Optional.empty();
    }

    private boolean isAt(int operand, Stub.Use use) {
      Optional<String> location = machine.register(use.role().name()).map(machine::location);
      return site.operands().get(operand) instanceof Operand.Register register
          && register.binding() instanceof Binding.Explicit named
          && RegisterTable.of(machine.architecture())
              .register(named.name())
              .map(r -> r.base())
              .equals(location);
    }

    private List<Stub.Use> called(List<Stub.Use> uses, Value value, boolean in) {
      Set<String> names = new LinkedHashSet<>();
      for (String word : Body.words(value.expression())) {
        if (Body.isName(word)) {
          names.addAll(in ? sources(word, 0, value) : takers(word));
        }
      }
      List<Stub.Use> called =
          uses.stream().filter(u -> names.stream().anyMatch(u::isCalled)).toList();
      boolean only = !in && uses.size() == 1 && called.isEmpty();
      return only && names.stream().anyMatch(n -> isReturned(n)) ? uses : called;
    }

    private boolean isReturned(String variable) {
      return body.filter(b -> b.returns(variable)).isPresent();
    }

    /** What a variable gets its value from; itself, if it is a parameter or nothing tells. */
    private Set<String> sources(String variable, int depth, Value value) {
      if (body.filter(b -> b.isChanged(variable)).isPresent()) {
        assumptions.add("`" + variable + "` has the value that it was given");
      }
      List<List<String>> values = body.map(b -> b.values(variable)).orElse(List.of());
      if (values.isEmpty() || depth == DEEPEST) {
        return Set.of(variable);
      }
      if (values.size() > 1) {
        assumptions.add("`" + variable + "` has the value that it was given last");
      }
      List<String> last = values.getLast();
      if (!PLAIN.matcher(String.join(" ", last)).matches()) {
        assumptions.add("`" + String.join("", last) + "` is taken as it is");
      }
      Set<String> result = new LinkedHashSet<>();
      last.stream()
          .filter(Body::isName)
          .filter(Predicate.not(variable::equals))
          .forEach(w -> result.addAll(sources(w, depth + 1, value)));
      return result;
    }

    /** What takes the value of a variable behind the site; itself, if nothing does. */
    private Set<String> takers(String variable) {
      List<String> takers = body.map(b -> b.takers(variable)).orElse(List.of());
      return takers.isEmpty() ? Set.of(variable) : new LinkedHashSet<>(takers);
    }
  }

  /** Whether the variable that goes in as a role has no value. */
  boolean isUnset(Stub.Use use) {
    return unset.contains(use.role().name());
  }

  /** The input of a role. */
  Optional<Integer> input(Stub.Use use) {
    return Optional.ofNullable(inputs.get(use.role().name()));
  }

  /** The output of a role. */
  Optional<Integer> output(Stub.Use use) {
    return Optional.ofNullable(outputs.get(use.role().name()));
  }

  /** What was taken for granted, if anything was, as one clause. */
  Optional<String> assumption() {
    List<String> all = new ArrayList<>(assumptions);
    all.sort(String::compareTo);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of("what its variables hold is not all known: " + String.join(", ", all));
  }
}
