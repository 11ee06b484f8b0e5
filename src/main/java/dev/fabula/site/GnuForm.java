package dev.fabula.site;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What only an {@code asm} statement of GNU C has (GCC manual, 6.11, Extended Asm).
 *
 * @param alternatives the operands under each further choice that the constraints leave the
 *     compiler, as in {@code "rm"}; the site itself has the first
 * @param limit what of the compiler's choices is left out, as a clause; empty if nothing is
 * @param discarded numbers of the outputs whose variables are used nowhere else
 * @param commuting numbers of the inputs whose value may change places with that of the next
 * @param flags whether the flags are among the clobbers
 * @param outputs offset behind the last output, where text that starts with a comma adds one
 * @param inputs offset behind the last input
 * @param clobbers offset behind the last clobber
 * @param colons how many colons the statement has
 * @param filled whether there are outputs, inputs and clobbers, in this order
 */
public record GnuForm(
    List<List<Operand>> alternatives,
    Optional<String> limit,
    Set<Integer> discarded,
    Set<Integer> commuting,
    boolean flags,
    int outputs,
    int inputs,
    int clobbers,
    int colons,
    List<Boolean> filled) {

  /** Copies the lists. */
  public GnuForm {
    alternatives = alternatives.stream().map(List::copyOf).toList();
    discarded = Set.copyOf(discarded);
    commuting = Set.copyOf(commuting);
    filled = List.copyOf(filled);
  }
}
