package dev.fabula.machine;

import dev.fabula.mir.Operand;
import dev.fabula.mir.Rvalue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes assignments ready. */
final class Rvalues {

  private final Context context;
  private final Machine machine;
  private final Code code;
  private final Lowering lowering;

  Rvalues(Context context, Code code, Lowering lowering) {
    this.context = context;
    this.machine = context.machine;
    this.code = code;
    this.lowering = lowering;
  }

  Code.Step assign(Value to, Rvalue rvalue) throws Halt {
    return switch (rvalue) {
      case Rvalue.Plain(Operand operand) -> plain(to, lowering.operand(operand));
      case Rvalue.Borrow(var place, var kind) -> borrow(to, lowering.place(place), kind);
      case Rvalue.Cast(Operand operand, var type, String kind) -> {
        Code.Step cast =
            new Casts(context, code)
                .cast(to, lowering.operand(operand), code.substitution().apply(type), kind);
        Optional<Value> box = kind.equals("Transmute") ? lowering.box(operand) : Optional.empty();
        yield box.isEmpty() ? cast : through(box.get(), to, cast);
      }
      case Rvalue.Binary(String operator, Operand left, Operand right) ->
          new Arithmetic(machine)
              .binary(to, operator, lowering.operand(left), lowering.operand(right));
      case Rvalue.Unary(String operator, Operand operand) -> {
        Value of = lowering.operand(operand);
        Code.Step step = new Arithmetic(machine).unary(to, operator, of);
        yield operator.equals("PtrMetadata") && !of.literal()
            ? f -> {
              context.copies.demand(of.place().at(f), of.ty());
              step.run(f);
            }
            : step;
      }
      case Rvalue.Discriminant(var place) -> discriminant(to, lowering.place(place));
      case Rvalue.Sequence(List<Operand> elements) -> sequence(to, elements);
      case Rvalue.Repeat(Operand element, long count) ->
          repeat(to, lowering.operand(element), count);
      case Rvalue.Slice(Operand pointer, Operand metadata) ->
          wide(to, lowering.operand(pointer), lowering.operand(metadata));
      case Rvalue.Construct(String path, List<Operand> fields) -> construct(to, path, fields);
    };
  }

  /** What follows a box to its content: it must be there. */
  private Code.Step through(Value box, Value to, Code.Step cast) {
    Ty.Struct ty = (Ty.Struct) box.ty();
    return f -> {
      cast.run(f);
      Pointer content = machine.load(to.place().at(f), to.ty().size() > 8);
      context.copies.validity().demandBox(content, ty);
    };
  }

  /** A plain copy; the target's type is that of the value but for lifetimes. */
  private Code.Step plain(Value to, Value from) {
    Ty ty = to.ty();
    if (from.literal()) {
      long bits = from.bits();
      int size = ty.size();
      return f -> machine.setBits(to.place().at(f), size, bits);
    }
    if (ty.size() != from.ty().size()) {
      return f -> {
        throw Halt.unknown(
            "a copy of `%s` to `%s`"
                .formatted(Words.type(from.ty().type()), Words.type(ty.type())));
      };
    }
    return f -> context.copies.copy(from.place().at(f), to.place().at(f), ty);
  }

  private Code.Step borrow(Value to, Value of, Rvalue.Kind kind) throws Halt {
    if (kind == Rvalue.Kind.FAKE) {
      return f -> {};
    }
    if (!(to.ty() instanceof Ty.Pointer pointer)) {
      throw Halt.unknown("an address of type `" + Words.type(to.ty().type()) + "`");
    }
    boolean wide = pointer.isWide();
    if (kind == Rvalue.Kind.RAW) {
      return f -> machine.store(to.place().at(f), machine.pointer(of.place().at(f)), wide);
    }
    return f -> {
      Place place = of.place().at(f);
      if (place.misaligned != 0) {
        throw Halt.undefined(
            "the address 0x%x is borrowed as something aligned to %d bytes"
                .formatted(place.address(), place.misaligned));
      }
      Pointer fresh = machine.pointer(place);
      context.copies.validity().demandReference(fresh, pointer);
      machine.store(to.place().at(f), context.retags.borrow(fresh, pointer), wide);
    };
  }

  private Code.Step discriminant(Value to, Value of) throws Halt {
    if (!(of.ty() instanceof Ty.Enum e)) {
      return f -> machine.setBits(to.place().at(f), to.ty().size(), 0);
    }
    return f -> {
      Place at = machine.access(of.place().at(f), e.size(), false);
      Allocation in = at.allocation;
      if (in == null) {
        throw new IllegalStateException("a place of nothing");
      }
      int variant = context.copies.validity().variant(in, (int) at.offset, e);
      long number = e.variants().get(variant).discriminant();
      machine.setBits(to.place().at(f), to.ty().size(), number);
    };
  }

