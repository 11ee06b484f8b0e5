package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** References that become new ones, with rights of their own. */
final class Retags {

  /** What kind of reference is made. */
  private enum Kind {
    SHARED,
    MUTABLE,
    BOX
  }

  private final Machine machine;

  Retags(Machine machine) {
    this.machine = machine;
  }

  /** A reference that is borrowed from a place. */
  Pointer borrow(Pointer from, Ty.Pointer type) throws Halt {
    Kind kind = type.mutable() ? Kind.MUTABLE : Kind.SHARED;
    String what = "borrowed by `" + (type.mutable() ? "&mut" : "&") + "`";
    return reborrow(from, type.pointee(), kind, Tag.Guard.NONE, what);
  }

  /** The right of a reference that is protected until it is released; null if it has none. */
  @Nullable Tag protect(Pointer from, Ty.Pointer type) throws Halt {
    Pointer fresh = reborrow(from, type.pointee(), Kind.MUTABLE, Tag.Guard.STRONG, "an argument");
    return fresh == from ? null : fresh.tag();
  }

  /** The right of a function to a place that nobody else may use while it runs. */
  Tag take(Place place, int size) throws Halt {
    Place at = machine.access(place, size, true);
    Allocation allocation = at.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    byte reserved = ByteState.of(Permission.RESERVED, false);
    Tag.Origin origin = Tag.Origin.inPlace(machine.frame().spot());
    Tag parent = machine.tag(at);
    Tag tag = allocation.tree().borrow(parent, new ByteStates(allocation.size(), reserved), origin);
    machine.noteCrowd(allocation.tree());
    tag.guard = Tag.Guard.STRONG;
    machine.access(new Place(allocation, at.offset, tag, 0, 0), size, true);
    allocation.uninitialise((int) at.offset, size);
    return tag;
  }

  /**
   * Makes all references in a value new ones.
   *
   * @param entry whether the value is an argument of the function that starts
   */
  void retag(Place place, Ty ty, boolean entry) throws Halt {
    switch (ty) {
      case Ty.Pointer pointer when pointer.reference() -> {
        Kind kind = pointer.mutable() ? Kind.MUTABLE : Kind.SHARED;
        retag(place, pointer.isWide(), pointer.pointee(), kind, entry);
      }
      case Ty.Struct struct when isBox(struct) -> {
        Type.Named box = (Type.Named) struct.type();
        Type content = box.arguments().getFirst();
        retag(place, struct.size() > 8, content, Kind.BOX, entry);
      }
      case Ty.Struct struct when Packing.mayDangle(struct) -> {}
      case Ty.Struct struct -> {
        for (Ty.Field field : struct.fields()) {
          retag(place.plus(field.offset()), field.ty(), entry);
        }
      }
      case Ty.Enum e when holdsReferences(e) -> {
        Place at = machine.access(place, e.size(), false);
        Allocation in = at.allocation;
        if (in != null) {
          int variant = new Validity(machine).variant(in, (int) at.offset, e);
          for (Ty.Field field : e.variants().get(variant).fields()) {
            retag(place.plus(field.offset()), field.ty(), entry);
          }
        }
      }
      case Ty.Array array when holdsReferences(array.element()) -> {
        for (long i = 0; i < array.count(); i++) {
          retag(place.plus(i * array.element().size()), array.element(), entry);
        }
      }
      case Ty.Opaque _ -> throw Halt.unknown("a value of the type `" + Words.type(ty.type()) + "`");
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> {}
      case Ty.Item _, Ty.Array _, Ty.Enum _, Ty.Union _, Ty.Slice _ -> {}
      case Ty.Dynamic _, Ty.Never _ -> {}
    }
  }

  static boolean isBox(Ty.Struct struct) {
    return struct.type() instanceof Type.Named n
        && n.path().equals("std::boxed::Box")
        && !n.arguments().isEmpty();
  }

  private static boolean holdsReferences(Ty ty) {
    return switch (ty) {
      case Ty.Pointer pointer -> pointer.reference();
      case Ty.Struct struct ->
          isBox(struct) || struct.fields().stream().anyMatch(f -> holdsReferences(f.ty()));
      case Ty.Array array -> holdsReferences(array.element());
      case Ty.Enum e ->
          e.variants().stream()
              .flatMap(v -> v.fields().stream())
              .anyMatch(f -> holdsReferences(f.ty()));
      case Ty.Opaque _ -> true;
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Function _, Ty.Item _ -> false;
      case Ty.Union _, Ty.Slice _, Ty.Dynamic _, Ty.Never _ -> false;
    };
  }

