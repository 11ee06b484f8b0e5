/** Assembly text: templates, dialects, directives, the assembler and the disassembler. */
@NullMarked
package dev.fabula.asm;

import org.jspecify.annotations.NullMarked;
