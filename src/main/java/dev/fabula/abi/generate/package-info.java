/** Stubs in Rust and C from a description. */
@NullMarked
package dev.fabula.abi.generate;

import org.jspecify.annotations.NullMarked;
