/** RISC-V: its registers, the decoder of its operands, and the meaning of its instructions. */
@NullMarked
package dev.fabula.isa.riscv;

import org.jspecify.annotations.NullMarked;