  private Code.Step sequence(Value to, List<Operand> elements) throws Halt {
    if (to.ty() instanceof Ty.Array array) {
      List<Ty.Field> fields = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        fields.add(new Ty.Field(i * array.element().size(), array.element()));
      }
      return fill(to, fields, elements, -1);
    }
    if (to.ty() instanceof Ty.Struct struct) {
      return fill(to, struct.fields(), elements, -1);
    }
    throw Halt.unknown("a value of the type `" + Words.type(to.ty().type()) + "`");
  }

  private Code.Step repeat(Value to, Value element, long count) {
    Ty ty = element.ty();
    return f -> {
      Place start = to.place().at(f);
      for (long i = 0; i < count; i++) {
        Place at = start.plus(i * ty.size());
        if (element.literal()) {
          machine.setBits(at, ty.size(), element.bits());
        } else {
          context.copies.copy(element.place().at(f), at, ty);
        }
      }
    };
  }

  private Code.Step wide(Value to, Value pointer, Value metadata) {
    boolean wide = to.ty().size() > 8;
    return f -> {
      Pointer thin = pointer.pointer(machine, f);
      long meta = metadata.ty().size() == 0 ? 0 : metadata.bits(machine, f);
      machine.store(to.place().at(f), new Pointer(thin.address(), thin.tag(), meta), wide);
    };
  }

  private Code.Step construct(Value to, String path, List<Operand> operands) throws Halt {
    if (path.startsWith("{closure@")) {
      Ty ty = context.types.of(new dev.fabula.mir.Type.Other(path));
      return fill(to, ((Ty.Struct) ty).fields(), operands, -1);
    }
    return switch (to.ty()) {
      case Ty.Struct struct -> fill(to, struct.fields(), operands, -1);
      case Ty.Enum e -> {
        String plain = Texts.plain(path);
        String name = plain.substring(plain.lastIndexOf(':') + 1);
        int variant = variant(e, name);
        yield fill(to, e.variants().get(variant).fields(), operands, variant);
      }
      case Ty.Item _ when operands.isEmpty() -> f -> {};
      case Ty.Union union when operands.size() == 1 -> {
        Value value = lowering.operand(operands.getFirst());
        yield fill(to, List.of(new Ty.Field(0, value.ty())), operands, -1);
      }
      default -> throw Halt.unknown("a value of the type `" + Words.type(to.ty().type()) + "`");
    };
  }

  static int variant(Ty.Enum e, String name) throws Halt {
    for (int i = 0; i < e.variants().size(); i++) {
      if (e.variants().get(i).name().equals(name)) {
        return i;
      }
    }
    throw Halt.unknown("the variant `" + name + "` of `" + Words.type(e.type()) + "`");
  }

  /** Takes note of what a closure captures, which tells its layout. */
  void capture(Rvalue value) throws Halt {
    if (value instanceof Rvalue.Construct(String path, var operands)
        && path.startsWith("{closure@")) {
      capture(path, operands);
    }
  }

  private void capture(String closure, List<Operand> operands) throws Halt {
    List<dev.fabula.mir.Type> types = new ArrayList<>();
    for (Operand operand : operands) {
      types.add(lowering.operand(operand).ty().type());
    }
    context.surroundings.put(closure, code.substitution());
    List<dev.fabula.mir.Type> before = context.captures.putIfAbsent(closure, types);
    if (before != null && !before.equals(types)) {
      throw Halt.unknown("a closure in a function with several types");
    }
  }

  /** Fills a place with parts; they are read before anything is written. */
  private Code.Step fill(Value to, List<Ty.Field> fields, List<Operand> operands, int variant)
      throws Halt {
    if (fields.size() != operands.size()) {
      throw Halt.unknown("a value of the type `" + Words.type(to.ty().type()) + "`");
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Value value = lowering.operand(operands.get(i));
      if (value.ty().size() != fields.get(i).ty().size()) {
        throw Halt.unknown("a part of type `" + Words.type(value.ty().type()) + "`");
      }
      values.add(value);
    }
    Ty ty = to.ty();
    return f -> {
      Place start = machine.access(to.place().at(f), ty.size(), true);
      if (start.allocation != null && ty.size() > 0) {
        start.allocation.uninitialise((int) start.offset, ty.size());
      }
      for (int i = 0; i < values.size(); i++) {
        Place at = start.plus(fields.get(i).offset());
        Value value = values.get(i);
        if (value.literal()) {
          machine.setBits(at, value.ty().size(), value.bits());
        } else {
          context.copies.copy(value.place().at(f), at, fields.get(i).ty());
        }
      }
      if (variant >= 0) {
        Enums.setVariant(machine, start, ty, variant);
      }
    };
  }
}
