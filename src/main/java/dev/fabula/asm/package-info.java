/** Assembly text: architectures, dialects, templates, assembling and disassembling. */
@NullMarked
package dev.fabula.asm;

import org.jspecify.annotations.NullMarked;
