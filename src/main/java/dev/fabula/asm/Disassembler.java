package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decodes machine code with LLVM; immediates are printed in decimal. An instance may be used from
 * several threads.
 */
public final class Disassembler {
  private record Key(Architecture architecture, Dialect dialect, Mode mode) {}

  private static final Map<Key, Disassembler> SHARED = new ConcurrentHashMap<>();
  private static final int TEXT_SIZE = 512;
  private static final int SLACK = 64;
  private static final int MARKUP = 1;
  private static final int OTHER_SYNTAX = 4;

  private final Architecture architecture;
  private final Mode mode;
  private final long context;
  private final long text = Arena.global().allocate(TEXT_SIZE).address();
  private final Optional<DescriptorReader> descriptors;
  private MemorySegment memory = MemorySegment.NULL;
  private long code;
  private int capacity;

  private Disassembler(Key key) {
    architecture = key.architecture();
    mode = key.mode();
    context = Llvm.disassembler(architecture, mode);
    if (key.dialect() == Dialect.INTEL) {
      // Choosing a syntax makes a new printer, which forgets the marks: so this comes first.
      Llvm.SET_DISASSEMBLER_OPTIONS.call(context, OTHER_SYNTAX);
    }
    Llvm.SET_DISASSEMBLER_OPTIONS.call(context, MARKUP);
    descriptors = DescriptorReader.open(architecture, mode);
  }

  /** The disassembler of that architecture, printing in that dialect, in its usual mode. */
  public static Disassembler of(Architecture architecture, Dialect dialect) {
    return of(architecture, dialect, Mode.DEFAULT);
  }

  /** The disassembler of that architecture and mode, printing in that dialect. */
  public static Disassembler of(Architecture architecture, Dialect dialect, Mode mode) {
    return SHARED.computeIfAbsent(new Key(architecture, dialect, mode), Disassembler::new);
  }

  /** The instruction set that it takes bytes for. */
  public Mode mode() {
    return mode;
  }

  /** The instructions of the whole byte string, as if it lay at address 0. */
  public List<Decoded> decode(Bytes bytes) {
    return decode(bytes, 0, bytes.length());
  }

  /** The instructions between the two offsets; what is no instruction comes as such. */
  public synchronized List<Decoded> decode(Bytes bytes, int start, int end) {
    place(bytes);
    List<Decoded> decoded = new ArrayList<>();
    for (int at = start; at < end; at = decoded.getLast().end()) {
      decoded.add(one(bytes, at, end));
    }
    leaveConditionalBlock();
    return merged(decoded, bytes);
  }

  private List<Decoded> merged(List<Decoded> decoded, Bytes bytes) {
    return architecture.isX86() ? Prefixes.merge(decoded, bytes) : List.copyOf(decoded);
  }

  /** The instruction at the start of the byte string, with its prefixes. */
  public synchronized Decoded first(Bytes bytes) {
    place(bytes);
    List<Decoded> decoded = new ArrayList<>();
    boolean prefix = true;
    for (int at = 0; prefix && at < bytes.length(); at = decoded.getLast().end()) {
      decoded.add(one(bytes, at, bytes.length()));
      prefix = architecture.isX86() && Prefixes.areAll(decoded.getLast());
    }
    leaveConditionalBlock();
    return merged(decoded, bytes).getFirst();
  }

  private void place(Bytes bytes) {
    if (bytes.length() + SLACK > capacity) {
      capacity = 2 * bytes.length() + SLACK;
      memory = Arena.ofAuto().allocate(capacity);
      code = memory.address();
    }
    NativeMemory.put(code, bytes.toArray());
  }

  private Decoded one(Bytes bytes, int at, int end) {
    int room = end - at;
    int size = (int) Llvm.DISASSEMBLE.call(context, code + at, room, at, text, TEXT_SIZE);
    String markup = size == 0 ? "" : Markup.tidy(NativeMemory.string(text));
    int taken = Math.min(room, size == 0 ? architecture.codeUnit(mode) : size);
    Optional<Facts> facts =
        size == 0 ? Optional.empty() : descriptors.flatMap(d -> d.read(code + at, room, at));
    return new Decoded(
        at, taken, bytes.slice(at, at + taken), List.of(), Markup.strip(markup), markup, facts);
  }

  /** LLVM's Thumb decoder remembers an open IT block; four NOPs make it forget. */
  private void leaveConditionalBlock() {
    if (mode != Mode.DEFAULT) {
      NativeMemory.put(code, new byte[] {0, (byte) 0xbf});
      for (int i = 0; i < 4; i++) {
        Llvm.DISASSEMBLE.call(context, code, 2, 0, text, TEXT_SIZE);
        descriptors.ifPresent(d -> d.read(code, 2, 0));
      }
    }
  }
}
