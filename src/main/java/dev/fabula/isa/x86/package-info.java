/** Registers, decoding and meanings of x86-64 and of 32-bit x86 (i686). */
@NullMarked
package dev.fabula.isa.x86;

import org.jspecify.annotations.NullMarked;
