package dev.fabula.repertoire;

import dev.fabula.asm.Architecture;
import dev.fabula.exec.Universe;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Byte strings that may be instructions of one architecture, from fields and from chance. */
final class Encodings {

  private static final int[] PREFIXES = {-1, 0x66, 0xf3, 0xf2};

  private final Universe universe;
  private final Random random;

  Encodings(Universe universe, long seed) {
    this.universe = universe;
    this.random = new Random(seed);
  }

  /** Starting points of a search. */
  void seeds(int count, Consumer<byte[]> to) {
    if (universe.architecture().isX86()) {
      legacy(to);
      vex(to);
      evex(to);
      rare(to);
    } else {
      spaces().forEach(space -> space.enumerate(longest(universe.architecture()), to));
      for (int n = 0; n < count; n++) {
        to.accept(chance());
      }
    }
  }

  /** Where instructions have no field that chance could get right. */
  private List<Space> spaces() {
    return switch (universe) {
      case AARCH64 ->
          List.of(
              new Space(0xd503001f, 0xffe0),
              new Space(0xd61f03e0, 0x01e0fc1f),
              new Space(0xd61f0000, 0x01e0fc1f));
      case ARM -> List.of(new Space(0xe320f000, 0xff), new Space(0xf57ff000, 0xff));
      case THUMB, THUMB_M ->
          List.of(
              new Space(0, 0xffff),
              new Space(0x8000f3af, 0xff0000),
              new Space(0x8f00f3bf, 0xff0000));
      case RISCV32, RISCV64 -> List.of(new Space(0, 0xffff), new Space(0x73, 0xfff00000));
      case LOONGARCH32, LOONGARCH64 -> List.of(new Space(0x06480000, 0xffff));
      case S390X -> List.of(new Space(0, 0xffff));
      case X86_64, X86, POWERPC, POWERPC64 -> List.of();
    };
  }

  /** Little-endian words in which some bits have all values. */
  private record Space(int base, int mask) {
    void enumerate(int length, Consumer<byte[]> to) {
      int bits = 0;
      do {
        int word = base & ~mask | bits;
        byte[] bytes = new byte[length];
        for (int n = 0; n < 4; n++) {
          bytes[n] = (byte) (word >>> 8 * n);
        }
        to.accept(bytes);
        bits = bits - mask & mask;
      } while (bits != 0);
    }
  }

  /** An encoding by chance. */
  byte[] chance() {
    byte[] bytes = new byte[longest(universe.architecture())];
    random.nextBytes(bytes);
    for (int runs = random.nextInt(4); runs > 0; runs--) {
      run(bytes);
    }
    return settled(bytes);
  }

  /** Makes some bits in a row zero or one: rare instructions leave no field to chance. */
  private void run(byte[] bytes) {
    int bits = 8 * bytes.length;
    int start = random.nextInt(bits);
    int end = Math.min(bits, start + 1 + random.nextInt(20));
    boolean ones = random.nextBoolean();
    for (int bit = start; bit < end; bit++) {
      int mask = 1 << (bit & 7);
      bytes[bit >> 3] = (byte) (ones ? bytes[bit >> 3] | mask : bytes[bit >> 3] & ~mask);
    }
  }

  private static int longest(Architecture architecture) {
    return switch (architecture) {
      case X86_64, X86 -> 15;
      case S390X -> 6;
      case POWERPC, POWERPC64 -> 8;
      case AARCH64, ARM64EC, ARM, RISCV32, RISCV64, LOONGARCH32, LOONGARCH64 -> 4;
    };
  }

  /** Neighbours of an encoding: one bit, or two, are others; some of its bytes are others. */
  void neighbours(byte[] of, int pairs, Consumer<byte[]> to) {
    int bits = 8 * Math.min(of.length, 6);
    for (int a = 0; a < bits; a++) {
      to.accept(settled(flipped(of, a)));
    }
    for (int n = 0; n < pairs; n++) {
      byte[] other = flipped(of, random.nextInt(bits));
      for (int more = random.nextInt(3); more >= 0; more--) {
        other = flipped(other, random.nextInt(bits));
      }
      if (random.nextBoolean()) {
        run(other);
      }
      to.accept(settled(other));
    }
    for (int at = 0; at < Math.min(of.length, 6); at++) {
      byte[] other = of.clone();
      other[at] = (byte) random.nextInt(256);
      to.accept(settled(other));
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] other = bytes.clone();
    other[bit >> 3] ^= (byte) (1 << (bit & 7));
    return other;
  }

  /** A32 without a condition, so that a mnemonic is spelled in one way. */
  private byte[] settled(byte[] bytes) {
    if (universe == Universe.ARM && (bytes[3] & 0xf0) != 0xf0) {
      bytes[3] = (byte) (bytes[3] & 0x0f | 0xe0);
    }
    return bytes;
  }

  private void legacy(Consumer<byte[]> to) {
    for (int prefix : PREFIXES) {
      for (int second : PREFIXES) {
        for (int rex = 0; rex < (universe == Universe.X86_64 ? 2 : 1); rex++) {
          for (int map = 0; map < 4; map++) {
            for (int opcode = 0; opcode < 256; opcode++) {
              forms(head(prefix, second, rex, map), opcode, map < 2 && isGroup(map, opcode), to);
            }
          }
        }
      }
    }
  }

