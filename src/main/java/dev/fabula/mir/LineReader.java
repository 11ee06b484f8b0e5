package dev.fabula.mir;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the statements and terminators of MIR, one line each. */
final class LineReader {

  private static final List<Map.Entry<String, Rvalue.Kind>> BORROWS =
      List.of(
          Map.entry("&raw const ", Rvalue.Kind.RAW),
          Map.entry("&raw mut ", Rvalue.Kind.RAW),
          Map.entry("&mut ", Rvalue.Kind.MUTABLE),
          Map.entry("&fake shallow ", Rvalue.Kind.FAKE),
          Map.entry("&", Rvalue.Kind.SHARED));

  /** A function by its name, which MIR passes without a word before it. */
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_<][^\"]*::.*|[A-Za-z_]\\w*");

  private final TypeReader types;

  LineReader(TypeReader types) {
    this.types = types;
  }

  Statement statement(String line) throws Unsupported {
    Cursor cursor = new Cursor(line);
    String word = new Cursor(line).word();
    if (Words.SILENT.contains(word)) {
      return new Statement.Nothing();
    }
    if (cursor.takes("StorageLive(_") || cursor.takes("StorageDead(_")) {
      return new Statement.Storage((int) cursor.number(), word.equals("StorageLive"));
    }
    if (cursor.takes("PlaceMention(")) {
      return new Statement.Mention(place(cursor));
    }
    if (cursor.takes("Retag(")) {
      return retag(cursor);
    }
    if (cursor.takes("discriminant(")) {
      Place place = place(cursor);
      cursor.expect(") =");
      return new Statement.SetDiscriminant(place, cursor.number());
    }
    if (cursor.takes("assume(")) {
      return new Statement.Assume(operand(cursor));
    }
    if (cursor.takes("copy_nonoverlapping(dst = ")) {
      Operand to = operand(cursor);
      cursor.expect(", src = ");
      Operand from = operand(cursor);
      cursor.expect(", count = ");
      return new Statement.Copy(to, from, operand(cursor));
    }
    if (cursor.sees("_") || cursor.sees("(") || cursor.sees("*")) {
      Place place = place(cursor);
      cursor.expect("=");
      return new Statement.Assign(place, rvalue(cursor));
    }
    throw new Unsupported("the MIR statement `" + line + "`");
  }

  private Statement retag(Cursor cursor) throws Unsupported {
    Statement.Reason reason =
        cursor.takes("[fn entry] ")
            ? Statement.Reason.ENTRY
            : cursor.takes("[raw] ") ? Statement.Reason.RAW : Statement.Reason.COPY;
    return new Statement.Retag(place(cursor), reason);
  }

  Terminator terminator(String line) throws Unsupported {
    Cursor cursor = new Cursor(line);
    if (cursor.takes("goto -> ")) {
      return new Terminator.Goto(block(cursor));
    }
    if (line.equals("return")) {
      return new Terminator.Return();
    }
    if (line.equals("unreachable")) {
      return new Terminator.Unreachable();
    }
    if (cursor.takes("switchInt(")) {
      return choice(cursor);
    }
    if (cursor.takes("assert(")) {
      return assertion(cursor);
    }
    if (cursor.takes("drop(")) {
      Place place = place(cursor);
      return new Terminator.Drop(place, returnBlock(cursor.rest()).orElseThrow());
    }
    if (line.startsWith("asm!(")) {
      return new AsmReader(this, line).read();
    }
    return line.startsWith("_") || line.startsWith("(") ? call(cursor) : new Terminator.Other(line);
  }

  private Terminator choice(Cursor cursor) throws Unsupported {
    Operand value = operand(cursor);
    cursor.expect(") -> [");
    Map<BigInteger, Integer> cases = new HashMap<>();
    Optional<Integer> otherwise = Optional.empty();
    while (!cursor.takes("]")) {
      String key = cursor.word();
      cursor.expect(":");
      if (key.equals("otherwise")) {
        otherwise = Optional.of(block(cursor));
      } else {
        cases.put(new BigInteger(key), block(cursor));
      }
      cursor.takes(",");
    }
    return new Terminator.Switch(value, cases, otherwise);
  }

  private Terminator assertion(Cursor cursor) throws Unsupported {
    boolean expected = !cursor.takes("!");
    Operand condition = operand(cursor);
    cursor.expect(",");
    String message = cursor.item();
    return new Terminator.Assert(
        condition, expected, unquoted(message), returnBlock(cursor.rest()).orElseThrow());
  }

  private static String unquoted(String message) {
    return message.startsWith("\"") ? message.substring(1, message.length() - 1) : message;
  }

  private Terminator call(Cursor cursor) throws Unsupported {
    Place place = place(cursor);
    cursor.expect("=");
    boolean computed = cursor.takes("move ") || cursor.takes("copy ");
    String callee = computed ? "*" + local(cursor) : cursor.path();
    cursor.expect("(");
    List<Operand> arguments = new ArrayList<>();
    while (!cursor.takes(")")) {
      arguments.add(operand(cursor));
      cursor.takes(",");
    }
    return new Terminator.Call(place, callee, arguments, returnBlock(cursor.rest()));
  }

  private int local(Cursor cursor) throws Unsupported {
    Place place = place(cursor);
    if (!place.steps().isEmpty()) {
      throw new Unsupported("a call of what is part of a variable");
    }
    return place.local();
  }

  /** The block where control goes on that is not an unwinding one. */
  static Optional<Integer> returnBlock(String text) throws Unsupported {
    for (String start : List.of("return: ", "success: ", "-> ")) {
      int at = text.indexOf(start + "bb");
      if (at >= 0) {
        return Optional.of(block(new Cursor(text.substring(at + start.length()))));
      }
    }
    return Optional.empty();
  }

  private static int block(Cursor cursor) throws Unsupported {
    cursor.expect("bb");
    return (int) cursor.number();
  }

  Operand operand(Cursor cursor) throws Unsupported {
    cursor.takes("no_retag ");
    if (cursor.takes("copy ")) {
      return new Operand.Use(place(cursor), false);
    }
    if (cursor.takes("move ")) {
      return new Operand.Use(place(cursor), true);
    }
    if (cursor.takes("UbChecks")) {
      return new Operand.UbChecks();
    }
    if (cursor.takes("const ")) {
      return new Operand.Constant(cursor.item());
    }
    String path = cursor.item();
    if (FUNCTION.matcher(path).matches()) {
      return new Operand.Constant(path);
    }
    throw new Unsupported("the MIR operand `" + path + "`");
  }

  /** A place; brackets nest from the inside out. */
  Place place(Cursor cursor) throws Unsupported {
    Place place;
    if (cursor.takes("(*")) {
      place = extended(place(cursor), new Place.Step.Deref());
      cursor.expect(")");
    } else if (cursor.takes("(")) {
      place = bracketed(cursor);
    } else {
      cursor.expect("_");
      place = new Place((int) cursor.number(), List.of());
    }
    while (cursor.takes("[")) {
      place = extended(place, index(cursor));
      cursor.expect("]");
    }
    return place;
  }

  private Place bracketed(Cursor cursor) throws Unsupported {
    Place inner = place(cursor);
    Place result;
    if (cursor.takes("as ")) {
      result = extended(inner, new Place.Step.Downcast(cursor.word()));
    } else {
      cursor.expect(".");
      int field = (int) cursor.number();
      cursor.expect(":");
      result = extended(inner, new Place.Step.Field(field, types.read(cursor.item())));
    }
    cursor.expect(")");
    return result;
  }

  private static Place.Step index(Cursor cursor) throws Unsupported {
    if (cursor.takes("_")) {
      return new Place.Step.Index((int) cursor.number());
    }
    boolean fromEnd = cursor.takes("-");
    long offset = cursor.number();
    if (cursor.takes("of ")) {
      cursor.number();
      return new Place.Step.ConstantIndex(offset, fromEnd);
    }
    if (cursor.takes("..")) {
      boolean behind = cursor.takes("-");
      return new Place.Step.Subslice(offset, cursor.number(), behind);
    }
    throw new Unsupported("the MIR place `" + cursor + "`");
  }

  private static Place extended(Place place, Place.Step step) {
    List<Place.Step> steps = new ArrayList<>(place.steps());
    steps.add(step);
    return new Place(place.local(), steps);
  }

  private Rvalue rvalue(Cursor cursor) throws Unsupported {
    for (Map.Entry<String, Rvalue.Kind> borrow : BORROWS) {
      if (cursor.takes(borrow.getKey())) {
        cursor.takes("(fake) ");
        return new Rvalue.Borrow(place(cursor), borrow.getValue());
      }
    }
    boolean value =
        cursor.sees("copy ")
            || cursor.sees("move ")
            || cursor.sees("const ")
            || cursor.sees("no_retag ")
            || cursor.sees("UbChecks");
    if (value) {
      return maybeCast(cursor);
    }
    if (cursor.takes("discriminant(")) {
      return new Rvalue.Discriminant(place(cursor));
    }
    if (cursor.sees("*const ") || cursor.sees("*mut ")) {
      types.read(cursor);
      cursor.expect("from (");
      List<Operand> halves = operands(cursor, ")");
      return new Rvalue.Slice(halves.get(0), halves.get(1));
    }
    if (cursor.takes("(")) {
      return new Rvalue.Sequence(operands(cursor, ")"));
    }
    return cursor.takes("[") ? array(cursor) : operation(cursor);
  }

  private Rvalue maybeCast(Cursor cursor) throws Unsupported {
    if (cursor.sees("const ")) {
      return constantOrCast(cursor);
    }
    Operand operand = operand(cursor);
    return cursor.takes("as ") ? cast(operand, cursor.rest()) : new Rvalue.Plain(operand);
  }

  private Rvalue constantOrCast(Cursor cursor) throws Unsupported {
    cursor.expect("const ");
    String text = cursor.rest();
    int kind = text.lastIndexOf(" (");
    boolean quoted = text.startsWith("\"") || text.startsWith("b\"");
    int as = quoted ? -1 : Words.castWord(text);
    boolean cast = as > 0 && kind > as && text.endsWith(")");
    return cast
        ? cast(new Operand.Constant(text.substring(0, as)), text.substring(as + 4))
        : new Rvalue.Plain(new Operand.Constant(text));
  }

  private Rvalue cast(Operand operand, String behind) throws Unsupported {
    int open = behind.lastIndexOf(" (");
    if (behind.contains(" (PointerCoercion(")) {
      open = behind.indexOf(" (PointerCoercion(");
    }
    if (open < 0) {
      throw new Unsupported("the MIR cast `" + behind + "`");
    }
    String kind = behind.substring(open + 2, behind.length() - 1);
    return new Rvalue.Cast(operand, types.read(behind.substring(0, open)), kind);
  }

  private List<Operand> operands(Cursor cursor, String close) throws Unsupported {
    List<Operand> result = new ArrayList<>();
    while (!cursor.takes(close)) {
      result.add(operand(cursor));
      if (!cursor.takes(",")) {
        cursor.expect(close);
        break;
      }
    }
    return result;
  }

  private Rvalue array(Cursor cursor) throws Unsupported {
    if (cursor.takes("]")) {
      return new Rvalue.Sequence(List.of());
    }
    Operand first;
    if (cursor.sees("const ")) {
      // The count of a repetition stands behind a semicolon.
      String item = cursor.item();
      int semicolon = item.lastIndexOf("; ");
      if (semicolon >= 0) {
        return repeat(operand(new Cursor(item.substring(0, semicolon))), item.substring(semicolon));
      }
      first = operand(new Cursor(item));
    } else {
      first = operand(cursor);
      if (cursor.takes(";")) {
        return repeat(first, ";" + cursor.item());
      }
    }
    List<Operand> elements = new ArrayList<>(List.of(first));
    if (cursor.takes(",")) {
      elements.addAll(operands(cursor, "]"));
    }
    return new Rvalue.Sequence(elements);
  }

  private static Rvalue repeat(Operand element, String count) throws Unsupported {
    String digits = count.replaceAll("[; ]|const|_usize", "");
    if (digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)) {
      throw new Unsupported("an array of `" + digits + "` elements");
    }
    return new Rvalue.Repeat(element, Long.parseLong(digits));
  }

  private Rvalue operation(Cursor cursor) throws Unsupported {
    if (cursor.sees("{closure@")) {
      String closure = cursor.braced();
      return new Rvalue.Construct(closure, cursor.takes("{") ? fields(cursor) : List.of());
    }
    String path = cursor.path();
    if (cursor.takes("as ")) {
      return cast(new Operand.Constant(path), cursor.rest());
    }
    if (cursor.takes("(")) {
      List<Operand> operands = operands(cursor, ")");
      if (Words.BINARY.contains(path) && operands.size() == 2) {
        return new Rvalue.Binary(path, operands.get(0), operands.get(1));
      }
      return Words.UNARY.contains(path) && operands.size() == 1
          ? new Rvalue.Unary(path, operands.getFirst())
          : new Rvalue.Construct(path, operands);
    }
    if (cursor.takes("{")) {
      return new Rvalue.Construct(path, fields(cursor));
    }
    if (cursor.isAtEnd() && !path.isEmpty()) {
      return new Rvalue.Construct(path, List.of());
    }
    throw new Unsupported("the MIR value `" + cursor + "`");
  }

  private List<Operand> fields(Cursor cursor) throws Unsupported {
    List<Operand> result = new ArrayList<>();
    while (!cursor.takes("}")) {
      cursor.word();
      cursor.expect(":");
      result.add(operand(cursor));
      cursor.takes(",");
    }
    return result;
  }
}
