package dev.fabula.machine;

import dev.fabula.mir.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an argument or result of one type may be passed where another is declared: the promises
 * of the standard library's page on function pointers, "ABI compatibility".
 */
final class Abi {

  private static final Set<String> TRANSPARENT =
      Set.of(
          "std::cell::UnsafeCell",
          "std::cell::SyncUnsafeCell",
          "std::cell::Cell",
          "std::mem::ManuallyDrop",
          "std::mem::MaybeDangling",
          "std::mem::MaybeUninit",
          "std::num::NonZero",
          "std::num::Wrapping",
          "std::num::Saturating",
          "std::pin::Pin",
          "std::ptr::NonNull");

  private final Types types;

  Abi(Types types) {
    this.types = types;
  }

  /** What is promised of two types. */
  enum Answer {
    SAME,
    DIFFERENT,
    /** Nothing that is known here. */
    UNKNOWN
  }

  Answer of(Ty one, Ty other) throws Halt {
    if (one.type().equals(other.type()) || isTrivial(one) && isTrivial(other)) {
      return Answer.SAME;
    }
    Ty a = inner(one);
    Ty b = inner(other);
    if (isTrivial(a) && isTrivial(b) || isSame(a, b)) {
      return Answer.SAME;
    }
    boolean open = isOpen(a) || isOpen(b);
    return open && a.size() == b.size() ? Answer.UNKNOWN : Answer.DIFFERENT;
  }

  private boolean isSame(Ty a, Ty b) throws Halt {
    if (isNumber(a) && isNumber(b)) {
      return a.size() == b.size() && isSigned(a) == isSigned(b);
    }
    if (a instanceof Ty.Pointer one && b instanceof Ty.Pointer other) {
      return a.size() == b.size() && (!one.isWide() || isSameTail(one, other));
    }
    return a instanceof Ty.Function && b instanceof Ty.Function || a.type().equals(b.type());
  }

  private boolean isSameTail(Ty.Pointer one, Ty.Pointer other) throws Halt {
    boolean dynamic = types.of(one.pointee()) instanceof Ty.Dynamic;
    return dynamic == types.of(other.pointee()) instanceof Ty.Dynamic;
  }

  private static boolean isNumber(Ty ty) {
    return ty instanceof Ty.Int || ty instanceof Ty.Char;
  }

  private static boolean isSigned(Ty ty) {
    return ty instanceof Ty.Int number && number.signed();
  }

  /** What is passed as nothing: no bytes, no alignment, and no promise to C. */
  private boolean isTrivial(Ty ty) {
    return ty.size() == 0
        && ty.align() == 1
        && switch (ty) {
          case Ty.Struct struct ->
              !isC(struct) && struct.fields().stream().allMatch(f -> isTrivial(f.ty()));
          case Ty.Array array -> isTrivial(array.element());
          case Ty.Item _, Ty.Never _ -> true;
          case Ty.Enum e -> e.variants().size() <= 1;
          case Ty.Int _, Ty.Bool _, Ty.Char _, Ty.Float _, Ty.Pointer _, Ty.Function _ -> false;
          case Ty.Union _, Ty.Slice _, Ty.Dynamic _, Ty.Opaque _ -> false;
        };
  }

  private Optional<Definition> definition(Ty ty) {
    return ty.type() instanceof Type.Named named
        ? types.definitions().get(named.path())
        : Optional.empty();
  }

  private boolean isC(Ty ty) {
    return definition(ty).filter(d -> d.has("C")).isPresent();
  }

  /** The one part that a transparent type or a box is passed as. */
  private Ty inner(Ty ty) throws Halt {
    return switch (ty) {
      case Ty.Struct struct when Retags.isBox(struct) -> {
        Type content = ((Type.Named) struct.type()).arguments().getFirst();
        yield types.of(new Type.Pointer(true, true, content));
      }
      case Ty.Struct struct when isTransparent(struct) -> inner(struct, struct.fields());
      case Ty.Union union when isTransparent(union) -> inner(union, union.fields());
      case Ty.Enum e when isTransparent(e) && e.variants().size() == 1 ->
          inner(e, e.variants().getFirst().fields());
      default -> ty;
    };
  }

  private Ty inner(Ty whole, List<Ty.Field> fields) throws Halt {
    List<Ty.Field> parts =
        fields.stream().filter(f -> f.ty().size() > 0 || f.ty().align() > 1).toList();
    if (parts.isEmpty()) {
      parts = fields.stream().filter(f -> !isTrivial(f.ty())).toList();
    }
    return parts.size() == 1 ? inner(parts.getFirst().ty()) : whole;
  }

  private boolean isTransparent(Ty ty) {
    boolean library = ty.type() instanceof Type.Named named && TRANSPARENT.contains(named.path());
    return library || definition(ty).filter(d -> d.has("transparent")).isPresent();
  }

  /** Whether there may be a promise that is not looked for. */
  private boolean isOpen(Ty ty) {
    return ty instanceof Ty.Enum
        || ty instanceof Ty.Opaque
        || definition(ty).filter(d -> !d.own()).isPresent();
  }
}
