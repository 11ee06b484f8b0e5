package dev.fabula.isa.x86;

import dev.fabula.isa.Reach;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Moves of vector registers that change no bits. */
enum SseMove implements Entry {
  ALIGNED("movaps", "movapd", "movdqa"),
  UNALIGNED("movups", "movupd", "movdqu", "lddqu"),
  STREAMING("movntps", "movntpd", "movntdq", "movntq", "movntdqa"),
  MOVD("movd", "movq", "movq2dq", "movdq2q"),
  SCALAR("movss", "movsd"),
  LOW("movlps", "movlpd"),
  HIGH("movhps", "movhpd"),
  MOVHLPS("movhlps"),
  MOVLHPS("movlhps"),
  MOVDDUP("movddup"),
  MOVSLDUP("movsldup"),
  MOVSHDUP("movshdup"),
  SIGNS("pmovmskb", "movmskps", "movmskpd"),
  INSERT("pinsrb", "pinsrw", "pinsrd", "pinsrq"),
  EXTRACT("pextrb", "pextrw", "pextrd", "pextrq", "extractps"),
  WIDEN(
      "pmovzxbw",
      "pmovzxbd",
      "pmovzxbq",
      "pmovzxwd",
      "pmovzxwq",
      "pmovzxdq",
      "pmovsxbw",
      "pmovsxbd",
      "pmovsxbq",
      "pmovsxwd",
      "pmovsxwq",
      "pmovsxdq"),
  MASKED_STORE("maskmovdqu", "maskmovq");

  private final List<String> mnemonics;

  SseMove(String... names) {
    mnemonics = Vectors.both(List.of(names));
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    switch (this) {
      case ALIGNED -> aligned(s);
      case UNALIGNED -> s.write(0, s.read(1));
      case STREAMING -> streaming(s);
      case MOVD -> moveLow(s);
      case SCALAR -> scalar(s, Vectors.stem(s).equals("movss") ? 32 : 64);
      case LOW -> half(s, 0);
      case HIGH -> half(s, 1);
      case MOVHLPS -> s.write(0, Lanes.withLow(Vectors.left(s), high(Vectors.right(s))));
      case MOVLHPS -> s.write(0, low(Vectors.right(s)).concat(low(Vectors.left(s))));
      case MOVDDUP -> duplicate(s, 64, 0);
      case MOVSLDUP -> duplicate(s, 32, 0);
      case MOVSHDUP -> duplicate(s, 32, 1);
      case SIGNS -> signs(s);
      case INSERT -> insert(s);
      case EXTRACT -> extract(s);
      case WIDEN -> widen(s);
      case MASKED_STORE -> maskedStore(s);
    }
  }

  private static Term low(Term value) {
    return value.truncate(64);
  }

  private static Term high(Term value) {
    return value.extract(127, 64);
  }

  /** The operands' own width; LLVM prints the width of memory only. */
  private static int width(Step s) throws UnknownInstruction {
    return s.width(s.isMemory(0) ? 1 : 0);
  }

  private static void aligned(Step s) throws UnknownInstruction {
    for (int n = 0; n < 2; n++) {
      if (s.isMemory(n)) {
        s.trapUnlessAligned(n, width(s) / 8);
      }
    }
    s.write(0, s.read(1));
  }

  private static void streaming(Step s) throws UnknownInstruction {
    int memory = s.isMemory(0) ? 0 : 1;
    if (width(s) > 64) {
      s.trapUnlessAligned(memory, width(s) / 8);
    }
    if (memory == 0) {
      s.storeStreaming(0, s.read(1));
    } else {
      s.write(0, s.read(1));
    }
  }

  private static void moveLow(Step s) throws UnknownInstruction {
    int bits = Vectors.stem(s).equals("movd") ? 32 : 64;
    Term value = s.read(1, s.isMemory(1) ? bits : s.width(1)).truncate(bits);
    s.write(0, s.isMemory(0) ? value : value.resizeUnsigned(s.width(0)));
  }

