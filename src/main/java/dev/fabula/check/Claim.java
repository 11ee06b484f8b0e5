package dev.fabula.check;

import dev.fabula.exec.Exploration;
import dev.fabula.exec.Path;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What would have to be so for a suspicion to be right; a witness is an entry state for it. */
public sealed interface Claim {

  /** The violation shows on the path in every entry state in which the condition holds. */
  record Happens(Term condition) implements Claim {}

  /**
   * What the site does is different in two entry states that agree on everything defined.
   *
   * @param value what is different
   * @param assumptions conditions under which it is computed
   * @param varied the undefined unknowns that it depends on
   * @param observation what to compare between the two replays
   */
  record Depends(
      Term value, List<Term> assumptions, Set<Term> varied, Function<Path, Observed> observation)
      implements Claim {

    /** Copies the collections. */
    public Depends {
      assumptions = List.copyOf(assumptions);
      varied = Set.copyOf(varied);
    }
  }

  /**
   * What the site does is different under two allocations from the same entry state.
   *
   * @param other the other allocation's paths
   * @param otherPath the path that it takes
   * @param condition the two differ where this holds; over both runs' unknowns
   * @param equal unknowns of the other allocation with the values that the merge gives them
   * @param observation what to compare between the two replays
   */
  record Disagrees(
      Exploration other,
      Path otherPath,
      Term condition,
      Map<Term, Term> equal,
      Function<ObservedPath, Observed> observation)
      implements Claim {

    /** Copies the map. */
    public Disagrees {
      equal = Map.copyOf(equal);
    }
  }

  /** A path together with the examination that it belongs to. */
  record ObservedPath(Examination examination, Path path) {}
}
