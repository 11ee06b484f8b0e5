package dev.fabula.machine;

/** What a node knows of a byte, in four bits: its permission, and whether it was touched. */
final class ByteState {

  /** Undefined behaviour. */
  static final byte UNDEFINED = -1;

  private static final int TOUCHED = 8;
  private static final Permission[] PERMISSIONS = Permission.values();
  private static final byte[][] NEXT = new byte[2][64];

  static {
    for (int state = 0; state < 16; state++) {
      for (Access access : Access.values()) {
        NEXT[0][state << 2 | access.ordinal()] = next((byte) state, access, false);
        boolean possible = permission((byte) state) != Permission.RESERVED_IM;
        NEXT[1][state << 2 | access.ordinal()] =
            possible ? next((byte) state, access, true) : UNDEFINED;
      }
    }
  }

  private ByteState() {}

  static byte of(Permission permission, boolean touched) {
    return (byte) (permission.ordinal() | (touched ? TOUCHED : 0));
  }

  static Permission permission(byte state) {
    return PERMISSIONS[state & TOUCHED - 1];
  }

  static boolean isTouched(byte state) {
    return (state & TOUCHED) != 0;
  }

  /** The state after an access, or {@link #UNDEFINED}; by a table made of the permissions' own. */
  static byte after(byte state, Access access, boolean guarded) {
    return NEXT[guarded ? 1 : 0][state << 2 | access.ordinal()];
  }

  private static byte next(byte state, Access access, boolean guarded) {
    Permission now = permission(state);
    boolean touched = isTouched(state);
    Permission next = guarded ? now.guarded(access, touched) : now.unprotected(access);
    return next == Permission.FORBIDDEN ? UNDEFINED : of(next, touched || access.isLocal());
  }

  /** The state when the function that was given the reference ends. */
  static byte released(byte state) {
    return permission(state) == Permission.CONFLICTED
        ? of(Permission.RESERVED, isTouched(state))
        : state;
  }
}
