/** The user's cargo and rustc: running them, and reading what they know of asm statements. */
@NullMarked
package dev.fabula.compiler;

import org.jspecify.annotations.NullMarked;
