/** Rules, findings, witnesses and fixes: what contracts promise, held against what code does. */
@NullMarked
package dev.fabula.check;

import org.jspecify.annotations.NullMarked;
