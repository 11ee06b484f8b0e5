package dev.fabula.asm;

/** A diagnostic as LLVM gives it: severity 0 error, 1 warning, 2 remark, 3 note. */
record RawDiagnostic(int severity, String description) {}
