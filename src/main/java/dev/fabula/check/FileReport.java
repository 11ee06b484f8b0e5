package dev.fabula.check;

import java.util.List;

/**
 * What came of one file.
 *
 * @param places the places that invoke an asm macro, by offset and then by target
 * @param remarks what is to be said of comments that speak to Fabula
 */
public record FileReport(List<PlaceReport> places, List<Remark> remarks) {

  /** Copies the lists. */
  public FileReport {
    places = List.copyOf(places);
    remarks = List.copyOf(remarks);
  }
}
