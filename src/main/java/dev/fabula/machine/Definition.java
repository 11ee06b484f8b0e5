package dev.fabula.machine;

import java.util.List;
import java.util.Optional;

/**
 * A struct, enum or union as its source defines it.
 *
 * @param path its path in its crate, or from its crate on if it is another's
 * @param kind which of them it is
 * @param parameters its type parameters
 * @param variants the variants; one for what is no enum
 * @param range what the one number in it is limited to
 * @param own whether it is of the crate that runs
 * @param representation what its {@code repr} attribute says
 * @param inside for one inside of a function, where nothing else can name it: the offset of its end
 */
record Definition(
    String path,
    Kind kind,
    List<String> parameters,
    List<Variant> variants,
    Optional<Ty.Range> range,
    boolean own,
    List<String> representation,
    Optional<Integer> inside) {

  /** Copies the lists. */
  Definition {
    parameters = List.copyOf(parameters);
    variants = List.copyOf(variants);
    representation = List.copyOf(representation);
  }

  /** Whether its {@code repr} attribute has a word. */
  boolean has(String word) {
    return representation.contains(word);
  }

  /** Which of them. */
  enum Kind {
    STRUCT,
    ENUM,
    UNION
  }

  /**
   * A variant.
   *
   * @param name its name
   * @param discriminant its number, if it is known
   * @param fields the types of its fields, as spelled
   * @param names the names of its fields
   */
  record Variant(
      String name, Optional<Long> discriminant, List<String> fields, List<String> names) {
    /** Copies the lists. */
    Variant {
      fields = List.copyOf(fields);
      names = List.copyOf(names);
    }
  }

  /** The path of what it is defined in; empty at the top. */
  String scope() {
    int at = path.lastIndexOf("::");
    return at < 0 ? "" : path.substring(0, at);
  }

  /** The last part of its path. */
  String name() {
    return path.substring(path.lastIndexOf(':') + 1);
  }
}
