package dev.fabula.check;

import dev.fabula.asm.Assembler;
import dev.fabula.solver.Solver;
import java.time.Duration;

/**
 * What checking a site needs.
 *
 * @param assembler the assembler, shared by all threads
 * @param solver the solver
 * @param solverLimit how long the solver may think about one question
 * @param siteLimit how long one site may take before the rest of it is given up
 */
public record Tools(Assembler assembler, Solver solver, Duration solverLimit, Duration siteLimit) {}
