package dev.fabula.rust;

import dev.fabula.asm.Template;
import dev.fabula.rust.Arguments.Argument;
import dev.fabula.rust.CompiledAsm.Kind;
import dev.fabula.site.Binding;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a compiler says of one site: only of statements whose text and operands are those of the
 * site, and only what all of them agree in.
 */
final class Answers {
  /** No compiler was asked, or it did not compile the site. */
  static final Answers NONE = new Answers(List.of());

  private final List<CompiledAsm> same;

  private Answers(List<CompiledAsm> same) {
    this.same = same;
  }

  /** Those of some statements that fit the site. */
  static Answers of(
      List<CompiledAsm> compiled, String architecture, Arguments arguments, Template template) {
    String text = text(template);
    return new Answers(
        compiled.stream()
            .filter(c -> c.architecture().equals(architecture) && c.template().equals(text))
            .filter(c -> fit(c.operands(), arguments))
            .toList());
  }

  private static String text(Template template) {
    StringBuilder text = new StringBuilder();
    for (Template.Piece piece : template.pieces()) {
      text.append(
          switch (piece) {
            case Template.Text t -> t.text();
            case Template.Placeholder p -> CompiledAsm.placeholder(p.operand(), p.modifier());
          });
    }
    return text.toString();
  }

  private static boolean fit(List<CompiledAsm.Operand> compiled, Arguments arguments) {
    List<Argument> written = arguments.operands();
    boolean count =
        compiled.size() == written.size()
            || compiled.size() > written.size() && !arguments.clobberAbis().isEmpty();
    if (!count) {
      return false;
    }
    for (int i = 0; i < written.size(); i++) {
      if (!fit(compiled.get(i), written.get(i))) {
        return false;
      }
    }
    return compiled.stream()
        .skip(written.size())
        .allMatch(o -> o.kind() == Kind.OUT && o.output().isEmpty());
  }

  private static boolean fit(CompiledAsm.Operand compiled, Argument written) {
    return switch (written) {
      case Argument.Constant _ -> compiled.kind() == Kind.CONST;
      case Argument.Symbol _ -> compiled.kind() == Kind.SYM;
      case Argument.Label _ -> compiled.kind() == Kind.LABEL;
      case Argument.Register r ->
          compiled.kind() == kind(r)
              && compiled.late() == r.direction().isLate()
              && compiled.register().equals(register(r.binding()))
              && compiled.output().isPresent() == r.output().isPresent();
    };
  }

  private static Optional<String> register(Binding binding) {
    return binding instanceof Binding.OfClass c ? Optional.of(c.name()) : Optional.empty();
  }

  private static Kind kind(Argument.Register register) {
    if (!register.direction().reads()) {
      return Kind.OUT;
    }
    if (!register.direction().writes()) {
      return Kind.IN;
    }
    return register.input().equals(register.output()) ? Kind.INOUT : Kind.SPLIT;
  }

  /** Whether a compiler compiled the site. */
  boolean isCompiled() {
    return !same.isEmpty();
  }

  /** The type of what goes into an operand, as the compiler spells it. */
  Optional<String> input(int operand) {
    return one(operand, CompiledAsm.Operand::input);
  }

  /** The type of what comes out of an operand, as the compiler spells it. */
  Optional<String> output(int operand) {
    return one(operand, CompiledAsm.Operand::output);
  }

  /** The value of a constant operand. */
  Optional<BigInteger> value(int operand) {
    return one(operand, CompiledAsm.Operand::value);
  }

  private <T> Optional<T> one(int operand, Function<CompiledAsm.Operand, Optional<T>> part) {
    List<Optional<T>> all =
        same.stream().map(c -> part.apply(c.operands().get(operand))).distinct().toList();
    return all.size() == 1 ? all.getFirst() : Optional.empty();
  }
}
