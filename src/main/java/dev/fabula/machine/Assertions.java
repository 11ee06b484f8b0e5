package dev.fabula.machine;

/** What the library asks before it makes a value of bytes that nobody chose. */
final class Assertions {

  private final Context context;

  Assertions(Context context) {
    this.context = context;
  }

  Library.Meaning meaning(String name, Ty ty) {
    return f -> {
      if (context.copies.validity().isEmpty(ty)) {
        throw none(ty);
      }
      if (name.equals("assert_zero_valid") && !isValid(ty, 0)) {
        throw none(ty);
      }
      if (name.equals("assert_mem_uninitialized_valid") && !mayBeUninitialised(ty)) {
        throw Halt.undefined(
            "`std::mem::uninitialized` makes a value of type `%s`, which may not be uninitialised"
                .formatted(Words.type(ty.type())));
      }
    };
  }

  /** The library panics to be kind; that such a value is asked for is undefined all the same. */
  private static Halt none(Ty ty) {
    return Halt.undefined(
        "a value is asked for that the type `%s` does not have".formatted(Words.type(ty.type())));
  }

  private boolean isValid(Ty ty, int octet) throws Halt {
    Allocation bytes =
        context.machine.allocate(Allocation.Kind.LOCAL, "a temporary", ty.size(), ty.align());
    for (int i = 0; i < ty.size(); i++) {
      bytes.setByte(i, (byte) octet);
    }
    return isValid(bytes, ty);
  }

  private boolean mayBeUninitialised(Ty ty) throws Halt {
    return isValid(
        context.machine.allocate(Allocation.Kind.LOCAL, "a temporary", ty.size(), ty.align()), ty);
  }

  private boolean isValid(Allocation bytes, Ty ty) throws Halt {
    try {
      context.copies.validity().demand(bytes, 0, ty);
      return true;
    } catch (Halt halt) {
      if (halt.ending() instanceof Ending.Undefined) {
        return false;
      }
      throw halt;
    }
  }
}
