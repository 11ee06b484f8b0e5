/** Bit-vector and memory terms, simplified as they are built, and their evaluation. */
@NullMarked
package dev.fabula.term;

import org.jspecify.annotations.NullMarked;