  private static void scalar(Step s, int bits) throws UnknownInstruction {
    if (s.isMemory(0)) {
      s.write(0, s.read(1).truncate(bits));
    } else if (s.isMemory(1)) {
      s.write(0, s.read(1, bits).zext(128));
    } else {
      s.write(0, Lanes.withLow(Vectors.left(s), Vectors.right(s).truncate(bits)));
    }
  }

  private static void half(Step s, int index) throws UnknownInstruction {
    if (s.isMemory(0)) {
      s.write(0, Lanes.lane(s.read(1), 64, index));
    } else {
      s.write(0, Lanes.with(Vectors.left(s), 64, index, s.read(Vectors.first(s) + 1, 64)));
    }
  }

  private static void duplicate(Step s, int bits, int odd) throws UnknownInstruction {
    int width = s.width(0);
    boolean half = s.isMemory(1) && s.width(1) < width;
    Term source = half ? s.read(1).zext(width) : Vectors.source(s, 1);
    s.write(0, Lanes.of(width / bits, n -> Lanes.lane(source, bits, n & ~1 | odd)));
  }

  private static void signs(Step s) throws UnknownInstruction {
    Term source = s.read(1);
    int bits = bitsOf(s, 'b', "ps");
    Term mask = Lanes.of(source.width() / bits, n -> Lanes.lane(source, bits, n).sign());
    s.write(0, mask.resizeUnsigned(s.width(0)));
  }

  private static int bitsOf(Step s, char bytes, String singles) {
    String name = s.instruction.mnemonic();
    if (name.charAt(name.length() - 1) == bytes) {
      return 8;
    }
    return name.endsWith(singles) ? 32 : 64;
  }

  /** Lane width from the last letter of a mnemonic: b, w, d or q; s is 32. */
  static int laneBits(String mnemonic) {
    return switch (mnemonic.charAt(mnemonic.length() - 1)) {
      case 'b' -> 8;
      case 'w' -> 16;
      case 'd', 's' -> 32;
      default -> 64;
    };
  }

  private static void insert(Step s) throws UnknownInstruction {
    int bits = laneBits(s.instruction.mnemonic());
    int from = Vectors.first(s) + 1;
    Term vector = Vectors.left(s);
    int index = (int) s.immediate(from + 1) & (vector.width() / bits - 1);
    Term value = s.read(from, s.isMemory(from) ? bits : s.width(from)).truncate(bits);
    s.write(0, Lanes.with(vector, bits, index, value));
  }

  private static void extract(Step s) throws UnknownInstruction {
    int bits = laneBits(s.instruction.mnemonic());
    Term vector = s.read(1);
    int index = (int) s.immediate(2) & (vector.width() / bits - 1);
    Term lane = Lanes.lane(vector, bits, index);
    s.write(0, s.isMemory(0) ? lane : lane.zext(s.width(0)));
  }

  private static void widen(Step s) throws UnknownInstruction {
    String stem = Vectors.stem(s);
    int from = laneBits(stem.substring(0, stem.length() - 1));
    int to = laneBits(stem);
    int count = s.width(0) / to;
    Term source = s.read(1, s.isMemory(1) ? count * from : s.width(1));
    boolean signed = stem.charAt(4) == 's';
    s.write(
        0,
        Lanes.of(
            count,
            n -> {
              Term lane = Lanes.lane(source, from, n);
              return signed ? lane.sext(to) : lane.zext(to);
            }));
  }

  private static void maskedStore(Step s) throws UnknownInstruction {
    s.refuseSegmentPrefix();
    s.cpu.sweep(
        "x86." + s.instruction.mnemonic(),
        s.get("di"),
        new Reach(0, s.width(0) / 8),
        List.of(s.read(0), s.read(1)),
        false,
        true);
  }
}
