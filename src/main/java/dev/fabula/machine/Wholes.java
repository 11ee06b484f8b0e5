package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants that MIR prints with their parts: structs, variants, tuples and arrays. */
final class Wholes {

  private static final Pattern BRACES = Pattern.compile("(?s)(.*?) \\{\\{ (.*) \\}\\}");
  private static final Pattern PART = Pattern.compile("(?s)(\\w+): (.*)");

  private final Context context;
  private final Constants constants;

  Wholes(Context context, Constants constants) {
    this.context = context;
    this.constants = constants;
  }

  /** A constant with parts; empty if it is none. */
  Optional<Value> value(String text) throws Halt {
    Matcher braces = BRACES.matcher(text);
    if (braces.matches()) {
      return named(braces.group(1), Texts.split(braces.group(2), ','));
    }
    int open = open(text);
    if (!text.endsWith(")") || open < 0) {
      return Optional.empty();
    }
    List<String> parts = Texts.split(text.substring(open + 1, text.length() - 1), ',');
    return open == 0 ? Optional.of(tuple(parts)) : positional(text.substring(0, open), parts);
  }

  /** Where the last group of parentheses opens. */
  private static int open(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      depth += text.charAt(i) == ')' ? 1 : text.charAt(i) == '(' ? -1 : 0;
      if (depth == 0) {
        return text.charAt(i) == '(' ? i : -1;
      }
    }
    return -1;
  }

  private Value tuple(List<String> texts) throws Halt {
    List<Value> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(constants.value(text));
    }
    List<Type> types = parts.stream().map(p -> p.ty().type()).toList();
    return whole(context.types.of(new Type.Tuple(types)), -1, parts);
  }

  private Optional<Value> named(String path, List<String> texts) throws Halt {
    List<String> names = new ArrayList<>();
    List<Value> parts = new ArrayList<>();
    for (String text : texts) {
      Matcher part = PART.matcher(text);
      if (!part.matches()) {
        return Optional.empty();
      }
      names.add(part.group(1));
      parts.add(constants.value(part.group(2)));
    }
    Optional<Definition> definition = definition(path);
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    Ty ty = ty(path, definition.get());
    int variant = variant(path, definition.get());
    List<String> order = definition.get().variants().get(Math.max(0, variant)).names();
    if (ty instanceof Ty.Union) {
      int only = order.indexOf(names.getFirst());
      return only < 0 ? Optional.empty() : Optional.of(whole(ty, -1, parts));
    }
    List<Value> sorted = new ArrayList<>();
    for (String name : order) {
      if (!names.contains(name)) {
        return Optional.empty();
      }
      sorted.add(parts.get(names.indexOf(name)));
    }
    return Optional.of(whole(ty, variant, sorted));
  }

  private Optional<Value> positional(String path, List<String> texts) throws Halt {
    Optional<Definition> definition = definition(path);
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    List<Value> parts = new ArrayList<>();
    for (String text : texts) {
      parts.add(constants.value(text));
    }
    return Optional.of(whole(ty(path, definition.get()), variant(path, definition.get()), parts));
  }

  private Optional<Definition> definition(String path) {
    String plain = Texts.plain(path);
    Optional<Definition> whole = context.types.definitions().get(plain);
    int at = plain.lastIndexOf("::");
    return whole.isPresent() || at < 0
        ? whole
        : context
            .types
            .definitions()
            .get(plain.substring(0, at))
            .filter(d -> d.kind() == Definition.Kind.ENUM);
  }

  private Ty ty(String path, Definition definition) throws Halt {
    boolean isVariant = !Texts.plain(path).equals(definition.path());
    String type = isVariant ? path.substring(0, path.lastIndexOf("::")) : path;
    return constants.ty(type.replaceFirst("::<", "<"));
  }

  private static int variant(String path, Definition definition) {
    String last = Impl.last(Texts.plain(path));
    return definition.kind() == Definition.Kind.ENUM
        ? definition.variants().stream().map(Definition.Variant::name).toList().indexOf(last)
        : -1;
  }

  private Value whole(Ty ty, int variant, List<Value> parts) throws Halt {
    List<Ty.Field> fields =
        switch (ty) {
          case Ty.Struct struct -> struct.fields();
          case Ty.Enum e when variant >= 0 -> e.variants().get(variant).fields();
          case Ty.Union _ -> List.of(new Ty.Field(0, parts.getFirst().ty()));
          default -> throw Halt.unknown("a constant of type `" + Words.type(ty.type()) + "`");
        };
    if (fields.size() != parts.size()) {
      throw Halt.unknown("a constant of type `" + Words.type(ty.type()) + "`");
    }
    Machine machine = context.machine;
    Place place =
        Place.of(machine.allocate(Allocation.Kind.STATIC, "a constant", ty.size(), ty.align()));
    for (int i = 0; i < parts.size(); i++) {
      put(parts.get(i), place.plus(fields.get(i).offset()), fields.get(i).ty());
    }
    if (variant >= 0) {
      Enums.setVariant(machine, place, ty, variant);
    }
    return Value.of(f -> place, ty);
  }

  private void put(Value part, Place to, Ty ty) throws Halt {
    Machine machine = context.machine;
    if (part.ty().size() != ty.size()) {
      throw Halt.unknown("a part of type `" + Words.type(part.ty().type()) + "`");
    }
    if (part.literal()) {
      machine.setBits(to, ty.size(), part.bits());
    } else {
      context.copies.copy(part.place().at(machine.frame()), to, ty);
    }
  }
}
