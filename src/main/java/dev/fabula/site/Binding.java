package dev.fabula.site;

import dev.fabula.source.Span;
import java.util.List;

/** What stands in the parentheses of a register operand. */
public sealed interface Binding {

  /** The range of the name, with the quotes of a register. */
  Span span();

  /** The register or class as written, without quotes. */
  String name();

  /**
   * One register by name, as in {@code in("eax")}.
   *
   * @param name the name as written, without quotes
   * @param span its place, with quotes
   */
  record Explicit(String name, Span span) implements Binding {}

  /**
   * Any register of a class, as in {@code in(reg)}.
   *
   * @param name the name of the class
   * @param span its place
   */
  record OfClass(String name, Span span) implements Binding {}

  /**
   * Any of several registers, as in {@code "bdS"}.
   *
   * @param name the constraint as written
   * @param registers the registers' names
   * @param span its place
   */
  record AnyOf(String name, List<String> registers, Span span) implements Binding {

    /** Copies the names. */
    public AnyOf {
      registers = List.copyOf(registers);
    }
  }
}
