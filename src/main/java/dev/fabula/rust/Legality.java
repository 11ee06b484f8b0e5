package dev.fabula.rust;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Mode;
import dev.fabula.asm.Template.Placeholder;
import dev.fabula.isa.AbiClobbers;
import dev.fabula.isa.OperandClass;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.OperandType;
import dev.fabula.isa.RegisterTable;
import dev.fabula.isa.RegisterTarget;
import dev.fabula.site.AbiClobber;
import dev.fabula.site.Binding;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.ValueType;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rustc 1.95 checks of a site once it is parsed: registers, classes, conflicts, modifiers,
 * clobber_abi and types (Reference, rules asm.register-operands.*, asm.register-names.*,
 * asm.template-modifiers.*, asm.abi-clobbers.*). It holds a type that the source does not tell to
 * be a fitting one, and every target feature to be enabled unless told otherwise. What concerns the
 * grammar alone, and most options, is refused when the site is read.
 */
public final class Legality {

  private final Site site;
  private final RegisterTable table;
  private final Bindings bindings;
  private final OperandTypes types;
  private final List<Refusal> refusals = new ArrayList<>();

  private Legality(Site site, Optional<Set<String>> features) {
    this.site = site;
    this.table = RegisterTable.of(site.target().architecture());
    this.bindings = new Bindings(site.target().architecture(), table, targets(site, features));
    this.types = new OperandTypes(features);
  }

  /** The frame pointer of ARM is another one in Thumb code, which the source seldom tells. */
  private static List<RegisterTarget> targets(Site site, Optional<Set<String>> features) {
    Optional<String> system = site.target().system();
    RegisterTarget known =
        features.map(f -> new RegisterTarget(system, f)).orElse(site.target().registers());
    boolean settled = features.isPresent() || site.target().mode() != Mode.DEFAULT;
    if (settled || site.target().architecture() != Architecture.ARM) {
      return List.of(known);
    }
    Set<String> inThumb = new TreeSet<>(known.features());
    inThumb.add("thumb-mode");
    return List.of(known, new RegisterTarget(system, inThumb));
  }

  /** Every reason to refuse a site, in source order of the parts that are at fault. */
  public static List<Refusal> check(Site site) {
    return site.gnu().isPresent() ? List.of() : new Legality(site, Optional.empty()).run();
  }

  /**
   * Every reason to refuse a site.
   *
   * @param features the names of all target features that are enabled there
   */
  public static List<Refusal> check(Site site, Set<String> features) {
    return new Legality(site, Optional.of(features)).run();
  }

  /**
   * The types that a value in a class or register may have, given every target feature; empty if
   * the class is unknown or only takes clobbers.
   */
  public static List<OperandType> admitted(Architecture architecture, Binding binding) {
    RegisterTable table = RegisterTable.of(architecture);
    return new Bindings(architecture, table, List.of(RegisterTarget.UNKNOWN))
        .classOf(binding)
        .map(OperandTypes::admitted)
        .orElse(List.of());
  }

  private List<Refusal> run() {
    labels();
    abis();
    site.operands().forEach(this::operand);
    conflicts();
    placeholders();
    refusals.sort((a, b) -> Integer.compare(a.span().start(), b.span().start()));
    return List.copyOf(refusals);
  }

  private void refuse(Span span, String message, String... notes) {
    refusals.add(Refusal.of(span, message, notes));
  }

  private void labels() {
    boolean jumps = site.operands().stream().anyMatch(o -> o instanceof Operand.Label);
    for (Operand operand : site.operands()) {
      if (jumps && operand instanceof Operand.Register r && r.output().isPresent()) {
        refuse(r.span(), "a site with labels cannot have outputs in stable Rust");
      }
    }
  }

  private void abis() {
    Map<List<Set<OperandRegister>>, String> seen = new HashMap<>();
    Architecture architecture = site.target().architecture();
    for (AbiClobber abi : site.clobberAbis()) {
      List<Set<OperandRegister>> meaning = meaning(abi.name());
      if (meaning.isEmpty()) {
        String known = String.join(", ", new TreeSet<>(AbiClobbers.names(architecture)));
        String message = "unknown ABI `" + abi.name() + "` in `clobber_abi`";
        refuse(abi.span(), message, "on " + architecture.rustName() + " there are: " + known);
      } else {
        String first = seen.putIfAbsent(meaning, abi.name());
        if (first != null) {
          refuse(abi.span(), "`" + abi.name() + "` means the same ABI as `" + first + "` here");
        }
      }
    }
  }

