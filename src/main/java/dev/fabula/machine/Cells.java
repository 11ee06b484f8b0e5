package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;

/** Where a value may change behind a shared reference. */
final class Cells {

  private Cells() {}

  /** Adds the ranges of a value that starts at an offset, as pairs of ends. */
  static void find(Ty ty, int at, List<int[]> found) throws Halt {
    switch (ty) {
      case Ty.Struct struct when Packing.isCell(struct) ->
          found.add(new int[] {at, at + struct.size()});
      case Ty.Struct struct -> {
        for (Ty.Field field : struct.fields()) {
          find(field.ty(), at + field.offset(), found);
        }
      }
      case Ty.Array array -> {
        List<int[]> one = new ArrayList<>();
        find(array.element(), 0, one);
        for (long i = 0; i < array.count() && !one.isEmpty(); i++) {
          int start = at + (int) (i * array.element().size());
          one.forEach(r -> found.add(new int[] {start + r[0], start + r[1]}));
        }
      }
      case Ty.Enum e -> {
        List<int[]> any = new ArrayList<>();
        for (Ty.Variant variant : e.variants()) {
          for (Ty.Field field : variant.fields()) {
            find(field.ty(), 0, any);
          }
        }
        if (!any.isEmpty()) {
          found.add(new int[] {at, at + e.size()});
        }
      }
      case Ty.Union union -> {
        List<int[]> any = new ArrayList<>();
        for (Ty.Field field : union.fields()) {
          find(field.ty(), 0, any);
        }
        if (!any.isEmpty()) {
          found.add(new int[] {at, at + union.size()});
        }
      }
      case Ty.Opaque opaque ->
          throw Halt.unknown("a reference to a value of the type `" + Words.type(ty.type()) + "`");
      case Ty.Dynamic _ -> throw Halt.unknown("a borrow of a trait object");
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> {}
      case Ty.Item _, Ty.Slice _, Ty.Never _ -> {}
    }
  }
}
