package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enums in memory. */
final class Enums {

  private Enums() {}

  static Ty of(Type.Named named, Definition definition, List<List<Ty>> parts, Shape shape)
      throws Halt {
    List<Ty.Variant> variants = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Definition.Variant variant = definition.variants().get(i);
      Shape own = i < shape.variants().size() ? shape.variants().get(i) : shape;
      boolean laid = own.offsets().size() == parts.get(i).size();
      List<Ty.Field> fields = laid ? fields(own, parts.get(i)) : List.of();
      long number =
          variant
              .discriminant()
              .orElseThrow(
                  () -> Halt.unknown("the discriminants of the type `" + named.path() + "`"));
      variants.add(new Ty.Variant(variant.name(), number, fields));
    }
    return new Ty.Enum(named, shape.size(), shape.align(), variants, shape.tagging());
  }

  /**
   * An enum of the library that nobody else can name: the second variant is where the first one's
   * leading pointer is null. Only the library and we see where its parts are.
   */
  static Optional<Ty> inNull(Type.Named named, Definition definition, List<List<Ty>> parts) {
    Ty.Struct whole = Packing.sequential(named, parts.get(0), Ty.Range.ANY);
    boolean fits =
        Packing.niche(whole).offset() == 0
            && Packing.niche(whole).count() > 0
            && parts.get(1).stream().mapToInt(Ty::size).sum() <= whole.size() - Long.BYTES;
    if (!fits || parts.get(1).size() > 1) {
      return Optional.empty();
    }
    List<Ty.Field> other = parts.get(1).stream().map(p -> new Ty.Field(Long.BYTES, p)).toList();
    List<Ty.Variant> variants =
        List.of(
            new Ty.Variant(definition.variants().get(0).name(), 0, whole.fields()),
            new Ty.Variant(definition.variants().get(1).name(), 1, other));
    var tagging = new Ty.Tagging.Niche(0, Long.BYTES, 0, 1, 1, 0, Ty.Range.ANY);
    return Optional.of(new Ty.Enum(named, whole.size(), whole.align(), variants, tagging));
  }

  static List<Ty.Field> fields(Shape shape, List<Ty> parts) {
    List<Ty.Field> fields = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      fields.add(new Ty.Field(shape.offsets().get(i), parts.get(i)));
    }
    return fields;
  }

  /** Makes an enum in memory say which variant it is. */
  static void setVariant(Machine machine, Place place, Ty ty, int variant) throws Halt {
    if (!(ty instanceof Ty.Enum e)) {
      throw Halt.unknown("a variant of the type `" + Words.type(ty.type()) + "`");
    }
    switch (e.tagging()) {
      case Ty.Tagging.Single _ -> {}
      case Ty.Tagging.None _ -> throw Halt.undefined("a value of an empty type is made");
      case Ty.Tagging.Direct(int offset, int size, boolean _) ->
          machine.setBits(place.plus(offset), size, e.variants().get(variant).discriminant());
      case Ty.Tagging.Niche niche -> {
        if (variant != niche.untagged()) {
          long tag = niche.start() + variant - niche.first();
          machine.setBits(place.plus(niche.offset()), niche.size(), tag);
        }
      }
    }
  }
}
