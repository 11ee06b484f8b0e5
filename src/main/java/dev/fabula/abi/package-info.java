/** Descriptions of the interface between programs and a system: XML, and what it means. */
@NullMarked
package dev.fabula.abi;

import org.jspecify.annotations.NullMarked;
