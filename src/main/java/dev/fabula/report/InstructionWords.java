package dev.fabula.report;

import dev.fabula.check.EventWords;
import dev.fabula.check.Lesson;
import dev.fabula.check.Wording;
import dev.fabula.exec.CodePoint;
import dev.fabula.exec.Control;
import dev.fabula.exec.Effects;
import dev.fabula.exec.Labels;
import dev.fabula.exec.MemoryAccess;
import dev.fabula.exec.Region;
import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one instruction does, in words. */
final class InstructionWords {

  private static final Pattern DISTANCE = Pattern.compile("[#$]?-?(0x[0-9a-f]+|\\d+)$");

  private final Lesson lesson;
  private final Effects effects;
  private final LocationNames names;
  private final Formula formula;

  /** The words for an instruction of a lesson. */
  InstructionWords(Lesson lesson, Effects effects) {
    this.lesson = lesson;
    this.effects = effects;
    this.names = new LocationNames(lesson, effects.instruction());
    this.formula = new Formula(lesson.run(), names);
  }

  /** Everything that it does, one clause each. */
  List<String> clauses() {
    List<String> clauses = new ArrayList<>(values());
    effects.accesses().stream()
        .filter(a -> a.write() && a.access().isPresent())
        .map(this::store)
        .forEach(clauses::add);
    clauses.addAll(flags());
    events().forEach(clauses::add);
    control().ifPresent(clauses::add);
    return clauses.isEmpty() ? List.of("changes nothing") : clauses;
  }

  /** The locations that it reads, registers before flags. */
  List<String> reads() {
    return inOrder(effects.reads().stream().filter(this::matters).toList());
  }

  /** A meaning may look at a flag only to leave it as it is: that is no reading. */
  private boolean matters(Location location) {
    Term entry = lesson.run().entryValue(location);
    return !isFlag(location)
        || effects.precision() == Precision.FOOTPRINT
        || results().anyMatch(result -> result.variables().contains(entry));
  }

  /** Everything that the instruction makes of what it reads. */
  private Stream<Term> results() {
    Stream<Term> values =
        effects.writes().entrySet().stream()
            .filter(e -> e.getValue() != lesson.run().entryValue(e.getKey()))
            .map(Map.Entry::getValue);
    Stream<Term> memory =
        effects.accesses().stream()
            .flatMap(a -> Stream.concat(Stream.of(a.address()), a.value().stream()));
    return Stream.of(values, memory, condition().stream()).flatMap(each -> each);
  }

  private Optional<Term> condition() {
    return switch (effects.control()) {
      case Control.Branch branch -> Optional.of(branch.condition());
      case Control.Computed computed -> Optional.of(computed.address());
      case Control.ComputedCall call -> Optional.of(call.address());
      case Control.Next n -> Optional.empty();
      case Control.Jump j -> Optional.empty();
      case Control.Call c -> Optional.empty();
      case Control.Stop s -> Optional.empty();
      case Control.When when -> Optional.of(when.condition());
    };
  }

  /** The locations that it writes, registers before flags. */
  List<String> writes() {
    return inOrder(List.copyOf(effects.writes().keySet()));
  }

  /** In the order of the register file, which has those that many instructions use. */
  private List<String> inOrder(List<Location> locations) {
    List<Location> file = List.copyOf(lesson.run().registers().locations());
    return locations.stream()
        .sorted(
            Comparator.comparing(InstructionWords::isFlag)
                .thenComparingInt(l -> file.contains(l) ? file.indexOf(l) : file.size())
                .thenComparing(Location::name))
        .map(names::of)
        .toList();
  }

  /** The memory that it reads, or writes. */
  List<String> memory(boolean write) {
    return effects.accesses().stream().filter(a -> a.write() == write).map(this::extent).toList();
  }

  /** What an access touches, as in {@code 8 bytes at rdi + 16 (atomic)}. */
  String extent(MemoryAccess access) {
    return place(access) + access.access().map(InstructionWords::manner).orElse("");
  }

