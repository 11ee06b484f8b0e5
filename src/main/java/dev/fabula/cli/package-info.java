/** Commands: what a user types, and what the process answers. */
@NullMarked
package dev.fabula.cli;

import org.jspecify.annotations.NullMarked;
