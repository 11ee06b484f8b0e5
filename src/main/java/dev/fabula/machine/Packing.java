package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The layout of structs, tuples and closures that the compiler cannot be asked about: fields by
 * falling alignment, as rustc's own algorithm has it.
 */
final class Packing {

  /** What values a type does not have, which an enum may use: how many, and where. */
  record Niche(double count, int offset) {
    static final Niche NONE = new Niche(0, 0);
  }

  private Packing() {}

  /** A struct of some fields in an order that the compiler chooses. */
  static Ty.Struct struct(Type type, List<Ty> parts, Ty.Range range) {
    return struct(type, parts, range, order(parts));
  }

  /** A struct of some fields in their own order. */
  static Ty.Struct sequential(Type type, List<Ty> parts, Ty.Range range) {
    return struct(type, parts, range, IntStream.range(0, parts.size()).boxed().toList());
  }

  private static Ty.Struct struct(Type type, List<Ty> parts, Ty.Range range, List<Integer> order) {
    int[] offsets = new int[parts.size()];
    int at = 0;
    int align = 1;
    for (int i : order) {
      Ty part = parts.get(i);
      at = up(at, part.align());
      offsets[i] = at;
      at += part.size();
      align = Math.max(align, part.align());
    }
    List<Ty.Field> fields = new ArrayList<>();
    for (int i = 0; i < offsets.length; i++) {
      fields.add(new Ty.Field(offsets[i], parts.get(i)));
    }
    return new Ty.Struct(type, up(at, align), align, fields, range);
  }

  private static int up(int offset, int align) {
    return (offset + align - 1) & -align;
  }

  private static List<Integer> order(List<Ty> parts) {
    int most = parts.stream().mapToInt(Ty::align).max().orElse(1);
    boolean niches = parts.stream().anyMatch(p -> niche(p).count() > 0);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer>comparingInt(i -> parts.get(i).size() == 0 ? 0 : 1)
            .thenComparingInt(i -> -group(parts.get(i), most, niches))
            .thenComparingDouble(i -> -niche(parts.get(i)).count())
            .thenComparingInt(i -> niche(parts.get(i)).offset()));
    return order;
  }

  private static int group(Ty part, int most, boolean niches) {
    int own = Integer.numberOfTrailingZeros(Math.max(part.align(), part.size()));
    return niches ? Math.min(Integer.numberOfTrailingZeros(most), own) : own;
  }

  /** The largest niche of a type. */
  static Niche niche(Ty ty) {
    return switch (ty) {
      case Ty.Bool _ -> new Niche(254, 0);
      case Ty.Char _ -> new Niche(0x1_0000_0000L - 0x11_0000, 0);
      case Ty.Pointer pointer -> pointer.reference() ? new Niche(1, 0) : Niche.NONE;
      case Ty.Function _ -> new Niche(1, 0);
      case Ty.Struct struct -> niche(struct);
      case Ty.Enum e -> niche(e);
      case Ty.Array array when array.count() > 0 -> niche(array.element());
      case Ty.Int _, Ty.Float _, Ty.Item _, Ty.Array _, Ty.Union _, Ty.Slice _ -> Niche.NONE;
      case Ty.Dynamic _, Ty.Never _, Ty.Opaque _ -> Niche.NONE;
    };
  }

  private static Niche niche(Ty.Struct struct) {
    Ty.Range range = struct.range();
    if (range.limited()) {
      double used = unsigned(range.to()) - unsigned(range.from()) + 1;
      return new Niche(Math.max(1, Math.pow(256, Math.min(8, struct.size())) - used), 0);
    }
    Niche best = Niche.NONE;
    for (Ty.Field field : struct.fields()) {
      boolean cell = isCell(struct);
      Niche inner = cell ? Niche.NONE : niche(field.ty());
      if (inner.count() > best.count()) {
        best = new Niche(inner.count(), field.offset() + inner.offset());
      }
    }
    return best;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : value + 0x1p64;
  }

  /** Whether a struct is {@code UnsafeCell}, inside of which others may write. */
  static boolean isCell(Ty.Struct struct) {
    return struct.type() instanceof Type.Named named
        && (named.path().equals("std::cell::UnsafeCell")
            || named.path().equals("std::cell::SyncUnsafeCell"));
  }

  /** Whether references inside of a struct need not lead to anything. */
  static boolean mayDangle(Ty.Struct struct) {
    return struct.type() instanceof Type.Named named
        && named.path().equals("std::mem::MaybeDangling");
  }

  private static Niche niche(Ty.Enum e) {
    return switch (e.tagging()) {
      case Ty.Tagging.Direct(int offset, int size, boolean _) ->
          new Niche(Math.pow(256, size) - e.variants().size(), offset);
      case Ty.Tagging.Niche niche -> {
        Ty.Variant whole = e.variants().get(niche.untagged());
        double count = 0;
        for (Ty.Field field : whole.fields()) {
          count = Math.max(count, niche(field.ty()).count());
        }
        yield new Niche(Math.max(0, count - (niche.last() - niche.first() + 1)), niche.offset());
      }
      case Ty.Tagging.Single _, Ty.Tagging.None _ -> Niche.NONE;
    };
  }
}
