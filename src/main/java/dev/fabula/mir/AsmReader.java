package dev.fabula.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an asm statement, but for its template and options. */
final class AsmReader {

  private static final Set<String> REGISTERS = Set.of("in", "out", "lateout", "inout", "inlateout");

  private final LineReader lines;
  private final Cursor cursor;

  AsmReader(LineReader lines, String line) {
    this.lines = lines;
    this.cursor = new Cursor(line);
  }

  Terminator read() throws Unsupported {
    cursor.expect("asm!(");
    cursor.item();
    List<Terminator.AsmOperand> operands = new ArrayList<>();
    while (cursor.takes(",")) {
      Cursor item = new Cursor(cursor.item());
      String word = item.word();
      if (REGISTERS.contains(word)) {
        operands.add(register(word, item));
      } else if (!word.equals("options")) {
        operands.add(new Terminator.AsmOperand(Optional.empty(), Optional.empty()));
      }
    }
    cursor.expect(")");
    return new Terminator.Asm(operands, LineReader.returnBlock(cursor.rest()));
  }

  private Terminator.AsmOperand register(String word, Cursor item) throws Unsupported {
    item.expect("(");
    item.item();
    item.expect(")");
    Optional<Operand> input =
        word.startsWith("in") ? Optional.of(lines.operand(item)) : Optional.empty();
    if (word.equals("in")) {
      return new Terminator.AsmOperand(input, Optional.empty());
    }
    item.takes("=>");
    String place = item.rest();
    return new Terminator.AsmOperand(
        input, place.equals("_") ? Optional.empty() : Optional.of(lines.place(new Cursor(place))));
  }
}
