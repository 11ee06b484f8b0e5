package dev.fabula.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** One source file: its name and bytes, with exact byte, character and line arithmetic. */
public final class SourceFile {
  private final String path;
  private final byte[] bytes;
  private final LineIndex index;

  private SourceFile(String path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
    this.index = new LineIndex(bytes);
  }

  /** A file with the given name and bytes; invalid UTF-8 is kept and shown as U+FFFD. */
  public static SourceFile of(String path, byte[] bytes) {
    return new SourceFile(path, bytes.clone());
  }

  /** A file with the given name and text. */
  public static SourceFile of(String path, String text) {
    return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a file from disk; its name is the path as given, with forward slashes. */
  public static SourceFile read(Path path) throws IOException {
    return new SourceFile(path.toString().replace('\\', '/'), Files.readAllBytes(path));
  }

  /** The name of the file as it was given, with forward slashes. */
  public String path() {
    return path;
  }

  /** A copy of the file's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** The byte at {@code offset}, from 0 to 255. */
  public int byteAt(int offset) {
    return bytes[offset] & 0xFF;
  }

  /** The lines of the file. */
  public LineIndex lineIndex() {
    return index;
  }

  /** The range of the whole file. */
  public Span span() {
    return new Span(0, bytes.length);
  }

  /** The whole text, one U+FFFD for each byte that is not part of valid UTF-8. */
  public String text() {
    return slice(span());
  }

  /** The text of a range of bytes, one U+FFFD for each byte that is not part of valid UTF-8. */
  public String slice(Span span) {
    if (isAscii(span)) {
      return new String(bytes, span.start(), span.length(), StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(span.length());
    for (int at = span.start(); at < span.end(); at += Utf8.length(bytes, at, span.end())) {
      text.appendCodePoint(Utf8.decode(bytes, at, span.end()));
    }
    return text.toString();
  }

  /** Number of bytes, from 1 to 4, of the character that starts at {@code offset}. */
  public int characterLength(int offset) {
    return Utf8.length(bytes, offset, bytes.length);
  }

  /** The Unicode scalar value that starts at {@code offset}, U+FFFD for a stray byte. */
  public int characterAt(int offset) {
    return Utf8.decode(bytes, offset, bytes.length);
  }

  /** Line number, from 1, of an offset. */
  public int line(int offset) {
    return index.line(offset);
  }

  /** Column number, from 1 and in characters, of an offset. */
  public int column(int offset) {
    return position(offset).column();
  }

  /** Line and column of an offset; an offset inside a character is at that character. */
  public Position position(int offset) {
    int line = index.line(offset);
    int column = 1;
    int at = index.start(line);
    while (at < offset) {
      at += Utf8.length(bytes, at, bytes.length);
      column += at <= offset ? 1 : 0;
    }
    return new Position(line, column);
  }

  /** Number of UTF-16 units between the start of the offset's line and the offset. */
  public int utf16Column(int offset) {
    int units = 0;
    int at = index.start(index.line(offset));
    while (at < offset) {
      units += Character.charCount(Utf8.decode(bytes, at, bytes.length));
      at += Utf8.length(bytes, at, bytes.length);
    }
    return units;
  }

  /** Offset of a line and column; a column past the end of the line is the end of its text. */
  public int offset(Position position) {
    Span line = lineSpan(position.line());
    int at = line.start();
    for (int column = 1; column < position.column() && at < line.end(); column++) {
      at += Utf8.length(bytes, at, line.end());
    }
    return at;
  }

  /** The range of a line's text, numbered from 1, without its line end. */
  public Span lineSpan(int line) {
    int start = index.start(line);
    int end = index.end(line);
    while (end > start && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return new Span(start, end);
  }

  /** The text of a line, numbered from 1, without its line end. */
  public String lineText(int line) {
    return slice(lineSpan(line));
  }

  /** Whether the bytes from {@code offset} on are the given ASCII text. */
  public boolean startsWith(String ascii, int offset) {
    if (offset + ascii.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Copies a range of bytes. */
  public byte[] bytes(Span span) {
    return Arrays.copyOfRange(bytes, span.start(), span.end());
  }

  @Override
  public String toString() {
    return path;
  }

  private boolean isAscii(Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
