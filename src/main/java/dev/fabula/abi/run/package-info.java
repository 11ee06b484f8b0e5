/** A virtual kernel: compiled stubs run on an emulated processor, and their traps are answered. */
@NullMarked
package dev.fabula.abi.run;

import org.jspecify.annotations.NullMarked;
