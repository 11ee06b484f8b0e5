package dev.fabula.mutate;

import dev.fabula.asm.Template;
import dev.fabula.asm.Template.Piece;
import dev.fabula.asm.Template.Placeholder;
import dev.fabula.asm.Template.Text;
import dev.fabula.mutate.Mutant.Kind;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All changes of one thing in the operands and options of a site. */
final class ContractMutants {
  private static final List<Integer> WIDTHS = List.of(8, 16, 32, 64);

  private final Site site;
  private final List<Mutant> mutants = new ArrayList<>();

  private ContractMutants(Site site) {
    this.site = site;
  }

  /** The mutants of a site. */
  static List<Mutant> of(Site site) {
    ContractMutants all = new ContractMutants(site);
    for (int i = 0; i < site.operands().size(); i++) {
      if (site.operands().get(i) instanceof Operand.Register register) {
        all.operand(i, register);
      }
    }
    if (!site.clobberAbis().isEmpty()) {
      all.mutants.add(
          new Mutant(Kind.DROP_CLOBBER_ABI, "no `clobber_abi`", Sites.withoutAbis(site)));
    }
    for (Option option : Option.values()) {
      all.option(option);
    }
    return all.mutants;
  }

  private void operand(int index, Operand.Register operand) {
    String name = "`" + site.file().slice(operand.span()).strip() + "`";
    if (operand.isClobber() && operand.binding() instanceof Binding.Explicit) {
      mutants.add(new Mutant(Kind.DROP_CLOBBER, "no " + name, without(index)));
    }
    switch (operand.direction()) {
      case IN -> {}
      case OUT -> turn(Kind.EARLY_TO_LATE, index, operand, Direction.LATEOUT);
      case LATEOUT -> turn(Kind.LATE_TO_EARLY, index, operand, Direction.OUT);
      case INLATEOUT -> turn(Kind.LATE_TO_EARLY, index, operand, Direction.INOUT);
      case INOUT -> turn(Kind.EARLY_TO_LATE, index, operand, Direction.INLATEOUT);
    }
    if (operand.direction().reads() && operand.direction().writes()) {
      Operand.Register in =
          new Operand.Register(
              operand.span(),
              operand.name(),
              Direction.IN,
              operand.binding(),
              operand.input(),
              Optional.empty());
      mutants.add(new Mutant(Kind.INOUT_TO_IN, name + " as `in`", with(index, in)));
    }
    widths(index, operand, name);
  }

  private void turn(Kind kind, int index, Operand.Register operand, Direction direction) {
    Operand.Register turned =
        new Operand.Register(
            operand.span(),
            operand.name(),
            direction,
            operand.binding(),
            operand.input(),
            operand.output());
    String change =
        "`%s` as `%s`".formatted(site.file().slice(operand.span()).strip(), direction.spelling());
    mutants.add(new Mutant(kind, change, with(index, turned)));
  }

  private void widths(int index, Operand.Register operand, String name) {
    for (int bits : WIDTHS) {
      Operand.Register resized =
          new Operand.Register(
              operand.span(),
              operand.name(),
              operand.direction(),
              operand.binding(),
              operand.input().map(v -> resized(v, bits)),
              operand.output().map(v -> resized(v, bits)));
      if (!resized.equals(operand)) {
        String change = name + " of " + bits + " bits";
        mutants.add(new Mutant(Kind.CHANGE_WIDTH, change, with(index, resized)));
      }
    }
  }

  private static Value resized(Value value, int bits) {
    return value.type() instanceof ValueType.Known known
            && known.kind() == ValueType.Kind.INTEGER
            && !known.maybeUninit()
        ? new Value(
            value.expression(),
            value.span(),
            new ValueType.Known(known.kind(), bits, known.signed(), "u" + bits, false))
        : value;
  }

  private void option(Option option) {
    Optional<Kind> kind =
        switch (option) {
          case NOMEM -> Optional.of(Kind.ADD_NOMEM);
          case READONLY -> Optional.of(Kind.ADD_READONLY);
          case PURE -> Optional.of(Kind.ADD_PURE);
          case PRESERVES_FLAGS -> Optional.of(Kind.ADD_PRESERVES_FLAGS);
          case NOSTACK -> Optional.of(Kind.ADD_NOSTACK);
          case NORETURN -> Optional.of(Kind.ADD_NORETURN);
          case ATT_SYNTAX, RAW, MAY_UNWIND -> Optional.empty();
        };
    if (kind.isPresent() && !site.has(option) && isLegal(option)) {
      SortedMap<Option, Span> options = new TreeMap<>(site.optionSpans());
      options.put(option, Span.at(site.insertion()));
      String change = "`" + option.spelling() + "` added";
      mutants.add(new Mutant(kind.get(), change, Sites.withOptions(site, options)));
    }
  }

  private boolean isLegal(Option option) {
    return switch (option) {
      case NOMEM -> !site.has(Option.READONLY);
      case READONLY -> !site.has(Option.NOMEM);
      case PURE ->
          (site.has(Option.NOMEM) || site.has(Option.READONLY))
              && !site.has(Option.NORETURN)
              && registers().stream().anyMatch(r -> r.output().isPresent());
      case NORETURN ->
          !site.has(Option.PURE) && registers().stream().noneMatch(r -> r.direction().writes());
      default -> true;
    };
  }

  private List<Operand.Register> registers() {
    return site.operands().stream()
        .filter(Operand.Register.class::isInstance)
        .map(Operand.Register.class::cast)
        .toList();
  }

  private Site with(int index, Operand operand) {
    List<Operand> operands = new ArrayList<>(site.operands());
    operands.set(index, operand);
    return Sites.withOperands(site, operands);
  }

  private Site without(int index) {
    List<Operand> operands = new ArrayList<>(site.operands());
    operands.remove(index);
    List<Piece> pieces = site.template().pieces().stream().map(p -> shifted(p, index)).toList();
    return Sites.withTemplate(Sites.withOperands(site, operands), new Template(pieces));
  }

  /** Placeholders count operands. */
  private static Piece shifted(Piece piece, int gone) {
    return switch (piece) {
      case Text text -> text;
      case Placeholder(int operand, Optional<Character> modifier, Span span) ->
          new Placeholder(operand > gone ? operand - 1 : operand, modifier, span);
    };
  }
}
