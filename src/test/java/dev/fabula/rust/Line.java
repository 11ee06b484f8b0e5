package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Template;
import dev.fabula.site.AbiClobber;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Surroundings;
import dev.fabula.site.Target;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import dev.fabula.site.ValueType.Kind;
import dev.fabula.site.ValueType.Known;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One asm statement of a test, as Rust text for rustc and as a site for us. */
final class Line {

  private static final Span NOWHERE = new Span(0, 0);

  private final List<Operand> operands = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<String> abis = new ArrayList<>();
  private String modifier = "";
  private boolean attSyntax;

  /** Adds a register operand; the type {@code _} discards, {@code a=>b} has two types. */
  Line operand(Direction direction, String binding, String type) {
    Binding bound =
        binding.startsWith("\"")
            ? new Binding.Explicit(binding.substring(1, binding.length() - 1), NOWHERE)
            : new Binding.OfClass(binding, NOWHERE);
    int arrow = type.indexOf("=>");
    String in = arrow < 0 ? type : type.substring(0, arrow);
    String out = arrow < 0 ? type : type.substring(arrow + 2);
    Optional<Value> input = direction.reads() ? value(in) : Optional.empty();
    Optional<Value> output = direction.writes() ? value(out) : Optional.empty();
    operands.add(new Operand.Register(NOWHERE, Optional.empty(), direction, bound, input, output));
    types.add(type);
    return this;
  }

  Line constant() {
    operands.add(
        new Operand.Constant(
            NOWHERE,
            Optional.empty(),
            "5",
            Optional.of(BigInteger.valueOf(5)),
            new Known(Kind.INTEGER, 32, true, "i32", false)));
    types.add("const");
    return this;
  }

  Line symbol() {
    operands.add(new Operand.Symbol(NOWHERE, Optional.empty(), "callee"));
    types.add("sym");
    return this;
  }

  Line label() {
    operands.add(new Operand.Label(NOWHERE, Optional.empty(), NOWHERE, false));
    types.add("label");
    return this;
  }

  Line modifier(String letter) {
    modifier = letter;
    return this;
  }

  Line abi(String name) {
    abis.add(name);
    return this;
  }

  Line attSyntax() {
    attSyntax = true;
    return this;
  }

  private static Optional<Value> value(String type) {
    return type.equals("_")
        ? Optional.empty()
        : Optional.of(new Value("v", NOWHERE, valueType(type)));
  }

  private static ValueType valueType(String type) {
    int times = type.indexOf('x');
    if (type.startsWith("*")) {
      return new Known(Kind.POINTER, -1, false, type, false);
    } else if (type.equals("bool")) {
      return new Known(Kind.INTEGER, 8, false, type, false);
    } else if (type.endsWith("size")) {
      return new Known(Kind.INTEGER, -1, type.startsWith("i"), type, false);
    } else if (times > 0) {
      int bits = Integer.parseInt(type.substring(1, times));
      int lanes = Integer.parseInt(type.substring(times + 1));
      return new Known(Kind.VECTOR, bits * lanes, false, type, false);
    }
    Kind kind = type.startsWith("f") ? Kind.FLOAT : Kind.INTEGER;
    int bits = Integer.parseInt(type.substring(1));
    return new Known(kind, bits, type.startsWith("i"), type, false);
  }

  /** The site for us. */
  Site site(Architecture architecture, Optional<String> system) {
    TreeMap<Option, Span> options = new TreeMap<>();
    if (attSyntax) {
      options.put(Option.ATT_SYNTAX, NOWHERE);
    }
    return new Site(
        SourceFile.of("line.rs", ""),
        NOWHERE,
        MacroKind.ASM,
        new Target(architecture, system, new TreeSet<>(), Target.Basis.REQUEST),
        new Template(pieces()),
        attSyntax ? Dialect.ATT : Dialect.INTEL,
        operands.stream().map(o -> sized(o, architecture)).toList(),
        options,
        abis.stream().map(a -> new AbiClobber(a, NOWHERE)).toList(),
        0,
        Surroundings.NONE,
        List.of());
  }

  private List<Template.Piece> pieces() {
    List<Template.Piece> pieces = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      if (hasPlaceholder(operands.get(i))) {
        Optional<Character> letter =
            modifier.isEmpty() ? Optional.empty() : Optional.of(modifier.charAt(0));
        pieces.add(new Template.Placeholder(i, letter, NOWHERE));
      }
    }
    return pieces;
  }

  private boolean hasPlaceholder(Operand operand) {
    return !(operand instanceof Operand.Register r && r.binding() instanceof Binding.Explicit);
  }

  private static Operand sized(Operand operand, Architecture architecture) {
    if (!(operand instanceof Operand.Register r)) {
      return operand;
    }
    return new Operand.Register(
        r.span(),
        r.name(),
        r.direction(),
        r.binding(),
        r.input().map(v -> sized(v, architecture)),
        r.output().map(v -> sized(v, architecture)));
  }

  private static Value sized(Value value, Architecture architecture) {
    Known known = (Known) value.type();
    int bits = known.bits() < 0 ? architecture.pointerWidth() : known.bits();
    return new Value(
        value.expression(),
        value.span(),
        new Known(known.kind(), bits, known.signed(), known.spelled(), false));
  }

  /** The item for rustc, a function with a number, on one line. */
  String rust(int number) {
    Set<String> parameters = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      text.append(hasPlaceholder(operands.get(i)) ? letterFor(i) : "");
      parts.add(operandText(i, parameters));
    }
    if (!abis.isEmpty()) {
      parts.add("clobber_abi(\"" + String.join("\", \"", abis) + "\")");
    }
    if (attSyntax) {
      parts.add("options(att_syntax)");
    }
    return "pub unsafe fn f%d(%s) { fn callee() {} asm!(\"%s\", %s) }"
        .formatted(number, String.join(", ", parameters), text, String.join(", ", parts));
  }

  private String letterFor(int index) {
    return "{" + index + (modifier.isEmpty() ? "" : ":" + modifier) + "}";
  }

  private String operandText(int index, Set<String> parameters) {
    return switch (operands.get(index)) {
      case Operand.Constant c -> "const 5";
      case Operand.Symbol s -> "sym callee";
      case Operand.Label l -> "label {}";
      case Operand.Register r -> registerText(r, index, parameters);
    };
  }

  private String registerText(Operand.Register operand, int index, Set<String> parameters) {
    String name = operand.binding().name();
    String binding = operand.binding() instanceof Binding.Explicit ? '"' + name + '"' : name;
    return operand.direction().spelling() + "(" + binding + ") " + valueText(index, parameters);
  }

  private String valueText(int index, Set<String> parameters) {
    String type = types.get(index);
    int arrow = type.indexOf("=>");
    if (arrow >= 0) {
      return place("a" + index, type.substring(0, arrow), parameters)
          + " => "
          + place("b" + index, type.substring(arrow + 2), parameters);
    }
    return place("a" + index, type, parameters);
  }

  private static String place(String name, String type, Set<String> parameters) {
    if (type.equals("_")) {
      return "_";
    }
    parameters.add(name + ": *mut " + type);
    return "*" + name;
  }
}
