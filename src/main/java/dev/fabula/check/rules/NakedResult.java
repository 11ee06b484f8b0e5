package dev.fabula.check.rules;

import dev.fabula.check.Examination;
import dev.fabula.check.NakedExits;
import dev.fabula.check.Observed;
import dev.fabula.exec.ArgumentRegisters;
import dev.fabula.exec.CalleeSaved;
import dev.fabula.exec.Exit;
import dev.fabula.exec.Path;
import dev.fabula.exec.ReturnRegisters;
import dev.fabula.isa.Location;
import dev.fabula.isa.RegisterView;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.site.ValueType;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a naked function returns (Reference, asm.naked-rules.reg-not-input). */
final class NakedResult {

  private static final Set<String> USUAL =
      Set.of("C", "C-unwind", "system", "system-unwind", "sysv64", "win64", "efiapi", "aapcs");

  private NakedResult() {}

  /** The results of all paths that return an integer or a pointer to a caller. */
  static List<Dependence.Sink> sinks(Examination examination) {
    List<Dependence.Sink> result = new ArrayList<>();
    Optional<Location> location =
        ReturnRegisters.ofWord(examination.contract().architecture())
            .flatMap(examination.run().registers()::view)
            .map(RegisterView::location);
    int bits = width(examination);
    if (location.isPresent() && bits > 0 && bits <= location.get().width()) {
      for (Path path : NakedExits.of(examination)) {
        if (returns(examination, path)) {
          result.add(sink(examination, path, location.get(), bits));
        }
      }
    }
    return result;
  }

  private static boolean returns(Examination examination, Path path) {
    return path.exit() instanceof Exit.Leaves leaves
        && leaves.returning()
        && NakedExits.staysOnStack(examination, path);
  }

  private static Dependence.Sink sink(
      Examination examination, Path path, Location location, int bits) {
    Function<Path, Observed> observation =
        p -> Observed.atEnd(Observed.value("result", p.finish().get(location).truncate(bits)));
    Term value = path.finish().get(location).truncate(bits);
    return new Dependence.Sink(
        path,
        Dependence.Kind.RESULT,
        Optional.empty(),
        value,
        path.conditions(),
        examination.lastWriter(path, location),
        observation);
  }

  /** The width of the result in bits; 0 if it is none that surely is in the one register. */
  private static int width(Examination examination) {
    return examination
        .site()
        .surroundings()
        .function()
        .filter(f -> USUAL.contains(f.abi()))
        .flatMap(Surroundings.Function::result)
        .filter(ValueType.Known.class::isInstance)
        .map(ValueType.Known.class::cast)
        .filter(NakedResult::isWord)
        .map(ValueType.Known::bits)
        .orElse(0);
  }

  private static boolean isWord(ValueType.Known type) {
    return switch (type.kind()) {
      case INTEGER, POINTER, FUNCTION -> !type.maybeUninit();
      case FLOAT, VECTOR, NEVER -> false;
    };
  }

  /** Whether no caller puts anything into a register for the function around the site. */
  static boolean isUndefinedAtEntry(Examination examination, Location location) {
    Target target = examination.contract().target();
    Optional<Surroundings.Function> function = examination.site().surroundings().function();
    if (location.kind() != Location.Kind.GENERAL
        || function.isEmpty()
        || CalleeSaved.keeps(target, location.name())) {
      return false;
    }
    boolean none = function.get().parameters().isEmpty();
    boolean argument = ArgumentRegisters.of(target, function.get().abi()).contains(location.name());
    boolean result =
        ReturnRegisters.ofWord(target.architecture()).filter(location.name()::equals).isPresent();
    boolean special = ArgumentRegisters.special(target).contains(location.name()) && !result;
    return !special && (none || !argument);
  }
}
