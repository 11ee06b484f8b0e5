/** Compares meanings with processors and emulators: {@code ./dev validate}. */
@NullMarked
package dev.fabula.isa.validate;

import org.jspecify.annotations.NullMarked;
