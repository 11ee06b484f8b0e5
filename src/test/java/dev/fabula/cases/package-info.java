/** Whole files with the verdicts that they expect. */
@NullMarked
package dev.fabula.cases;

import org.jspecify.annotations.NullMarked;
