package dev.fabula.mir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The enums of the standard library whose variants MIR names without their discriminants. */
final class Enums {

  private static final Map<String, Map<String, Integer>> KNOWN =
      Map.of(
          "std::option::Option", Map.of("None", 0, "Some", 1),
          "std::result::Result", Map.of("Ok", 0, "Err", 1),
          "std::cmp::Ordering", Map.of("Less", -1, "Equal", 0, "Greater", 1),
          "std::ops::ControlFlow", Map.of("Continue", 0, "Break", 1),
          "std::task::Poll", Map.of("Ready", 0, "Pending", 1),
          "std::sync::atomic::Ordering",
              Map.of("Relaxed", 0, "Release", 1, "Acquire", 2, "AcqRel", 3, "SeqCst", 4),
          "std::convert::Infallible", Map.of());

  private Enums() {}

  /** The discriminant that a path without type arguments names, if its enum is known. */
  static Optional<Integer> variant(String path) {
    int at = path.lastIndexOf("::");
    if (at < 0) {
      return Optional.empty();
    }
    Map<String, Integer> variants = KNOWN.get(std(path.substring(0, at)));
    return variants == null
        ? Optional.empty()
        : Optional.ofNullable(variants.get(path.substring(at + 2)));
  }

  /** The discriminant of a variant of a type, if the type's variants are known. */
  static Optional<Integer> variant(Type type, String name) {
    return type instanceof Type.Named named
        ? variant(named.path() + "::" + name)
        : Optional.empty();
  }

  private static String std(String path) {
    return path.startsWith("core::") ? "std::" + path.substring("core::".length()) : path;
  }

  /** Whether a struct is laid out as its one field of the type of its argument is. */
  static boolean isTransparent(Type.Named named) {
    return named.arguments().size() == 1 && WRAPPERS.contains(named.name());
  }

  /** The integer inside of an atomic type of its own name. */
  static Optional<String> atomic(Type.Named named) {
    String name = named.name();
    return named.path().contains("sync::atomic::Atomic") && name.length() > "Atomic".length()
        ? Optional.of(name.substring("Atomic".length()).toLowerCase(java.util.Locale.ROOT))
        : Optional.empty();
  }

  private static final List<String> WRAPPERS =
      List.of(
          "NonZero",
          "Wrapping",
          "Saturating",
          "UnsafeCell",
          "SyncUnsafeCell",
          "Cell",
          "MaybeUninit",
          "ManuallyDrop",
          "Atomic");
}
