package dev.fabula.c;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.c.AsmStatement.Argument;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Expansion;
import dev.fabula.site.Found;
import dev.fabula.site.GnuForm;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.source.MappedText;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes a site of a statement whose surroundings are known. */
final class Lowering {

  private static final Pattern STACK =
      Pattern.compile("sp|push|pop|call|ret|enter|leave|int|\\.", Pattern.CASE_INSENSITIVE);

  private final Texts texts;
  private final SourceFile file;
  private final Target target;
  private final Dialect dialect;
  private final DataModel model;

  Lowering(Texts texts, SourceFile file, Target target, Dialect dialect) {
    this.texts = texts;
    this.file = file;
    this.target = target;
    this.dialect = dialect;
    this.model = DataModel.of(target.architecture());
  }

  /** What reading makes of a statement. */
  Found read(AsmStatement statement, Scope scope, Surroundings surroundings, Uses uses) {
    try {
      return new Found.Readable(site(statement, scope, surroundings, uses));
    } catch (Fault fault) {
      return notAnalysed(statement, fault.reason());
    }
  }

  /** A statement that is not read. */
  Found notAnalysed(AsmStatement statement, Found.Reason reason) {
    return new Found.NotAnalysed(
        file, statement.span(), statement.word(), Optional.of(target), reason, Expansion.NONE);
  }

  private Site site(AsmStatement statement, Scope scope, Surroundings surroundings, Uses uses)
      throws Fault {
    Map<String, Integer> names = names(statement);
    List<Choices.Place> places = places(statement, scope, names);
    Template template = template(statement, names, places);
    List<Operand> fixed = new ArrayList<>(labels(statement));
    Clobbers clobbers = Clobbers.read(texts, statement, RegisterTable.of(target.architecture()));
    fixed.addAll(clobbers.operands());
    boolean symbols = target.architecture().isX86();
    Choices choices = new Choices(model, places, fixed, movesStack(template), symbols);
    List<List<Operand>> all = choices.all();
    List<List<Operand>> others = all.subList(1, all.size());
    GnuForm form = form(statement, others, choices, discarded(statement, uses), clobbers);
    return new Site(
        file,
        statement.span(),
        surroundings.function().isPresent() ? MacroKind.ASM : MacroKind.GLOBAL_ASM,
        target,
        template,
        dialect,
        all.getFirst(),
        options(statement, clobbers, places),
        List.of(),
        end(statement, 3),
        surroundings,
        Expansion.NONE,
        Optional.of(form));
  }

  private Template template(
      AsmStatement statement, Map<String, Integer> names, List<Choices.Place> places) throws Fault {
    MappedText text = template(statement);
    if (statement.isBasic()) {
      return GnuTemplate.plain(text);
    }
    Architecture architecture = target.architecture();
    Optional<Dialect> braces = architecture.isX86() ? Optional.of(dialect) : Optional.empty();
    Template own = GnuTemplate.read(text, names, numbers(statement, places), architecture, braces);
    return FlagOutputs.added(own, places, statement, target);
  }

