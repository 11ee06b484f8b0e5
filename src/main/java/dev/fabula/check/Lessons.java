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
    Bytes bytes = section.bytes();
    Disassembler disassembler = disassembler(architecture.defaultDialect());
    for (Decoded decoded : disassembler.decode(bytes, 0, bytes.length())) {
      lines.add(line(section, decoded, code, run));
    }
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
        syntaxes(section, decoded),
        code.statement(point),
        effects,
        unknown);
  }

  private SortedMap<Dialect, String> syntaxes(ObjectCode.Section section, Decoded decoded) {
    SortedMap<Dialect, String> result = new TreeMap<>();
    if (!decoded.isInstruction()) {
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
