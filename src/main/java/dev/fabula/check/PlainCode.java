package dev.fabula.check;

import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A file's bytes with all comments and literals blanked out, and its line comments; good for any
 * language that writes them as Rust and C do.
 */
final class PlainCode {

  private final byte[] bytes;
  private final List<Span> comments = new ArrayList<>();

  /** Reads a file. */
  PlainCode(SourceFile file) {
    bytes = file.bytes();
    int at = 0;
    while (at < bytes.length) {
      at = next(at);
    }
  }

  /** The line comments in order, each from its first slash to the end of its line. */
  List<Span> comments() {
    return comments;
  }

  /** The byte at an offset as a character, a blank inside comments and literals. */
  char at(int offset) {
    return (char) (bytes[offset] & 0xFF);
  }

  private int next(int at) {
    if (starts("//", at)) {
      int end = lineEnd(at);
      comments.add(new Span(at, end));
      return blank(at, end);
    }
    if (starts("/*", at)) {
      return blank(at, blockEnd(at));
    }
    if (bytes[at] == '"') {
      return blank(at, hashes(at) >= 0 ? rawEnd(at) : stringEnd(at));
    }
    return bytes[at] == '\'' ? blank(at, characterEnd(at)) : at + 1;
  }

  private boolean starts(String text, int at) {
    boolean all = at >= 0 && at + text.length() <= bytes.length;
    for (int i = 0; all && i < text.length(); i++) {
      all = bytes[at + i] == text.charAt(i);
    }
    return all;
  }

  private int blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\n') {
        bytes[i] = ' ';
      }
    }
    return to;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  private int blockEnd(int from) {
    int depth = 0;
    int at = from;
    while (at < bytes.length) {
      boolean opens = starts("/*", at);
      boolean closes = starts("*/", at);
      depth += opens ? 1 : closes ? -1 : 0;
      at += opens || closes ? 2 : 1;
      if (depth == 0) {
        return at;
      }
    }
    return at;
  }

  private int stringEnd(int from) {
    int at = from + 1;
    while (at < bytes.length && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, bytes.length);
  }

  /** How many hashes stand between an {@code r} and the quote; below 0 if there is no r. */
  private int hashes(int quote) {
    int at = quote - 1;
    while (at >= 0 && bytes[at] == '#') {
      at--;
    }
    boolean raw = at >= 0 && bytes[at] == 'r';
    boolean word = at > 0 && isWord(at - 1);
    boolean prefixed = at > 0 && (bytes[at - 1] == 'b' || bytes[at - 1] == 'c') && !isWord(at - 2);
    return raw && (!word || prefixed) ? quote - 1 - at : -1;
  }

  private boolean isWord(int at) {
    return at >= 0 && (Character.isLetterOrDigit(bytes[at]) || bytes[at] == '_');
  }

  private int rawEnd(int from) {
    String end = "\"" + "#".repeat(hashes(from));
    int at = from + 1;
    while (at < bytes.length && !starts(end, at)) {
      at++;
    }
    return Math.min(at + end.length(), bytes.length);
  }

  /** The end of a character literal; of the quote alone where it starts a lifetime. */
  private int characterEnd(int from) {
    int at = from + 1;
    if (at < bytes.length && bytes[at] == '\\') {
      while (at < bytes.length && bytes[at] != '\'' && bytes[at] != '\n') {
        at += bytes[at] == '\\' ? 2 : 1;
      }
      return Math.min(at + 1, bytes.length);
    }
    for (int end = from + 2; end <= from + 5 && end < bytes.length; end++) {
      boolean one = end == from + 2 || bytes[from + 1] < 0;
      if (bytes[end] == '\'' && one && bytes[from + 1] != '\'') {
        return end + 1;
      }
    }
    return from + 1;
  }
}
