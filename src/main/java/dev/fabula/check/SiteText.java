package dev.fabula.check;

import dev.fabula.asm.Assembly;
import dev.fabula.asm.Rendered;
import dev.fabula.asm.Statement;
import dev.fabula.site.Site;
import java.util.List;
import java.util.Set;

/**
 * A site's text under one allocation, cut into statements.
 *
 * @param site the site
 * @param rendered the text with its map to the file
 * @param statements its statements
 * @param assembly what the assembler made of it
 * @param foreignLabels names of labels that other sites of the same file define
 */
public record SiteText(
    Site site,
    Rendered rendered,
    List<Statement> statements,
    Assembly assembly,
    Set<String> foreignLabels) {

  /** Copies the collections. */
  public SiteText {
    statements = List.copyOf(statements);
    foreignLabels = Set.copyOf(foreignLabels);
  }
}
