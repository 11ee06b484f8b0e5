package dev.fabula.isa.validate;

import dev.fabula.isa.Location;
import dev.fabula.isa.validate.Layout.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Random values, of which many lie at the edges of what a width holds. */
final class Values {

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE,
    0x80000000L,
    0xffffffffL,
    0x100000000L,
    0x7fffffff80000000L,
    0x7f,
    0x80,
    0xff,
    0x100,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    31,
    32,
    63,
    64,
    0x5555555555555555L,
    0x8000800080008000L,
    0x7fff7fff7fff7fffL,
    0x8080808080808080L,
    0x7f7f7f7f7f7f7f7fL,
    0x8000000080000000L,
    // Floats: one, infinities, quiet and signalling NaN, the smallest normal and subnormal numbers.
    0x3ff0000000000000L,
    0x3f8000003f800000L,
    0x7ff0000000000000L,
    0xfff0000000000000L,
    0x7f800000ff800000L,
    0x7ff8000000000000L,
    0x7ff0000000000001L,
    0x7fc000007f800001L,
    0x0010000000000000L,
    0x0080000000800000L,
    0x43e0000000000000L,
    0x4f0000005f000000L
  };

  private final Random random;

  Values(Random random) {
    this.random = random;
  }

  /** A word. */
  long word() {
    long edge = EDGES[random.nextInt(EDGES.length)];
    return switch (random.nextInt(8)) {
      case 0, 1 -> edge;
      case 2 -> edge ^ random.nextLong() << 32;
      case 3 -> edge + random.nextInt(5) - 2;
      case 4 -> random.nextInt(72);
      case 5 -> random.nextLong() >> random.nextInt(64);
      default -> random.nextLong();
    };
  }

  /** A random state, memory included. */
  MachineState state(Target target) {
    MachineState state = MachineState.empty(target.layout());
    fill(state);
    shareWords(target, state);
    state.window(window());
    target.prepare(state, random);
    return state;
  }

  /** A random state whose vectors, x87 registers and memory hold floats, mostly of one width. */
  MachineState floats(Target target) {
    MachineState state = state(target);
    FloatNumbers floats = new FloatNumbers(random);
    int width = 16 << random.nextInt(3);
    for (Location location : target.set().registers().locations()) {
      Field field = target.field(location.name());
      if (field != null && location.kind() == Location.Kind.VECTOR) {
        state.put(field, floats.vector(width, field.bits()));
      } else if (field != null && location.kind() == Location.Kind.X87) {
        state.put(field, floats.extended());
      }
    }
    for (int n = 0; n < Layout.BUFFER_SIZE; n += 8) {
      boolean integer = random.nextInt(4) == 0;
      long word = integer ? random.nextLong() >> random.nextInt(64) : floats.word(width);
      for (int at = 0; at < 8; at++) {
        state.buffer(n + at, (int) (word >>> 8 * at));
      }
    }
    target.prepareFloats(state, random);
    return state;
  }

  /** Now and then two registers hold the same: comparisons would hardly ever find that. */
  private void shareWords(Target target, MachineState state) {
    if (random.nextInt(3) == 0) {
      int count = target.layout().fields().size();
      for (int n = 0; n < 4; n++) {
        Field from = target.layout().fields().get(random.nextInt(count));
        Field to = target.layout().fields().get(random.nextInt(count));
        if (from.bits() == to.bits()) {
          state.put(to, state.get(from));
        }
      }
    }
  }

  private void fill(MachineState state) {
    ByteBuffer words = ByteBuffer.wrap(state.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    long repeated = word();
    int repeating = 0;
    while (words.remaining() >= 8) {
      if (repeating == 0 && random.nextInt(32) == 0) {
        repeated = word();
        repeating = 8;
      }
      words.putLong(repeating > 0 ? repeated : word());
      repeating = Math.max(0, repeating - 1);
    }
    state.clearSignal();
  }

  /** At the start of the pages, across their border, or at their end. */
  private long window() {
    int room = Program.WINDOW_SIZE - Layout.BUFFER_SIZE;
    return Program.WINDOW
        + switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> room;
          default -> room / 2;
        };
  }

  /** An address of so many bytes inside the buffer of a state, perhaps misaligned. */
  long address(MachineState state, int bytes) {
    int last = Layout.BUFFER_SIZE - bytes;
    int middle = Layout.BUFFER_SIZE / 2;
    int offset =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> last;
          case 2 -> Math.clamp(middle - bytes / 2, 0, last);
          case 3, 4 -> random.nextInt(last + 1);
          default -> random.nextInt(last + 1) / bytes * bytes;
        };
    return state.window() + offset;
  }
}
