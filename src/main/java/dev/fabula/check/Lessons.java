package dev.fabula.check;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Bytes;
import dev.fabula.asm.Decoded;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Disassembler;
import dev.fabula.asm.ObjectCode;
import dev.fabula.asm.Rendered;
import dev.fabula.exec.Code;
import dev.fabula.exec.CodePoint;
import dev.fabula.exec.Control;
import dev.fabula.exec.Effects;
import dev.fabula.exec.Run;
import dev.fabula.exec.Valuation;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at assembled code instruction by instruction. */
final class Lessons {

  private static final int WORD = 4;

  private final Bench bench;
  private final Architecture architecture;

  Lessons(Bench bench) {
    this.bench = bench;
    this.architecture = bench.site().target().architecture();
  }

  /** The lesson of the code under an allocation. */
  Lesson lesson(Allocation allocation, Rendered text, Assembly.Assembled assembled) {
    Code code = bench.survey(allocation, assembled).code();
    Run run = neutral();
    List<Lesson.Line> lines = new ArrayList<>();
    for (ObjectCode.Section section : assembled.object().sections()) {
      if (section.isExecutable()) {
        addLines(section, code, run, lines);
      }
    }
    return new Lesson(bench.site(), bench.contract(), allocation, text, code, run, lines);
  }

  /** A run of a site without operands: all that its instructions read goes by its own name. */
  private Run neutral() {
    Contract none =
        new Contract(
            bench.contract().target(),
            List.of(),
            Set.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            List.of(),
            bench.contract().kind());
    return new Run(
        bench.terms(),
        bench.instructionSet().registers(),
        none,
        new Allocation(Map.of(), Optional.empty()),
        Valuation.symbolic(bench.terms()));
  }

  private void addLines(ObjectCode.Section section, Code code, Run run, List<Lesson.Line> lines) {
    boolean reached = true;
    int at = 0;
    while (at < section.bytes().length()) {
      CodePoint point = new CodePoint(section.index(), at);
      Lesson.Line line =
          isData(code, point, reached)
              ? data(section, point, code)
              : line(section, code.decoded(point), code, run);
      lines.add(line);
      reached = line.effects().map(Lessons::goesOn).orElse(reached);
      at = line.decoded().end();
    }
  }

  /** Words by directives are instructions where control runs into them. */
  private static boolean isData(Code code, CodePoint point, boolean reached) {
    return code.isLiteral(point) || (code.isData(point) && !reached);
  }

  private static boolean goesOn(Effects effects) {
    return switch (effects.control()) {
      case Control.Next n -> true;
      case Control.Branch b -> true;
      case Control.Call c -> true;
      case Control.ComputedCall c -> true;
      case Control.When w -> true;
      case Control.Jump j -> false;
      case Control.Computed c -> false;
      case Control.Stop s -> false;
    };
  }

  /** The bytes of data up to the next word. */
  private static Lesson.Line data(ObjectCode.Section section, CodePoint point, Code code) {
    int start = point.offset();
    int end = start + 1;
    while (end % WORD != 0 && end < section.bytes().length() && code.isData(point.at(end))) {
      end++;
    }
    Bytes bytes = section.bytes().slice(start, end);
    return new Lesson.Line(
        point,
        section.name(),
        new Decoded(start, end - start, bytes, List.of(), "", "", Optional.empty()),
        new TreeMap<>(),
        code.statement(point),
        Optional.empty(),
        "");
  }

  private Disassembler disassembler(Dialect dialect) {
    return Disassembler.of(architecture, dialect, bench.site().target().mode());
  }

  private Lesson.Line line(ObjectCode.Section section, Decoded decoded, Code code, Run run) {
    CodePoint point = new CodePoint(section.index(), decoded.offset());
    Optional<Effects> effects = Optional.empty();
    String unknown = "";
    try {
      effects = Optional.of(Effects.of(run, code, point));
    } catch (UnknownInstruction fault) {
      unknown = fault.reason();
    }
    return new Lesson.Line(
        point,
        section.name(),
        decoded,
        syntaxes(section, decoded, code),
        code.statement(point),
        effects,
        unknown);
  }

  private SortedMap<Dialect, String> syntaxes(
      ObjectCode.Section section, Decoded decoded, Code code) {
    SortedMap<Dialect, String> result = new TreeMap<>();
    CodePoint point = new CodePoint(section.index(), decoded.offset());
    if (!decoded.isInstruction() || code.otherMode(point).isPresent()) {
      return result;
    }
    List<Dialect> dialects =
        architecture.isX86() ? List.of(Dialect.INTEL, Dialect.ATT) : List.of(Dialect.PLAIN);
    for (Dialect dialect : dialects) {
      disassembler(dialect)
          .decode(section.bytes(), decoded.offset(), decoded.end())
          .forEach(d -> result.merge(dialect, d.whole(), (a, b) -> a + "; " + b));
    }
    return result;
  }
}
