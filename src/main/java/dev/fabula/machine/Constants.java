package dev.fabula.machine;

import dev.fabula.mir.Type;
import dev.fabula.mir.Unsupported;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes constants ready, as MIR prints them. */
final class Constants {

  private static final Pattern NUMBER =
      Pattern.compile("(-?\\d+)_([iu](?:\\d+|size))(?: is [-\\w.=]+)?");
  private static final Pattern REAL =
      Pattern.compile("([+-]?\\d[\\d.]*(?:[eE][+-]?\\d+)?)_?(f32|f64)");
  private static final Pattern ALLOC =
      Pattern.compile("\\{(alloc\\d+)(?:\\+(0x[0-9a-f]+|\\d+))?(?:<imm>)?: (.*)\\}");
  private static final Pattern ADDRESS = Pattern.compile("\\{(0x[0-9a-f]+) as (.*)\\}");
  private static final Pattern TRANSMUTE =
      Pattern.compile("\\{transmute\\((0x[0-9a-f]+)\\): (.*)\\}");
  private static final Pattern LIMIT =
      Pattern.compile("(?:core::num::<impl )?([iu](?:\\d+|size))>?::(MIN|MAX|BITS)");
  private static final Pattern EXTREME =
      Pattern.compile(
          "(?:core::f(?:32|64)::<impl )?(f32|f64)>?::"
              + "(MAX|MIN|NAN|INFINITY|NEG_INFINITY|EPSILON|MIN_POSITIVE)");
  private static final Pattern PROPERTY =
      Pattern.compile("<(.*) as (?:std|core)::mem::SizedTypeProperties>::(\\w+)");

  private final Context context;
  private final Substitution substitution;

  Constants(Context context, Substitution substitution) {
    this.context = context;
    this.substitution = substitution;
  }

  private Type type(String text) throws Halt {
    try {
      return substitution.apply(context.dump.type(text));
    } catch (Unsupported unsupported) {
      throw Halt.unknown(unsupported.what());
    }
  }

  Ty ty(String text) throws Halt {
    return context.types.of(type(text));
  }

  static Value literal(Ty ty, long bits) {
    return new Value(f -> Place.of(f.local(0)), ty, true, bits, false);
  }

  /** The value of a constant's text. */
  Value value(String text) throws Halt {
    if (text.equals("()")) {
      return empty(context.types.of(Type.UNIT));
    }
    if (text.equals("true") || text.equals("false")) {
      return literal(context.types.of(new Type.Bool()), text.equals("true") ? 1 : 0);
    }
    if (text.startsWith("\"")) {
      return string(Literals.bytes(text), false);
    }
    if (text.startsWith("b\"")) {
      return string(Literals.bytes(text.substring(1)), true);
    }
    if (text.startsWith("'")) {
      return literal(context.types.of(new Type.Char()), Literals.character(text));
    }
    Optional<Value> simple = simple(text);
    return simple.isPresent() ? simple.get() : path(text);
  }

