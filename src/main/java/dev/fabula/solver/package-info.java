/** Satisfiability of terms, models and limits. */
@NullMarked
package dev.fabula.solver;

import org.jspecify.annotations.NullMarked;
