/** Satisfiability of terms: solvers, their limits and their models. */
@NullMarked
package dev.fabula.solver;

import org.jspecify.annotations.NullMarked;
