package dev.fabula.machine;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of memory: bytes that may be uninitialised or parts of pointers. */
final class Allocation {

  /** What a piece of memory is for. */
  enum Kind {
    LOCAL,
    HEAP,
    STATIC,
    FUNCTION,
    VTABLE,
    /** What a story maps at an address of its choice. */
    MAPPED
  }

  private final Memory memory;
  private final Kind kind;
  private final String name;
  private final int size;
  private final int align;
  private final long serial;
  private final byte[] bytes;
  private final boolean[] initialised;
  private Tag @Nullable [] tags;
  private byte @Nullable [] parts;
  private @Nullable BorrowTree tree;
  private long base;
  private boolean live = true;
  private boolean mutable = true;
  private Optional<Spot> born = Optional.empty();
  private Optional<Spot> died = Optional.empty();
  private @Nullable Object payload;
  private @Nullable Object stamps;

  /**
   * An allocation without an address, which it gets when it is asked for it.
   *
   * @param name what it is called in messages
   * @param size in bytes
   * @param align in bytes
   * @param serial how many were made before it, and it
   */
  Allocation(Memory memory, Kind kind, String name, int size, int align, long serial) {
    this.memory = memory;
    this.kind = kind;
    this.name = name;
    this.size = size;
    this.align = align;
    this.serial = serial;
    this.bytes = new byte[size];
    this.initialised = new boolean[size];
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  int align() {
    return align;
  }

  long serial() {
    return serial;
  }

  boolean isLive() {
    return live;
  }

  boolean isMutable() {
    return mutable;
  }

  void freeze() {
    mutable = false;
  }

  Optional<Spot> born() {
    return born;
  }

  Optional<Spot> died() {
    return died;
  }

  void bornAt(Spot spot) {
    born = Optional.of(spot);
  }

  /** What a function or a vtable stands for. */
  Optional<Object> payload() {
    return Optional.ofNullable(payload);
  }

  void setPayload(Object what) {
    payload = what;
  }

  /** What {@link Races} knows of its bytes. */
  @Nullable Object stamps() {
    return stamps;
  }

  void setStamps(Object what) {
    stamps = what;
  }

  /** Its end. */
  void die(Optional<Spot> spot) {
    live = false;
    died = spot;
    memory.forget(this);
  }

  /** Its address; it gets one at the first question. */
  long base() {
    if (base == 0) {
      base = memory.place(this, align);
    }
    return base;
  }

  void setBase(long address) {
    base = address;
  }

  boolean hasAddress() {
    return base != 0;
  }

  /** The references to it; there are none while this is empty. */
  @Nullable BorrowTree treeIfAny() {
    return tree;
  }

  BorrowTree tree() {
    BorrowTree known = tree;
    if (known == null) {
      known = new BorrowTree(this, new Tag.Origin(name, born));
      tree = known;
    }
    return known;
  }

  /** Makes it what it was before anything was put into it. */
  void clear() {
    Arrays.fill(initialised, false);
    tags = null;
  }

  /** Whether all bytes of a range are initialised. */
  boolean isInitialised(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!initialised[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isInitialised(int offset) {
    return initialised[offset];
  }

  void uninitialise(int from, int length) {
    Arrays.fill(initialised, from, from + length, false);
    forgetTags(from, length);
  }

  /** Makes bytes mere numbers. */
  void forgetTags(int from, int length) {
    Tag[] known = tags;
    if (known != null) {
      Arrays.fill(known, from, from + length, null);
    }
  }

  /** The number in up to 8 bytes; little-endian. */
  long bits(int offset, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | bytes[offset + i] & 0xff;
    }
    return value;
  }

  /** Puts a number without provenance into up to 8 bytes. */
  void setBits(int offset, int length, long value) {
    long rest = value;
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = (byte) rest;
      initialised[offset + i] = true;
      rest >>= 8;
    }
    forgetTags(offset, length);
  }

  /** The right that a pointer's 8 bytes carry, if all have the same. */
  @Nullable Tag tag(int offset) {
    Tag[] known = tags;
    if (known == null) {
      return null;
    }
    Tag tag = known[offset];
    byte[] numbers = parts;
    for (int i = 0; i < Long.BYTES; i++) {
      if (known[offset + i] != tag || numbers == null || numbers[offset + i] != i) {
        return null;
      }
    }
    return tag;
  }

  void setPointer(int offset, long address, @Nullable Tag tag) {
    setBits(offset, Long.BYTES, address);
    if (tag != null) {
      Tag[] known = tagsToWrite();
      Arrays.fill(known, offset, offset + Long.BYTES, tag);
      for (int i = 0; i < Long.BYTES; i++) {
        partsToWrite()[offset + i] = (byte) i;
      }
    }
  }

  /** Which byte of its pointer each byte is. */
  private byte[] partsToWrite() {
    byte[] known = parts;
    if (known == null) {
      known = new byte[size];
      parts = known;
    }
    return known;
  }

  private Tag[] tagsToWrite() {
    Tag[] known = tags;
    if (known == null) {
      known = new Tag[size];
      tags = known;
    }
    return known;
  }

  /** Takes bytes as they are from another place, which may overlap. */
  void copy(Allocation from, int source, int target, int length) {
    if (length == 0) {
      return;
    }
    System.arraycopy(from.bytes, source, bytes, target, length);
    System.arraycopy(from.initialised, source, initialised, target, length);
    Tag[] theirs = from.tags;
    if (theirs != null) {
      System.arraycopy(theirs, source, tagsToWrite(), target, length);
      System.arraycopy(from.partsToWrite(), source, partsToWrite(), target, length);
    } else {
      forgetTags(target, length);
    }
  }

  /** The bytes, which are not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  void setByte(int offset, byte value) {
    bytes[offset] = value;
    initialised[offset] = true;
    forgetTags(offset, 1);
  }

  /** Marks all references that lie in it as in use. */
  void markLive() {
    Tag[] known = tags;
    if (known != null) {
      for (Tag tag : known) {
        if (tag != null) {
          tag.live = true;
        }
      }
    }
  }
}
