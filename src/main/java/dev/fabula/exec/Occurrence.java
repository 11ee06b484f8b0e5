package dev.fabula.exec;

import dev.fabula.isa.Event;
import dev.fabula.isa.Instruction;

/**
 * An event on a path.
 *
 * @param at the instruction that caused it
 * @param event what happened
 */
public record Occurrence(Instruction at, Event event) {}
