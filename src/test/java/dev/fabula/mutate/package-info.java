/** Right sites made wrong, to see what the checker catches. */
@NullMarked
package dev.fabula.mutate;

import org.jspecify.annotations.NullMarked;