  private void retag(Place place, boolean wide, Type pointee, Kind kind, boolean entry)
      throws Halt {
    Pointer old = machine.load(place, wide);
    Tag.Guard guard =
        entry ? (kind == Kind.BOX ? Tag.Guard.WEAK : Tag.Guard.STRONG) : Tag.Guard.NONE;
    String what = entry ? "an argument" : "a copy of it";
    Pointer fresh = reborrow(old, pointee, kind, guard, what);
    if (fresh != old) {
      machine.store(place, fresh, wide);
      if (entry && fresh.tag() != null) {
        machine.frame().guard(fresh.tag());
      }
    }
  }

  private Pointer reborrow(Pointer from, Type pointee, Kind kind, Tag.Guard guard, String what)
      throws Halt {
    Ty ty = machine.types().of(pointee);
    if (kind != Kind.SHARED && Pins.isPinned(machine, ty)) {
      return from;
    }
    long size = Extent.of(machine, ty, from.meta()).size();
    if (from.tag() == null && size == 0) {
      return from;
    }
    Place at = machine.located(Machine.place(from), (int) size);
    Allocation allocation = at.allocation;
    if (allocation == null) {
      throw new IllegalStateException("a place of nothing");
    }
    String name = "`" + (kind == Kind.SHARED ? "&" : "&mut ") + Words.type(pointee) + "`";
    if (size == 0 && !isBorrowable(allocation, at.offset)) {
      return from;
    }
    machine.demandReferable(allocation, at.offset, size, name);
    if (!isBorrowable(allocation, at.offset)) {
      return from;
    }
    return new Pointer(
        from.address(), tag(at, allocation, ty, (int) size, kind, guard, what), from.meta());
  }

  private static boolean isBorrowable(Allocation allocation, long offset) {
    boolean memory =
        allocation.kind() != Allocation.Kind.FUNCTION
            && allocation.kind() != Allocation.Kind.VTABLE;
    return memory && allocation.isLive() && offset >= 0 && offset <= allocation.size();
  }

  private Tag tag(
      Place at, Allocation allocation, Ty ty, int size, Kind kind, Tag.Guard guard, String what)
      throws Halt {
    int from = (int) at.offset;
    List<int[]> cells = cells(ty, at.meta, from);
    boolean argument = guard != Tag.Guard.NONE;
    byte plain = ByteState.of(kind == Kind.SHARED ? Permission.FROZEN : Permission.RESERVED, false);
    byte cell =
        ByteState.of(
            kind == Kind.SHARED
                ? Permission.CELL
                : argument ? Permission.RESERVED : Permission.RESERVED_IM,
            false);
    ByteStates states = new ByteStates(allocation.size(), cells.isEmpty() ? plain : cell);
    states.set(from, from + size, plain);
    cells.forEach(c -> states.set(c[0], c[1], cell));
    Tag parent = machine.tag(at);
    Optional<Spot> spot = Optional.of(machine.frame().spot());
    Tag tag = allocation.tree().borrow(parent, states, new Tag.Origin(what, spot));
    machine.noteCrowd(allocation.tree());
    if (argument) {
      tag.guard = guard;
    }
    read(at, tag, size, kind == Kind.SHARED ? cells : List.of());
    return tag;
  }

  /** The read that belongs to a new reference, but for bytes that may change behind it. */
  private void read(Place at, Tag tag, int size, List<int[]> without) throws Halt {
    int from = (int) at.offset;
    int start = from;
    List<int[]> ranges = new ArrayList<>();
    for (int[] cell : without) {
      ranges.add(new int[] {start, cell[0]});
      start = cell[1];
    }
    ranges.add(new int[] {start, from + size});
    for (int[] range : ranges) {
      if (range[0] < range[1]) {
        Place part = new Place(at.allocation, range[0], tag, 0, 0);
        machine.access(part, range[1] - range[0], false);
      }
    }
  }

  private List<int[]> cells(Ty ty, long meta, int from) throws Halt {
    Ty known = ty instanceof Ty.Dynamic ? Vtables.of(machine, meta) : ty;
    List<int[]> found = new ArrayList<>();
    if (known instanceof Ty.Struct struct && Extent.tail(struct).isPresent()) {
      for (Ty.Field field : struct.fields()) {
        found.addAll(cells(field.ty(), meta, from + Extent.offset(machine, field, meta)));
      }
      return found;
    }
    if (known instanceof Ty.Slice slice) {
      List<int[]> one = machine.types().cells(slice.element());
      for (long i = 0; i < meta && !one.isEmpty(); i++) {
        int start = from + (int) (i * slice.element().size());
        one.forEach(r -> found.add(new int[] {start + r[0], start + r[1]}));
      }
      return found;
    }
    for (int[] cell : machine.types().cells(known)) {
      found.add(new int[] {from + cell[0], from + cell[1]});
    }
    return found;
  }
}
