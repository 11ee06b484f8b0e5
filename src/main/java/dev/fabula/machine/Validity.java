package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether bytes are a value of a type: what every typed copy demands. */
final class Validity {

  private final Machine machine;
  private final Map<Ty, Boolean> empty = new IdentityHashMap<>();

  /** How many of the structs around what is looked at say that references may lead nowhere. */
  private int dangling;

  Validity(Machine machine) {
    this.machine = machine;
  }

  /** Demands that the bytes at an offset of an allocation are a value. */
  void demand(Allocation in, int at, Ty ty) throws Halt {
    switch (ty) {
      case Ty.Int number -> initialised(in, at, number.size(), ty);
      case Ty.Float number -> initialised(in, at, number.size(), ty);
      case Ty.Bool _, Ty.Char _ -> {
        initialised(in, at, ty.size(), ty);
        demandScalar(ty, in.bits(at, ty.size()));
      }
      case Ty.Pointer pointer -> pointer(in, at, pointer);
      case Ty.Function _ -> {
        initialised(in, at, 8, ty);
        Tag tag = in.tag(at);
        boolean is = tag != null && !tag.isWildcard() && isFunction(tag.allocation());
        require(is, "the address 0x%x is no pointer to a function", in.bits(at, 8));
      }
      case Ty.Struct struct when Packing.mayDangle(struct) -> {
        dangling++;
        for (Ty.Field field : struct.fields()) {
          demand(in, at + field.offset(), field.ty());
        }
        dangling--;
      }
      case Ty.Struct struct -> {
        for (Ty.Field field : struct.fields()) {
          demand(in, at + field.offset(), field.ty());
        }
        range(in, at, struct);
        if (Retags.isBox(struct)) {
          demandBox(Machine.loadAt(new Place(in, at, null, 0, 0), struct.size() > 8), struct);
        }
      }
      case Ty.Array array -> {
        for (long i = 0; i < array.count() && !isPlain(in, at, array); i++) {
          demand(in, at + (int) (i * array.element().size()), array.element());
        }
      }
      case Ty.Enum e -> {
        Ty.Variant variant = e.variants().get(variant(in, at, e));
        for (Ty.Field field : variant.fields()) {
          demand(in, at + field.offset(), field.ty());
        }
      }
      case Ty.Never _ -> throw Halt.undefined("a value of the type `!` is made");
      case Ty.Opaque opaque ->
          throw Halt.unknown("a value of the type `" + Words.type(ty.type()) + "`");
      case Ty.Union _, Ty.Item _, Ty.Slice _, Ty.Dynamic _ -> {}
    }
  }

  /** Demands that a number is a truth value or a character. */
  static void demandScalar(Ty ty, long bits) throws Halt {
    if (ty instanceof Ty.Bool) {
      require(bits <= 1, "the byte 0x%02x is no `bool`", bits);
    } else {
      boolean valid = bits < 0x11_0000 && (bits < 0xd800 || bits > 0xdfff);
      require(valid, "the number 0x%x is no `char`", bits);
    }
  }

  private static boolean isFunction(Allocation allocation) {
    return allocation.kind() == Allocation.Kind.FUNCTION;
  }

  /** Arrays of numbers are looked at as a whole. */
  private static boolean isPlain(Allocation in, int at, Ty.Array array) {
    return array.element() instanceof Ty.Int && in.isInitialised(at, array.size());
  }

  private static void initialised(Allocation in, int at, int size, Ty ty) throws Halt {
    if (!in.isInitialised(at, size)) {
      throw Halt.undefined(
          "uninitialised memory of %s is used as `%s`".formatted(in.name(), Words.type(ty.type())));
    }
  }

  private static void require(boolean is, String message, long value) throws Halt {
    if (!is) {
      throw Halt.undefined(message.formatted(value));
    }
  }

  private static void range(Allocation in, int at, Ty.Struct struct) throws Halt {
    if (struct.range().limited()) {
      long value = in.bits(at, Math.min(8, struct.size()));
      require(
          struct.range().contains(value),
          "0x%x is no value of `" + Words.type(struct.type()) + "`",
          value);
    }
  }

  private void pointer(Allocation in, int at, Ty.Pointer pointer) throws Halt {
    initialised(in, at, pointer.size(), pointer);
    if (pointer.isWide() && machine.types().of(pointer.pointee()) instanceof Ty.Dynamic) {
      Vtables.demand(machine, in.bits(at + 8, 8), pointer.pointee());
    }
    if (pointer.reference()) {
      Pointer value = Machine.loadAt(new Place(in, at, null, 0, 0), pointer.isWide());
      demandReference(value, pointer);
    }
  }

