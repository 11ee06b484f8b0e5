package dev.fabula.isa.validate;

import java.util.Random;

/** Random numbers for one thread, made quickly (SplitMix64). */
final class Dice extends Random {

  private static final long serialVersionUID = 1;

  private long state;

  Dice(long seed) {
    super(0);
    state = seed;
  }

  @Override
  protected int next(int bits) {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return (int) ((mixed ^ mixed >>> 31) >>> 64 - bits);
  }
}
