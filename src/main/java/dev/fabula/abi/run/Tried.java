package dev.fabula.abi.run;

/**
 * A stub that was to be run.
 *
 * @param machine name of the machine
 * @param compiler name of the compiler: {@code rustc}, {@code gcc}, {@code clang}
 * @param level the compiler's level of optimisation
 * @param stub name of the stub
 */
public record Tried(String machine, String compiler, int level, String stub, Outcome outcome) {}
