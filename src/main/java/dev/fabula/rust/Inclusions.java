package dev.fabula.rust;

import dev.fabula.site.Found.Reason;
import dev.fabula.source.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What {@code include_str!} brings into a template. Only files of the same package are read: what a
 * run prints shows parts of the text, and a crate under test may name any file of the machine.
 *
 * @param file the file with the site; paths are relative to its folder
 */
record Inclusions(Path file) {
  private static final long LARGEST = 1 << 20;

  /**
   * The text of a file.
   *
   * @param name its path as the source has it
   * @param span where the source names it
   * @throws Fault if it is not there, not of the package, too large, or no text
   */
  String read(String name, Span span) throws Fault {
    try {
      Path wanted = file.toRealPath().resolveSibling(name).toRealPath();
      if (!wanted.startsWith(packageRoot())) {
        throw fault("outside of the package", name, span);
      }
      if (!Files.isRegularFile(wanted) || Files.size(wanted) > LARGEST) {
        throw fault("no file of at most 1 MiB", name, span);
      }
      byte[] bytes = Files.readAllBytes(wanted);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw fault("no UTF-8", name, span);
    } catch (IOException | InvalidPathException e) {
      throw fault("not to be read", name, span);
    }
  }

  /** That of the file's package, else the file's own folder. */
  private Path packageRoot() throws IOException {
    Path real = file.toRealPath();
    return RustReader.crateRoot(real).orElse(real.resolveSibling(".").normalize());
  }

  private static Fault fault(String why, String name, Span span) {
    String what = "`include_str!` of `" + name + "`, which is " + why;
    return Fault.unreadable(new Reason.TemplateNotStatic(what), span);
  }
}
