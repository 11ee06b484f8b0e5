/** Tests of descriptions, and of stubs made from them and held against them. */
@NullMarked
package dev.fabula.abi;

import org.jspecify.annotations.NullMarked;
