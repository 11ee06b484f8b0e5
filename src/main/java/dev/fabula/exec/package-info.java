/** Symbolic states, paths and outcomes of a site's code under one allocation. */
@NullMarked
package dev.fabula.exec;

import org.jspecify.annotations.NullMarked;
