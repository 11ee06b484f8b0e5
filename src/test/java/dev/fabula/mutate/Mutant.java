package dev.fabula.mutate;

import dev.fabula.site.Site;

/**
 * A site with one thing changed.
 *
 * @param kind the kind of change
 * @param change the change in words
 * @param site the site after it
 */
record Mutant(Kind kind, String change, Site site) {

  /** A kind of change. */
  enum Kind {
    /** An operand that only clobbers a register is left out. */
    DROP_CLOBBER("drop a clobber"),
    /** All of {@code clobber_abi} is left out. */
    DROP_CLOBBER_ABI("drop `clobber_abi`"),
    /** An output may now share a register with an input. */
    EARLY_TO_LATE("early output made late"),
    /** An output may no longer share: the promise is weaker. */
    LATE_TO_EARLY("late output made early"),
    /** The output of an in-out operand is left out. */
    INOUT_TO_IN("inout made in"),
    /** An option is added. */
    ADD_NOMEM("add `nomem`"),
    /** An option is added. */
    ADD_READONLY("add `readonly`"),
    /** An option is added. */
    ADD_PURE("add `pure`"),
    /** An option is added. */
    ADD_PRESERVES_FLAGS("add `preserves_flags`"),
    /** An option is added. */
    ADD_NOSTACK("add `nostack`"),
    /** An option is added. */
    ADD_NORETURN("add `noreturn`"),
    /** A placeholder has another modifier, or none. */
    CHANGE_MODIFIER("other modifier"),
    /** A statement of the template is left out. */
    REMOVE_STATEMENT("remove a statement"),
    /** The template names another register at one place. */
    RENAME_REGISTER("rename a register"),
    /** A value has a wider or narrower integer type. */
    CHANGE_WIDTH("other integer type");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What the kind is called. */
    String words() {
      return words;
    }
  }
}
