package dev.fabula.machine;

import dev.fabula.mir.Body;
import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import dev.fabula.source.BareText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the functions that calls mean. */
final class Functions {

  /** What is called. */
  sealed interface Callee {
    /** A function of the program. */
    record Own(Code code) implements Callee {}

    /** A closure of the program, with the first parameter that its body has. */
    record Closure(Code code) implements Callee {}

    /** A method of a trait object. */
    record Virtual(String trait, String method) implements Callee {}

    /**
     * A function of the library.
     *
     * @param path its path without type arguments
     * @param arguments its type arguments, the last ones first known
     */
    record Foreign(String path, List<Type> arguments) implements Callee {
      /** Copies the list. */
      public Foreign {
        arguments = List.copyOf(arguments);
      }
    }
  }

  private static final Pattern LIBRARY = Pattern.compile("(?:std|core|alloc)::");
  private static final Pattern OWN = Pattern.compile("(?:scope \\d+ at )?<anon>:(\\d+):.*");
  private static final Set<String> CALLS = Set.of("Fn", "FnMut", "FnOnce");

  private final Context context;
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<Callee, Allocation> pointers = new HashMap<>();
  private final Impls impls;
  private final String bare;

  Functions(Context context) {
    this.context = context;
    this.impls = new Impls(context.dump, context.source, context.types.definitions());
    this.bare = BareText.of(context.source);
  }

  Impls impls() {
    return impls;
  }

  /** The address of a function. */
  Pointer pointer(Callee callee) {
    return context.machine.pointer(Place.of(allocation(callee)));
  }

  /** What a pointer to a function points to. */
  Allocation allocation(Callee callee) {
    return pointers.computeIfAbsent(
        callee,
        c -> {
          Allocation made = context.machine.allocate(Allocation.Kind.FUNCTION, "a function", 1, 1);
          made.setPayload(c);
          return made;
        });
  }

  /** The function that a pointer points to. */
  static Callee at(Pointer pointer) throws Halt {
    Tag tag = pointer.tag();
    if (tag != null && !tag.isWildcard() && tag.allocation().base() == pointer.address()) {
      Optional<Object> payload = tag.allocation().payload();
      if (payload.isPresent() && payload.get() instanceof Callee callee) {
        return callee;
      }
    }
    throw Halt.undefined(
        "a call by a pointer to 0x%x, where no function is".formatted(pointer.address()));
  }

  /** The function that a value without size stands for. */
  Callee ofValue(Ty ty, Substitution substitution) throws Halt {
    if (ty instanceof Ty.Item item) {
      return resolve(item.path(), substitution, List.of());
    }
    if (ty.type() instanceof Type.Other(String text) && text.startsWith("{closure@")) {
      return closure(text);
    }
    throw Halt.unknown("a call of `" + Words.type(ty.type()) + "`");
  }

  private Callee closure(String text) throws Halt {
    String place = text.substring(text.indexOf(':'));
    String name =
        context
            .dump
            .closureAt(place.substring(0, place.indexOf(": ") + 1))
            .orElseThrow(() -> Halt.unknown("the closure `" + text + "`"));
    Substitution around = context.surroundings.getOrDefault(text, Substitution.NONE);
    return new Callee.Closure(code(name, around));
  }

  /** The code of an item of the dump. */
  Code code(String name, Substitution substitution) throws Halt {
    String key = name + substitution.types();
    Code known = codes.get(key);
    if (known == null) {
      Body body = body(name);
      demandCalls(body);
      known = new Code(name, body, substitution, context.types, false);
      codes.put(key, known);
    }
    return known;
  }

  /** What is given to a function of the program is protected only if it is still one. */
  private static void demandCalls(Body body) throws Halt {
    for (String inlined : body.inlined()) {
      int as = inlined.startsWith("<") ? inlined.indexOf(" as ") : -1;
      String path = as < 0 ? inlined : inlined.substring(as + 4);
      if (!LIBRARY.matcher(path).lookingAt()) {
        throw Halt.unknown("`" + inlined + "`, which rustc has inlined into its caller,");
      }
    }
  }

