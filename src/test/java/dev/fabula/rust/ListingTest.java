package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files are read. */
final class ListingTest {
  @TempDir Path folder;

  /** Writes files, each given by its path and its text. */
  private void write(String... files) throws IOException {
    for (int i = 0; i < files.length; i += 2) {
      Path path = folder.resolve(files[i]);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, files[i + 1]);
    }
  }

  private List<String> list(String root, String... excludes) throws IOException {
    return Listing.files(List.of(folder.resolve(root)), Set.of(".rs"), List.of(excludes)).stream()
        .map(p -> folder.relativize(p.normalize()).toString().replace('\\', '/'))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo | foo | true",
        "foo | a/b/foo | true",
        "foo | foot | -",
        "/foo | a/foo | -",
        "/foo | foo | true",
        "a/foo | b/a/foo | -",
        "*.rs | a/x.rs | true",
        "a/*.rs | a/b/x.rs | -",
        "a/**/x.rs | a/x.rs | true",
        "a/**/x.rs | a/b/c/x.rs | true",
        "**/x.rs | x.rs | true",
        "**/b/x.rs | a/b/x.rs | true",
        "a/** | a/b/c | true",
        "a/** | a | -",
        "a**b | axxb | true",
        "a**b | a/b | -",
        "?.rs | x.rs | true",
        "?.rs | xy.rs | -",
        "[ab].rs | a.rs | true",
        "[!ab].rs | a.rs | -",
        "[a-c]x | bx | true",
        "foo/ | foo | -",
        "!foo | foo | false",
        "#foo | #foo | -",
        "\\#foo | #foo | true",
        "\\!foo | !foo | true",
        "a.b | axb | -",
        "(x) | (x) | true",
      })
  void patterns(String pattern, String path, String expected) {
    Optional<Boolean> result = GitIgnore.parse(pattern).ignores(path, false);
    assertThat(result.map(Object::toString).orElse("-")).isEqualTo(expected);
  }

  @Test
  void aPatternForFoldersDoesNotMatchFiles() {
    assertThat(GitIgnore.parse("foo/").ignores("foo", true)).contains(true);
    assertThat(GitIgnore.parse("foo/").ignores("foo", false)).isEmpty();
  }

  @Test
  void theLastPatternDecides() {
    GitIgnore ignore = GitIgnore.parse("*.rs  \n\n!keep.rs\n# note\nkeep.rs\\ \n");
    assertThat(ignore.ignores("a.rs", false)).contains(true);
    assertThat(ignore.ignores("keep.rs", false)).contains(false);
  }

  @Test
  void foldersOfBuildsAndVersionControlAreSkipped() throws IOException {
    write(
        "Cargo.toml", "",
        "src/b.rs", "",
        "src/a.rs", "",
        "src/target/c.rs", "",
        "src/note.txt", "",
        "target/d.rs", "",
        ".git/e.rs", "");
    assertThat(list("")).containsExactly("src/a.rs", "src/b.rs", "src/target/c.rs");
  }

  @Test
  void ignoreFilesNest() throws IOException {
    write(
        ".git/HEAD", "",
        ".gitignore", "*.gen.rs\n/out/\n",
        "a.rs", "",
        "a.gen.rs", "",
        "out/b.rs", "",
        "sub/out/c.rs", "",
        "sub/.gitignore", "!keep.gen.rs\nlocal.rs\n",
        "sub/keep.gen.rs", "",
        "sub/other.gen.rs", "",
        "sub/local.rs", "",
        "local.rs", "");
    assertThat(list("")).containsExactly("a.rs", "local.rs", "sub/keep.gen.rs", "sub/out/c.rs");
    assertThat(list("sub")).containsExactly("sub/keep.gen.rs", "sub/out/c.rs");
  }

  @Test
  void excludesAndGivenFiles() throws IOException {
    write("a/x.rs", "", "b/x.rs", "", ".gitignore", "b\n", ".git/HEAD", "");
    assertThat(list("", "/a")).isEmpty();
    assertThat(list("")).containsExactly("a/x.rs");
    assertThat(list("b/x.rs", "*.rs")).containsExactly("b/x.rs");
  }

  @Test
  void aCrateEndsAtTheNextManifest() throws IOException {
    write("Cargo.toml", "", "src/lib.rs", "", "sub/Cargo.toml", "", "sub/src/lib.rs", "");
    assertThat(Listing.crateFiles(folder)).containsExactly(folder.resolve("src/lib.rs"));
  }
}
