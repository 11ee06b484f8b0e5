package dev.fabula.site;

import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What the source says around a site.
 *
 * @param function the innermost function, if the site is inside one
 * @param conditions {@code cfg} conditions that hold there, as written, the outermost first
 */
public record Surroundings(Optional<Function> function, List<String> conditions) {

  /** Surroundings of a site outside of any function and under no condition. */
  public static final Surroundings NONE = new Surroundings(Optional.empty(), List.of());

  /**
   * A function around a site.
   *
   * @param name its name
   * @param abi the string after {@code extern}; {@code "Rust"} if there is none
   * @param naked whether it is a naked function
   * @param generic whether it has type or const parameters, itself or by its impl
   * @param inline the argument of {@code inline}, {@code "hint"} for a plain one; empty if it has
   *     none
   * @param parameters its parameters in order
   * @param result its return type; empty for unit
   * @param span the whole function
   */
  public record Function(
      String name,
      String abi,
      boolean naked,
      boolean generic,
      Optional<String> inline,
      List<Parameter> parameters,
      Optional<ValueType> result,
      Span span) {}

  /**
   * A parameter of a function.
   *
   * @param pattern its name or pattern as written
   * @param type what is known of its type
   */
  public record Parameter(String pattern, ValueType type) {}
}
