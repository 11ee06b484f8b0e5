package dev.fabula.machine;

import dev.fabula.source.BareText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The structs, enums and unions of a crate and of the standard library. */
final class Definitions {

  private final Map<String, Definition> found = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();

  /** Those of a crate's text. */
  Definitions(String text) {
    new DefinitionReader(BareText.of(text), true, found, aliases).read();
    new DefinitionReader(BareText.of(library()), false, found, aliases).read();
  }

  private static String library() {
    try (InputStream in = Definitions.class.getResourceAsStream("library.rs")) {
      return new String(
          Objects.requireNonNull(in, "library.rs").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The definition of a path as MIR prints it. */
  Optional<Definition> get(String path) {
    return Optional.ofNullable(found.get(path));
  }

  /** The alias that a path stands for in a scope, if it is one. */
  Optional<String> alias(String path, String scope) {
    for (String at = scope; ; at = outer(at)) {
      String alias = aliases.get(at.isEmpty() ? path : at + "::" + path);
      if (alias != null || at.isEmpty()) {
        return Optional.ofNullable(alias);
      }
    }
  }

  /** The definition that a path in the source means in a scope. */
  Optional<Definition> resolve(String path, String scope) {
    String bare = path.replaceFirst("^(?:crate|self|super)::", "").replaceFirst("^::", "");
    for (String at = scope; ; at = outer(at)) {
      Definition there = found.get(at.isEmpty() ? bare : at + "::" + bare);
      if (there != null) {
        return Optional.of(there);
      }
      if (at.isEmpty()) {
        break;
      }
    }
    String library = bare.replaceFirst("^(?:core|alloc)::", "std::");
    return get(library).or(() -> byName(bare.substring(bare.lastIndexOf(':') + 1)));
  }

  private static String outer(String scope) {
    int at = scope.lastIndexOf("::");
    return at < 0 ? "" : scope.substring(0, at);
  }

  /** The only one of a name, of the crate's own if there are such. */
  private Optional<Definition> byName(String name) {
    List<Definition> all = found.values().stream().filter(d -> d.name().equals(name)).toList();
    List<Definition> own = all.stream().filter(Definition::own).toList();
    List<Definition> best = own.isEmpty() ? all : own;
    return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
  }
}
