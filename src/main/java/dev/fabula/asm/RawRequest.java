package dev.fabula.asm;

/** A text as LLVM gets it. */
record RawRequest(Architecture architecture, Mode mode, String text) {}
