/** Registers, operands, instructions and their meaning, neutral between architectures. */
@NullMarked
package dev.fabula.isa;

import org.jspecify.annotations.NullMarked;
