package dev.fabula.rust;

import dev.fabula.rust.Names.Resolution;
import dev.fabula.site.ValueType.Kind;
import dev.fabula.site.ValueType.Known;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Types of calls: of the crate's own functions by their signature, of the library's by name. */
final class Methods {
  private static final Set<String> SAME_INTEGER =
      Set.of(
          "wrapping_add",
          "wrapping_sub",
          "wrapping_mul",
          "wrapping_neg",
          "wrapping_shl",
          "wrapping_shr",
          "saturating_add",
          "saturating_sub",
          "rotate_left",
          "rotate_right",
          "swap_bytes",
          "reverse_bits",
          "to_le",
          "to_be",
          "pow",
          "min",
          "max",
          "clone");
  private static final Set<String> SAME_POINTER =
      Set.of("add", "sub", "offset", "wrapping_add", "wrapping_sub", "wrapping_offset", "clone");

  private final Types types;
  private final Names names;
  private final ForeignTypes foreign;

  Methods(Types types, Names names, ForeignTypes foreign) {
    this.types = types;
    this.names = names;
    this.foreign = foreign;
  }

  /** A call of a function by its path. */
  Evaluation call(
      List<String> path,
      List<RustType> ownerGenerics,
      List<RustType> generics,
      List<Tree> arguments,
      Evaluator evaluator,
      Scope scope) {
    String name = path.getLast();
    if (path.size() > 1) {
      RustType owner = types.readPath(path.subList(0, path.size() - 1), ownerGenerics, scope);
      Evaluation result = associated(owner, name, arguments, evaluator, scope);
      if (!result.type().isUnknown()) {
        return result;
      }
    }
    return switch (names.value(path, scope)) {
      case Resolution.Local(List<Item> items) -> Evaluation.of(result(items, name));
      case Resolution.External _ -> library(name, generics, arguments, evaluator, scope);
    };
  }

  private RustType result(List<Item> items, String name) {
    List<RustType> results = items.stream().map(this::result).distinct().toList();
    return results.size() == 1
        ? results.getFirst()
        : new RustType.Unknown("function `" + name + "` has several definitions");
  }

  private RustType result(Item item) {
    return switch (item) {
      case Item.Function f ->
          f.result().isEmpty() ? new RustType.Tuple(List.of()) : types.read(f.result(), f.scope());
      case Item.Struct s -> new RustType.Structure(s, List.of());
      default -> new RustType.Unknown("`" + item.name() + "` is no function");
    };
  }

  private Evaluation library(
      String name,
      List<RustType> generics,
      List<Tree> arguments,
      Evaluator evaluator,
      Scope scope) {
    return switch (name) {
      case "size_of", "align_of" -> size(name, generics);
      case "size_of_val", "align_of_val" -> Evaluation.of(usize());
      case "null" -> pointer("*const _", generics);
      case "null_mut" -> pointer("*mut _", generics);
      case "without_provenance", "with_exposed_provenance" -> pointer("*const _", generics);
      case "without_provenance_mut", "with_exposed_provenance_mut" -> pointer("*mut _", generics);
      case "transmute" -> generics.size() == 2 ? Evaluation.of(generics.get(1)) : open(name);
      case "black_box", "identity" -> evaluator.evaluate(arguments, scope);
      case "zeroed" -> generics.size() == 1 ? Evaluation.of(generics.getFirst()) : open(name);
      default -> open(name);
    };
  }

  private static Evaluation open(String name) {
    return Evaluation.unknown("the call of `" + name + "` makes its type");
  }

  private RustType usize() {
    return new RustType.Scalar(PrimitiveTypes.named("usize", foreign.pointerWidth()).orElseThrow());
  }

  private static Evaluation pointer(String spelled, List<RustType> generics) {
    RustType target = generics.isEmpty() ? new RustType.Unknown("") : generics.getFirst();
    return Evaluation.of(new RustType.Pointer(spelled, target));
  }

