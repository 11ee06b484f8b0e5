/** Sites run with constants, against what their contracts promise. */
@NullMarked
package dev.fabula.attack;

import org.jspecify.annotations.NullMarked;
