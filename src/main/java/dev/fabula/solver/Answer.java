package dev.fabula.solver;
import dev.fabula.term.Assignment;
public sealed interface Answer {
  record Satisfiable(Assignment assignment) implements Answer {}
  record Unsatisfiable() implements Answer {}
  record Unknown(String reason) implements Answer {}
}