  private String place(MemoryAccess access) {
    String address = formula.of(access.address()).orElse("a computed address");
    if (access.access().isPresent()) {
      int bytes = access.access().get().bytes();
      String code = access.region() == Region.OWN_CODE ? " of the code" : "";
      return bytes + (bytes == 1 ? " byte" : " bytes") + code + " at " + address;
    }
    // Where memory is both read and written, it is the written part whose start is known.
    boolean copies = effects.accesses().stream().anyMatch(a -> a.write() && a.access().isEmpty());
    return copies && !access.write() ? "memory" : "memory from " + address + " on";
  }

  private static String manner(Access access) {
    String kind =
        switch (access.kind()) {
          case DATA, STACK -> "";
          case ATOMIC -> "atomic";
          case EXCLUSIVE -> "exclusive";
        };
    String order =
        switch (access.order()) {
          case PLAIN -> "";
          case ACQUIRE -> "acquire";
          case RELEASE -> "release";
          case SEQUENTIAL -> "sequentially consistent";
          case NON_TEMPORAL -> "non-temporal";
        };
    String both = kind + (kind.isEmpty() || order.isEmpty() ? "" : ", ") + order;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private List<String> values() {
    List<String> clauses = new ArrayList<>();
    List<String> unclear = new ArrayList<>();
    effects
        .writes()
        .forEach((location, value) -> {
          if (!isFlag(location) && value != lesson.run().entryValue(location)) {
            value(location, value)
                .ifPresentOrElse(clauses::add, () -> unclear.add(names.of(location)));
          }
        });
    if (!unclear.isEmpty()) {
      clauses.add(
          Wording.list(unclear) + (unclear.size() == 1 ? " is" : " are") + " computed from these");
    }
    return clauses;
  }

  private Optional<String> value(Location location, Term value) {
    Term entry = lesson.run().entryValue(location);
    for (RegisterView view : names.views()) {
      if (view.location().equals(location) && !view.isWhole()) {
        Term rest = rest(value, view);
        Optional<String> changed = becomes(view.name(), LocationNames.part(value, view));
        if (rest.isZero() && view.low() == 0) {
          return changed.map(c -> c + ", the rest of " + names.of(location) + " 0");
        }
        if (rest == rest(entry, view)) {
          return changed;
        }
      }
    }
    return location.width() == 1 && value.isConstant()
        ? Optional.of(names.of(location) + " is " + flag(value))
        : becomes(names.of(location), value);
  }

  private Optional<String> becomes(String name, Term value) {
    return formula.of(value).map(f -> name + " becomes " + f);
  }

  /** The bits beside a view, joined. */
  private static Term rest(Term value, RegisterView view) {
    int top = view.low() + view.width();
    if (top == value.width()) {
      return value.extract(view.low() - 1, 0);
    }
    Term above = value.extract(value.width() - 1, top);
    return view.low() == 0 ? above : above.concat(value.extract(view.low() - 1, 0));
  }

  private String store(MemoryAccess access) {
    String what = access.value().flatMap(formula::of).orElse("a value computed from these");
    boolean one = access.access().filter(a -> a.bytes() == 1).isPresent();
    return "the " + place(access) + (one ? " becomes " : " become ") + what;
  }

  private static boolean isFlag(Location location) {
    return location.kind() == Location.Kind.FLAG && location.width() == 1
        || location.kind() == Location.Kind.DIRECTION;
  }

  private List<String> flags() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (Location location : lesson.run().registers().locations()) {
      Optional.ofNullable(effects.writes().get(location))
          .filter(value -> isFlag(location) && value != lesson.run().entryValue(location))
          .ifPresent(value ->
              groups.computeIfAbsent(flag(value), k -> new ArrayList<>()).add(location.name()));
    }
    return groups.entrySet().stream()
        .map(e -> Wording.list(e.getValue()) + " " + verb(e.getKey(), e.getValue().size()))
        .toList();
  }

  private String flag(Term value) {
    if (value.isConstant()) {
      return value.isTrue() ? "set" : "cleared";
    }
    return formula.of(value).filter("something undefined"::equals).isPresent()
        ? "undefined"
        : "result";
  }

