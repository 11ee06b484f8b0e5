package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.rust.Targets.Choice;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Expansion;
import dev.fabula.site.Found;
import dev.fabula.site.Found.Reason;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.source.Place;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement that only a compiler could read. */
final class CompiledSite {
  private static final Pattern PLACEHOLDER = Pattern.compile("\u0001(\\d+)(?::(.))?\u0002");

  private final CompiledAsm asm;
  private final Place place;
  private final Expansion expansion;
  private final Optional<Surroundings> surroundings;

  /**
   * A statement and where it is told.
   *
   * @param place its place or that of the macro call that leads to it; its text does not stand
   *     there, so that all its parts have the span of the whole
   * @param expansion the macro calls that lead to it
   * @param surroundings what the source says around it; empty if a macro wrote that too
   */
  CompiledSite(
      CompiledAsm asm, Place place, Expansion expansion, Optional<Surroundings> surroundings) {
    this.asm = asm;
    this.place = place;
    this.expansion = expansion;
    this.surroundings = surroundings;
  }

  /** What reading makes of it for the machine that it was compiled for; empty if we know none. */
  Found read(Optional<Choice> choice) {
    Optional<Target> target = choice.flatMap(c -> c.target(new TreeSet<>()));
    if (choice.isEmpty() || target.isEmpty()) {
      return notAnalysed(new Reason.UnknownArchitecture(asm.architecture()));
    }
    if (asm.macro() == MacroKind.NAKED_ASM && surroundings.isEmpty()) {
      // Its contract is the function's signature, which stands nowhere either.
      return notAnalysed(new Reason.Other("only the compiler expands its naked function"));
    }
    return new Found.Readable(site(choice.get().world(), target.get()));
  }

  private Found notAnalysed(Reason reason) {
    return new Found.NotAnalysed(
        place.file(), place.span(), asm.macro().spelling(), Optional.empty(), reason, expansion);
  }

  private Site site(World world, Target target) {
    return new Site(
        place.file(),
        place.span(),
        asm.macro(),
        target,
        template(),
        dialect(target.architecture()),
        operands(new CompiledTypes(ForeignTypes.of(world)), world.machine().pointerWidth()),
        options(),
        List.of(),
        place.span().end(),
        surroundings.orElse(Surroundings.NONE),
        expansion);
  }

  private Template template() {
    List<Template.Piece> pieces = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(asm.template());
    int at = 0;
    while (matcher.find()) {
      addText(asm.template().substring(at, matcher.start()), pieces);
      Optional<Character> modifier = Optional.ofNullable(matcher.group(2)).map(m -> m.charAt(0));
      int operand = Integer.parseInt(matcher.group(1));
      pieces.add(new Template.Placeholder(operand, modifier, place.span()));
      at = matcher.end();
    }
    addText(asm.template().substring(at), pieces);
    return new Template(pieces);
  }

  private void addText(String text, List<Template.Piece> pieces) {
    if (!text.isEmpty()) {
      pieces.add(new Template.Text(text, Collections.nCopies(text.length(), place.span())));
    }
  }

  private Dialect dialect(Architecture architecture) {
    return asm.options().contains(Option.ATT_SYNTAX) ? Dialect.ATT : architecture.defaultDialect();
  }

  private SortedMap<Option, Span> options() {
    SortedMap<Option, Span> spans = new TreeMap<>();
    asm.options().forEach(o -> spans.put(o, place.span()));
    return spans;
  }

  private List<Operand> operands(CompiledTypes types, int pointerWidth) {
    List<Operand> operands = new ArrayList<>();
    for (CompiledAsm.Operand operand : asm.operands()) {
      String name = "{" + operands.size() + "}";
      operands.add(
          switch (operand.kind()) {
            case IN, OUT, INOUT, SPLIT ->
                new Operand.Register(
                    place.span(),
                    Optional.empty(),
                    direction(operand),
                    binding(operand),
                    operand.input().map(t -> value(name, types, t, pointerWidth)),
                    output(operand).map(t -> value(name, types, t, pointerWidth)));
            case CONST ->
                new Operand.Constant(
                    place.span(),
                    Optional.empty(),
                    name,
                    operand.value(),
                    type(types, operand.input().orElse(""), pointerWidth));
            case SYM -> new Operand.Symbol(place.span(), Optional.empty(), name, Optional.empty());
            case LABEL -> new Operand.Label(place.span(), Optional.empty(), place.span(), false);
          });
    }
    return operands;
  }

  private static Optional<String> output(CompiledAsm.Operand operand) {
    return operand.kind() == CompiledAsm.Kind.IN ? Optional.empty() : operand.output();
  }

  private Value value(String name, CompiledTypes types, String type, int pointerWidth) {
    return new Value(name, place.span(), type(types, type, pointerWidth));
  }

  private static ValueType type(CompiledTypes types, String type, int pointerWidth) {
    return types
        .read(type)
        .map(t -> t.toValueType(pointerWidth))
        .orElseGet(() -> ValueType.Unknown.because("it is `" + type + "` for the compiler"));
  }

  private static Direction direction(CompiledAsm.Operand operand) {
    return switch (operand.kind()) {
      case IN -> Direction.IN;
      case OUT -> operand.late() ? Direction.LATEOUT : Direction.OUT;
      case INOUT, SPLIT -> operand.late() ? Direction.INLATEOUT : Direction.INOUT;
      case CONST, SYM, LABEL -> throw new IllegalArgumentException(operand + " is in no register");
    };
  }

  private Binding binding(CompiledAsm.Operand operand) {
    return operand
        .register()
        .<Binding>map(c -> new Binding.OfClass(c, place.span()))
        .orElseGet(() -> new Binding.Explicit(operand.fixed().orElse("?"), place.span()));
  }
}
