package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;

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
              .orElseThrow(() ->
                  Halt.unknown("the discriminants of the type `" + named.path() + "`"));
      variants.add(new Ty.Variant(variant.name(), number, fields));
    }
    return new Ty.Enum(named, shape.size(), shape.align(), variants, shape.tagging());
  }

  static List<Ty.Field> fields(Shape shape, List<Ty> parts) {
    List<Ty.Field> fields = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      fields.add(new Ty.Field(shape.offsets().get(i), parts.get(i)));
    }
    return fields;
  }
}
