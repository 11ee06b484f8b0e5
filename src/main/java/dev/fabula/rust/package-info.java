/** The Rust front-end: from source text to sites, and edits back to text. */
@NullMarked
package dev.fabula.rust;

import org.jspecify.annotations.NullMarked;
