package dev.fabula.machine;

import org.jspecify.annotations.Nullable;

/**
 * A pointer.
 *
 * @param address where it points to
 * @param tag the right that it carries; null for none
 * @param meta the length of a slice, or the address of a vtable
 */
record Pointer(long address, @Nullable Tag tag, long meta) {}
