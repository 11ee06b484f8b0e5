package dev.fabula.check;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Assembler;
import dev.fabula.asm.Assembly;
import dev.fabula.asm.Dialect;
import dev.fabula.asm.Mode;
import dev.fabula.exec.Assembling;
import dev.fabula.site.AllocationSpace;
import dev.fabula.site.Contract;
import dev.fabula.site.Contracts;
import dev.fabula.site.Site;
import dev.fabula.site.Target;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The architecture of a site around which nothing tells it: the host's if the text is code for it,
 * else the only other one for which it is.
 */
final class TargetGuess {

  private static final List<Architecture> OTHERS =
      List.of(
          Architecture.X86_64,
          Architecture.AARCH64,
          Architecture.RISCV64,
          Architecture.ARM,
          Architecture.X86);

  private final Function<Site, List<Objection>> legality;
  private final Assembler assembler;

  TargetGuess(Function<Site, List<Objection>> legality, Assembler assembler) {
    this.legality = legality;
    this.assembler = assembler;
  }

  /** The site, for another target where the host's is impossible and one other fits. */
  Site settle(Site site) {
    return site.target().basis() == Target.Basis.HOST ? forHostOrOther(site) : inItsMode(site);
  }

  /** Nothing around a site tells A32 from T32 but a target triple: so the text has to. */
  private Site inItsMode(Site site) {
    boolean settled =
        site.target().architecture() != Architecture.ARM || site.target().mode() != Mode.DEFAULT;
    if (settled || fits(site)) {
      return site;
    }
    return Stream.of(Mode.MICROCONTROLLER, Mode.THUMB)
        .map(mode -> forTarget(site, site.target().in(mode), site.dialect()))
        .filter(this::fits)
        .findFirst()
        .orElse(site);
  }

  private Site forHostOrOther(Site site) {
    if (fits(site)) {
      return site;
    }
    List<Site> fitting =
        OTHERS.stream()
            .filter(a -> a != site.target().architecture())
            .map(a -> forArchitecture(site, a))
            .flatMap(s -> Stream.of(s, inItsMode(s)).filter(this::fits).limit(1))
            .toList();
    return fitting.size() == 1 ? fitting.getFirst() : site;
  }

  private static Site forArchitecture(Site site, Architecture architecture) {
    Target target =
        new Target(
            architecture,
            Mode.DEFAULT,
            site.target().system(),
            new TreeSet<>(Set.of()),
            Target.Basis.TEXT,
            site.target().guessed());
    return forTarget(site, target, architecture.defaultDialect());
  }

  private static Site forTarget(Site site, Target target, Dialect dialect) {
    return site.forTarget(target, dialect);
  }

  private boolean fits(Site site) {
    if (!legality.apply(site).isEmpty()) {
      return false;
    }
    Contract contract = Contracts.of(site, Integer.MAX_VALUE);
    Assembling assembling = new Assembling(site, contract, ContractCheck.ASSUMED_CONSTANT);
    return new AllocationSpace(contract)
        .apart(Set.of())
        .map(assembling::render)
        .map(text -> assembling.assemble(assembler, text))
        .filter(Assembly.Assembled.class::isInstance)
        .isPresent();
  }
}
