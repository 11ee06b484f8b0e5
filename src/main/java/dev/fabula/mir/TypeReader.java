package dev.fabula.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads types as MIR spells them. */
final class TypeReader {

  private final int pointerBits;

  TypeReader(int pointerBits) {
    this.pointerBits = pointerBits;
  }

  Type read(String text) throws Unsupported {
    Cursor cursor = new Cursor(text);
    Type type = read(cursor);
    return cursor.isAtEnd() ? type : new Type.Other(text.strip());
  }

  Type read(Cursor cursor) throws Unsupported {
    if (cursor.takes("&")) {
      skipLifetime(cursor);
      boolean mutable = cursor.takes("mut ");
      return new Type.Pointer(true, mutable, read(cursor));
    }
    if (cursor.takes("*const ")) {
      return new Type.Pointer(false, false, read(cursor));
    }
    if (cursor.takes("*mut ")) {
      return new Type.Pointer(false, true, read(cursor));
    }
    if (cursor.takes("!")) {
      return new Type.Never();
    }
    if (cursor.takes("(")) {
      return tuple(cursor);
    }
    return cursor.takes("[") ? array(cursor) : named(cursor);
  }

  private static void skipLifetime(Cursor cursor) {
    if (cursor.takes("'")) {
      cursor.word();
    }
  }

  private Type tuple(Cursor cursor) throws Unsupported {
    List<Type> elements = new ArrayList<>();
    while (!cursor.takes(")")) {
      elements.add(read(cursor));
      if (!cursor.takes(",")) {
        cursor.expect(")");
        break;
      }
    }
    return new Type.Tuple(elements);
  }

  private Type array(Cursor cursor) throws Unsupported {
    Type element = read(cursor);
    if (element instanceof Type.Other(String text) && text.lastIndexOf(";") > 0) {
      int at = text.lastIndexOf(";");
      cursor.expect("]");
      return array(read(text.substring(0, at)), text.substring(at + 1).strip());
    }
    if (!cursor.takes(";")) {
      cursor.expect("]");
      return new Type.Slice(element);
    }
    String length = cursor.item();
    cursor.expect("]");
    return array(element, length);
  }

  private static Type array(Type element, String length) {
    String digits = length.replaceFirst("^(const )?(\\d+)(_usize)?$", "$2");
    boolean known = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    return new Type.Array(
        element, known ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty());
  }

  private Type named(Cursor cursor) throws Unsupported {
    String path = cursor.path();
    boolean plain =
        !path.isEmpty()
            && !List.of("dyn", "impl", "fn", "extern", "unsafe", "for").contains(path)
            && !path.startsWith("<");
    if (!plain) {
      return new Type.Other(path + cursor.item());
    }
    int open = path.indexOf('<');
    if (open < 0) {
      return Type.primitive(path, pointerBits).orElseGet(() -> new Type.Named(path, List.of()));
    }
    if (path.indexOf('>') != path.length() - 1 && !path.endsWith(">")) {
      return new Type.Other(path);
    }
    List<Type> arguments = new ArrayList<>();
    Cursor inner = new Cursor(path.substring(open + 1, path.length() - 1));
    while (!inner.isAtEnd()) {
      String item = inner.item();
      arguments.add(item.startsWith("'") ? new Type.Other(item) : read(item));
      inner.takes(",");
    }
    String head = path.substring(0, open);
    return new Type.Named(head.endsWith("::") ? head.substring(0, open - 2) : head, arguments);
  }
}
