package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.rust.Outline.Invocation;
import dev.fabula.rust.Targets.Choice;
import dev.fabula.site.Call;
import dev.fabula.site.Expansion;
import dev.fabula.site.Found;
import dev.fabula.site.Found.Label;
import dev.fabula.site.Found.Reason;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.source.Place;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the invocations of one file, each for the machines that it is for. */
final class SiteReader {
  private final SourceFile file;
  private final CrateItems crate;
  private final Targets targets;
  private final Asking asking;

  SiteReader(SourceFile file, CrateItems crate, Targets targets, Asking asking) {
    this.file = file;
    this.crate = crate;
    this.targets = targets;
    this.asking = asking;
  }

  /** What a compiler made of an invocation. */
  @FunctionalInterface
  interface Asking {
    List<CompiledAsm> of(Invocation invocation);
  }

  /** What reading makes of an invocation in a file under the given condition. */
  List<Found> read(Invocation invocation, Condition fileCondition, Targets.Hints hints) {
    Optional<Reason> reason = unreadable(invocation);
    if (reason.isPresent()) {
      return orCompiled(
          List.of(notAnalysed(invocation, Optional.empty(), reason.get())), invocation);
    }
    Condition condition = fileCondition.and(invocation.around().condition());
    List<Choice> choices = targets.choose(condition, hints);
    if (choices.isEmpty()) {
      Reason never = new Reason.NeverCompiled(condition.text());
      return List.of(notAnalysed(invocation, Optional.empty(), never));
    }
    List<Found> found = new ArrayList<>();
    choices.forEach(choice -> found.add(read(invocation, condition, choice)));
    return found.stream().allMatch(Found.Readable.class::isInstance)
        ? found
        : orCompiled(found, invocation);
  }

  /** What is not read, as a compiler read it: that knows every macro and file. */
  private List<Found> orCompiled(List<Found> found, Invocation invocation) {
    List<CompiledAsm> compiled = asking.of(invocation).stream().distinct().toList();
    List<Found> result =
        new ArrayList<>(
            found.stream().filter(f -> compiled.stream().noneMatch(c -> isUnread(f, c))).toList());
    compiled.stream()
        .filter(c -> found.stream().anyMatch(f -> isUnread(f, c)))
        .forEach(c -> result.add(compiled(c, invocation)));
    return result;
  }

  private Found compiled(CompiledAsm asm, Invocation invocation) {
    Optional<Choice> choice = targets.compiledFor(asm.architecture());
    Optional<Surroundings> surroundings =
        choice.map(
            c -> surroundings(invocation, OperandReader.of(file, crate, c.world(), invocation)));
    return new CompiledSite(
            asm,
            new Place(file, invocation.span()),
            expansion(invocation).with(List.of(), false),
            surroundings)
        .read(choice);
  }

  private static boolean isUnread(Found found, CompiledAsm asm) {
    Optional<String> architecture = found.target().map(t -> t.architecture().rustName());
    return !(found instanceof Found.Readable)
        && architecture.map(asm.architecture()::equals).orElse(true);
  }

  private Optional<Reason> unreadable(Invocation invocation) {
    if (invocation.macro().equals("llvm_asm") || isOldSyntax(invocation.arguments().trees())) {
      return Optional.of(new Reason.OldMacro());
    }
    Optional<Around.InMacro> macro = invocation.around().macro();
    if (macro.filter(m -> m.name().isEmpty()).isPresent()) {
      return Optional.of(new Reason.Other("the text around it is not understood"));
    }
    if (hasVariables(invocation)) {
      String name = macro.map(Around.InMacro::name).orElse("?");
      return Optional.of(new Reason.InMacroDefinition(name, "not expanded"));
    }
    return Optional.empty();
  }

  /** Whether variables of a macro that was not expanded stand in it. */
  static boolean hasVariables(Invocation invocation) {
    boolean called = invocation.path().getFirst().startsWith("$") && invocation.path().size() == 1;
    return called || TemplateStrings.hasMetavariable(invocation.arguments().trees());
  }

  /** What is told of an invocation in a macro's definition of which an expansion is missing. */
  Found inDefinition(Invocation invocation, String why) {
    String name = invocation.around().macro().map(Around.InMacro::name).orElse("?");
    return notAnalysed(invocation, Optional.empty(), new Reason.InMacroDefinition(name, why));
  }

  /** Whether the template is followed by a colon, as it was before 2020. */
  private static boolean isOldSyntax(List<Tree> trees) {
    return trees.size() > 1
        && Literals.isString(trees.getFirst())
        && trees.get(1).isPunctuation(':');
  }

