package dev.fabula.story;

import dev.fabula.term.Op;
import dev.fabula.term.Substitution;
import dev.fabula.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The control state of floats, of which Rust knows one value alone: round to nearest, exceptions
 * masked, denormal numbers kept (Reference, asm.rules.preserved-registers; core::arch on MXCSR).
 * Whoever runs Rust code under another one has undefined behaviour, so that no site starts so.
 */
final class Environment {

  /** By the name of the unknown: the control bits of MXCSR from bit 6 on, FPCR, frm. */
  private static final Map<String, Long> USUAL =
      Map.of("entry.mxcsr_control", 0x1f80L >> 6, "entry.fpcr", 0L, "entry.frm", 0L);

  private Environment() {}

  /** That the control state is the usual one, wherever terms depend on it. */
  static List<Term> facts(List<Term> terms) {
    List<Term> facts = new ArrayList<>();
    for (Term term : terms) {
      for (Term variable : term.variables()) {
        Long usual = variable.op() == Op.VARIABLE ? USUAL.get(variable.name()) : null;
        if (usual != null) {
          facts.add(variable.eq(variable.bank().constant(usual, variable.width())));
        }
      }
    }
    return facts.stream().distinct().toList();
  }

  /** Terms, one of which may be such a fact, with what it says in the place of the unknown. */
  static List<Term> applied(List<Term> terms) {
    Map<Term, Term> known = new HashMap<>();
    for (Term fact : facts(terms)) {
      if (terms.contains(fact)) {
        boolean first = fact.argument(0).op() == Op.VARIABLE;
        known.put(fact.argument(first ? 0 : 1), fact.argument(first ? 1 : 0));
      }
    }
    if (known.isEmpty()) {
      return terms;
    }
    Substitution substitution = new Substitution(known);
    return terms.stream()
        .map(t -> facts(List.of(t)).contains(t) ? t : substitution.apply(t))
        .toList();
  }
}
