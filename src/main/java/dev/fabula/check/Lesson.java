package dev.fabula.check;

import dev.fabula.asm.Decoded;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Rendered;
import dev.fabula.asm.Statement;
import dev.fabula.exec.Code;
import dev.fabula.exec.CodePoint;
import dev.fabula.exec.Effects;
import dev.fabula.exec.Labels;
import dev.fabula.exec.Run;
import dev.fabula.site.Allocation;
import dev.fabula.site.Contract;
import dev.fabula.site.Site;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to be seen of a site under one allocation.
 *
 * @param site the site
 * @param contract what it promises
 * @param allocation the registers of its operands
 * @param text its text with them filled in
 * @param code its code
 * @param run the state in which its instructions are looked at, each by itself: every location
 *     holds an unknown of its own name
 * @param lines its instructions, and stretches of bytes that are none, in order
 */
public record Lesson(
    Site site,
    Contract contract,
    Allocation allocation,
    Rendered text,
    Code code,
    Run run,
    List<Line> lines) {

  /** Copies the lines. */
  public Lesson {
    lines = List.copyOf(lines);
  }

  /**
   * One instruction.
   *
   * @param point its place
   * @param section the name of its section
   * @param decoded its bytes and what the disassembler makes of them
   * @param syntaxes the instruction in every dialect of the architecture, as the disassembler
   *     writes it; what is no instruction has none
   * @param statement the statement of the text that it comes from
   * @param effects what it does
   * @param unknown why that is not known; empty if it is
   */
  public record Line(
      CodePoint point,
      String section,
      Decoded decoded,
      SortedMap<Dialect, String> syntaxes,
      Optional<Statement> statement,
      Optional<Effects> effects,
      String unknown) {

    /** Copies the syntaxes. */
    public Line {
      syntaxes = Collections.unmodifiableSortedMap(new TreeMap<>(syntaxes));
    }

    /** Whether the same statement put the same bytes right before, as padding does. */
    public boolean repeats(Line before) {
      return before.point.section() == point.section()
          && before.decoded.bytes().equals(decoded.bytes())
          && statement.isPresent()
          && before.statement.equals(statement);
    }
  }

  /** The text with the registers filled in; a block of Rust stays a placeholder in it. */
  public String shownText() {
    return shown(text.text());
  }

  /** An assembly text of the code, with symbols and blocks of Rust as the source names them. */
  public String shown(String assembly) {
    return Labels.display(
        assembly, label -> "{" + site.operands().get(label).name().orElse("" + label) + "}");
  }

  /** The label at a place of the code, as the text writes it. */
  public Optional<String> labelAt(CodePoint point) {
    List<Statement> all = code.statements().statements();
    Optional<Statement> statement = code.statement(point);
    int behind = statement.map(Statement::index).orElse(all.size());
    if (point.offset() > 0
        && statement.isPresent()
        && statement.equals(code.statement(point.at(point.offset() - 1)))) {
      return Optional.empty();
    }
    return behind > 0 && all.get(behind - 1) instanceof Statement.Label label
        ? Optional.of(label.name())
        : Optional.empty();
  }

  /** The label at the end of the section of a place. */
  public Optional<String> labelAtEnd(CodePoint point) {
    int length = code.object().section(point.section()).orElseThrow().bytes().length();
    return labelAt(new CodePoint(point.section(), length));
  }
}
