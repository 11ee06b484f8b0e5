package dev.fabula.machine;

/** Typed copies: they demand a value, lose padding, and take provenance from numbers. */
final class Copies {

  private final Machine machine;
  private final Validity validity;

  Copies(Machine machine) {
    this.machine = machine;
    this.validity = new Validity(machine);
  }

  Validity validity() {
    return validity;
  }

  /** Demands that a place holds a value, which is read. */
  void demand(Place place, Ty ty) throws Halt {
    Place at = machine.access(place, ty.size(), false);
    validity.demand(of(at), (int) at.offset, ty);
  }

  /** Copies a value. */
  void copy(Place from, Place to, Ty ty) throws Halt {
    if (ty instanceof Ty.Int && ty.size() <= 8) {
      machine.setBits(to, ty.size(), machine.bits(from, ty.size()));
      return;
    }
    Place source = machine.access(from, ty.size(), false);
    Allocation in = of(source);
    validity.demand(in, (int) source.offset, ty);
    Place target = machine.access(to, ty.size(), true);
    Allocation out = of(target);
    if (ty.size() == 0) {
      return;
    }
    out.copy(in, (int) source.offset, (int) target.offset, ty.size());
    tidy(out, (int) target.offset, ty);
  }

  private static Allocation of(Place place) {
    if (place.allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    return place.allocation;
  }

  /** Takes away what is not of the value: padding, and rights in what is just a number. */
  private void tidy(Allocation in, int at, Ty ty) throws Halt {
    switch (ty) {
      case Ty.Int number -> {
        for (int i = 0; i < number.size(); i += 8) {
          in.setBits(
              at + i, Math.min(8, number.size()), in.bits(at + i, Math.min(8, number.size())));
        }
      }
      case Ty.Struct struct -> fields(in, at, struct.size(), struct.fields());
      case Ty.Enum e -> {
        int size = e.size();
        Ty.Variant variant = e.variants().get(validity.variant(in, at, e));
        variant(in, at, e, variant, size);
      }
      case Ty.Array array when !(array.element() instanceof Ty.Int) -> {
        for (long i = 0; i < array.count(); i++) {
          tidy(in, at + (int) (i * array.element().size()), array.element());
        }
      }
      case Ty.Array array -> in.forgetTags(at, array.size());
      case Ty.Bool _, Ty.Char _, Ty.Float _ -> in.forgetTags(at, ty.size());
      case Ty.Pointer pointer -> {
        whole(in, at);
        if (pointer.isWide()) {
          in.forgetTags(at + 8, 8);
        }
      }
      case Ty.Function _ -> whole(in, at);
      case Ty.Union union -> {
        boolean[] used = new boolean[union.size()];
        cover(union, 0, used);
        clear(in, at, java.util.List.of(), used);
      }
      case Ty.Item _ -> {}
      case Ty.Slice _, Ty.Dynamic _, Ty.Never _, Ty.Opaque _ -> {}
    }
  }

  /** Parts of several pointers are no pointer. */
  private static void whole(Allocation in, int at) {
    if (in.tag(at) == null) {
      in.forgetTags(at, Long.BYTES);
    }
  }

  private void variant(Allocation in, int at, Ty.Enum e, Ty.Variant variant, int size) throws Halt {
    int tag = -1;
    int width = 0;
    if (e.tagging() instanceof Ty.Tagging.Direct(int offset, int bytes, boolean _)) {
      tag = offset;
      width = bytes;
    } else if (e.tagging() instanceof Ty.Tagging.Niche niche) {
      tag = niche.offset();
      width = niche.size();
    }
    boolean[] used = new boolean[size];
    boolean inside =
        e.tagging() instanceof Ty.Tagging.Niche niche
            && variant == e.variants().get(niche.untagged());
    if (tag >= 0 && !inside) {
      in.forgetTags(at + tag, width);
    }
    if (tag >= 0) {
      java.util.Arrays.fill(used, tag, tag + width, true);
    }
    clear(in, at, variant.fields(), used);
  }

  private void fields(Allocation in, int at, int size, java.util.List<Ty.Field> fields)
      throws Halt {
    clear(in, at, fields, new boolean[size]);
  }

  private void clear(Allocation in, int at, java.util.List<Ty.Field> fields, boolean[] used)
      throws Halt {
    for (Ty.Field field : fields) {
      java.util.Arrays.fill(used, field.offset(), field.offset() + field.ty().size(), true);
      tidy(in, at + field.offset(), field.ty());
    }
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        in.uninitialise(at + i, 1);
      }
    }
  }

  /** Marks the bytes that are not padding in a value of a type. */
  private static void cover(Ty ty, int at, boolean[] used) {
    switch (ty) {
      case Ty.Struct struct -> struct.fields().forEach(f -> cover(f.ty(), at + f.offset(), used));
      case Ty.Union union -> union.fields().forEach(f -> cover(f.ty(), at, used));
      case Ty.Array array when array.count() > 0 -> {
        boolean[] one = new boolean[array.element().size()];
        cover(array.element(), 0, one);
        for (int i = 0; i < array.size(); i++) {
          used[at + i] |= one[i % one.length];
        }
      }
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ ->
          java.util.Arrays.fill(used, at, at + ty.size(), true);
      case Ty.Item _, Ty.Array _, Ty.Enum _, Ty.Slice _, Ty.Dynamic _, Ty.Never _, Ty.Opaque _ ->
          java.util.Arrays.fill(used, at, at + ty.size(), true);
    }
  }
}
