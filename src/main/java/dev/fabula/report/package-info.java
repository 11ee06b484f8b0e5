/** What users read: rustc's manner of text, and JSON lines. */
@NullMarked
package dev.fabula.report;

import org.jspecify.annotations.NullMarked;
