package dev.fabula.report;

import dev.fabula.check.Phrases;
import dev.fabula.check.Wording;
import dev.fabula.isa.OperandClass.Candidate;
import dev.fabula.isa.OperandRegister;
import dev.fabula.isa.RegisterTable;
import dev.fabula.site.Contract;
import dev.fabula.site.MacroKind;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Slot;
import dev.fabula.site.Value;
import dev.fabula.site.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a site promises its compiler, one sentence a promise, without capital or full stop. */
final class Promises {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Names that differ in a number come in the order of that number. */
  private static final Comparator<String> NATURAL =
      Comparator.comparing(n -> NUMBER.matcher(n).replaceAll(m -> "%4s".formatted(m.group())));

  private final Site site;
  private final Contract contract;
  private final Phrases phrases;

  /** The promises of a site. */
  Promises(Site site, Contract contract) {
    this.site = site;
    this.contract = contract;
    this.phrases = Phrases.of(site);
  }

  /** What an operand promises. */
  String operand(int index) {
    return switch (site.operands().get(index)) {
      case Operand.Register register -> register(register, slot(index));
      case Operand.Constant constant -> constant(constant.expression(), constant.value());
      case Operand.Symbol symbol -> "the symbol of `" + symbol.path() + "`, printed as its name";
      case Operand.Label label ->
          phrases.either("a block of Rust", "a label")
              + " that the code may jump to"
              + (label.diverges() || site.gnu().isPresent() ? "" : "; it ends where the site does");
      case Operand.Memory memory ->
          "the memory of `"
              + memory.place().expression()
              + "`"
              + (memory.bytes() == 0 ? "" : ", " + memory.bytes() + " bytes")
              + (memory.reads() ? ", which goes in" : "")
              + (memory.writes() ? ", which comes out" : "");
      case Operand.Matching matching -> "is in the place of operand " + matching.with();
      case Operand.Immediate immediate -> constant(immediate.expression(), immediate.value());
    };
  }

  private static String constant(String expression, Optional<?> value) {
    String printed = value.map(Object::toString).orElse("16 here, as its value is not known");
    return "the constant `" + expression + "`, printed as " + printed;
  }

  private Slot slot(int index) {
    return contract.slotOf(index).orElseThrow();
  }

  private String register(Operand.Register operand, Slot slot) {
    String in = operand.input().map(v -> "holds " + value(v, slot.inputBits())).orElse("");
    String out = operand.output().map(v -> "goes to " + value(v, slot.outputBits())).orElse("");
    return switch (operand.direction()) {
      case IN -> in + " at entry, and has to hold it at exit";
      case OUT ->
          out.isEmpty()
              ? "holds nothing defined at entry, and may hold anything at exit"
              : "holds nothing defined at entry; what it holds at exit " + out;
      case LATEOUT ->
          (out.isEmpty()
                  ? "may hold anything at exit"
                  : "holds nothing defined at entry; what it holds at exit " + out)
              + "; it may be the register of an input, so it must not be written before all of them"
              + " are read";
      case INOUT ->
          in + " at entry, and " + (out.isEmpty() ? "may hold anything at exit" : "at exit " + out);
      case INLATEOUT ->
          in
              + " at entry, and "
              + (out.isEmpty() ? "may hold anything at exit" : "at exit " + out)
              + (slot.fixed() ? "" : "; it may be the register of an input with the same value");
    };
  }

  private static String value(Value value, int bits) {
    boolean known = value.type() instanceof ValueType.Known;
    return "`%s` (%d bits%s)"
        .formatted(value.expression(), bits, known ? "" : ", if its type is the widest possible");
  }

  /** The registers that the compiler may pick for an operand; none if the source names one. */
  List<Candidate> choices(int index) {
    return contract.slotOf(index).filter(s -> !s.fixed()).map(Slot::candidates).orElse(List.of());
  }