  /** Whether all of the byte behind an opcode may choose the instruction. */
  private static boolean isGroup(int map, int opcode) {
    return map == 0
        ? opcode >= 0xd8 && opcode <= 0xdf || (opcode & 0xfe) == 0xc6
        : opcode < 0x02 || opcode >= 0x18 && opcode < 0x20 || opcode == 0xae || opcode == 0xc7;
  }

  private static byte[] head(int prefix, int second, int rex, int map) {
    Bytestring head = new Bytestring();
    head.addUnless(-1, prefix).addUnless(-1, prefix == second ? -1 : second);
    head.addUnless(0, rex == 0 ? 0 : 0x48);
    return switch (map) {
      case 0 -> head.toArray();
      case 1 -> head.add(0x0f).toArray();
      case 2 -> head.add(0x0f).add(0x38).toArray();
      default -> head.add(0x0f).add(0x3a).toArray();
    };
  }

  /**
   * An opcode with registers, with memory, and with all numbers where a register's place may be.
   */
  private void forms(byte[] head, int opcode, boolean groups, Consumer<byte[]> to) {
    for (int reg = 0; reg < 8; reg++) {
      to.accept(form(head, opcode, reg << 3, 0));
      to.accept(form(head, opcode, 0xc1 | reg << 3, 0));
      to.accept(form(head, opcode, reg << 3 | 4, 0x48));
      for (int rm = 0; groups && rm < 8; rm++) {
        to.accept(form(head, opcode, 0xc0 | reg << 3 | rm, 0));
      }
    }
  }

  private byte[] form(byte[] head, int opcode, int modrm, int sib) {
    Bytestring bytes = new Bytestring();
    for (byte b : head) {
      bytes.add(b);
    }
    bytes.add(opcode).add(modrm);
    if (sib != 0) {
      bytes.add(sib);
    }
    int immediate = random.nextInt(4) == 0 ? random.nextInt(256) : 0x11 + random.nextInt(4);
    while (bytes.size() < 15) {
      bytes.add(immediate);
      immediate = 0x10;
    }
    return bytes.toArray();
  }

  private void vex(Consumer<byte[]> to) {
    for (int map : new int[] {1, 2, 3, 5, 7, 8, 9, 10}) {
      int escape = map >= 8 ? 0x8f : 0xc4;
      for (int fields = 0; fields < 32; fields++) {
        // W, L and pp; the second source is absent or not.
        int third = (fields & 1) << 7 | (fields >> 1 & 1) << 2 | fields >> 2 & 3;
        int source = (fields & 16) != 0 ? 0x78 : 0x68;
        for (int opcode = 0; opcode < 256; opcode++) {
          byte[] head = {(byte) escape, (byte) (0xe0 | map), (byte) (third | source)};
          forms(head, opcode, map == 1 && opcode == 0x77, to);
        }
      }
    }
  }

  private void evex(Consumer<byte[]> to) {
    int[] contexts = {0x08, 0x09, 0x89, 0x18, 0x19, 0x99};
    for (int map : new int[] {1, 2, 3, 4, 5, 6}) {
      for (int fields = 0; fields < 24; fields++) {
        int w = fields & 1;
        int pp = fields >> 1 & 3;
        int length = fields >> 3;
        for (int context : contexts) {
          for (int source : new int[] {0x78, 0x68}) {
            byte[] head = {
              0x62,
              (byte) (0xf0 | map),
              (byte) (w << 7 | source | 4 | pp),
              (byte) (context | length << 5)
            };
            for (int opcode = 0; opcode < 256; opcode++) {
              boolean groups = map == 1 && opcode >= 0x70 && opcode <= 0x73 || map == 4;
              evexForms(head, opcode, groups || (opcode & 0xfe) == 0xc6, to);
            }
          }
        }
      }
    }
  }

  private void evexForms(byte[] head, int opcode, boolean groups, Consumer<byte[]> to) {
    for (int reg = 0; reg < (groups ? 8 : 1); reg++) {
      to.accept(form(head, opcode, reg << 3 | 1, 0));
      to.accept(form(head, opcode, 0xc2 | reg << 3, 0));
      to.accept(form(head, opcode, reg << 3 | 4, 0x48));
    }
  }

  /** 3DNow, whose opcode is behind the operands, and comparisons, whose predicate is. */
  private void rare(Consumer<byte[]> to) {
    for (int last = 0; last < 256; last++) {
      to.accept(new byte[] {0x0f, 0x0f, (byte) 0xc1, (byte) last});
      to.accept(new byte[] {0x0f, 0x0f, 0x01, (byte) last});
      for (int prefix : PREFIXES) {
        byte p = (byte) prefix;
        to.accept(form(new byte[] {p, 0x0f}, 0xc2, 0xc1, last == 0 ? 0x100 : last));
        to.accept(form(new byte[] {0x0f}, 0xc2, 0xc1, last == 0 ? 0x100 : last));
      }
    }
  }

  /** Bytes that become more. */
  private static final class Bytestring {
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();

    Bytestring add(int value) {
      bytes.write(value);
      return this;
    }

    Bytestring addUnless(int none, int value) {
      return value == none ? this : add(value);
    }

    int size() {
      return bytes.size();
    }

    byte[] toArray() {
      return bytes.toByteArray();
    }
  }
}
