package dev.fabula.check;

import dev.fabula.source.SourceFile;
import java.util.List;

/**
 * What came of one file.
 *
 * @param file the file as it is now
 * @param places the places that invoke an asm macro, by offset and then by target
 * @param remarks what is to be said of comments that speak to Fabula
 * @param fixed how many findings were fixed
 * @param takenBack how many findings have a fix that did not stand the check
 */
public record FileReport(
    SourceFile file, List<PlaceReport> places, List<Remark> remarks, int fixed, int takenBack) {

  /** Copies the lists. */
  public FileReport {
    places = List.copyOf(places);
    remarks = List.copyOf(remarks);
  }

  /** The report on a file that is as it was. */
  public static FileReport of(SourceFile file, List<PlaceReport> places, List<Remark> remarks) {
    return new FileReport(file, places, remarks, 0, 0);
  }
}
