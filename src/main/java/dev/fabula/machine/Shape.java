package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the compiler laid a type out.
 *
 * @param size in bytes
 * @param align in bytes
 * @param offsets of its fields in order of their definition
 * @param variants the shapes of an enum's variants; empty if it has but one
 * @param tagging how one sees which variant it is
 * @param single the number of the only variant
 * @param range what the whole as a number may be
 */
record Shape(
    int size,
    int align,
    List<Integer> offsets,
    List<Shape> variants,
    Ty.Tagging tagging,
    int single,
    Ty.Range range) {

  /** Copies the lists. */
  Shape {
    offsets = List.copyOf(offsets);
    variants = List.copyOf(variants);
  }

  /** The shape that {@code rustc_layout(debug)} prints. */
  static Shape of(DebugTree tree) {
    int size = (int) part(tree, "size").number();
    int align = (int) part(tree, "align").number();
    List<Integer> offsets = new ArrayList<>();
    part(tree, "fields")
        .get("offsets")
        .ifPresent(o -> o.parts().forEach(p -> offsets.add((int) p.number())));
    DebugTree variants = part(tree, "variants");
    List<Shape> shapes = new ArrayList<>();
    variants.get("variants").ifPresent(v -> v.parts().forEach(p -> shapes.add(of(p))));
    int single = variants.get("index").map(i -> (int) i.number()).orElse(0);
    Ty.Tagging tagging =
        switch (variants.head()) {
          case "Multiple" -> tagging(variants, offsets);
          case "Empty" -> new Ty.Tagging.None();
          default -> new Ty.Tagging.Single(single);
        };
    if (part(tree, "uninhabited").head().equals("true")) {
      tagging = new Ty.Tagging.None();
    }
    return new Shape(size, align, offsets, shapes, tagging, single, range(tree));
  }

  private static DebugTree part(DebugTree tree, String name) {
    return tree.get(name)
        .orElseThrow(() -> new IllegalArgumentException("a layout without " + name));
  }

  private static Ty.Tagging tagging(DebugTree variants, List<Integer> offsets) {
    DebugTree tag = part(variants, "tag");
    DebugTree value = part(tag, "value");
    boolean pointer = value.head().equals("Pointer");
    int bytes = pointer ? Long.BYTES : width(value.parts().getFirst().head());
    int offset = offsets.get((int) part(variants, "tag_field").number());
    DebugTree encoding = part(variants, "tag_encoding");
    if (encoding.head().equals("Direct")) {
      return new Ty.Tagging.Direct(offset, bytes, pointer);
    }
    String[] others = part(encoding, "niche_variants").head().split("\\.\\.=", 2);
    return new Ty.Tagging.Niche(
        offset,
        bytes,
        (int) part(encoding, "untagged_variant").number(),
        Integer.parseInt(others[0]),
        Integer.parseInt(others[1]),
        wide(part(encoding, "niche_start").head()),
        tag.get("valid_range").flatMap(r -> range(r.head())).orElse(Ty.Range.ANY));
  }

  /** The low 64 bits of a number of up to 128. */
  private static long wide(String digits) {
    return new java.math.BigInteger(digits).longValue();
  }

  private static int width(String name) {
    return Integer.parseInt(name.substring(1)) / 8;
  }

  private static Ty.Range range(DebugTree tree) {
    return tree.get("backend_repr")
        .filter(r -> r.head().equals("Scalar"))
        .flatMap(r -> r.parts().getFirst().get("valid_range"))
        .flatMap(r -> range(r.head()))
        .orElse(Ty.Range.ANY);
  }

  private static Optional<Ty.Range> range(String text) {
    String[] ends = text.split("\\.\\.=", 2);
    return text.startsWith("(") || ends.length < 2 || ends[0].length() > 20 || ends[1].length() > 20
        ? Optional.empty()
        : Optional.of(new Ty.Range(true, wide(ends[0]), wide(ends[1])));
  }
}