  /** Demands that a reference leads to something. */
  void demandReference(Pointer value, Ty.Pointer reference) throws Halt {
    demandReferent(value, reference.pointee(), "`" + Words.type(reference.type()) + "`");
  }

  /** Demands that a box leads to something. */
  void demandBox(Pointer value, Ty.Struct box) throws Halt {
    Type content = ((Type.Named) box.type()).arguments().getFirst();
    demandReferent(value, content, "`Box<" + Words.type(content) + ">`");
  }

  private void demandReferent(Pointer value, Type pointee, String name) throws Halt {
    if (value.address() == 0) {
      throw Halt.undefined("a null pointer is made a reference of type " + name);
    }
    Extent extent = Extent.of(machine, pointee, value.meta());
    if (Long.compareUnsigned(value.address() + extent.size(), value.address()) < 0) {
      throw Halt.undefined(
          "a reference of type %s leads behind the end of all addresses".formatted(name));
    }
    if (Long.remainderUnsigned(value.address(), extent.align()) != 0) {
      throw Halt.undefined(
          "the address 0x%x is made a reference of type %s, which is aligned to %d bytes"
              .formatted(value.address(), name, extent.align()));
    }
    if (isEmpty(machine.types().of(pointee))) {
      throw Halt.undefined("a reference of type %s leads to an empty type".formatted(name));
    }
    if (extent.size() > 0 && dangling == 0) {
      demandThere(value, extent.size(), name);
    }
  }

  /** Whether a type has no values; neither have references to such a type. */
  boolean isEmpty(Ty ty) throws Halt {
    Boolean known = empty.get(ty);
    if (known == null) {
      empty.put(ty, false);
      known = hasNone(ty);
      empty.put(ty, known);
    }
    return known;
  }

  /** A type whose layout is not known is told where it is used. */
  private boolean isEmpty(Type pointee) {
    try {
      return isEmpty(machine.types().of(pointee));
    } catch (Halt unknown) {
      return false;
    }
  }

  private boolean anyIsEmpty(List<Ty.Field> fields) throws Halt {
    for (Ty.Field field : fields) {
      if (isEmpty(field.ty())) {
        return true;
      }
    }
    return false;
  }

  private boolean hasNone(Ty ty) throws Halt {
    return switch (ty) {
      case Ty.Never _ -> true;
      case Ty.Enum e -> e.tagging() instanceof Ty.Tagging.None;
      case Ty.Struct struct -> anyIsEmpty(struct.fields());
      case Ty.Array array -> array.count() > 0 && isEmpty(array.element());
      case Ty.Pointer pointer -> pointer.reference() && isEmpty(pointer.pointee());
      case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Function _ -> false;
      case Ty.Item _, Ty.Union _, Ty.Slice _, Ty.Dynamic _, Ty.Opaque _ -> false;
    };
  }

  private void demandThere(Pointer value, long size, String name) throws Halt {
    Tag tag = value.tag();
    if (tag == null) {
      throw Halt.undefined(
          "a pointer without provenance, to address 0x%x, is made a reference of type %s"
              .formatted(value.address(), name));
    }
    Place at = machine.located(Machine.place(value), (int) size);
    Optional<Allocation> allocation = Optional.ofNullable(at.allocation);
    if (allocation.isPresent()) {
      machine.demandReferable(allocation.get(), at.offset, size, name);
    }
  }

  /** The variant that an enum in memory is. */
  int variant(Allocation in, int at, Ty.Enum e) throws Halt {
    String name = "`" + Words.type(e.type()) + "`";
    return switch (e.tagging()) {
      case Ty.Tagging.None _ -> throw Halt.undefined("a value of the empty type " + name);
      case Ty.Tagging.Single(int variant) -> variant;
      case Ty.Tagging.Direct(int offset, int size, boolean _) -> {
        initialised(in, at + offset, size, e);
        long tag = in.bits(at + offset, size);
        for (int i = 0; i < e.variants().size(); i++) {
          Ty.Variant variant = e.variants().get(i);
          boolean is = (variant.discriminant() & Bits.mask(size)) == tag;
          if (is && !anyIsEmpty(variant.fields())) {
            yield i;
          }
        }
        throw Halt.undefined("the number 0x%x is no variant of %s".formatted(tag, name));
      }
      case Ty.Tagging.Niche niche -> {
        initialised(in, at + niche.offset(), niche.size(), e);
        long tag = in.bits(at + niche.offset(), niche.size());
        require(niche.range().contains(tag), "the number 0x%x is no variant of " + name, tag);
        long relative = tag - niche.start() & Bits.mask(niche.size());
        boolean other = Long.compareUnsigned(relative, niche.last() - niche.first()) <= 0;
        yield other ? niche.first() + (int) relative : niche.untagged();
      }
    };
  }
}
