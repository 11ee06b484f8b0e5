/**
 * Architectures whose instructions are known by LLVM's description of them: LoongArch,
 * z/Architecture and PowerPC.
 */
@NullMarked
package dev.fabula.isa.described;

import org.jspecify.annotations.NullMarked;
