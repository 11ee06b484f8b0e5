/** Whole files with the verdicts that they expect. */
@NullMarked
package dev.fabula.c;

import org.jspecify.annotations.NullMarked;
