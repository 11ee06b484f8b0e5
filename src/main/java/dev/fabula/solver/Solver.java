package dev.fabula.solver;
import dev.fabula.term.Term;
import java.time.Duration;
import java.util.List;
public interface Solver { Answer check(List<Term> assertions, Duration limit); }
