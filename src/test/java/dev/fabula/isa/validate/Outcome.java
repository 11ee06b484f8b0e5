package dev.fabula.isa.validate;

import dev.fabula.isa.Location;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.isa.validate.Layout.Field;
import dev.fabula.term.Term;
import dev.fabula.term.Terms;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a form does, as terms over variables for the entry state: made once, evaluated many times.
 */
final class Outcome {

  private static final int MOST_PATHS = 64;

  private final Form form;
  private final List<Path> paths;
  private final Set<String> read = new HashSet<>();
  private final boolean swept;
  private final boolean touching;
  private List<Field> fields = List.of();

  /** The outcome of a form that has these ways, of which just one is taken. */
  Outcome(Form form, List<Path> paths) {
    this.form = form;
    this.paths = paths;
    paths.forEach(p -> read.addAll(p.read()));
    swept = paths.stream().anyMatch(Path::swept);
    touching = swept || paths.stream().anyMatch(p -> !p.touches().isEmpty());
  }

  /** The outcome of a form. */
  static Outcome of(Target target, Form form) throws UnknownInstruction {
    Terms terms = new Terms();
    List<Path> paths = new ArrayList<>();
    Deque<List<Boolean>> open = new ArrayDeque<>();
    open.push(List.of());
    while (!open.isEmpty() && paths.size() < MOST_PATHS) {
      List<Boolean> given = open.pop();
      Trace trace = new Trace(target, new Variables(target), terms, given);
      paths.add(trace.run(form));
      List<Boolean> taken = trace.decisions();
      for (int n = given.size(); n < taken.size(); n++) {
        List<Boolean> other = new ArrayList<>(taken.subList(0, n));
        other.add(false);
        open.push(other);
      }
    }
    Outcome outcome = new Outcome(form, paths);
    outcome.fields =
        target.layout().fields().stream().filter(f -> outcome.reads(f.location())).toList();
    return outcome;
  }

  Form form() {
    return form;
  }

  List<Path> paths() {
    return paths;
  }

  /** Why the form cannot be compared, if so. */
  Optional<String> unfit() {
    return paths.stream().map(Path::unfit).flatMap(Optional::stream).findFirst();
  }

  /** Whether a location is read on some way. */
  boolean reads(String location) {
    return read.contains(location);
  }

  /** The fields of a state that are read as variables. */
  List<Field> fieldsRead() {
    return fields;
  }

  /** Whether memory is accessed at all. */
  boolean touchesMemory() {
    return touching;
  }

  /** Whether the form has to be run anew for each state, because of a loop in its meaning. */
  boolean swept() {
    return swept;
  }

  /** An entry state of variables. */
  private record Variables(Target target) implements Trace.Entry {
    @Override
    public Optional<Term> value(Location location, Terms terms) {
      Field field = target.field(location.name());
      if (field != null) {
        int bits = field.bits();
        return Optional.of(terms.variable(location.name(), bits).resizeUnsigned(location.width()));
      }
      BigInteger constant = target.constants().get(location.name());
      return Optional.ofNullable(constant).map(c -> terms.constant(c, location.width()));
    }

    @Override
    public Term code(Terms terms, int width) {
      return terms.variable(Path.CODE, width);
    }
  }
}