  private Optional<Value> simple(String text) throws Halt {
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return Optional.of(integer(ty(number.group(2)), new BigInteger(number.group(1))));
    }
    Matcher real = REAL.matcher(text);
    if (real.matches()) {
      Ty ty = ty(real.group(2));
      boolean narrow = ty.size() == 4;
      long bits =
          narrow
              ? Float.floatToRawIntBits(Float.parseFloat(real.group(1))) & 0xffff_ffffL
              : Double.doubleToRawLongBits(Double.parseDouble(real.group(1)));
      return Optional.of(literal(ty, bits));
    }
    Matcher limit = LIMIT.matcher(text);
    if (limit.matches()) {
      return Optional.of(limit(limit.group(1), limit.group(2)));
    }
    Matcher extreme = EXTREME.matcher(text);
    if (extreme.matches()) {
      Ty ty = ty(extreme.group(1));
      return Optional.of(literal(ty, Floats.constant(extreme.group(2), ty.size())));
    }
    Matcher property = PROPERTY.matcher(text);
    return property.matches()
        ? Optional.of(property(type(property.group(1)), property.group(2)))
        : braces(text);
  }

  private Optional<Value> braces(String text) throws Halt {
    Matcher alloc = ALLOC.matcher(text);
    if (alloc.matches()) {
      long offset = alloc.group(2) == null ? 0 : Long.decode(alloc.group(2));
      Pointer start = context.globals.pointer(alloc.group(1));
      Pointer there = new Pointer(start.address() + offset, start.tag(), 0);
      return Optional.of(pointer(there, ty(alloc.group(3))));
    }
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      long bits = Long.parseUnsignedLong(address.group(1).substring(2), 16);
      return Optional.of(pointer(new Pointer(bits, null, 0), ty(address.group(2))));
    }
    Matcher transmute = TRANSMUTE.matcher(text);
    if (transmute.matches()) {
      Ty ty = ty(transmute.group(2));
      BigInteger bits = new BigInteger(transmute.group(1).substring(2), 16);
      return Optional.of(integer(ty, bits));
    }
    return Optional.empty();
  }

  private Value integer(Ty ty, BigInteger value) throws Halt {
    if (ty.size() <= 8) {
      return literal(ty, value.longValue() & Bits.mask(ty.size()));
    }
    Allocation allocation = constant(ty);
    Place place = Place.of(allocation);
    Arithmetic.store(context.machine, place, ty.size(), value);
    return Value.of(f -> place, ty);
  }

  private Allocation constant(Ty ty) {
    return context.machine.allocate(Allocation.Kind.STATIC, "a constant", ty.size(), ty.align());
  }

  private Value empty(Ty ty) {
    Place place = Place.of(constant(ty));
    return Value.of(f -> place, ty);
  }

  private Value pointer(Pointer pointer, Ty ty) {
    Allocation allocation = constant(ty);
    Place place = Place.of(allocation);
    Machine.storeAt(place, pointer, ty.size() > 8);
    return Value.of(f -> place, ty);
  }

  private Value string(byte[] bytes, boolean array) throws Halt {
    Pointer start = context.globals.string(bytes);
    Pointer there = new Pointer(start.address(), start.tag(), bytes.length);
    Type octet = new Type.Int(8, false);
    Type content =
        array
            ? new Type.Array(octet, OptionalLong.of(bytes.length))
            : new Type.Named("str", List.of());
    return pointer(there, context.types.of(new Type.Pointer(true, false, content)));
  }

  private Value limit(String name, String which) throws Halt {
    Ty.Int ty = (Ty.Int) ty(name);
    int bits = 8 * ty.size();
    BigInteger one = BigInteger.ONE;
    return switch (which) {
      case "BITS" -> literal(context.types.of(new Type.Int(32, false)), bits);
      case "MAX" -> integer(ty, one.shiftLeft(ty.signed() ? bits - 1 : bits).subtract(one));
      default -> integer(ty, ty.signed() ? one.shiftLeft(bits - 1).negate() : BigInteger.ZERO);
    };
  }

  private Value property(Type type, String which) throws Halt {
    Ty of = context.types.of(type);
    Ty size = context.types.of(new Type.Int(64, false));
    return switch (which.toUpperCase(Locale.ROOT)) {
      case "SIZE" -> literal(size, of.size());
      case "ALIGN" -> literal(size, of.align());
      case "ALIGNMENT" -> literal(ty("std::mem::Alignment"), of.align());
      case "IS_ZST" -> literal(context.types.of(new Type.Bool()), of.size() == 0 ? 1 : 0);
      case "MAX_SLICE_LEN" -> literal(size, of.size() == 0 ? -1 : Long.MAX_VALUE / of.size());
      case "LAYOUT" -> layout(of);
      default -> throw Halt.unknown("the constant `" + which + "`");
    };
  }

  private Value layout(Ty of) throws Halt {
    Ty.Struct ty = (Ty.Struct) ty("std::alloc::Layout");
    Allocation allocation = constant(ty);
    allocation.setBits(ty.fields().get(0).offset(), 8, of.size());
    allocation.setBits(ty.fields().get(1).offset(), 8, of.align());
    Place place = Place.of(allocation);
    return Value.of(f -> place, ty);
  }

  /** A constant by its path: with a body, a unit value, or a function. */
  private Value path(String text) throws Halt {
    String bare = text.replace("crate::", "");
    Optional<String> alias = context.dump.value(bare);
    if (alias.isPresent()) {
      return value(alias.get());
    }
    Optional<Value> global = context.globals.constant(bare, substitution);
    if (global.isPresent()) {
      return global.get();
    }
    Optional<Value> unit = unit(text);
    if (unit.isPresent()) {
      return unit.get();
    }
    Optional<Value> whole = new Wholes(context, this).value(text);
    if (whole.isPresent()) {
      return whole.get();
    }
    if (text.startsWith("{") || text.contains("(") && !text.contains("<")) {
      throw Halt.unknown("the constant `" + text + "`");
    }
    return empty(new Ty.Item(new Type.Other("fn() {" + text + "}"), text));
  }

  /** A variant or struct without fields. */
  private Optional<Value> unit(String text) throws Halt {
    String plain = Texts.plain(text);
    int at = plain.lastIndexOf("::");
    if (context.types.definitions().get(plain).isPresent()) {
      Ty ty = ty(text.replaceFirst("::<", "<"));
      return ty.size() == 0 ? Optional.of(empty(ty)) : Optional.empty();
    }
    if (at < 0) {
      return Optional.empty();
    }
    Optional<Definition> definition = context.types.definitions().get(plain.substring(0, at));
    boolean is = definition.isPresent() && definition.get().kind() == Definition.Kind.ENUM;
    if (!is) {
      return Optional.empty();
    }
    String whole = text.substring(0, text.lastIndexOf("::"));
    Ty ty = ty(whole.replaceFirst("::<", "<"));
    if (!(ty instanceof Ty.Enum e)) {
      return Optional.empty();
    }
    int variant = Rvalues.variant(e, plain.substring(at + 2));
    Place place = Place.of(constant(ty));
    Enums.setVariant(context.machine, place, ty, variant);
    return Optional.of(Value.of(f -> place, ty));
  }
}
