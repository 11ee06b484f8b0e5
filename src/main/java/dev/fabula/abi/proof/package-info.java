/** Proofs that the sites of stubs keep to a description. */
@NullMarked
package dev.fabula.abi.proof;

import org.jspecify.annotations.NullMarked;
