/** The Rust Abstract Machine, which runs MIR with stories in the place of assembly. */
@NullMarked
package dev.fabula.machine;

import org.jspecify.annotations.NullMarked;
