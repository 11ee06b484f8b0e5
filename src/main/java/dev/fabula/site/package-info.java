/** Sites, operands, contracts and allocations, neutral between source languages. */
@NullMarked
package dev.fabula.site;

import org.jspecify.annotations.NullMarked;
