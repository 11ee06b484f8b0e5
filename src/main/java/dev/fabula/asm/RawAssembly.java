package dev.fabula.asm;

import java.util.List;

/**
 * What LLVM delivers for a module: an object file and diagnostics.
 *
 * @param object the object file; incomplete if there is an error among the diagnostics
 */
record RawAssembly(byte[] object, List<RawDiagnostic> diagnostics) {}
