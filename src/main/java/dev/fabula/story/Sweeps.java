package dev.fabula.story;

import dev.fabula.exec.MemoryAccess;
import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Subterms;
import dev.fabula.term.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repeated string instructions of an unknown count as the copies and fills of stories: with a clear
 * direction flag they go upwards (Intel SDM vol. 2, MOVS and STOS), which for ranges that do not
 * overlap is a copy.
 */
final class Sweeps {

  private static final Pattern REPEATED = Pattern.compile("x86\\.rep\\.(movs|stos)([bwdq])\\d+");
  private static final String SIZES = "bwdq";

  private Sweeps() {}

  /** Whether an access is part of a function that is in the memory afterwards. */
  static boolean isTold(MemoryAccess access) {
    String name = access.at().mnemonic();
    return access.access().isEmpty() && (name.startsWith("movs") || name.startsWith("stos"));
  }

  /** The memory in terms of copies and fills, where it is such. */
  static Term told(Term memory) {
    Term result = memory;
    for (Optional<Term> next = innermost(result); next.isPresent(); next = innermost(result)) {
      Optional<Term> told = told(next.get(), REPEATED.matcher(next.get().name()));
      if (told.isEmpty()) {
        return result;
      }
      result = new Substitution(Map.of(next.get(), told.get())).apply(result);
    }
    return result;
  }

  /** A repeated instruction whose arguments hold none. */
  private static Optional<Term> innermost(Term root) {
    Optional<Term> found = Optional.empty();
    for (Optional<Term> next = repeated(List.of(root));
        next.isPresent();
        next = repeated(next.get().arguments())) {
      found = next;
    }
    return found;
  }

  private static Optional<Term> repeated(List<Term> terms) {
    return new Subterms(t -> true)
        .find(terms, t -> t.op() == Op.APPLY_MEMORY && REPEATED.matcher(t.name()).matches());
  }

  private static Optional<Term> told(Term sweep, Matcher name) {
    List<Term> arguments = sweep.arguments();
    if (!name.matches() || !arguments.get(3).isFalse()) {
      return Optional.empty();
    }
    Term to = arguments.get(1);
    int shift = SIZES.indexOf(name.group(2));
    Term count = arguments.get(2);
    Term bytes = count.mul(count.bank().constant(1L << shift, count.width()));
    Term from = arguments.get(5);
    List<Term> all = List.of(arguments.getFirst(), to, from, bytes);
    boolean copies = name.group(1).equals("movs");
    return copies || shift == 0
        ? Optional.of(sweep.bank().applyMemory(copies ? "copy" : "fill", sweep.addressWidth(), all))
        : Optional.empty();
  }
}
