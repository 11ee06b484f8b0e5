package dev.fabula.rust;

import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.site.AbiClobber;
import dev.fabula.site.Call;
import dev.fabula.site.Found;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expansions of one place whose text and contract are the same, so that they are checked once. */
final class Alike {
  private Alike() {}

  /** One of each kind, with the number of those like it. */
  static List<Found> merged(List<Found> all) {
    if (all.size() < 2) {
      return all;
    }
    Map<Object, List<Found>> kinds = new LinkedHashMap<>();
    List<Found> compiled = all.stream().filter(f -> !isNeverCompiled(f)).toList();
    for (Found found : compiled.isEmpty() ? all.subList(0, 1) : compiled) {
      Object machine = found.target().map(t -> t.on(Target.Basis.CONDITION));
      kinds.computeIfAbsent(List.of(machine, kind(found)), _ -> new ArrayList<>()).add(found);
    }
    long apart = kinds.values().stream().map(f -> kind(f.getFirst())).distinct().count();
    List<Found> result = new ArrayList<>();
    for (List<Found> alike : kinds.values()) {
      List<List<Call>> others = alike.stream().skip(1).map(f -> f.expansion().calls()).toList();
      Found first = alike.getFirst();
      result.add(first.with(first.expansion().with(others, apart == 1)));
    }
    return result;
  }

  private static boolean isNeverCompiled(Found found) {
    return found instanceof Found.NotAnalysed n && n.reason() instanceof Found.Reason.NeverCompiled;
  }

  private static Object kind(Found found) {
    return switch (found) {
      case Found.Readable(Site site) -> Reading.of(site);
      case Found.NotAnalysed n -> n.reason().text();
      case Found.Refused r -> r.message();
    };
  }

  /** What a check sees of a site besides its target. */
  private record Reading(
      MacroKind kind,
      List<Object> template,
      Dialect dialect,
      List<Object> operands,
      Set<Option> options,
      List<String> clobberAbis,
      Optional<Function> function) {

    static Reading of(Site site) {
      return new Reading(
          site.kind(),
          site.template().pieces().stream().map(Alike::piece).toList(),
          site.dialect(),
          site.operands().stream().map(Alike::shape).toList(),
          site.options(),
          site.clobberAbis().stream().map(AbiClobber::name).toList(),
          site.surroundings().function().map(Function::of));
    }
  }

  /** What matters of a function around a site. */
  private record Function(
      String abi, boolean naked, boolean generic, Optional<String> inline, List<Object> types) {

    static Function of(Surroundings.Function f) {
      List<Object> types = new ArrayList<>();
      if (f.naked()) {
        f.parameters().forEach(p -> types.add(type(p.type())));
        f.result().ifPresent(t -> types.add(type(t)));
      }
      return new Function(f.abi(), f.naked(), f.generic(), f.inline(), types);
    }
  }

  private static Object piece(Template.Piece piece) {
    return switch (piece) {
      case Template.Text text -> text.text();
      case Template.Placeholder p -> List.of(p.operand(), p.modifier());
    };
  }

  private static Object shape(Operand operand) {
    return switch (operand) {
      case Operand.Register r ->
          List.of(
              r.name(),
              r.direction(),
              r.binding().getClass(),
              r.binding().name(),
              r.input().map(Alike::value),
              r.output().map(Alike::value));
      case Operand.Constant c ->
          List.of(
              c.name(), c.value().isPresent() ? c.value().get() : c.expression(), type(c.type()));
      case Operand.Symbol s -> List.of(s.name(), "sym", s.callee());
      case Operand.Label l -> List.of(l.name(), "label", l.diverges());
      case Operand.Memory _, Operand.Matching _, Operand.Immediate _ -> operand;
    };
  }

  /** A number as such matters; any other expression only by its type. */
  private static Object value(Value value) {
    boolean number =
        !value.expression().isEmpty()
            && (Character.isDigit(value.expression().charAt(0))
                || value.expression().startsWith("-"));
    return List.of(number ? value.expression() : "", type(value.type()));
  }

  /** The sign of an integer makes no difference to a register. */
  private static Object type(ValueType type) {
    return switch (type) {
      case ValueType.Unknown _ -> "?";
      case ValueType.Unfit unfit -> unfit;
      case ValueType.Known k when k.kind() == ValueType.Kind.INTEGER && isNumber(k) ->
          List.of(k.kind(), k.bits(), k.maybeUninit());
      case ValueType.Known k -> k;
    };
  }

  private static boolean isNumber(ValueType.Known known) {
    return !known.spelled().contains("bool") && !known.spelled().contains("char");
  }
}