  /** Those registers as a sentence; empty if there is no choice. */
  Optional<String> choice(int index) {
    Map<String, List<String>> byCircumstance = new TreeMap<>();
    for (Candidate candidate : choices(index)) {
      byCircumstance
          .computeIfAbsent(candidate.circumstance().orElse(""), k -> new ArrayList<>())
          .add(register(candidate.register()));
    }
    List<String> parts = new ArrayList<>();
    byCircumstance.forEach((circumstance, registers) ->
        parts.add(
            Wording.list(registers) + (circumstance.isEmpty() ? "" : " when " + circumstance)));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("the compiler may choose " + String.join("; ", parts));
  }

  /** A register as a placeholder without modifier prints it. */
  String register(OperandRegister register) {
    RegisterTable table = RegisterTable.of(contract.architecture());
    return table
        .classOf(register)
        .map(c -> table.print(register, c, Optional.empty()))
        .orElseGet(register::base);
  }

  /** What {@code clobber_abi} gives up, one sentence for each. */
  List<String> clobbers() {
    if (contract.clobbers().isEmpty()) {
      return List.of();
    }
    String names =
        Wording.list(site.clobberAbis().stream().map(a -> "`\"" + a.name() + "\"`").toList());
    return List.of(
        "`clobber_abi` of "
            + names
            + " frees "
            + Wording.list(contract.clobbers().stream().sorted(NATURAL).toList()));
  }

  /** What the options promise, and what goes without them. */
  List<String> options() {
    List<String> sentences = new ArrayList<>();
    if (contract.kind() == MacroKind.ASM) {
      memory(sentences);
      sentences.add(flags());
      sentences.add(stack());
      sentences.add(control());
      if (contract.promises(Option.PURE)) {
        sentences.add(
            phrases.either("`pure`", "without `volatile`")
                + ": there is no side effect, and equal inputs give equal outputs, so that the"
                + " compiler may leave the site out or run it more than once");
      }
      if (contract.promises(Option.MAY_UNWIND)) {
        sentences.add("`may_unwind`: a panic may leave the site");
      }
    } else if (contract.kind() == MacroKind.NAKED_ASM) {
      sentences.add(
          "it is the whole body of a function: it finds arguments and return address where the"
              + " convention has them, and has to return by itself");
    } else {
      sentences.add("it stands outside of any function, and promises nothing");
    }
    return sentences;
  }

  private void memory(List<String> sentences) {
    if (contract.promises(Option.NOMEM)) {
      sentences.add(
          phrases.either(
              "`nomem`: no memory outside of the site is read or written",
              "without a `memory` clobber: no memory but operands is read or written"));
    } else if (contract.promises(Option.READONLY)) {
      sentences.add("`readonly`: no memory outside of the site is written");
    } else {
      sentences.add(
          phrases.either("without `nomem` or `readonly`", "clobber `memory`")
              + ": memory may be read and written, so that the compiler"
              + " keeps no value of it over the site");
    }
  }

  private String flags() {
    return contract.promises(Option.PRESERVES_FLAGS)
        ? phrases.either("`preserves_flags`", "without a `cc` clobber")
            + ": the flags are at exit what they were at entry"
        : phrases.either("without `preserves_flags`: ", "") + "the flags may be anything at exit";
  }

  private String stack() {
    return contract.promises(Option.NOSTACK)
        ? phrases.either("`nostack`", "red zone")
            + ": nothing is pushed, and nothing written below the stack pointer"
        : phrases.either("without `nostack`: ", "")
            + "the stack may be used, and is aligned as for a call";
  }

  private String control() {
    boolean labels = site.operands().stream().anyMatch(Operand.Label.class::isInstance);
    String block = labels ? " or in the block of a label" : "";
    return contract.promises(Option.NORETURN)
        ? "`noreturn`: control never goes on behind the site"
            + (labels ? ", only" + block.substring(3) : "")
        : phrases.either("without `noreturn`: ", "") + "control goes on behind the site" + block;
  }
}
