package dev.fabula.report;

import dev.fabula.source.Span;

/**
 * A marked place of a message.
 *
 * @param span the place
 * @param label what is said of it; may be empty
 * @param primary whether it is what the message is about
 */
record Mark(Span span, String label, boolean primary) {}
