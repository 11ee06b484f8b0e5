package dev.fabula.isa.validate;

import dev.fabula.asm.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Every opcode of every map with the prefixes that may change it, with register and memory
 * operands: a net in which each instruction is caught, whoever adds it.
 */
final class X86Encodings implements Iterable<Bytes> {

  private static final int[][] MAPS = {{}, {0x0f}, {0x0f, 0x38}, {0x0f, 0x3a}};
  private static final int[][] PREFIXES = {
    {},
    {0x66},
    {0xf2},
    {0xf3},
    {0xf0},
    {0x66, 0xf0},
    {0x66, 0xf3},
    {0x66, 0xf2},
    {0xf3, 0x66},
    {0xf2, 0x66}
  };

  private final List<Bytes> listed;
  private final boolean wide;
  private final boolean avx512;
  private final Random random;
  private final double share;

  /** The net, with other encodings in it. */
  X86Encodings(List<Bytes> listed, boolean wide, boolean avx512, Random random, double share) {
    this.listed = listed;
    this.wide = wide;
    this.avx512 = avx512;
    this.random = random;
    this.share = share;
  }

  @Override
  public Iterator<Bytes> iterator() {
    List<Bytes> all = new ArrayList<>(listed);
    for (int opcode = 0; opcode < 256; opcode++) {
      for (int modrm = 0; modrm < 24; modrm++) {
        legacy(opcode, modrm, all);
        if (modrm < 10 || modrm == 16) {
          vex(opcode, modrm, all);
        }
        if (avx512 && (modrm == 1 || modrm == 16)) {
          evex(opcode, modrm, all);
        }
      }
    }
    all.removeIf(b -> random.nextDouble() >= share);
    Collections.shuffle(all, random);
    return all.iterator();
  }

  private void legacy(int opcode, int modrm, List<Bytes> all) {
    for (int[] map : MAPS) {
      for (int[] prefix : PREFIXES) {
        for (int rex = 0; rex < (wide ? 2 : 1); rex++) {
          boolean plain = modrm < 17 || prefix.length == 0 && map.length < 2;
          boolean locked = prefix.length > 0 && prefix[prefix.length - 1] == 0xf0;
          if (plain && (!locked || modrm >= 8 && map.length < 2)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            put(bytes, prefix);
            put(bytes, rex == 0 ? new int[0] : new int[] {0x48});
            put(bytes, map);
            bytes.write(opcode);
            operands(bytes, modrm);
            all.add(Bytes.of(bytes.toByteArray()));
          }
        }
      }
    }
  }

  private void vex(int opcode, int modrm, List<Bytes> all) {
    for (int map = 1; map <= 3; map++) {
      for (int rest = 0; rest < 16; rest++) {
        int source = modrm == 2 ? 0x78 : 0x68;
        int length = rest & 7;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        put(bytes, 0xc4, 0xe0 | map, rest >> 3 << 7 | source | length);
        bytes.write(opcode);
        operands(bytes, modrm);
        all.add(Bytes.of(bytes.toByteArray()));
      }
    }
  }

  private void evex(int opcode, int modrm, List<Bytes> all) {
    for (int map = 1; map <= 6; map++) {
      for (int rest = 0; rest < 8; rest++) {
        int length = random.nextInt(3);
        int mask = random.nextInt(3);
        int zeroing = mask > 0 ? random.nextInt(2) : 0;
        int broadcast = random.nextInt(4) == 0 ? 1 : 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        put(bytes, 0x62, 0xf0 | map, rest >> 2 << 7 | 0x6c | rest & 3);
        put(bytes, zeroing << 7 | length << 5 | broadcast << 4 | 8 | mask, opcode);
        operands(bytes, modrm);
        all.add(Bytes.of(bytes.toByteArray()));
      }
    }
  }

  /** Registers, a memory operand by one register, or one by two; then bytes of an immediate. */
  private void operands(ByteArrayOutputStream bytes, int modrm) {
    int reg = modrm & 7;
    if (modrm < 8) {
      bytes.write(0xc0 | reg << 3 | 1);
    } else if (modrm < 16) {
      put(bytes, 0x40 | reg << 3 | 7, 16);
    } else {
      put(bytes, 0x44 | reg << 3, 0x8e, 5);
    }
    put(bytes, random.nextInt(16), 0, 0, 0, 0, 0, 0, 0);
  }

  private static void put(ByteArrayOutputStream bytes, int... values) {
    for (int value : values) {
      bytes.write(value);
    }
  }
}
