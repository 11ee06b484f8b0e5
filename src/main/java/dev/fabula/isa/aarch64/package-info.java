/**
 * AArch64 (A64): its registers, the decoder of its operands, and the meaning of its instructions.
 */
@NullMarked
package dev.fabula.isa.aarch64;

import org.jspecify.annotations.NullMarked;
