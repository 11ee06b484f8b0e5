import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks or applies google-java-format: {@code Format.java check|apply MEMORY FOLDER...}.
 *
 * <p>MEMORY is a file of digests of texts that are known to be in shape, so that an unchanged file
 * costs one digest. Exit status 1: a file is out of shape (check), or does not parse.
 */
public final class Format {
  private final boolean apply;
  private final Set<String> known;
  private final Set<String> inShape = new LinkedHashSet<>();
  private final List<String> complaints = new ArrayList<>();

  private Format(boolean apply, Set<String> known) {
    this.apply = apply;
    this.known = known;
  }

  /** Runs the formatter over every Java file of the folders. */
  public static void main(String[] arguments) throws IOException {
    Path memory = Path.of(arguments[1]);
    Set<String> known =
        Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.<String>of();
    Format format = new Format(arguments[0].equals("apply"), known);
    for (int i = 3; i < arguments.length; i++) {
      format.folder(Path.of(arguments[i]));
    }
    Files.createDirectories(memory.toAbsolutePath().getParent());
    Files.write(memory, format.inShape);
    format.complain(Path.of(arguments[2]));
  }

  private void complain(Path file) throws IOException {
    complaints.forEach(System.err::println);
    if (complaints.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.write(file, complaints);
    }
  }

  private void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
        file(path);
      }
    }
  }

  private void file(Path path) throws IOException {
    String text = Files.readString(path);
    if (known.contains(digest(text))) {
      inShape.add(digest(text));
      return;
    }
    try {
      String formatted = new Formatter().formatSourceAndFixImports(text);
      if (!formatted.equals(text)) {
        reshape(path, formatted);
      }
      inShape.add(digest(formatted));
    } catch (FormatterException e) {
      complaints.add(path + ": " + e.getMessage());
    }
  }

  private void reshape(Path path, String formatted) throws IOException {
    if (apply) {
      Files.writeString(path, formatted);
      System.err.println("formatted " + path);
    } else {
      complaints.add(path + ": not in shape");
    }
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
