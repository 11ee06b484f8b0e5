/** Stories: finding them in the source, proving that the assembly keeps them. */
@NullMarked
package dev.fabula.story;

import org.jspecify.annotations.NullMarked;
