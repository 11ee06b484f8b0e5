/** Tests of the virtual kernel, and stubs that call a real one. */
@NullMarked
package dev.fabula.abi.run;

import org.jspecify.annotations.NullMarked;