  private static String verb(String group, int count) {
    if (group.equals("result")) {
      return count == 1 ? "follows from the result" : "follow from the result";
    }
    return (count == 1 ? "is " : "are ") + (group.equals("undefined") ? "left undefined" : group);
  }

  /** What it does beside, one clause each. */
  List<String> events() {
    List<String> clauses = new ArrayList<>();
    for (Event event : effects.events()) {
      clauses.add("it " + EventWords.of(event));
    }
    if (effects.precision() == Precision.FOOTPRINT) {
      clauses.add("what it computes is not modelled, only what it reads and writes");
    }
    return clauses;
  }

  /** Where control goes, if not to the next instruction. */
  Optional<String> control() {
    return control(effects.control());
  }

  private Optional<String> control(Control way) {
    return switch (way) {
      case Control.Next next -> Optional.empty();
      case Control.Branch branch ->
          Optional.of("goes on at " + place(branch.target()) + when(branch.condition()));
      case Control.Jump jump -> Optional.of("goes on at " + place(jump.target()));
      case Control.Computed computed ->
          Optional.of(
              (computed.returning() ? "returns to " : "goes on at ")
                  + formula.of(computed.address()).orElse("a computed address"));
      case Control.Call call -> Optional.of("calls " + place(call.target()) + " and comes back");
      case Control.ComputedCall call ->
          Optional.of(
              "calls "
                  + formula.of(call.address()).orElse("a computed address")
                  + " and comes back");
      case Control.Stop stop -> Optional.of("goes no further: " + stop.what());
      case Control.When when -> control(when.then()).map(clause -> clause + when(when.condition()));
    };
  }

  private String when(Term condition) {
    return formula.condition(condition).map(f -> " if " + f).orElse(" on a condition");
  }

  /**
   * The instruction in a syntax; the distance of a branch, which the disassembler prints, gives way
   * to the label or symbol there.
   */
  String syntax(String text) {
    return target()
        .flatMap(this::name)
        .map(name -> DISTANCE.matcher(text).replaceFirst(Matcher.quoteReplacement(name)))
        .orElse(text);
  }

  private Optional<Operand.Target> target() {
    return target(effects.control());
  }

  private static Optional<Operand.Target> target(Control way) {
    return switch (way) {
      case Control.Branch branch -> Optional.of(branch.target());
      case Control.Jump jump -> Optional.of(jump.target());
      case Control.Call call -> Optional.of(call.target());
      case Control.Next n -> Optional.empty();
      case Control.Computed c -> Optional.empty();
      case Control.ComputedCall c -> Optional.empty();
      case Control.Stop s -> Optional.empty();
      case Control.When when -> target(when.then());
    };
  }

  /** A target as the text of an instruction names it. */
  private Optional<String> name(Operand.Target target) {
    Optional<CodePoint> place = lesson.code().place(effects.point(), target);
    return place.isEmpty()
        ? target.address().symbol().map(Labels::display)
        : place.flatMap(p -> lesson.labelAt(p).map(l -> reference(l, p)));
  }

  private String reference(String label, CodePoint place) {
    boolean numeric = Character.isDigit(label.charAt(0));
    boolean back = place.offset() <= effects.point().offset();
    return numeric ? label + (back ? "b" : "f") : label;
  }

  /** A target by its label or symbol, else by its offset. */
  private String place(Operand.Target target) {
    return lesson
        .code()
        .place(effects.point(), target)
        .map(p -> lesson.labelAt(p).map(l -> "`" + l + ":`").orElse("offset " + p.offset()))
        .or(() -> target.address().symbol().map(this::symbol))
        .orElse("offset " + target.address().addend());
  }

  private String symbol(String name) {
    return Labels.operandOf(name)
        .map(operand ->
            "the block of "
                + lesson
                    .site()
                    .operands()
                    .get(operand)
                    .name()
                    .map(n -> "`" + n + "`")
                    .orElse("operand " + operand))
        .orElseGet(() -> "`" + Labels.display(name) + "`");
  }
}