  Body body(String name) throws Halt {
    try {
      return context.dump.body(name).orElseThrow(() -> Halt.unknown("a call of `" + name + "`"));
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  /**
   * The function that a path means.
   *
   * @param arguments the types of what is passed
   */
  Callee resolve(String path, Substitution substitution, List<Type> arguments) throws Halt {
    if (path.startsWith("<") && path.contains(" as ")) {
      return method(path, substitution, arguments);
    }
    List<Type> given = given(path, substitution);
    String plain = Texts.plain(path);
    if (context.dump.header(plain).isPresent() && !isVocabulary(plain)) {
      List<String> names = Generics.ofFunction(Impl.last(plain), bare, line(plain));
      return new Callee.Own(code(plain, bound(plain, List.of(), names, given, arguments)));
    }
    Optional<Callee> own = inherent(plain, path, substitution, arguments);
    return own.orElseGet(() -> new Callee.Foreign(plain, given));
  }

  /** A line of an item's own text; 0 if none is known. */
  private int line(String item) throws Halt {
    for (Body.Block block : body(item).blocks()) {
      for (String place : block.places()) {
        Matcher own = OWN.matcher(place);
        if (own.matches()) {
          return Integer.parseInt(own.group(1));
        }
      }
    }
    return 0;
  }

  private boolean isVocabulary(String plain) {
    int end = plain.lastIndexOf("::");
    String mark = (end < 0 ? "" : plain.substring(0, end) + "::") + "FABULA_VOCABULARY";
    return context.dump.value(mark).isPresent() || context.dump.header(mark).isPresent();
  }

  /** The type arguments at the end of a path. */
  private List<Type> given(String path, Substitution substitution) throws Halt {
    int at = path.lastIndexOf("::<");
    if (at < 0 || !path.endsWith(">")) {
      return List.of();
    }
    return types(path.substring(at + 3, path.length() - 1), substitution);
  }

  private List<Type> types(String list, Substitution substitution) throws Halt {
    List<Type> types = new ArrayList<>();
    for (String part : Texts.split(list, ',')) {
      if (!part.startsWith("'")) {
        types.add(type(part, substitution));
      }
    }
    return types;
  }

  private Type type(String text, Substitution substitution) throws Halt {
    try {
      return substitution.apply(context.dump.type(text));
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  /** What the parameters of a function stand for, from its arguments and their types. */
  private Substitution bound(
      String item, List<String> outer, List<String> names, List<Type> given, List<Type> arguments)
      throws Halt {
    Set<String> all = new HashSet<>(outer);
    all.addAll(names);
    all.add("Self");
    Generics generics = new Generics(all);
    if (names.size() == given.size()) {
      for (int i = 0; i < given.size(); i++) {
        generics.bind(names.get(i), given.get(i));
      }
    }
    unify(generics, body(item), arguments);
    return generics.substitution();
  }

  private static void unify(Generics generics, Body body, List<Type> arguments) {
    for (int i = 0; i < body.parameters() && i < arguments.size(); i++) {
      generics.unify(Substitution.NONE.apply(body.type(i + 1)), arguments.get(i));
    }
  }

  private Optional<Callee> inherent(
      String plain, String path, Substitution substitution, List<Type> arguments) throws Halt {
    int at = plain.lastIndexOf("::");
    if (at < 0) {
      return Optional.empty();
    }
    String method = plain.substring(at + 2);
    String self = Impl.last(plain.substring(0, at));
    List<Impl> fitting =
        impls.all().stream()
            .filter(i -> i.trait().isEmpty() && i.method().equals(method))
            .filter(i -> i.self().equals(self))
            .toList();
    String type = path.substring(0, path.lastIndexOf("::" + method));
    Type given = type(type.replaceFirst("::<", "<"), substitution);
    for (Impl impl : fitting) {
      Optional<Callee> found = of(impl, given, given(path, substitution), arguments);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Callee> of(Impl impl, Type self, List<Type> given, List<Type> arguments)
      throws Halt {
    List<String> names = Generics.ofFunction(impl.method(), bare, line(impl.item()));
    Set<String> all = new HashSet<>(impl.parameters());
    all.addAll(names);
    Generics generics = new Generics(all);
    if (impl.type().isEmpty() || !generics.unify(impl.type().get(), self)) {
      return Optional.empty();
    }
    if (names.size() == given.size()) {
      for (int i = 0; i < given.size(); i++) {
        generics.bind(names.get(i), given.get(i));
      }
    }
    generics.bind("Self", self);
    unify(generics, body(impl.item()), arguments);
    return Optional.of(new Callee.Own(code(impl.item(), generics.substitution())));
  }

  private Callee method(String path, Substitution substitution, List<Type> arguments) throws Halt {
    int close = close(path);
    String inside = path.substring(1, close);
    int as = inside.indexOf(" as ");
    String trait = inside.substring(as + 4);
    Type self = type(inside.substring(0, as), substitution);
    String rest = path.substring(close + 3);
    String method = rest.contains("::<") ? rest.substring(0, rest.indexOf("::<")) : rest;
    String name = Impl.last(Texts.plain(trait));
    return method(self, trait, name, method, given(rest, substitution), arguments);
  }

  private static int close(String path) {
    int depth = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean arrow = c == '>' && i > 0 && path.charAt(i - 1) == '-';
      depth += c == '<' ? 1 : c == '>' && !arrow ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return path.length() - 1;
  }

  /** The method of a type for a trait. */
  Callee method(
      Type self, String trait, String name, String method, List<Type> given, List<Type> arguments)
      throws Halt {
    if (CALLS.contains(name)) {
      return callable(self);
    }
    if (self instanceof Type.Other(String text) && text.startsWith("dyn")) {
      return new Callee.Virtual(trait, method);
    }
    for (Impl impl : impls.all()) {
      if (impl.method().equals(method) && impl.traitName().equals(name)) {
        Optional<Callee> found = of(impl, self, given, arguments);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    String provided = Texts.plain(trait) + "::" + method;
    if (context.dump.header(provided).isPresent()) {
      Generics generics = new Generics(Set.of("Self"));
      generics.bind("Self", self);
      unify(generics, body(provided), arguments);
      return new Callee.Own(code(provided, generics.substitution()));
    }
    List<Type> all = new ArrayList<>(List.of(self));
    all.addAll(given);
    return new Callee.Foreign(Texts.plain(trait) + "::" + method, all);
  }

  private Callee callable(Type self) throws Halt {
    Ty ty = context.types.of(self);
    if (ty instanceof Ty.Function) {
      return new Callee.Foreign("a function pointer", List.of(self));
    }
    return ofValue(ty, Substitution.NONE);
  }
}
