package dev.fabula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every file of the repository keeps to. */
final class RepositoryTest {
  private static final int LONGEST = 400;
  private static final Set<String> NOT_OURS = Set.of(".git", ".idea", "target");
  // Put together from pieces: this file must not match itself.
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.~$}-])/(" + "work|root|home|Users" + ")/[\\w.-]");
  private static final Pattern PUT_OFF = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

  private final List<Path> files = files();

  RepositoryTest() throws IOException {}

  @Test
  void noFileNamesAPlaceOnSomeMachine() {
    assertThat(matches(files, MACHINE_PATH)).isEmpty();
  }

  @Test
  void nothingIsPutOff() {
    assertThat(matches(java("src"), PUT_OFF)).isEmpty();
  }

  @Test
  void noFileIsLongerThanOneCanHoldInMind() {
    assertThat(java("src/main")).isNotEmpty();
    assertThat(java("src/main").stream().filter(file -> lines(file) > LONGEST)).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    assertThat(java("src/main").stream().map(file -> file.resolveSibling("package-info.java")))
        .allSatisfy(info -> assertThat(info).content().startsWith("/**").contains("@NullMarked"));
  }

  @Test
  void aMachinePathWouldBeSeen() {
    assertThat(MACHINE_PATH.matcher("in /wo" + "rk/wt/x").find()).isTrue();
    assertThat(MACHINE_PATH.matcher("https://example.org/wo" + "rk/wt").find()).isFalse();
  }

  private List<Path> java(String folder) {
    return files.stream()
        .filter(file -> file.startsWith(folder) && file.toString().endsWith(".java"))
        .toList();
  }

  private static List<String> matches(List<Path> files, Pattern pattern) {
    return files.stream()
        .flatMap(file ->
            text(file)
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> file + ": " + line))
        .toList();
  }

  private static long lines(Path file) {
    return text(file).lines().count();
  }

  /** The text of a file; bytes that are no text do no harm to the search. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> found = new ArrayList<>();
    Path root = Path.of("");
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = NOT_OURS.contains(folder.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    found.remove(Path.of(".git"));
    return List.copyOf(found);
  }
}