  private Evaluation size(String name, List<RustType> generics) {
    boolean one = generics.size() == 1;
    if (one && generics.getFirst().toValueType(foreign.pointerWidth()) instanceof Known known) {
      boolean certain = name.equals("size_of") || known.bits() <= foreign.pointerWidth();
      boolean thin = known.kind() != Kind.POINTER || isThin(generics.getFirst());
      if (certain && thin) {
        return new Evaluation(usize(), Optional.of(BigInteger.valueOf(known.bits() / 8)));
      }
    }
    return Evaluation.of(usize());
  }

  private static boolean isThin(RustType type) {
    return type instanceof RustType.Pointer(var _, RustType target)
        && target instanceof RustType.Scalar;
  }

  /** A call of an associated function of a type. */
  Evaluation associated(
      RustType owner, String name, List<Tree> arguments, Evaluator evaluator, Scope scope) {
    Optional<Known> integer = Values.integer(owner);
    if (integer.isPresent()) {
      boolean same =
          Set.of("from", "from_ne_bytes", "from_le_bytes", "from_be_bytes").contains(name);
      return same || SAME_INTEGER.contains(name) ? Evaluation.of(owner) : open(name);
    }
    return switch (owner) {
      case RustType.Structure(Item.Struct item, var _) ->
          Evaluation.of(memberResult(item.name(), name));
      case RustType.MaybeUninit m
          when name.equals("uninit") || name.equals("zeroed") || name.equals("new") ->
          Evaluation.of(m);
      case RustType.Named(String type, var _) when type.equals("MaybeUninit") ->
          Evaluation.of(maybeUninit(arguments, evaluator, scope));
      case RustType.Named(String type, List<RustType> generics)
          when ForeignTypes.isPointerLike(type) ->
          Evaluation.of(new RustType.Named(type, generics));
      default -> open(name);
    };
  }

  private static RustType maybeUninit(List<Tree> arguments, Evaluator evaluator, Scope scope) {
    return arguments.isEmpty()
        ? new RustType.Unknown("`MaybeUninit` has no written type")
        : new RustType.MaybeUninit(evaluator.evaluate(arguments, scope).type());
  }

  private RustType memberResult(String owner, String name) {
    List<Item> items = names.members(owner, name);
    if (items.isEmpty()) {
      return new RustType.Unknown("the call of `" + name + "` makes its type");
    }
    return result(items, name);
  }

  /** An associated constant of a type. */
  Evaluation constant(RustType owner, String name, Function<Item, Evaluation> evaluate) {
    Optional<Known> integer = Values.integer(owner);
    if (integer.isPresent()) {
      return limit(integer.get(), name);
    }
    if (!(owner instanceof RustType.Structure(Item.Struct item, var _))) {
      return Evaluation.unknown("`" + name + "` is not declared in the crate's own text");
    }
    List<Evaluation> all =
        names.members(item.name(), name).stream().map(evaluate).distinct().toList();
    return all.size() == 1
        ? all.getFirst()
        : Evaluation.unknown("`" + item.name() + "::" + name + "` is not a plain constant");
  }

  private static Evaluation limit(Known type, String name) {
    int value = type.signed() ? type.bits() - 1 : type.bits();
    BigInteger top = BigInteger.ONE.shiftLeft(value);
    RustType scalar = new RustType.Scalar(type);
    return switch (name) {
      case "MAX" -> new Evaluation(scalar, Optional.of(top.subtract(BigInteger.ONE)));
      case "MIN" ->
          new Evaluation(scalar, Optional.of(type.signed() ? top.negate() : BigInteger.ZERO));
      case "BITS" ->
          new Evaluation(
              new RustType.Scalar(PrimitiveTypes.named("u32", 0).orElseThrow()),
              Optional.of(BigInteger.valueOf(type.bits())));
      default -> Evaluation.unknown("`" + name + "` is not known");
    };
  }