  /** What an ABI clobbers, on Windows and elsewhere if the system is not known. */
  private List<Set<OperandRegister>> meaning(String abi) {
    Stream<Optional<String>> systems =
        site.target().system().isPresent()
            ? Stream.of(site.target().system())
            : Stream.of(Optional.empty(), Optional.of("windows"));
    return systems
        .flatMap(s -> AbiClobbers.of(site.target().architecture(), abi, s).stream())
        .map(AbiClobbers::registers)
        .toList();
  }

  private void operand(Operand operand) {
    switch (operand) {
      case Operand.Register register -> register(register);
      case Operand.Constant constant -> constant(constant);
      case Operand.Symbol _, Operand.Label _ -> {}
      case Operand.Memory _, Operand.Matching _, Operand.Immediate _ -> {}
    }
  }

  private void constant(Operand.Constant constant) {
    boolean integer =
        switch (constant.type()) {
          case ValueType.Known known -> known.kind() == ValueType.Kind.INTEGER;
          case ValueType.Unfit _ -> false;
          case ValueType.Unknown _ -> true;
        };
    if (!integer) {
      refuse(constant.span(), "a `const` operand must be an integer");
    }
  }

  private void register(Operand.Register register) {
    Optional<Refusal> name = bindings.check(register);
    if (name.isPresent()) {
      refusals.add(name.get());
      return;
    }
    bindings.classOf(register.binding()).ifPresent(c -> refusals.addAll(types.check(register, c)));
  }

  private void conflicts() {
    List<Operand.Register> named = new ArrayList<>();
    for (Operand operand : site.operands()) {
      if (operand instanceof Operand.Register register) {
        named.stream()
            .flatMap(earlier -> bindings.conflict(earlier, register).stream())
            .findFirst()
            .ifPresent(refusals::add);
        named.add(register);
      }
    }
  }

  private void placeholders() {
    site.template().pieces().stream()
        .filter(Placeholder.class::isInstance)
        .map(Placeholder.class::cast)
        .forEach(p -> placeholder(p, site.operands().get(p.operand())));
  }

  private void placeholder(Placeholder placeholder, Operand operand) {
    Optional<Character> letter = placeholder.modifier();
    switch (operand) {
      case Operand.Register register -> registerPlaceholder(placeholder, register);
      case Operand.Constant c -> letter.ifPresent(l -> misplaced(placeholder, "const"));
      case Operand.Symbol s -> letter.ifPresent(l -> misplaced(placeholder, "sym"));
      case Operand.Label l -> letter.ifPresent(m -> misplaced(placeholder, "label"));
      case Operand.Memory _, Operand.Matching _, Operand.Immediate _ -> {}
    }
  }

  private void misplaced(Placeholder placeholder, String kind) {
    refuse(placeholder.span(), "a `" + kind + "` operand takes no template modifier");
  }

  private void registerPlaceholder(Placeholder placeholder, Operand.Register register) {
    Optional<OperandClass> operandClass = table.operandClass(register.binding().name());
    Optional<Character> letter = placeholder.modifier();
    if (operandClass.isPresent() && letter.isPresent()) {
      modifier(placeholder.span(), operandClass.get(), letter.get());
    }
  }

  private void modifier(Span span, OperandClass operandClass, char letter) {
    if (operandClass.modifiers().contains(letter)) {
      return;
    }
    String message = "class `" + operandClass + "` has no template modifier `" + letter + "`";
    if (operandClass.modifiers().isEmpty()) {
      refuse(span, message, "it has none at all");
    } else {
      refuse(span, message, "it has " + quoted(operandClass.modifiers()));
    }
  }

  private static String quoted(Set<Character> letters) {
    return letters.stream().sorted().map(l -> "`" + l + "`").collect(Collectors.joining(", "));
  }
}
