package dev.fabula.mutate;

import dev.fabula.asm.Template;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.source.Span;
import java.util.List;
import java.util.SortedMap;

/** Sites with one component exchanged. */
final class Sites {
  private Sites() {}

  static Site withOperands(Site site, List<Operand> operands) {
    return new Site(
        site.file(),
        site.span(),
        site.kind(),
        site.target(),
        site.template(),
        site.dialect(),
        operands,
        site.optionSpans(),
        site.clobberAbis(),
        site.insertion(),
        site.surroundings(),
        site.expansion());
  }

  static Site withOptions(Site site, SortedMap<Option, Span> options) {
    return new Site(
        site.file(),
        site.span(),
        site.kind(),
        site.target(),
        site.template(),
        site.dialect(),
        site.operands(),
        options,
        site.clobberAbis(),
        site.insertion(),
        site.surroundings(),
        site.expansion());
  }

  static Site withTemplate(Site site, Template template) {
    return new Site(
        site.file(),
        site.span(),
        site.kind(),
        site.target(),
        template,
        site.dialect(),
        site.operands(),
        site.optionSpans(),
        site.clobberAbis(),
        site.insertion(),
        site.surroundings(),
        site.expansion());
  }

  static Site withoutAbis(Site site) {
    return new Site(
        site.file(),
        site.span(),
        site.kind(),
        site.target(),
        site.template(),
        site.dialect(),
        site.operands(),
        site.optionSpans(),
        List.of(),
        site.insertion(),
        site.surroundings(),
        site.expansion());
  }
}
