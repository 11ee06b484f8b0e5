/** GNU C: from source text to sites, and fixes back to text. */
@NullMarked
package dev.fabula.c;

import org.jspecify.annotations.NullMarked;
