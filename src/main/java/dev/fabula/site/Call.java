package dev.fabula.site;

import dev.fabula.source.Place;

/**
 * The use of a macro whose expansion wrote a site.
 *
 * @param macro the macro's name without the exclamation mark
 * @param place where it is used
 */
public record Call(String macro, Place place) {}