  /** A call of a method. */
  Evaluation method(Evaluation receiver, String name, List<RustType> generics) {
    RustType type = receiver.type().withoutReferences();
    if (type instanceof RustType.Structure(Item.Struct item, var _)) {
      RustType own = memberResult(item.name(), name);
      return Evaluation.of(own.isUnknown() ? general(name) : own);
    }
    Optional<Known> integer = Values.integer(type);
    if (integer.isPresent()) {
      return Evaluation.of(integer(type, integer.get(), name));
    }
    return switch (type) {
      case RustType.Pointer pointer -> Evaluation.of(pointer(pointer, name, generics));
      case RustType.MaybeUninit(RustType inner) -> Evaluation.of(uninit(inner, name));
      case RustType.Named(String outer, List<RustType> arguments) ->
          Evaluation.of(named(outer, arguments, name));
      default -> Evaluation.of(general(name));
    };
  }

  private RustType integer(RustType type, Known known, String name) {
    if (SAME_INTEGER.contains(name)) {
      return type;
    }
    return switch (name) {
      case "count_ones", "count_zeros", "leading_zeros", "trailing_zeros" ->
          new RustType.Scalar(PrimitiveTypes.named("u32", 0).orElseThrow());
      case "unsigned_abs", "cast_unsigned" -> sign(known, "u");
      case "cast_signed" -> sign(known, "i");
      default -> new RustType.Unknown("the call of `" + name + "` makes its type");
    };
  }

  private RustType sign(Known known, String sign) {
    boolean size = known.spelled().endsWith("size");
    String name = sign + (size ? "size" : Integer.toString(known.bits()));
    return new RustType.Scalar(PrimitiveTypes.named(name, foreign.pointerWidth()).orElseThrow());
  }

  private RustType pointer(RustType.Pointer pointer, String name, List<RustType> generics) {
    if (SAME_POINTER.contains(name)) {
      return pointer;
    }
    RustType target = generics.isEmpty() ? new RustType.Unknown("") : generics.getFirst();
    return switch (name) {
      case "cast" -> new RustType.Pointer(pointer.spelled(), target);
      case "cast_mut" -> new RustType.Pointer("*mut _", pointer.target());
      case "cast_const" -> new RustType.Pointer("*const _", pointer.target());
      case "addr", "expose_provenance" -> usize();
      default -> general(name);
    };
  }

  private RustType uninit(RustType inner, String name) {
    return switch (name) {
      case "as_ptr" -> new RustType.Pointer("*const _", inner);
      case "as_mut_ptr" -> new RustType.Pointer("*mut _", inner);
      case "assume_init", "assume_init_read" -> inner;
      default -> new RustType.Unknown("the call of `" + name + "` makes its type");
    };
  }

  private RustType named(String outer, List<RustType> arguments, String name) {
    RustType inner = arguments.isEmpty() ? new RustType.Unknown("") : arguments.getFirst();
    boolean cell = outer.equals("UnsafeCell") && name.equals("get");
    if (cell || ForeignTypes.isPointerLike(outer) && name.equals("as_ptr")) {
      return new RustType.Pointer("*mut _", inner);
    }
    boolean unwrap =
        name.equals("unwrap") || name.equals("expect") || name.equals("unwrap_unchecked");
    boolean wraps = outer.equals("Option") || outer.equals("Result");
    return unwrap && wraps && !arguments.isEmpty() ? inner : general(name);
  }

  /** What methods of that name give for every library type that has one. */
  private RustType general(String name) {
    boolean own = names.hasMember(name);
    return switch (name) {
      case "as_ptr", "as_mut_ptr" ->
          own
              ? new RustType.Unknown("the crate has methods `" + name + "` of its own")
              : new RustType.Pointer(
                  name.equals("as_ptr") ? "*const _" : "*mut _", new RustType.Unknown(""));
      case "len" -> own ? new RustType.Unknown("the crate has methods `len` of its own") : usize();
      default -> new RustType.Unknown("the call of `" + name + "` makes its type");
    };
  }
}
