package dev.fabula.rust;

import java.util.List;
import java.util.Optional;

/**
 * Types as rustc prints them: full paths, no aliases. What is not plainly one of the language's own
 * types for operands is left open; a generic parameter is among that.
 */
final class CompiledTypes {
  private static final List<String> POINTERS = List.of("&mut ", "&", "*const ", "*mut ");
  private static final List<String> LIBRARIES = List.of("core::", "std::");
  private static final String UNINIT = "mem::MaybeUninit<";

  private final ForeignTypes foreign;

  CompiledTypes(ForeignTypes foreign) {
    this.foreign = foreign;
  }

  /** The type, if it is one that registers hold. */
  Optional<RustType> read(String text) {
    for (String pointer : POINTERS) {
      if (text.startsWith(pointer)) {
        // It compiled, so that it is thin whatever it points to.
        return Optional.of(new RustType.Pointer(pointer + "_", new RustType.Tuple(List.of())));
      }
    }
    if (text.matches("(unsafe )?(extern \"[^\"]*\" )?fn\\(.*")) {
      return Optional.of(new RustType.Scalar(PrimitiveTypes.function(text, width())));
    }
    for (String library : LIBRARIES) {
      if (text.startsWith(library)) {
        return ofLibrary(text.substring(library.length()));
      }
    }
    return text.equals("!")
        ? Optional.empty()
        : PrimitiveTypes.named(text, width()).map(RustType.Scalar::new);
  }

  private int width() {
    return foreign.pointerWidth();
  }

  private Optional<RustType> ofLibrary(String path) {
    if (path.startsWith(UNINIT) && path.endsWith(">")) {
      return read(path.substring(UNINIT.length(), path.length() - 1))
          .map(RustType.MaybeUninit::new);
    }
    boolean vector = path.startsWith("arch::") && path.matches("[\\w:]+");
    String name = path.substring(path.lastIndexOf(':') + 1);
    return vector ? PrimitiveTypes.vector(name).map(RustType.Scalar::new) : Optional.empty();
  }
}
