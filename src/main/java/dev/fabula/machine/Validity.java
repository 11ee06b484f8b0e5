package dev.fabula.machine;

import java.util.Optional;

/** Whether bytes are a value of a type: what every typed copy demands. */
final class Validity {

  private final Machine machine;

  Validity(Machine machine) {
    this.machine = machine;
  }

  /** Demands that the bytes at an offset of an allocation are a value. */
  void demand(Allocation in, int at, Ty ty) throws Halt {
    switch (ty) {
      case Ty.Int number -> initialised(in, at, number.size(), ty);
      case Ty.Float number -> initialised(in, at, number.size(), ty);
      case Ty.Bool _ -> {
        initialised(in, at, 1, ty);
        require(in.bits(at, 1) <= 1, "the byte 0x%02x is no `bool`", in.bits(at, 1));
      }
      case Ty.Char _ -> {
        initialised(in, at, 4, ty);
        long c = in.bits(at, 4);
        boolean valid = c < 0x11_0000 && (c < 0xd800 || c > 0xdfff);
        require(valid, "the number 0x%x is no `char`", c);
      }
      case Ty.Pointer pointer -> pointer(in, at, pointer);
      case Ty.Function _ -> {
        initialised(in, at, 8, ty);
        Tag tag = in.tag(at);
        boolean is = tag != null && !tag.isWildcard() && isFunction(tag.allocation());
        require(is, "the address 0x%x is no pointer to a function", in.bits(at, 8));
      }
      case Ty.Struct struct -> {
        for (Ty.Field field : struct.fields()) {
          demand(in, at + field.offset(), field.ty());
        }
        range(in, at, struct);
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
          "uninitialised memory of %s is used as `%s`"
              .formatted(in.name(), Words.type(ty.type())));
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
    if (pointer.reference()) {
      demandReference(Machine.loadAt(new Place(in, at, null, 0, 0), pointer.isWide()), pointer);
    } else if (pointer.isWide() && machine.types().of(pointer.pointee()) instanceof Ty.Dynamic) {
      Vtables.of(machine, in.bits(at + 8, 8));
    }
  }

  /** Demands that a reference leads to something. */
  void demandReference(Pointer value, Ty.Pointer reference) throws Halt {
    String name = "`" + Words.type(reference.type()) + "`";
    if (value.address() == 0) {
      throw Halt.undefined("a null pointer is made a reference of type " + name);
    }
    Extent extent = Extent.of(machine, reference.pointee(), value.meta());
    if (Long.remainderUnsigned(value.address(), extent.align()) != 0) {
      throw Halt.undefined(
          "the address 0x%x is made a reference of type %s, which is aligned to %d bytes"
              .formatted(value.address(), name, extent.align()));
    }
    if (extent.size() > 0) {
      demandThere(value, extent.size(), name);
    }
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
          if ((e.variants().get(i).discriminant() & Bits.mask(size)) == tag) {
            yield i;
          }
        }
        throw Halt.undefined("the number 0x%x is no variant of %s".formatted(tag, name));
      }
      case Ty.Tagging.Niche niche -> {
        initialised(in, at + niche.offset(), niche.size(), e);
        long tag = in.bits(at + niche.offset(), niche.size());
        long relative = tag - niche.start() & Bits.mask(niche.size());
        boolean other = Long.compareUnsigned(relative, niche.last() - niche.first()) <= 0;
        yield other ? niche.first() + (int) relative : niche.untagged();
      }
    };
  }
}
