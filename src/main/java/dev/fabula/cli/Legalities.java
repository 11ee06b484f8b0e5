package dev.fabula.cli;

import dev.fabula.check.Objection;
import dev.fabula.rust.Legality;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import java.util.List;

/** What rustc has against a site, as findings tell it. */
final class Legalities {

  private Legalities() {}

  /** The objections to a site; none if rustc accepts it. */
  static List<Objection> of(Site site) {
    return Legality.check(site).stream()
        .map(r -> new Objection(r.message(), List.of(new Found.Label(r.span(), "")), r.notes()))
        .toList();
  }
}