  /** An operand with {@code +} counts twice before labels (GCC manual, 6.11.2.7). */
  private static List<Integer> numbers(AsmStatement statement, List<Choices.Place> places) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      numbers.add(i);
    }
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).constraint().writes() && places.get(i).constraint().reads()) {
        numbers.add(i);
      }
    }
    for (int i = 0; i < statement.labels().size(); i++) {
      numbers.add(places.size() + i);
    }
    return numbers;
  }

  /** Whether the text may change the stack pointer; what could hide there counts as well. */
  private boolean movesStack(Template template) {
    return target.architecture().isX86()
        && template.pieces().stream()
            .anyMatch(
                p -> p instanceof Template.Text(String text, var _) && STACK.matcher(text).find());
  }

  private MappedText template(AsmStatement statement) throws Fault {
    Optional<MappedText> text = texts.read(statement.template());
    if (text.isEmpty()) {
      String other =
          statement.template().stream()
              .filter(t -> t.kind() != Token.Kind.STRING)
              .map(Token::text)
              .findFirst()
              .orElse("nothing");
      throw new Fault(new Found.Reason.TemplateNotStatic("`" + other + "`"));
    }
    return text.get();
  }

  private static Map<String, Integer> names(AsmStatement statement) {
    Map<String, Integer> names = new HashMap<>();
    int number = 0;
    for (Argument argument : arguments(statement)) {
      int own = number++;
      argument.name().ifPresent(name -> names.put(name, own));
    }
    for (List<Token> label : statement.labels()) {
      names.put(label.isEmpty() ? "" : label.getFirst().text(), number++);
    }
    return names;
  }

  private static List<Argument> arguments(AsmStatement statement) {
    List<Argument> all = new ArrayList<>(statement.outputs());
    all.addAll(statement.inputs());
    return all;
  }

  private List<Choices.Place> places(
      AsmStatement statement, Scope scope, Map<String, Integer> names) throws Fault {
    Constraints constraints = new Constraints(target.architecture(), names);
    List<Choices.Place> places = new ArrayList<>();
    for (Argument argument : arguments(statement)) {
      Optional<MappedText> text = texts.read(argument.constraint());
      if (text.isEmpty()) {
        throw new Fault("the constraint of an operand is not a literal");
      }
      Constraint constraint = constraints.read(text.get().text());
      if (constraint.writes() != places.size() < statement.outputs().size()) {
        throw new Fault("an output has no `=` or `+` in its constraint, or an input has one");
      }
      places.add(place(argument, constraint, scope));
    }
    return places;
  }

  private Choices.Place place(Argument argument, Constraint constraint, Scope scope) throws Fault {
    Optional<String> register = register(argument, scope);
    if (register.isPresent()) {
      Clobbers.register(RegisterTable.of(target.architecture()), register.get());
    }
    Typed typed = new ExpressionParser(copy(argument), scope, model).whole();
    return new Choices.Place(
        argument.span(),
        argument.name(),
        constraint,
        file.slice(argument.value()).strip(),
        argument.value(),
        typed,
        Lvalue.of(argument.expression(), scope, model),
        register);
  }

  private static Cursor copy(Argument argument) {
    Cursor cursor = argument.expression();
    return cursor.between(cursor.at(), cursor.end());
  }

  /** The register of a variable that is bound to one. */
  private static Optional<String> register(Argument argument, Scope scope) {
    Cursor cursor = copy(argument);
    boolean single = cursor.isWord() && cursor.at() + 1 == cursor.end();
    return single
            && scope.find(cursor.text()).orElse(new Scope.Constant(Optional.empty()))
                instanceof Scope.Variable(var _, Optional<String> register)
        ? register
        : Optional.empty();
  }

  private List<Operand> labels(AsmStatement statement) throws Fault {
    if (!statement.labels().isEmpty()
        && statement.qualifiers().stream().noneMatch(q -> q.contains("goto"))) {
      throw new Fault("it has labels without `goto`");
    }
    List<Operand> labels = new ArrayList<>();
    for (List<Token> label : statement.labels()) {
      Span span = label.isEmpty() ? statement.span() : label.getFirst().span();
      Optional<String> name = label.stream().findFirst().map(Token::text);
      labels.add(new Operand.Label(span, name, span, false));
    }
    return labels;
  }

  /** What a statement promises (GCC manual, 6.11.2.1 and 6.11.2.6). */
  private SortedMap<Option, Span> options(
      AsmStatement statement, Clobbers clobbers, List<Choices.Place> places) {
    SortedMap<Option, Span> options = new TreeMap<>();
    if (statement.isBasic()) {
      return options;
    }
    if (!statement.isVolatile()) {
      options.put(Option.PURE, statement.head());
    }
    if (!clobbers.names().contains("memory")) {
      options.put(Option.NOMEM, statement.head());
    }
    boolean flags =
        target.architecture().isX86()
            || clobbers.names().contains("cc")
            || places.stream().anyMatch(FlagOutputs::is);
    if (!flags) {
      options.put(Option.PRESERVES_FLAGS, statement.head());
    }
    boolean redZone = target.architecture() == Architecture.X86_64;
    if (redZone && !clobbers.names().contains("redzone")) {
      options.put(Option.NOSTACK, statement.head());
    }
    return options;
  }

  /**
   * Outputs of variables that nothing else uses, which only give up a register. A statement that
   * does nothing but compute outputs is there for their sake, whoever uses them.
   */
  private static Set<Integer> discarded(AsmStatement statement, Uses uses) {
    Set<Integer> discarded = new TreeSet<>();
    for (int i = 0; i < statement.outputs().size(); i++) {
      Cursor cursor = copy(statement.outputs().get(i));
      boolean single = cursor.isWord() && cursor.at() + 1 == cursor.end();
      if (isTemporary(cursor) || (single && uses.isOnlyWritten(cursor.text()))) {
        discarded.add(i);
      }
    }
    boolean all = discarded.size() == statement.outputs().size();
    return all && !statement.isVolatile() ? Set.of() : discarded;
  }

  /** Whether an output is a compound literal, which nobody can read behind the statement. */
  private static boolean isTemporary(Cursor cursor) {
    int braces = cursor.is("(") ? cursor.partner(cursor.at()) + 1 : cursor.end();
    return braces < cursor.end()
        && cursor.token(braces).is("{")
        && cursor.partner(braces) + 1 == cursor.end();
  }

  private static GnuForm form(
      AsmStatement statement,
      List<List<Operand>> alternatives,
      Choices choices,
      Set<Integer> discarded,
      Clobbers clobbers) {
    return new GnuForm(
        alternatives,
        choices.limit(),
        discarded,
        choices.commuting(),
        clobbers.names().contains("cc"),
        end(statement, 1),
        end(statement, 2),
        end(statement, 3),
        statement.parts().size() - 1,
        List.of(
            !statement.outputs().isEmpty(),
            !statement.inputs().isEmpty(),
            !statement.clobbers().isEmpty()));
  }

  private static int end(AsmStatement statement, int part) {
    List<Span> parts = statement.parts();
    return parts.get(Math.min(part, parts.size() - 1)).end();
  }
}
