/** Files, spans, line indexes and text edits. */
@NullMarked
package dev.fabula.source;

import org.jspecify.annotations.NullMarked;
