package dev.fabula.rust;

import dev.fabula.rust.Arguments.Argument;
import dev.fabula.rust.Around.FunctionHead;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.site.Operand;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns operands as written into operands with types and values, for one target. */
final class OperandReader {
  private final SourceFile file;
  private final Optional<Frame> home;
  private final Scope scope;
  private final int pointerWidth;
  private final Types types;
  private final Evaluator evaluator;
  private final Callees callees;
  private final CompiledTypes compiled;

  private OperandReader(
      SourceFile file,
      Optional<Frame> home,
      Scope scope,
      World world,
      Names names,
      MacroExpansion expansion) {
    this.file = file;
    this.home = home;
    this.scope = scope;
    this.pointerWidth = world.machine().pointerWidth();
    ForeignTypes foreign = ForeignTypes.of(world);
    this.types = new Types(names, foreign);
    this.evaluator = new Evaluator(types, names, foreign, expansion);
    this.callees = new Callees(names);
    this.compiled = new CompiledTypes(foreign);
  }

  /** A reader for the operands of an invocation. */
  static OperandReader of(SourceFile file, CrateItems crate, World world, Invocation invocation) {
    Scope scope = invocation.around().scope();
    MacroExpansion expansion =
        new MacroExpansion(file, invocation.around().macros().scope(), crate.macros(), world);
    Names names = new Names(crate, world, invocation.around().condition());
    return new OperandReader(file, invocation.home(), scope, world, names, expansion);
  }

  /** All operands in order; what a compiler says of them goes before what the text does. */
  List<Operand> read(List<Argument> arguments, Answers answers) {
    return IntStream.range(0, arguments.size())
        .mapToObj(i -> read(arguments.get(i), i, answers))
        .toList();
  }

  private Operand read(Argument argument, int index, Answers answers) {
    Optional<String> name = argument.name().map(Argument.Name::text);
    return switch (argument) {
      case Argument.Register r -> register(r, name, answers.input(index), answers.output(index));
      case Argument.Constant(Span span, var _, List<Tree> expression) ->
          compiled(constant(span, name, expression), answers.input(index), answers.value(index));
      case Argument.Symbol(Span span, var _, List<Tree> path) ->
          new Operand.Symbol(span, name, text(path), callees.find(path, scope));
      case Argument.Label(Span span, var _, Tree.Group block) ->
          new Operand.Label(span, name, block.span(), Divergence.diverges(block));
    };
  }

  /**
   * Input and output of one register have types of one size: where one is open, it is as the other,
   * but whether it may be uninitialised stays open.
   */
  private Operand register(
      Argument.Register r,
      Optional<String> name,
      Optional<String> inputType,
      Optional<String> outputType) {
    Optional<Value> input = r.input().map(e -> value(e, inputType));
    Optional<Value> output = r.output().map(e -> value(e, outputType));
    return new Operand.Register(
        r.span(),
        name,
        r.direction(),
        r.binding(),
        input.map(v -> like(v, output)),
        output.map(v -> like(v, input)));
  }

  private static Value like(Value value, Optional<Value> other) {
    boolean open = value.type() instanceof ValueType.Unknown;
    return open && other.isPresent() && other.get().type() instanceof ValueType.Known known
        ? new Value(value.expression(), value.span(), known.init(), value.constant())
        : value;
  }

  private Value value(List<Tree> expression, Optional<String> compiledType) {
    Span span = span(expression);
    Evaluation result = evaluator.evaluate(expression, scope);
    ValueType type = result.type().toValueType(pointerWidth);
    return new Value(text(expression), span, compiled(type, compiledType), result.value());
  }

  private ValueType compiled(ValueType own, Optional<String> compiledType) {
    return compiledType
        .flatMap(compiled::read)
        .map(t -> t.toValueType(pointerWidth))
        .filter(t -> t instanceof ValueType.Known known && !isSame(own, known))
        .orElse(own);
  }

  /** A reference is compiled as a raw pointer; then ours is nearer to the text. */
  private static boolean isSame(ValueType own, ValueType.Known other) {
    return own instanceof ValueType.Known known
        && known.kind() == ValueType.Kind.POINTER
        && other.kind() == ValueType.Kind.POINTER
        && known.maybeUninit() == other.maybeUninit();
  }

  private Operand compiled(
      Operand.Constant own, Optional<String> compiledType, Optional<BigInteger> value) {
    return new Operand.Constant(
        own.span(),
        own.name(),
        own.expression(),
        value.or(own::value),
        compiled(own.type(), compiledType));
  }

  private Operand.Constant constant(Span span, Optional<String> name, List<Tree> expression) {
    Evaluation result = evaluator.evaluate(expression, scope);
    if (result.type() instanceof RustType.IntegerLiteral) {
      RustType fallback = new RustType.Scalar(PrimitiveTypes.named("i32", 0).orElseThrow());
      result = new Evaluation(fallback, result.value()).checked();
    }
    ValueType type = result.type().toValueType(pointerWidth);
    return new Operand.Constant(span, name, text(expression), result.value(), type);
  }

  private static Span span(List<Tree> trees) {
    return trees.getFirst().span().to(trees.getLast().span());
  }

  /** A function as sites see it. */
  Surroundings.Function function(FunctionHead head) {
    List<Surroundings.Parameter> parameters =
        head.parameters().stream()
            .map(p -> new Surroundings.Parameter(text(p.pattern()), type(p.type(), head.scope())))
            .toList();
    Optional<ValueType> result =
        head.result().isEmpty() ? Optional.empty() : Optional.of(type(head.result(), head.scope()));
    return new Surroundings.Function(
        head.name(),
        head.abi(),
        head.naked(),
        head.generic(),
        head.inline(),
        parameters,
        result,
        head.span());
  }

  /** As it is written; what a macro put together is written out. */
  private String text(List<Tree> trees) {
    boolean written = trees.stream().allMatch(this::isWritten);
    return trees.isEmpty() ? "" : written ? file.slice(span(trees)) : Stringify.text(trees);
  }

  private boolean isWritten(Tree tree) {
    boolean here = tree.trail().verbatim() && tree.trail().frame().equals(home);
    return here
        && (!(tree instanceof Tree.Group group)
            || group.trees().stream().allMatch(this::isWritten));
  }

  private ValueType type(List<Tree> trees, Scope at) {
    return types.read(trees, at).toValueType(pointerWidth);
  }
}
