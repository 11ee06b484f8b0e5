package dev.fabula.machine;

import dev.fabula.mir.Dump;
import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Types as they lie in memory. */
final class Types {

  /** Asks the compiler for shapes. */
  @FunctionalInterface
  interface Prober {
    /** The shapes of those types of which it can be asked. */
    Map<Type, Shape> shapes(Set<Type> types);
  }

  private static final Type.Named STR = new Type.Named("str", List.of());

  private final Definitions definitions;
  private final FieldTypes fields;
  private final Prober prober;
  private final Supplier<Set<Type>> likely;
  private final Map<Type, Ty> known = new HashMap<>();
  private final Map<Type, Optional<Shape>> shapes = new HashMap<>();
  private final Map<String, List<Type>> captures;

  /**
   * Types of a program.
   *
   * @param likely types of which the shape will soon be needed, if that of one is
   * @param captures the types of what closures captured, as far as the program made them
   */
  Types(
      Dump dump,
      Definitions definitions,
      Prober prober,
      Supplier<Set<Type>> likely,
      Map<String, List<Type>> captures) {
    this.definitions = definitions;
    this.fields = new FieldTypes(dump, definitions);
    this.prober = prober;
    this.likely = likely;
    this.captures = captures;
  }

  Definitions definitions() {
    return definitions;
  }

  /** A type as it lies in memory; it has no parameters. */
  Ty of(Type type) throws Halt {
    Ty ty = known.get(type);
    if (ty == null) {
      ty = make(type);
      known.put(type, ty);
    }
    return ty;
  }

  private Ty make(Type type) throws Halt {
    return switch (type) {
      case Type.Int(int bits, boolean signed) -> new Ty.Int(type, bits / 8, signed);
      case Type.Bool _ -> new Ty.Bool(type, 1, 1);
      case Type.Char _ -> new Ty.Char(type, 4, 4);
      case Type.Float(int bits) -> new Ty.Float(type, bits / 8);
      case Type.Never _ -> new Ty.Never(type);
      case Type.Tuple(List<Type> elements) -> Packing.struct(type, all(elements), Ty.Range.ANY);
      case Type.Array(Type element, OptionalLong length) -> array(type, of(element), length);
      case Type.Slice(Type element) -> new Ty.Slice(type, of(element));
      case Type.Pointer(boolean reference, boolean mutable, Type pointee) ->
          new Ty.Pointer(type, isWide(pointee) ? 16 : 8, reference, mutable, pointee);
      case Type.Named named -> named(named);
      case Type.Other(String text) -> other(type, text);
    };
  }

  private List<Ty> all(List<Type> types) throws Halt {
    List<Ty> result = new ArrayList<>();
    for (Type type : types) {
      result.add(of(type));
    }
    return result;
  }

  private static Ty array(Type type, Ty element, OptionalLong length) throws Halt {
    long count = length.orElseThrow(() -> Halt.unknown("an array whose length is a parameter"));
    long size = Math.multiplyExact(count, (long) element.size());
    if (size > Integer.MAX_VALUE / 4) {
      throw Halt.unknown("an array of " + size + " bytes");
    }
    return new Ty.Array(type, (int) size, element.align(), element, count);
  }

  /** Whether pointers to a type carry a length or a vtable. */
  boolean isWide(Type pointee) throws Halt {
    return switch (pointee) {
      case Type.Slice _ -> true;
      case Type.Named named when named.equals(STR) -> true;
      case Type.Named named -> isTailWide(named);
      case Type.Other(String text) -> text.startsWith("dyn");
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _ -> false;
      case Type.Tuple _, Type.Array _, Type.Pointer _ -> false;
    };
  }

  /** A struct is unsized if its last field is. */
  private boolean isTailWide(Type.Named named) throws Halt {
    Optional<Definition> definition = definitions.get(named.path());
    if (definition.isEmpty() || definition.get().kind() != Definition.Kind.STRUCT) {
      return false;
    }
    List<String> parts = definition.get().variants().getFirst().fields();
    boolean hasArguments = named.arguments().stream().anyMatch(Types::mayBeUnsized);
    if (parts.isEmpty() || !hasArguments && !mayBeUnsized(parts.getLast())) {
      return false;
    }
    return isWide(fieldType(parts.getLast(), definition.get(), named));
  }

  private static boolean mayBeUnsized(Type type) {
    return type instanceof Type.Slice
        || type.equals(STR)
        || type instanceof Type.Other
        || type instanceof Type.Named named && !named.arguments().isEmpty();
  }

  private static boolean mayBeUnsized(String field) {
    return field.startsWith("[") || field.equals("str") || field.startsWith("dyn");
  }

  private Ty other(Type type, String text) throws Halt {
    if (text.startsWith("dyn")) {
      return new Ty.Dynamic(type);
    }
    if (text.startsWith("{closure@")) {
      List<Type> parts = captures.get(text);
      if (parts == null) {
        throw Halt.unknown("a closure that the program did not make");
      }
      return Packing.struct(type, all(parts), Ty.Range.ANY);
    }
    if (text.endsWith("}") && text.contains(" {")) {
      return new Ty.Item(type, text.substring(text.lastIndexOf(" {") + 2, text.length() - 1));
    }
    if (text.matches("(?:for<[^>]*> ?)?(?:unsafe ?)?(?:extern ?(?:\"[^\"]*\")? ?)?fn ?\\(.*")) {
      return new Ty.Function(type);
    }
    throw Halt.unknown("the type `" + text + "`");
  }

