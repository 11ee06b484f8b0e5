package dev.fabula.check;

import dev.fabula.asm.Dialect;
import dev.fabula.site.Binding;
import dev.fabula.site.Expansion;
import dev.fabula.site.GnuForm;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a report on a statement of C depends on but its place: two statements that are alike
 * have the same report, with all places moved.
 *
 * @param text the statement as written, from which all places in it follow
 * @param target the machine
 * @param dialect how the template is written
 * @param kind whether it is in a function
 * @param options what it promises
 * @param choices the operands under each choice of the compiler
 * @param limit what of the compiler's choices is left out
 * @param discarded the outputs that nobody reads
 * @param commuting the inputs that may change places
 * @param labels the labels of other statements that its text may mean
 */
record Likeness(
    String text,
    Target target,
    Dialect dialect,
    MacroKind kind,
    Set<Option> options,
    List<List<Fact>> choices,
    Optional<String> limit,
    Set<Integer> discarded,
    Set<Integer> commuting,
    Set<String> labels) {

  /** Copies the collections. */
  Likeness {
    options = Set.copyOf(options);
    choices = List.copyOf(choices);
    discarded = Set.copyOf(discarded);
    commuting = Set.copyOf(commuting);
    labels = Set.copyOf(labels);
  }

  /**
   * An operand without its place.
   *
   * @param operand its kind
   * @param facts what tells it from others of its kind
   */
  record Fact(Class<? extends Operand> operand, List<?> facts) {}

  /**
   * A value without its place.
   *
   * @param expression its text
   * @param type its type
   * @param constant the value, if it is a known constant
   */
  private record Content(String expression, ValueType type, Optional<BigInteger> constant) {}

  /**
   * What a site is like; empty for Rust, and for what macros wrote.
   *
   * @param foreignLabels names of labels that other sites of the file define
   */
  static Optional<Likeness> of(Site site, Set<String> foreignLabels) {
    String text = site.file().slice(site.span());
    Set<String> labels = foreignLabels.stream().filter(text::contains).collect(Collectors.toSet());
    return site.gnu()
        .filter(_ -> site.expansion().equals(Expansion.NONE))
        .map(gnu -> of(site, gnu, text, labels));
  }

  private static Likeness of(Site site, GnuForm gnu, String text, Set<String> labels) {
    List<List<Fact>> choices = new ArrayList<>();
    choices.add(facts(site.operands()));
    gnu.alternatives().forEach(choice -> choices.add(facts(choice)));
    return new Likeness(
        text,
        site.target(),
        site.dialect(),
        site.kind(),
        site.options(),
        choices,
        gnu.limit(),
        gnu.discarded(),
        gnu.commuting(),
        labels);
  }

  private static List<Fact> facts(List<Operand> operands) {
    return operands.stream().map(o -> new Fact(o.getClass(), parts(o))).toList();
  }

  private static List<?> parts(Operand operand) {
    return switch (operand) {
      case Operand.Register r ->
          List.of(r.direction(), place(r.binding()), content(r.input()), content(r.output()));
      case Operand.Constant c -> List.of(c.expression(), c.value(), c.type());
      case Operand.Symbol s -> List.of(s.path(), s.callee());
      case Operand.Label l -> List.of(l.name(), l.diverges());
      case Operand.Memory m ->
          List.of(
              content(Optional.of(m.place())),
              m.bytes(),
              m.reads(),
              m.writes(),
              m.base(),
              m.at(),
              m.alone());
      case Operand.Matching m -> List.of(m.with());
      case Operand.Immediate i -> List.of(i.expression(), i.value());
    };
  }

  private static List<?> place(Binding binding) {
    return switch (binding) {
      case Binding.Explicit explicit -> List.of("in", explicit.name());
      case Binding.OfClass ofClass -> List.of("of", ofClass.name());
      case Binding.AnyOf any -> List.of("among", any.registers());
    };
  }

  private static Optional<Content> content(Optional<Value> value) {
    return value.map(v -> new Content(v.expression(), v.type(), v.constant()));
  }
}
