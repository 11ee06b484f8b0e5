/** 32-bit ARM (A32 and T32): its registers, operands, and the meaning of its instructions. */
@NullMarked
package dev.fabula.isa.arm;

import org.jspecify.annotations.NullMarked;
