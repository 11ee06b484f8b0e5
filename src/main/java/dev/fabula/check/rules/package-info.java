/** One class per checked promise. */
@NullMarked
package dev.fabula.check.rules;

import org.jspecify.annotations.NullMarked;
