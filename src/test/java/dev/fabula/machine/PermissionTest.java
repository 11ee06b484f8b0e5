package dev.fabula.machine;

import static dev.fabula.machine.Permission.CELL;
import static dev.fabula.machine.Permission.CONFLICTED;
import static dev.fabula.machine.Permission.DISABLED;
import static dev.fabula.machine.Permission.FORBIDDEN;
import static dev.fabula.machine.Permission.FROZEN;
import static dev.fabula.machine.Permission.RESERVED;
import static dev.fabula.machine.Permission.RESERVED_IM;
import static dev.fabula.machine.Permission.UNIQUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All states of a byte under all accesses, and the tables in their other formulation. */
final class PermissionTest {

  private static final List<Permission> STATES =
      List.of(CELL, RESERVED_IM, RESERVED, UNIQUE, FROZEN, DISABLED);

  /** Rows as in the paper: state, then what comes of the four accesses. */
  @Test
  void unprotectedIsTheTable() {
    assertThat(row(CELL)).containsExactly(CELL, CELL, CELL, CELL);
    assertThat(row(RESERVED_IM)).containsExactly(RESERVED_IM, UNIQUE, RESERVED_IM, RESERVED_IM);
    assertThat(row(RESERVED)).containsExactly(RESERVED, UNIQUE, RESERVED, DISABLED);
    assertThat(row(UNIQUE)).containsExactly(UNIQUE, UNIQUE, FROZEN, DISABLED);
    assertThat(row(FROZEN)).containsExactly(FROZEN, FORBIDDEN, FROZEN, DISABLED);
    assertThat(row(DISABLED)).containsExactly(FORBIDDEN, FORBIDDEN, DISABLED, DISABLED);
  }

  private static List<Permission> row(Permission state) {
    return List.of(Access.values()).stream().map(state::unprotected).toList();
  }

  @Test
  void guardedIsTheTable() {
    for (boolean touched : new boolean[] {false, true}) {
      Permission lost = touched ? FORBIDDEN : DISABLED;
      assertThat(guarded(CELL, touched)).containsExactly(CELL, CELL, CELL, CELL);
      assertThat(guarded(RESERVED, touched)).containsExactly(RESERVED, UNIQUE, CONFLICTED, lost);
      assertThat(guarded(CONFLICTED, touched))
          .containsExactly(CONFLICTED, FORBIDDEN, CONFLICTED, lost);
      assertThat(guarded(UNIQUE, touched)).containsExactly(UNIQUE, UNIQUE, FORBIDDEN, FORBIDDEN);
      assertThat(guarded(FROZEN, touched)).containsExactly(FROZEN, FORBIDDEN, FROZEN, lost);
      assertThat(guarded(DISABLED, touched))
          .containsExactly(FORBIDDEN, FORBIDDEN, DISABLED, DISABLED);
    }
  }

  private static List<Permission> guarded(Permission state, boolean touched) {
    return List.of(Access.values()).stream().map(a -> state.guarded(a, touched)).toList();
  }

  @Test
  void whatHappensTwiceHappensOnce() {
    for (Permission state : STATES) {
      for (Access access : Access.values()) {
        Permission once = state.unprotected(access);
        if (once != FORBIDDEN) {
          assertThat(once.unprotected(access)).isEqualTo(once);
        }
      }
    }
  }

  @Test
  void aForeignReadAfterAForeignWriteChangesNothing() {
    for (Permission state : STATES) {
      Permission written = state.unprotected(Access.FOREIGN_WRITE);
      assertThat(written.unprotected(Access.FOREIGN_READ)).isEqualTo(written);
    }
  }

  /** A byte as the one formulation has it, and as the other. */
  private record Both(byte ours, Other theirs, boolean guarded) {}

  /**
   * The other formulation: a permission with a mark of conflict, and whether the byte was accessed.
   * An access gives the same new permission whether guarded or not, except that under a guard a
   * foreign read takes all rights from a unique one; it is undefined behaviour if a guarded and
   * accessed byte thereby becomes disabled.
   */
  private record Other(Permission permission, boolean accessed) {
    Other after(Access access, boolean guarded) {
      Permission next = next(access, guarded);
      boolean now = accessed || access.isLocal();
      boolean lost = guarded && now && next == DISABLED && permission != DISABLED;
      return new Other(lost ? FORBIDDEN : next, now);
    }

    private Permission next(Access access, boolean guarded) {
      if (permission == CELL) {
        return CELL;
      }
      return switch (access) {
        case LOCAL_READ -> permission == DISABLED ? FORBIDDEN : permission;
        case LOCAL_WRITE ->
            switch (permission) {
              case RESERVED, RESERVED_IM, UNIQUE -> UNIQUE;
              case CONFLICTED -> guarded ? FORBIDDEN : UNIQUE;
              default -> FORBIDDEN;
            };
        case FOREIGN_READ ->
            switch (permission) {
              case UNIQUE -> guarded ? DISABLED : FROZEN;
              case RESERVED -> guarded ? CONFLICTED : RESERVED;
              default -> permission;
            };
        case FOREIGN_WRITE -> permission == RESERVED_IM && !guarded ? RESERVED_IM : DISABLED;
      };
    }

    Other released() {
      return permission == CONFLICTED ? new Other(RESERVED, accessed) : this;
    }
  }

  @Test
  void bothFormulationsAgreeInEveryStateThatIsReached() {
    Deque<Both> open = new ArrayDeque<>();
    for (Permission first : List.of(CELL, RESERVED_IM, RESERVED, FROZEN)) {
      add(open, first, false);
    }
    for (Permission first : List.of(CELL, RESERVED, FROZEN)) {
      add(open, first, true);
    }
    Set<Both> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Both at = open.pop();
      if (seen.add(at)) {
        open.addAll(next(at));
      }
    }
    assertThat(seen).hasSize(21);
  }

  private static void add(Deque<Both> open, Permission first, boolean guarded) {
    open.add(new Both(ByteState.of(first, false), new Other(first, false), guarded));
  }

  private static List<Both> next(Both at) {
    List<Both> next = new java.util.ArrayList<>();
    for (Access access : Access.values()) {
      byte ours = ByteState.after(at.ours(), access, at.guarded());
      Other theirs = at.theirs().after(access, at.guarded());
      boolean undefined = ours == ByteState.UNDEFINED;
      assertThat(undefined).as("%s %s", at, access).isEqualTo(theirs.permission() == FORBIDDEN);
      if (!undefined) {
        assertThat(ByteState.permission(ours)).isEqualTo(theirs.permission());
        assertThat(ByteState.isTouched(ours)).isEqualTo(theirs.accessed());
        next.add(new Both(ours, theirs, at.guarded()));
      }
    }
    if (at.guarded()) {
      next.add(new Both(ByteState.released(at.ours()), at.theirs().released(), false));
    }
    return next;
  }
}
