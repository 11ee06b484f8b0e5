package dev.fabula.machine;

/** A place made ready: how it is found when it is needed. */
@FunctionalInterface
interface PlaceCode {
  Place at(Frame frame) throws Halt;
}
