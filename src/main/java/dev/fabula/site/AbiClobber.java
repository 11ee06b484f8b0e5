package dev.fabula.site;

import dev.fabula.source.Span;

/**
 * One name in {@code clobber_abi(…)}.
 *
 * @param name the ABI, without quotes
 * @param span its place, with quotes
 */
public record AbiClobber(String name, Span span) {}
