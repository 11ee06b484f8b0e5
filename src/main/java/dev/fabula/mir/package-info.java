/** rustc's MIR: reading the dump that it prints, and its meaning on terms. */
@NullMarked
package dev.fabula.mir;

import org.jspecify.annotations.NullMarked;