  private Ty named(Type.Named named) throws Halt {
    if (named.equals(STR)) {
      return new Ty.Slice(named, new Ty.Int(new Type.Int(8, false), 1, false));
    }
    if (named.path().equals("for") || named.path().startsWith("for<")) {
      return new Ty.Function(named);
    }
    if (named.path().equals("std::num::NonZero")) {
      Ty inner = of(named.arguments().getFirst());
      long most = inner.size() >= 8 ? -1 : (1L << 8 * inner.size()) - 1;
      Ty.Range range = new Ty.Range(inner.size() <= 8, 1, most);
      return Packing.struct(named, List.of(inner), range);
    }
    Optional<Definition> definition = definitions.get(named.path());
    if (definition.isEmpty()) {
      Optional<Shape> shape = shape(named);
      Shape known = shape.orElseThrow(() -> noLayout(named));
      return new Ty.Opaque(named, known.size(), known.align());
    }
    return defined(named, definition.get());
  }

  private static Halt noLayout(Type.Named named) {
    return Halt.unknown("the layout of the type `" + named.path() + "`");
  }

  private Ty defined(Type.Named named, Definition definition) throws Halt {
    List<List<Ty>> parts = new ArrayList<>();
    for (Definition.Variant variant : definition.variants()) {
      List<Ty> tys = new ArrayList<>();
      for (String field : variant.fields()) {
        tys.add(of(fieldType(field, definition, named)));
      }
      parts.add(tys);
    }
    boolean guess = definition.kind() == Definition.Kind.STRUCT && !definition.own();
    Optional<Shape> shape = guess ? Optional.empty() : shape(named);
    return switch (definition.kind()) {
      case STRUCT -> struct(named, definition, parts.getFirst(), shape);
      case ENUM ->
          shape.isEmpty() && !definition.own() && parts.size() == 2
              ? Enums.inNull(named, definition, parts).orElseThrow(() -> noLayout(named))
              : Enums.of(named, definition, parts, shape.orElseThrow(() -> noLayout(named)));
      case UNION -> union(named, parts.getFirst());
    };
  }

  private Type fieldType(String text, Definition definition, Type.Named named) throws Halt {
    try {
      Type type = fields.read(text, definition);
      return Substitution.of(definition.parameters(), named.arguments()).apply(type);
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  private static Ty struct(
      Type.Named named, Definition definition, List<Ty> parts, Optional<Shape> shape) throws Halt {
    Ty.Range range = definition.range().orElse(Ty.Range.ANY);
    if (shape.isEmpty() || shape.get().offsets().size() != parts.size()) {
      if (definition.has("C")) {
        return Packing.sequential(named, parts, range);
      }
      if (definition.own() && !(isNameless(named) && definition.representation().isEmpty())) {
        throw noLayout(named);
      }
      return Packing.struct(named, parts, range);
    }
    List<Ty.Field> fields = Enums.fields(shape.get(), parts);
    return new Ty.Struct(named, shape.get().size(), shape.get().align(), fields, range);
  }

  /** Whether a type has a closure as argument, so that the compiler cannot be asked about it. */
  private static boolean isNameless(Type type) {
    return switch (type) {
      case Type.Other(String text) -> text.startsWith("{closure@") || text.endsWith("}");
      case Type.Named named -> named.arguments().stream().anyMatch(Types::isNameless);
      case Type.Tuple(List<Type> elements) -> elements.stream().anyMatch(Types::isNameless);
      case Type.Array(Type element, var _) -> isNameless(element);
      case Type.Slice(Type element) -> isNameless(element);
      case Type.Pointer(var _, var _, Type pointee) -> isNameless(pointee);
      case Type.Int _, Type.Bool _, Type.Char _, Type.Float _, Type.Never _ -> false;
    };
  }

  private static Ty union(Type.Named named, List<Ty> parts) {
    int size = parts.stream().mapToInt(Ty::size).max().orElse(0);
    int align = parts.stream().mapToInt(Ty::align).max().orElse(1);
    List<Ty.Field> fields = parts.stream().map(p -> new Ty.Field(0, p)).toList();
    return new Ty.Union(named, (size + align - 1) & -align, align, fields);
  }

  private Optional<Shape> shape(Type.Named named) {
    if (!shapes.containsKey(named)) {
      Set<Type> wanted = new HashSet<>(Set.of(named));
      if (shapes.isEmpty()) {
        wanted.addAll(likely.get());
      }
      Map<Type, Shape> answer = prober.shapes(wanted);
      wanted.forEach(w -> shapes.put(w, Optional.ofNullable(answer.get(w))));
    }
    return shapes.getOrDefault(named, Optional.empty());
  }

  /** The bytes of a value that are inside of an {@code UnsafeCell}, as pairs of ends. */
  List<int[]> cells(Ty ty) throws Halt {
    List<int[]> result = new ArrayList<>();
    Cells.find(ty, 0, result);
    return result;
  }
}
