package dev.fabula.story;

import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.ValueType;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a story that is told calls the operands of its site, and how it takes their values. */
final class Names {

  private static final Pattern POINTER = Pattern.compile("^\\*(?:const|mut)\\s.*", Pattern.DOTALL);

  private final Site site;
  private final Set<String> used = new HashSet<>();

  Names(Site site) {
    this.site = site;
  }

  private Operand.Register register(Slot slot) {
    return (Operand.Register) site.operands().get(slot.operand());
  }

  /** What goes in, by the name that no other operand has. */
  String input(Slot slot) {
    Operand.Register register = register(slot);
    Stream<Optional<String>> all =
        Stream.of(
            register.name(),
            register.input().flatMap(Signature::variable),
            Signature.explicit(register).filter(n -> n.matches("[a-z]\\w*")));
    return first(all, slot);
  }

  /** Where the value of an output goes. */
  String output(Slot slot) {
    Operand.Register register = register(slot);
    Optional<String> variable = register.output().flatMap(Signature::variable);
    boolean foreign =
        variable.isPresent()
            && site.operands().stream().anyMatch(o -> o != register && o.name().equals(variable));
    Stream<Optional<String>> all =
        Stream.of(
            foreign ? Optional.empty() : variable,
            register.name(),
            Signature.explicit(register).filter(n -> n.matches("[a-z]\\w*")));
    return first(all, slot);
  }

  /** Notes that a name has a use. */
  void take(String name) {
    used.add(name);
  }

  /** A name that no operand and nothing else has. */
  String fresh(String wanted) {
    boolean taken =
        used.contains(wanted)
            || site.operands().stream()
                .anyMatch(o ->
                    o.name().equals(Optional.of(wanted))
                        || o instanceof Operand.Register r
                            && (r.input().flatMap(Signature::variable).equals(Optional.of(wanted))
                                || r.output()
                                    .flatMap(Signature::variable)
                                    .equals(Optional.of(wanted))));
    return taken ? fresh(wanted + "_") : wanted;
  }

  private String first(Stream<Optional<String>> all, Slot slot) {
    return all.flatMap(Optional::stream)
        .filter(n -> isFree(n, slot))
        .findFirst()
        .orElseGet(() -> Signature.numbered(slot));
  }

  /** Whether no other operand goes by the name. */
  private boolean isFree(String name, Slot slot) {
    List<Operand> others = new ArrayList<>(site.operands());
    others.remove(slot.operand());
    return others.stream()
        .noneMatch(o ->
            o.name().equals(Optional.of(name))
                || o instanceof Operand.Register r
                    && (r.input().flatMap(Signature::variable).equals(Optional.of(name))
                        || r.output().flatMap(Signature::variable).equals(Optional.of(name))
                        || Signature.explicit(r).equals(Optional.of(name))));
  }

  /** Whether an input is a {@code usize}. */
  boolean isSize(String name) {
    return site.operands().stream()
        .anyMatch(o ->
            o instanceof Operand.Register r
                && r.input()
                    .filter(v ->
                        v.type() instanceof ValueType.Known known
                            && known.spelled().equals("usize"))
                    .isPresent()
                && (r.name().equals(Optional.of(name))
                    || r.input().flatMap(Signature::variable).equals(Optional.of(name))
                    || Signature.explicit(r).equals(Optional.of(name))));
  }

  /** A number of 64 bits as a {@code usize}. */
  String size(Term term, String bits) {
    String text = RustForms.size(term, bits);
    String name = text.replace(" as usize", "");
    return isSize(name) ? name : text;
  }

  /** The value of an input as an unsigned integer of its width. */
  String value(Slot slot) throws Untold {
    String name = input(slot);
    String wanted = "u" + RustForms.container(slot.inputBits());
    return switch (register(slot).input().orElseThrow().type()) {
      case ValueType.Known known when known.maybeUninit() ->
          known(known.init(), name + ".assume_init()", wanted);
      case ValueType.Known known -> known(known, name, wanted);
      case ValueType.Unfit unfit -> throw new Untold("`" + name + "` fits in no register");
      case ValueType.Unknown unknown -> "(" + name + " as " + wanted + ")";
    };
  }

  private static String known(ValueType.Known known, String name, String wanted) throws Untold {
    return switch (known.kind()) {
      case INTEGER ->
          known.spelled().equals(wanted) || known.spelled().equals("MaybeUninit<" + wanted + ">")
              ? name
              : "(" + name + " as " + wanted + ")";
      case POINTER -> "(" + name + " as usize as " + wanted + ")";
      case FUNCTION -> "(" + name + " as usize as " + wanted + ")";
      case FLOAT -> name + ".to_bits()";
      case VECTOR -> throw new Untold("vectors are not told yet");
      case NEVER -> throw new Untold("there is no value of type `!`");
    };
  }

  /** An expression of a number as the type of an output. */
  String converted(Slot slot, String text, String plain) throws Untold {
    return switch (register(slot).output().orElseThrow().type()) {
      case ValueType.Known known
          when known.maybeUninit() && known.kind() == ValueType.Kind.INTEGER ->
          "core::mem::MaybeUninit::new(" + text + " as _)";
      case ValueType.Known known when known.maybeUninit() ->
          throw new Untold("an output that may be uninitialised is not told yet");
      case ValueType.Known known ->
          switch (known.kind()) {
            case INTEGER ->
                known.spelled().equals("u" + RustForms.container(slot.outputBits()))
                    ? plain
                    : text + " as " + known.spelled();
            case POINTER -> text + " as usize as _";
            case FLOAT -> known.spelled() + "::from_bits(" + plain + ")";
            case FUNCTION -> throw new Untold("an output that is a function is not told");
            case VECTOR -> throw new Untold("vectors are not told yet");
            case NEVER -> throw new Untold("there is no value of type `!`");
          };
      case ValueType.Unfit unfit -> throw new Untold("an output that fits in no register");
      case ValueType.Unknown unknown -> text + " as _";
    };
  }

  /**
   * An input as a pointer to a type.
   *
   * @param distance how many bytes further, as a {@code usize}; empty for none
   */
  String pointer(Slot slot, String distance, String type) {
    String name = input(slot);
    String spelled =
        register(slot).input().orElseThrow().type() instanceof ValueType.Known known
            ? known.spelled()
            : "";
    boolean raw = POINTER.matcher(spelled).matches();
    String pointer = raw ? name : "(" + name + " as usize as *mut " + type + ")";
    boolean same = !raw || spelled.replaceFirst("^\\*(?:const|mut)\\s+", "").equals(type);
    String there = distance.isEmpty() ? pointer : pointer + ".wrapping_byte_add(" + distance + ")";
    return same ? there : there + ".cast::<" + type + ">()";
  }

  /** Whether an input is known to be a pointer. */
  boolean isPointer(Slot slot) {
    return register(slot).input().orElseThrow().type() instanceof ValueType.Known known
        && known.kind() == ValueType.Kind.POINTER;
  }

  /** Whether an output is known to be a raw pointer. */
  boolean isPointerOutput(Slot slot) {
    return register(slot).output().orElseThrow().type() instanceof ValueType.Known known
        && POINTER.matcher(known.spelled()).matches();
  }

  /** A pointer that may be written by. */
  String mutable(Slot slot, String pointer) {
    boolean constant =
        register(slot).input().orElseThrow().type() instanceof ValueType.Known known
            && known.spelled().startsWith("*const");
    return constant ? pointer + ".cast_mut()" : pointer;
  }
}