  private Found read(Invocation invocation, Condition condition, Choice choice) {
    NavigableSet<String> features = new TreeSet<>(invocation.around().features());
    condition.forEachAtom(atom -> {
      boolean needed = atom.key().equals("target_feature") && requires(condition, atom);
      atom.value().filter(_ -> needed).ifPresent(features::add);
    });
    Optional<Target> target = choice.target(features);
    if (target.isEmpty()) {
      Reason reason = new Reason.UnknownArchitecture(choice.world().machine().describe());
      return notAnalysed(invocation, Optional.empty(), reason);
    }
    try {
      return new Found.Readable(site(invocation, choice.world(), target.get()));
    } catch (Fault fault) {
      return fault(invocation, target.get(), fault);
    }
  }

  /** Whether the condition fails without the atom. */
  private static boolean requires(Condition condition, Condition.Atom atom) {
    return condition.evaluate((key, value) ->
        key.equals(atom.key()) && value.equals(atom.value()) ? Truth.FALSE : Truth.UNKNOWN)
        == Truth.FALSE;
  }

  private Found fault(Invocation invocation, Target target, Fault fault) {
    Optional<Reason> reason = fault.reason();
    if (reason.isPresent() && invocation.obstacle().isPresent()) {
      reason = Optional.of(new Reason.TemplateNotStatic(invocation.obstacle().get()));
    }
    Optional<Around.InMacro> macro = invocation.around().macro();
    if (reason.isEmpty() && macro.isPresent()) {
      String name = macro.get().name();
      reason =
          Optional.of(
              macro.get().definition().isPresent()
                  ? new Reason.InMacroDefinition(name, "not plain code: " + fault.sentence())
                  : new Reason.InMacroArguments(name));
    }
    return reason
        .map(r -> notAnalysed(invocation, Optional.of(target), r))
        .orElseGet(() -> refused(invocation, target, fault));
  }

  private Found refused(Invocation invocation, Target target, Fault fault) {
    return new Found.Refused(
        file,
        invocation.span(),
        invocation.macro(),
        Optional.of(target),
        fault.sentence(),
        fault.labels(),
        expansion(invocation));
  }

  private Found notAnalysed(Invocation invocation, Optional<Target> target, Reason reason) {
    return new Found.NotAnalysed(
        file, invocation.span(), invocation.macro(), target, reason, expansion(invocation));
  }

  private static Expansion expansion(Invocation invocation) {
    List<Span> variables = new ArrayList<>();
    collectVariables(invocation.arguments().trees(), variables);
    List<Call> calls = invocation.home().map(Frame::calls).orElse(List.of());
    return calls.isEmpty() && variables.isEmpty()
        ? Expansion.NONE
        : new Expansion(calls, List.of(), true, variables);
  }

  private static void collectVariables(List<Tree> trees, List<Span> variables) {
    for (Tree tree : trees) {
      switch (tree) {
        case Tree.Token token when !token.verbatim() -> variables.add(token.span());
        case Tree.Token _ -> {}
        case Tree.Group group -> collectVariables(group.trees(), variables);
      }
    }
  }

  private Site site(Invocation invocation, World world, Target target) throws Fault {
    MacroKind kind = kind(invocation.macro());
    Inclusions inclusions = new Inclusions(Path.of(file.path()));
    Arguments arguments =
        new ArgumentParser(invocation.arguments(), kind, world, inclusions).parse();
    ArgumentChecks.check(arguments);
    Template template = Placeholders.read(arguments);
    Dialect dialect = dialect(arguments, target.architecture());
    OperandReader operands = OperandReader.of(file, crate, world, invocation);
    Answers answers =
        Answers.of(asking.of(invocation), target.architecture().rustName(), arguments, template);
    return new Site(
        file,
        invocation.span(),
        kind,
        answers.isCompiled() ? target.on(Target.Basis.COMPILER) : target,
        template,
        dialect,
        operands.read(arguments.operands(), answers),
        arguments.options(),
        arguments.clobberAbis(),
        arguments.insertion(),
        surroundings(invocation, operands),
        expansion(invocation));
  }

  private static MacroKind kind(String macro) {
    return switch (macro) {
      case "global_asm" -> MacroKind.GLOBAL_ASM;
      case "naked_asm" -> MacroKind.NAKED_ASM;
      default -> MacroKind.ASM;
    };
  }

  private static Dialect dialect(Arguments arguments, Architecture architecture) throws Fault {
    Span att = arguments.options().get(Option.ATT_SYNTAX);
    if (att != null && !architecture.isX86()) {
      throw new Fault(
          "option `att_syntax` is for x86 only",
          List.of(new Label(att, "this is read for " + architecture.rustName())));
    }
    return att != null ? Dialect.ATT : architecture.defaultDialect();
  }

  private static Surroundings surroundings(Invocation invocation, OperandReader operands) {
    Around around = invocation.around();
    List<String> conditions = around.conditions().stream().map(Condition::text).toList();
    return new Surroundings(around.function().map(operands::function), conditions);
  }
}
