/** Binary floats as numbers: formats, exact arithmetic, rounding, exceptions (IEEE 754-2019). */
@NullMarked
package dev.fabula.ieee;

import org.jspecify.annotations.NullMarked;
