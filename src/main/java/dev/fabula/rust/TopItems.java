package dev.fabula.rust;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The items of a file that are in no other item. */
public final class TopItems {

  private TopItems() {}

  /** Where they stand, with their attributes, in order. */
  public static List<Span> of(SourceFile file) {
    Cursor cursor = new Cursor(Trees.of(file).trees());
    List<Span> items = new ArrayList<>();
    while (!cursor.atEnd()) {
      Span first = cursor.peek().orElseThrow().span();
      int start = cursor.index();
      if (isInner(cursor)) {
        cursor.moveTo(start + 3);
      } else if (ItemExtent.pass(cursor) && cursor.index() > start) {
        items.add(new Span(first.start(), cursor.previous().orElseThrow().span().end()));
      } else {
        cursor.moveTo(start + 1);
      }
    }
    return items;
  }

  /** Whether an inner attribute is there, which belongs to the file. */
  private static boolean isInner(Cursor cursor) {
    return cursor.is('#') && cursor.is(1, '!') && cursor.isGroup(2, '[');
  }
}
