package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value as Rust's {@code Debug} prints it.
 *
 * @param head what stands before the bracket, or the whole of what has none
 * @param names the names of the parts, empty ones if they have none
 * @param parts the parts
 */
record DebugTree(String head, List<String> names, List<DebugTree> parts) {

  /** Copies the lists. */
  DebugTree {
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /** The value in a text. */
  static DebugTree of(String text) {
    return new Reader(text).value();
  }

  /** A part by its name. */
  Optional<DebugTree> get(String name) {
    int at = names.indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(parts.get(at));
  }

  /** The first number that is printed of it, as in {@code Size(4 bytes)}. */
  long number() {
    if (parts.isEmpty()) {
      return Long.parseUnsignedLong(head.replaceFirst(" .*$", ""));
    }
    return parts.getFirst().number();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    DebugTree value() {
      blanks();
      int start = at;
      // A range with a gap starts with a bracket of its own.
      if (text.startsWith("(..=", at)) {
        at = Math.max(at, text.indexOf("..)", at) + 3);
        return new DebugTree(text.substring(start, at), List.of(), List.of());
      }
      while (at < text.length() && "{}()[],\n".indexOf(text.charAt(at)) < 0) {
        if (text.charAt(at) == ':' && !text.startsWith("::", at)) {
          break;
        }
        at += text.startsWith("::", at) ? 2 : 1;
      }
      String head = text.substring(start, at).strip();
      boolean opens = at < text.length() && "{([".indexOf(text.charAt(at)) >= 0;
      return opens ? inside(head) : new DebugTree(head, List.of(), List.of());
    }

    private DebugTree inside(String head) {
      at++;
      List<String> names = new ArrayList<>();
      List<DebugTree> parts = new ArrayList<>();
      blanks();
      while (at < text.length() && "})]".indexOf(text.charAt(at)) < 0) {
        DebugTree part = value();
        String name = "";
        if (at < text.length() && text.charAt(at) == ':') {
          at++;
          name = part.head();
          part = value();
        }
        names.add(name);
        parts.add(part);
        blanks();
        if (at < text.length() && text.charAt(at) == ',') {
          at++;
        }
        blanks();
      }
      at++;
      return new DebugTree(head, names, parts);
    }
  }
}
